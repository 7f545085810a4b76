//! The front matter of Markdown files. Every text has an opening; what its kind has besides is a record of its own.

use std::sync::Arc;

use crate::diagnostic::Bilingual;
use crate::rules;
use crate::source::{Span, Written};
use crate::values::{Audience, Date, FiscalYear, Label, Number, Part, TranslationState, Unit};

use super::declare::record;
use super::field::Record;
use super::kinds::{Alias, ById, Kana, MeasureName, Reference, Url};
use super::reader::Reader;
use super::schedule::{ScheduledStep, each_once};
use super::table::Table;

record! {
    /// How a text begins.
    #[ja = "文章の始まりです。"]
    pub struct Opening: stands_in {
        /// The title, exactly as published.
        #[ja = "題名。公表されたとおりに書きます。"]
        title: Written<String>,
        /// A sentence for search engines; without one the first paragraph is used.
        #[ja = "検索サイトに示す説明。書かなければ、最初の段落を使います。"]
        description: Option<String>,
    }
}

record! {
    /// How the text of the home page, of a city or of a plan begins. The title stands in the record.
    #[ja = "ホーム、自治体、計画の紹介文の始まりです。題名は記録にあります。"]
    pub struct IndexOpening {
        /// A title other than that of the record.
        #[ja = "記録と違う題名にするときの題名。"]
        title: Option<Written<String>>,
        /// A sentence for search engines; without one the first paragraph is used.
        #[ja = "検索サイトに示す説明。書かなければ、最初の段落を使います。"]
        description: Option<String>,
    }
}

record! {
    /// When a text is published. Every text has these keys, translations too.
    #[ja = "公開の時期です。訳を含め、どの文章にも書けます。"]
    #[derive(Copy)]
    pub struct ReleaseRecord {
        /// Whether it is still being written: true or false. A draft is shown in the preview and is in no build.
        #[ja = "下書きなら `true`。プレビューにだけ表示され、公開されません。"]
        draft: bool = false,
        /// The day from which it is published; before that only the preview shows it.
        #[ja = "公開を始める日。その日より前は、プレビューにだけ表示されます。"]
        publish: Option<Date>,
    }
}

impl ReleaseRecord {
    /// What is published as soon as it is there.
    pub const AT_ONCE: Self = Self { draft: false, publish: None };
}

record! {
    /// The facts of the home page, of a city or of a plan that stand with its text; all others stand in the records.
    #[ja = "ホーム、自治体、計画の紹介文に書く事実です。ほかは記録に書きます。"]
    #[derive(Default)]
    pub struct IndexRecord {
        /// Its former addresses. Those of a city or a plan are folders, with all pages below.
        #[ja = "前のアドレス。自治体と計画では、フォルダーの前のアドレスです（中のページもすべて）。"]
        aliases: Vec<Alias>,
    }
}

record! {
    /// A free page: a manual, an imprint.
    #[ja = "自由なページ：手引き、奥付などです。"]
    pub struct PageRecord {
        /// Its place among the pages of its folder and in the menu, a whole number; those without one come last, by
        /// name. A page at the top that has one is in the menu.
        #[ja = "フォルダーの中とメニューでの順番（整数）。書かないページは、名前の順で後に並びます。どのフォルダーにも入っていないページは、書くとメニューに載ります。"]
        order: Option<i64>,
        /// Whether the site's menu has it.
        #[ja = "サイトのメニューに載せるなら `true`。"]
        menu: bool = false,
        /// The day or month on which it was last brought up to date.
        #[ja = "最後に直した日か月。"]
        updated: Option<Date>,
        /// Its former addresses: a former name beside it, or the whole address from `/`. They lead to it.
        #[ja = "前のアドレス。同じ場所での前の名前か、`/` から始まるアドレスを書きます。前のアドレスを開いた人を、このページに案内します。"]
        aliases: Vec<Alias>,
        /// Who it is for: public or internal.
        #[ja = "対象。`internal` と書くと、庁内向けの版にだけ入ります。"]
        audience: Audience = Audience::Public,
    }
}

