//! `topics.toml`, `categories.toml`, `glossary.toml`: the words that all plans of a site share.

use std::sync::Arc;

use crate::rules;
use crate::values::Label;

use super::declare::record;
use super::kinds::{Id, Name, Reference};

record! {
    /// `topics.toml`: the axis on which cities are compared, and the kinds of statements.
    #[ja = "topics.toml：自治体を比べる視点と、言明の種類です。"]
    pub struct TopicsRecord {
        /// The schemes that topics belong to, where there are several; the first is the site's own axis.
        #[ja = "視点の体系。2つ以上の体系で比べるときに書きます。最初のものが、サイトの主な体系です。"]
        #[key = "scheme"]
        schemes: Vec<Arc<SchemeRecord>>,
        /// The topics, in display order.
        #[ja = "視点。並べた順に表示されます。"]
        #[key = "topic"]
        topics: Vec<Arc<TopicRecord>>,
        /// The kinds of statements, in display order. A plan's page leads with the first.
        #[ja = "言明の種類。最初に書いた種類の言明は、計画のページの先頭に大きく表示されます。"]
        #[key = "statement-kind"]
        statement_kinds: Vec<Arc<StatementKindRecord>>,
        /// The site's own steps of schedules, where the seven that every site has are not enough.
        #[ja = "予定の段階。どのサイトにもある7つで足りないときに加えます。"]
        #[key = "step"]
        steps: Vec<Arc<StepRecord>>,
    }
}

record! {
    /// A scheme of topics: one axis on which cities can be compared, such as a guideline of the state.
    #[ja = "視点の体系：国の指針など、自治体を比べる一つの軸です。"]
    pub struct SchemeRecord: stands_in {
        /// The name by which topics refer to it.
        #[ja = "視点から指すための名前。"]
        id: Id,
        /// The words shown for it.
        #[ja = "表示する語。"]
        label: Label,
        /// Where its topics come from.
        #[ja = "出典。"]
        source: Option<String>,
    }
}

record! {
    /// A topic: why measures are done, and one point on the axis on which cities are compared.
    #[ja = "視点：取組が何のためにあるか。自治体を比べる軸になります。"]
    pub struct TopicRecord: stands_in {
        /// The name by which measures, pillars and coverage refer to it.
        #[ja = "取組、柱、記載状況から指すための名前。"]
        id: Id,
        /// The words shown for it.
        #[ja = "表示する語。"]
        label: Label,
        /// What it takes in, and what not.
        #[ja = "視点に含めるものの説明。"]
        definition: Option<Label>,
        /// The topic that it is a part of. There are two levels.
        #[ja = "上位の視点の id。視点は2段までです。"]
        parent: Option<Reference>,
        /// The scheme it belongs to: that of its parent, else the first.
        #[ja = "視点の体系の id。書かなければ、上位の視点と同じ体系か、最初の体系になります。"]
        scheme: Option<Reference>,
        /// The topics of other schemes that mean the same: a measure on this one is in them too, unless it names topics
        /// of their scheme itself.
        #[ja = "ほかの体系で同じことを指す視点の id。この視点の取組は、取組がその体系の視点を書かないかぎり、そちらにも入ります。"]
        corresponds: Vec<Reference>,
        /// Where the definition comes from.
        #[ja = "説明の出典。"]
        source: Option<String>,
    }
}

record! {
    /// A kind of statement, such as ideal staff or guidelines.
    #[ja = "言明の種類：目指す職員像、行動指針など。"]
    pub struct StatementKindRecord: stands_in {
        /// The name by which statements refer to it.
        #[ja = "言明から指すための名前。"]
        id: Id,
        /// The words shown for it.
        #[ja = "表示する語。"]
        label: Label,
    }
}

record! {
    /// A step of schedules. With the id of one of the seven, it is another label for that.
    #[ja = "予定の段階。7つのどれかと同じ id にすると、その表示を変えられます。"]
    pub struct StepRecord: stands_in {
        /// The name by which schedules refer to it.
        #[ja = "取組の `schedule` から指すための名前。"]
        id: Id,
        /// The words shown for it.
        #[ja = "表示する語。"]
        label: Label,
    }
}

record! {
    /// `categories.toml`: how measures work.
    #[ja = "categories.toml：取組の区分です。"]
    pub struct CategoriesRecord {
        /// The categories, in display order.
        #[ja = "区分。並べた順に表示されます。"]
        #[key = "category"]
        categories: Vec<Arc<CategoryRecord>>,
    }
}

record! {
    /// A category: how measures work, such as recruitment or training.
    #[ja = "区分：採用、研修など、取組がどのような手段か。"]
    pub struct CategoryRecord: stands_in {
        /// The name by which measures refer to it.
        #[ja = "取組から指すための名前。"]
        id: Id,
        /// The words shown for it.
        #[ja = "表示する語。"]
        label: Label,
        /// What it takes in, and what not.
        #[ja = "区分に含めるものの説明。"]
        definition: Option<Label>,
    }
}

record! {
    /// `glossary.toml`: terms that readers may not know.
    #[ja = "glossary.toml：用語集です。"]
    pub struct GlossaryRecord {
        /// The terms, in any order: the glossary is sorted by their readings.
        #[ja = "用語。順番は自由です。用語集は読みの五十音順に並びます。"]
        #[key = "term"]
        terms: Vec<Arc<TermRecord>>,
    }
}

record! {
    /// A term of the glossary. Its first use in a page becomes a link.
    #[ja = "用語：ページごとに最初の1回が用語集へのリンクになります。"]
    pub struct TermRecord: stands_in {
        /// Its place in the glossary's address.
        #[ja = "用語集の中での名前。"]
        id: Id,
        /// The term with its reading (`kana`).
        #[ja = "用語。読み `kana` も要ります。"]
        name: Name,
        /// What it means, in a sentence.
        #[ja = "1文での説明。"]
        definition: Label,
        /// Other spellings in the authoritative language.
        #[ja = "原文の言語での、ほかの書き方。"]
        aliases: Vec<String>,
    }
    check(reader, table) {
        if let Some(name) = name.as_ref().filter(|name| name.kana().is_none()) {
            let span = id.as_ref().map_or(table.span, |id| id.span);
            reader.report(reader.diagnostic(
                rules::GLOSSARY_KANA,
                span,
                format!("用語「{}」の読みがな（name の `kana`）がありません", name.authoritative()),
                format!("the term `{}` has no reading (`kana` in its name)", name.authoritative()),
            ));
        }
    }
}
