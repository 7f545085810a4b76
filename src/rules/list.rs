//! The one list of rules.

use super::rule::FoundBy::{Loader, Schema};
use super::rule::Lowering::{Free, Loss, NoPage, NoValue};
use super::rule::Rule;
use super::rule::Severity::{Error, Note, Warning};

macro_rules! rules {
    ($($name:ident = $code:literal: $severity:ident, $lowering:ident, $found_by:ident;)+) => {
        $(
            #[doc = concat!("`", $code, "`")]
            pub const $name: &Rule = &Rule::new($code, $severity, $lowering, $found_by);
        )+

        /// Every rule, in the order of codes.
        pub const ALL: &[&Rule] = &[$($name),+];
    };
}

// Name, code, severity, whether a site may lower it or why not, who can find the mistake.
rules! {
    ADDRESS_ALIAS               = "address.alias":               Error,   NoPage,  Loader;
    ADDRESS_GONE                = "address.gone":                Note,    Free,    Loader;
    ADDRESS_HOST                = "address.host":                Error,   NoValue, Loader;
    ADDRESS_KEPT                = "address.kept":                Error,   NoPage,  Loader;
    ADDRESS_TAKEN               = "address.taken":               Error,   NoPage,  Loader;
    ASSET_PICTURE               = "asset.picture":               Error,   Free,    Loader;
    ASSET_PRIVATE_DATA          = "asset.private-data":          Note,    Free,    Loader;
    ASSET_SVG                   = "asset.svg":                   Error,   Loss,    Loader;
    ASSET_UNCLEANED             = "asset.uncleaned":             Warning, Free,    Loader;
    ASSET_UNUSED                = "asset.unused":                Warning, Free,    Loader;
    CATEGORY_UNKNOWN            = "category.unknown":            Error,   NoValue, Loader;
    CITY_CLASS                  = "city.class":                  Warning, Free,    Loader;
    CITY_CODE                   = "city.code":                   Error,   NoValue, Loader;
    CITY_DUPLICATE_CODE         = "city.duplicate-code":         Error,   Free,    Loader;
    CITY_KANA                   = "city.kana":                   Error,   Free,    Schema;
    CITY_MEMBERS                = "city.members":                Error,   Loss,    Loader;
    CITY_PREFECTURE             = "city.prefecture":             Error,   NoValue, Loader;
    CITY_REPLACED_BY            = "city.replaced-by":            Error,   NoValue, Loader;
    CITY_UNKNOWN                = "city.unknown":                Error,   NoValue, Loader;
    COMPONENT_ARGUMENT          = "component.argument":          Error,   NoValue, Loader;
    COMPONENT_PLACE             = "component.place":             Error,   NoValue, Loader;
    COMPONENT_UNKNOWN           = "component.unknown":           Error,   NoValue, Loader;
    COVERAGE_CONTRADICTION      = "coverage.contradiction":      Error,   Free,    Loader;
    CYCLE_UNKNOWN               = "cycle.unknown":               Error,   NoValue, Loader;
    DEPARTMENT_DATES            = "department.dates":            Error,   Free,    Loader;
    DEPARTMENT_REPLACES_ITSELF  = "department.replaces-itself":  Error,   NoValue, Loader;
    DEPARTMENT_UNKNOWN          = "department.unknown":          Error,   NoValue, Loader;
    FRONT_MATTER_MISSING        = "front-matter.missing":        Error,   NoValue, Loader;
    FRONT_MATTER_OPEN           = "front-matter.open":           Error,   NoValue, Loader;
    FRONT_MATTER_YAML           = "front-matter.yaml":           Error,   NoValue, Loader;
    GLOSSARY_KANA               = "glossary.kana":               Error,   Free,    Schema;
    GROUP_UNKNOWN               = "group.unknown":               Error,   NoValue, Loader;
    INDICATOR_COMPARABILITY     = "indicator.comparability":     Error,   NoValue, Loader;
    INDICATOR_MISSING           = "indicator.missing":           Error,   NoValue, Loader;
    INDICATOR_TARGET            = "indicator.target":            Error,   NoValue, Loader;
    INDICATOR_UNKNOWN           = "indicator.unknown":           Error,   NoValue, Loader;
    INDICATOR_VALUES            = "indicator.values":            Error,   Loss,    Loader;
    LABEL_MISSING_TRANSLATION   = "label.missing-translation":   Warning, Free,    Loader;
    LINK_FILE_PLACE             = "link.file-place":             Warning, Free,    Loader;
    LINK_INTERNAL_PAGE          = "link.internal-page":          Error,   Loss,    Loader;
    LINK_MISSING_FILE           = "link.missing-file":           Error,   NoValue, Loader;
    LINK_MISSING_HEADING        = "link.missing-heading":        Error,   NoValue, Loader;
    LINK_MISSING_PAGE           = "link.missing-page":           Error,   NoValue, Loader;
    LINK_REMOTE_IMAGE           = "link.remote-image":           Error,   Loss,    Loader;
    LINK_TRANSLATION            = "link.translation":            Error,   NoValue, Loader;
    LINK_UNPUBLISHED_PAGE       = "link.unpublished-page":       Error,   Loss,    Loader;
    MARKDOWN_ALERT              = "markdown.alert":              Error,   Loss,    Loader;
    MARKDOWN_CALL               = "markdown.call":               Error,   Loss,    Loader;
    MARKDOWN_CALL_PLACE         = "markdown.call-place":         Error,   Loss,    Loader;
    MARKDOWN_EMPTY_HEADING      = "markdown.empty-heading":      Error,   Free,    Loader;
    MARKDOWN_EMPTY_LINK         = "markdown.empty-link":         Error,   Free,    Loader;
    MARKDOWN_FOOTNOTE           = "markdown.footnote":           Error,   Loss,    Loader;
    MARKDOWN_FOOTNOTE_UNUSED    = "markdown.footnote-unused":    Warning, Loss,    Loader;
    MARKDOWN_HEADING_ATTRIBUTE  = "markdown.heading-attribute":  Error,   Loss,    Loader;
    MARKDOWN_HEADING_ID         = "markdown.heading-id":         Error,   NoValue, Loader;
    MARKDOWN_HEADING_LEVEL      = "markdown.heading-level":      Error,   Free,    Loader;
    MARKDOWN_IMAGE_TEXT         = "markdown.image-text":         Error,   Free,    Loader;
    MARKDOWN_LINK_SCHEME        = "markdown.link-scheme":        Error,   NoValue, Loader;
    MARKDOWN_RAW_HTML           = "markdown.raw-html":           Error,   Loss,    Loader;
    MARKDOWN_RESERVED_CHARACTER = "markdown.reserved-character": Error,   Loss,    Loader;
    MARKDOWN_RUBY               = "markdown.ruby":               Error,   Free,    Loader;
    MARKDOWN_SIZE               = "markdown.size":               Error,   NoPage,  Loader;
    MARKDOWN_TABLE_CELLS        = "markdown.table-cells":        Error,   Loss,    Loader;
    MARKDOWN_UNREAD_LINK        = "markdown.unread-link":        Error,   Loss,    Loader;
    MARKDOWN_UNREAD_TABLE       = "markdown.unread-table":       Error,   Loss,    Loader;
    MEASURE_DEPARTMENTS         = "measure.departments":         Error,   Loss,    Loader;
    MEASURE_FOLLOWS             = "measure.follows":             Error,   NoValue, Loader;
    MEASURE_KANA                = "measure.kana":                Warning, Free,    Loader;
    MEASURE_PART_OF             = "measure.part-of":             Error,   NoValue, Loader;
    MEASURE_SCHEDULE            = "measure.schedule":            Error,   Loss,    Loader;
    MEASURE_SCHEDULE_PERIOD     = "measure.schedule-period":     Warning, Free,    Loader;
    MEASURE_UNKNOWN             = "measure.unknown":             Error,   NoValue, Loader;
    PAGE_UNREACHED              = "page.unreached":              Warning, Free,    Loader;
    PILLAR_UNKNOWN              = "pillar.unknown":              Error,   NoValue, Loader;
    PLAN_CYCLE                  = "plan.cycle":                  Error,   NoValue, Loader;
    PLAN_PART_OF                = "plan.part-of":                Error,   NoValue, Loader;
    PLAN_PERIOD                 = "plan.period":                 Error,   NoValue, Loader;
    PLAN_PHASE                  = "plan.phase":                  Error,   NoValue, Loader;
    PLAN_SUPERSEDES             = "plan.supersedes":             Error,   NoValue, Loader;
    PLAN_UNKNOWN                = "plan.unknown":                Error,   NoValue, Loader;
    RECORD_CODE                 = "record.code":                 Error,   NoValue, Schema;
    RECORD_DATE                 = "record.date":                 Error,   NoValue, Schema;
    RECORD_DUPLICATE_ID         = "record.duplicate-id":         Error,   Loss,    Loader;
    RECORD_EMAIL                = "record.email":                Error,   NoValue, Schema;
    RECORD_EMPTY                = "record.empty":                Error,   NoValue, Schema;
    RECORD_FISCAL_YEAR          = "record.fiscal-year":          Error,   NoValue, Loader;
    RECORD_HELD_BACK            = "record.held-back":            Note,    Free,    Loader;
    RECORD_ID                   = "record.id":                   Error,   NoValue, Schema;
    RECORD_KANA                 = "record.kana":                 Error,   Free,    Schema;
    RECORD_LISTED_TWICE         = "record.listed-twice":         Warning, Free,    Loader;
    RECORD_MISSING_KEY          = "record.missing-key":          Error,   NoValue, Schema;
    RECORD_PHONE                = "record.phone":                Error,   NoValue, Schema;
    RECORD_RANGE                = "record.range":                Error,   NoValue, Schema;
    RECORD_TOML                 = "record.toml":                 Error,   NoValue, Loader;
    RECORD_TYPE                 = "record.type":                 Error,   NoValue, Schema;
    RECORD_UNKNOWN_KEY          = "record.unknown-key":          Error,   Loss,    Schema;
    RECORD_URL                  = "record.url":                  Error,   NoValue, Schema;
    REFERENCE_UNPUBLISHED       = "reference.unpublished":       Note,    Free,    Loader;
    ROLE_ABILITY                = "role.ability":                Error,   NoValue, Loader;
    ROLE_FAMILY                 = "role.family":                 Error,   NoValue, Loader;
    RULES_KEPT                  = "rules.kept":                  Error,   NoValue, Loader;
    RULES_UNKNOWN               = "rules.unknown":               Error,   NoValue, Loader;
    SHIRUBE_PANIC               = "shirube.panic":               Error,   NoPage,  Loader;
    SITE_HOST                   = "site.host":                   Error,   NoValue, Schema;
    SITE_KIND                   = "site.kind":                   Error,   NoValue, Loader;
    SITE_LANGUAGE               = "site.language":               Error,   NoValue, Loader;
    SITE_MENU                   = "site.menu":                   Error,   NoValue, Schema;
    SITE_OTHER_LANGUAGE         = "site.other-language":         Note,    Free,    Loader;
    SITE_SAMPLE                 = "site.sample":                 Note,    Free,    Loader;
    SOURCE_CONTROL_CHARACTER    = "source.control-character":    Error,   NoPage,  Loader;
    SOURCE_ENCODING             = "source.encoding":             Error,   Loss,    Loader;
    SOURCE_FOLDER               = "source.folder":               Error,   Loss,    Loader;
    SOURCE_LANGUAGE             = "source.language":             Error,   Loss,    Loader;
    SOURCE_LINK_LOOP            = "source.link-loop":            Error,   Loss,    Loader;
    SOURCE_LINK_OUTSIDE         = "source.link-outside":         Error,   Loss,    Loader;
    SOURCE_MISSING              = "source.missing":              Error,   NoPage,  Loader;
    SOURCE_MISSING_RECORD       = "source.missing-record":       Error,   NoValue, Loader;
    SOURCE_NAME                 = "source.name":                 Error,   Loss,    Loader;
    SOURCE_NOT_A_FILE           = "source.not-a-file":           Error,   Loss,    Loader;
    SOURCE_SIZE                 = "source.size":                 Error,   Loss,    Loader;
    SOURCE_TWINS                = "source.twins":                Error,   Loss,    Loader;
    SOURCE_UNEXPECTED           = "source.unexpected":           Error,   Loss,    Loader;
    SOURCE_UNREADABLE           = "source.unreadable":           Error,   Loss,    Loader;
    STATEMENT_KIND              = "statement.kind":              Error,   NoValue, Loader;
    STEP_UNKNOWN                = "step.unknown":                Error,   NoValue, Loader;
    TABLE_BEFORE_HEADER         = "table.before-header":         Error,   NoValue, Loader;
    TABLE_EMPTY                 = "table.empty":                 Error,   NoValue, Loader;
    TABLE_FORMULA               = "table.formula":               Error,   Free,    Loader;
    TABLE_HEADER                = "table.header":                Error,   NoValue, Loader;
    TABLE_MERGED                = "table.merged":                Error,   NoValue, Loader;
    TABLE_NOT_CSV               = "table.not-csv":               Error,   NoValue, Loader;
    TABLE_QUOTE                 = "table.quote":                 Error,   NoValue, Loader;
    TABLE_RAGGED                = "table.ragged":                Error,   NoValue, Loader;
    TABLE_SHAPE                 = "table.shape":                 Error,   Loss,    Loader;
    TABLE_UNKNOWN               = "table.unknown":               Error,   NoValue, Loader;
    TABLE_VALUE                 = "table.value":                 Warning, Free,    Loader;
    TEMPLATE_ENDLESS            = "template.endless":            Error,   NoPage,  Loader;
    TEMPLATE_LEFT_OUT           = "template.left-out":           Note,    Free,    Loader;
    TEMPLATE_MISSING            = "template.missing":            Error,   NoPage,  Loader;
    TEMPLATE_REFERENCE          = "template.reference":          Error,   NoPage,  Loader;
    TEMPLATE_RENDER             = "template.render":             Error,   NoPage,  Loader;
    TEMPLATE_SYNTAX             = "template.syntax":             Error,   NoPage,  Loader;
    TEMPLATE_UNUSED             = "template.unused":             Warning, Free,    Loader;
    TEMPLATE_VARIABLE           = "template.variable":           Error,   NoPage,  Loader;
    TEXT_UNCHANGED              = "text.unchanged":              Error,   Free,    Loader;
    TEXT_UNFINISHED             = "text.unfinished":             Error,   Free,    Loader;
    THEME_BLOCKED               = "theme.blocked":               Error,   Free,    Loader;
    THEME_LOOP                  = "theme.loop":                  Error,   NoPage,  Loader;
    THEME_MISSING               = "theme.missing":               Error,   NoPage,  Loader;
    THEME_MISSING_WORDS         = "theme.missing-words":         Warning, Free,    Loader;
    THEME_NO_WORDS              = "theme.no-words":              Note,    Free,    Loader;
    THEME_UNKNOWN_WORDS         = "theme.unknown-words":         Error,   Free,    Loader;
    THEME_WORDS                 = "theme.words":                 Error,   NoPage,  Loader;
    TOPIC_DEPTH                 = "topic.depth":                 Error,   NoValue, Loader;
    TOPIC_SCHEME                = "topic.scheme":                Error,   NoValue, Loader;
    TOPIC_UNKNOWN               = "topic.unknown":               Error,   NoValue, Loader;
    TRANSLATION_HEADINGS        = "translation.headings":        Error,   Free,    Loader;
    TRANSLATION_OF_NOTHING      = "translation.of-nothing":      Error,   Loss,    Loader;
    TRANSLATION_OUTDATED        = "translation.outdated":        Warning, Free,    Loader;
}

/// The rule of a code.
pub fn find(code: &str) -> Option<&'static Rule> {
    ALL.binary_search_by(|rule| rule.code.cmp(code)).ok().map(|index| ALL[index])
}