record! {
    /// A chapter: a part of a plan.
    #[ja = "章：計画の一部です。"]
    pub struct ChapterRecord {
        /// The printed number, for display only.
        #[ja = "印刷された番号。表示だけに使います。"]
        number: Option<String>,
        /// The page in the source document.
        #[ja = "原文のページ。"]
        page: Option<u32>,
        /// Its former addresses: a former name beside it, or the whole address from `/`. They lead to it.
        #[ja = "前のアドレス。同じ場所での前の名前か、`/` から始まるアドレスを書きます。前のアドレスを開いた人を、このページに案内します。"]
        aliases: Vec<Alias>,
        /// Who it is for: public or internal.
        #[ja = "対象。`internal` と書くと、庁内向けの版にだけ入ります。"]
        audience: Audience = Audience::Public,
    }
}

record! {
    /// A measure: one thing that the city undertakes.
    #[ja = "取組：自治体が行うこと1つです。"]
    pub struct MeasureRecord: stands_in {
        /// The printed number, for display only.
        #[ja = "印刷された番号。表示だけに使います。"]
        number: Option<String>,
        /// Its place among the measures of its pillar, a whole number, where the printed numbers do not decide it.
        #[ja = "柱の中での順番（整数）。番号で決まらないときに書きます。"]
        order: Option<i64>,
        /// The reading of the title, in hiragana: it decides the order of lists.
        #[ja = "題名の読み。ひらがなで書きます。一覧の五十音順に使います。"]
        kana: Option<Kana>,
        /// The pillar of its plan that it stands under.
        #[ja = "柱の id（その計画の plan.toml）。"]
        pillar: Reference,
        /// How it works.
        #[ja = "区分の id（categories.toml）。"]
        category: Reference,
        /// Why it is done, the main topic first; the pillar's topic where it is left out.
        #[ja = "視点の id。主なものを先に書きます。書かなければ、柱の視点になります。"]
        topics: Vec<Reference>,
        /// Who answers for it; the plan's department where it is left out.
        #[ja = "所管課。書かなければ、計画の所管課になります。"]
        departments: Vec<DepartmentReference>,
        /// What is foreseen for which fiscal year, in any order: pages show it in the order of time.
        #[ja = "年度ごとの予定。順番は自由で、ページには時の順に並びます。"]
        schedule: Vec<Written<ScheduledStep>>,
        /// What it saves or brings in.
        #[ja = "効果額。"]
        effect: Option<Effect>,
        /// The page in the source document.
        #[ja = "原文のページ。"]
        page: Option<u32>,
        /// The measure of the same plan that it is a part of.
        #[ja = "同じ計画の中で、この取組を含む取組の id。"]
        part_of: Option<Reference>,
        /// The measures of earlier plans that it takes up, as `city/plan/measure`.
        #[ja = "引き継いだ、前の計画の取組。`市/計画/取組` の形で書きます。"]
        follows: Vec<MeasureName>,
        /// The indicators of its plan that show how it goes.
        #[ja = "進み具合を示す指標の id（indicators.toml）。"]
        indicators: Vec<Reference>,
        /// Forms and related pages, in display order.
        #[ja = "様式や関連するページ。並べた順に表示されます。"]
        links: Vec<MeasureLink>,
        /// Its former addresses: a former name beside it, or the whole address from `/`. They lead to it.
        #[ja = "前のアドレス。同じ場所での前の名前か、`/` から始まるアドレスを書きます。前のアドレスを開いた人を、このページに案内します。"]
        aliases: Vec<Alias>,
        /// Who it is for: public or internal.
        #[ja = "対象。`internal` と書くと、庁内向けの版にだけ入ります。"]
        audience: Audience = Audience::Public,
    }
    check(reader, table) {
        schedule = schedule.map(|schedule| each_once(reader, schedule));
        let places = table.spans_of_items(reader, "links");
        links_once(reader, links.as_deref().unwrap_or_default(), &places);
    }
}

record! {
    /// A department of a measure.
    #[ja = "取組の所管課です。"]
    pub struct DepartmentReference: stands_in {
        /// The department, as its city's register calls it.
        #[ja = "課の id（city.toml）。"]
        id: Reference,
        /// Its part: lead (主管) or support (協力).
        #[ja = "役割。`lead`（主管）か `support`（協力）。書かなければ `lead`。"]
        part: Part = Part::Lead,
    }
}

record! {
    /// What a measure saves or brings in.
    #[ja = "効果額です。"]
    pub struct Effect {
        /// How much, in the unit.
        #[ja = "額。単位に合わせて書きます。"]
        amount: Number,
        /// The unit.
        #[ja = "単位。"]
        unit: Unit,
        /// In which fiscal year.
        #[ja = "年度。"]
        year: FiscalYear,
    }
}

record! {
    /// A form or a page that readers of a measure may need.
    #[ja = "取組の様式や関連するページです。"]
    pub struct MeasureLink {
        /// What is there.
        #[ja = "リンク先の名前。"]
        label: Label,
        /// Its web address.
        #[ja = "リンク先のアドレス。`https://` から書きます。"]
        url: Url,
    }
}

/// A page is linked once, whatever the links are called.
fn links_once(reader: &mut Reader<'_>, links: &[MeasureLink], places: &[Span]) {
    if links.len() != places.len() {
        // One could not be read, so that nobody can say which stands where.
        return;
    }
    for (at, (link, place)) in links.iter().zip(places).enumerate() {
        if links[..at].iter().any(|earlier| *earlier.url == *link.url) {
            let diagnostic = reader.diagnostic(
                rules::RECORD_LISTED_TWICE,
                *place,
                format!("`{}` が2度書かれています", link.url),
                format!("`{}` is listed twice", link.url),
            );
            reader.report(diagnostic.help("どちらか一方を消してください", "take one of them out"));
        }
    }
}

record! {
    /// A translation: how far it can be trusted, and what it was made from. All other facts stand in the
    /// authoritative file.
    #[ja = "訳：どこまで確かかと、何を訳したか。ほかの事実は原文のファイルに書きます。"]
    pub struct TranslationRecord: stands_in {
        /// official (adopted by the city), reviewed (by a person who knows both languages), provisional (not
        /// checked yet) or machine.
        #[ja = "訳の状態。`official`（自治体の公式訳）、`reviewed`（両方の言語が分かる人が確認済み）、`provisional`（仮訳）、`machine`（機械翻訳）。"]
        state: TranslationState,
        /// The printed number, as this language writes it.
        #[ja = "この言語での番号の書き方。"]
        number: Option<String>,
        /// The fingerprints of the text it was made from, by heading; `shirube translations accept` writes them.
        #[ja = "訳したときの原文の印（見出しごと）。`shirube translations accept` が書きます。"]
        translates: Option<ById<String>>,
    }
}

/// Finishes the front matter of a translation: what stands in the authoritative file only is named as such.
pub fn finish_translation(table: Table<'_, '_>, reader: &mut Reader<'_>) {
    let of_original: Vec<&str> =
        [PageRecord::declaration(), ChapterRecord::declaration(), MeasureRecord::declaration()]
            .iter()
            .flat_map(|declaration| declaration.keys().collect::<Vec<_>>())
            .collect();
    table.finish_with(reader, |key| {
        of_original.contains(&key).then(|| {
            Bilingual::new(
                format!("`{key}` は原文のファイルだけに書きます（訳には書きません）"),
                format!("`{key}` is written once, in the authoritative file"),
            )
        })
    });
}

/// What a text says besides its words.
#[derive(Clone, Debug)]
pub enum Facts {
    Translation(TranslationRecord),
    /// The home page, a city or a plan.
    Index(Arc<IndexRecord>),
    FreePage(Arc<PageRecord>),
    Chapter(Arc<ChapterRecord>),
    Measure(Arc<MeasureRecord>),
}

impl Facts {
    /// Who the text is for.
    pub fn audience(&self) -> Audience {
        match self {
            Self::FreePage(record) => record.audience,
            Self::Chapter(record) => record.audience,
            Self::Measure(record) => record.audience,
            Self::Translation(_) | Self::Index(_) => Audience::Public,
        }
    }
}
