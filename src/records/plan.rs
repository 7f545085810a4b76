//! `plan.toml`.

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::rules;
use crate::source::Written;
use crate::values::{CoverageState, Date, FiscalYear, Label, Period, PlanKind, Time, Wording};

use super::declaration::Shape;
use super::declare::record;
use super::field::{Kind, Record};
use super::kinds::{Alias, ById, Id, OneOrMore, PlanName, PrintedNumber, Reference, Url};
use super::reader::{Reader, Value};
use super::schedule::{PhaseRecord, phases_in_order};

record! {
    /// `plan.toml`: a published document with a period.
    #[ja = "plan.toml：公表された計画です。"]
    pub struct PlanRecord: stands_in {
        /// The title, exactly as published.
        #[ja = "題名。公表されたとおりに書きます。"]
        title: Label,
        /// What kind of document it is: vision (ビジョン), policy (基本方針), action-plan (アクションプラン) or
        /// programme (取組・プログラム).
        #[ja = "計画の種類。`vision`（ビジョン）、`policy`（基本方針）、`action-plan`（アクションプラン）、`programme`（取組・プログラム）。"]
        kind: PlanKind,
        /// The fiscal years it covers.
        #[ja = "計画期間の年度。"]
        period: Period,
        /// The period as the document words it, or that it does not say. Shown beside the fiscal years.
        #[ja = "原文での計画期間の書き方。原文に期間がないときは、そのこと。年度の計画期間に添えて表示します。"]
        period_text: Option<Label>,
        /// The parts of the period, where the document divides it: 前期計画 and 後期計画, say.
        #[ja = "計画期間の区切り。「前期計画」「後期計画」のように分かれているときに書きます。"]
        #[key = "phase"]
        phases: Vec<Arc<PhaseRecord>>,
        /// The day or month on which it was adopted.
        #[ja = "策定した日か月。"]
        adopted: Option<Date>,
        /// The department responsible for it, and for its measures that name none.
        #[ja = "所管課の id。所管課を書かない取組も、この課が担当します。"]
        department: Reference,
        /// The day or month on which its pages were last brought up to date. The latest of a site decides which
        /// plans are in force.
        #[ja = "このサイトのページを最後に直した日か月。サイトの中で最も新しいものが、計画期間中かどうかを決める日になります。"]
        updated: Date,
        /// The document behind it, which prevails where the wording is a summary.
        #[ja = "原文。要約のときは、原文が優先します。"]
        source: SourceDocument,
        /// Whose words the pages hold: official (as adopted) or summary. With summary every page says so.
        #[ja = "ページの文。`official`（決定した文のまま）か `summary`（要約）。要約のときは、すべてのページにそのことが表示されます。"]
        wording: Wording,
        /// The plan it takes the place of, as `city/plan`, or a list of several.
        #[ja = "引き継ぐ前の計画。`市/計画` の形で書きます。いくつかあるときは `[\"…\", \"…\"]` と並べます。"]
        supersedes: OneOrMore<PlanName>,
        /// The larger plan that it is inside of, as `city/plan`.
        #[ja = "この計画を含む、より大きな計画。`市/計画` の形で書きます。"]
        part_of: Option<PlanName>,
        /// Former addresses of its folder, with all pages below: a former name of the folder, or the whole address
        /// from `/`. They lead to the pages here.
        #[ja = "フォルダーの前のアドレス。前のフォルダー名か、`/` から始まるアドレスを書きます。中のページもすべて、前のアドレスから案内します。"]
        aliases: Vec<Alias>,
        /// Whether it is still being written: true or false. A draft, with everything in the folder of the plan, is
        /// shown in the preview and is in no build.
        #[ja = "下書きなら `true`。計画のフォルダーの中のすべてが、プレビューにだけ表示され、公開されません。"]
        draft: bool = false,
        /// The day from which it is published, with everything in the folder of the plan; before that only the
        /// preview shows it.
        #[ja = "公開を始める日。その日より前は、計画のフォルダーの中のすべてが、プレビューにだけ表示されます。"]
        publish: Option<Date>,
        /// When it was made and changed.
        #[ja = "策定と改定の経過。"]
        #[key = "revision"]
        revisions: Vec<RevisionRecord>,
        /// What it calls its parts, where these are not the usual words.
        #[ja = "この計画での、柱・取組・章・まとまりの呼び名。書かなければ、ふつうの語で表示します。"]
        words: Option<Arc<PlanWordsRecord>>,
        /// The groups of its pillars, where the document groups them once more.
        #[ja = "柱のまとまり。柱がさらに大きくまとめられているときに書きます。"]
        #[key = "group"]
        groups: Vec<Arc<GroupRecord>>,
        /// Its own grouping of its measures, in printed order.
        #[ja = "柱。計画に書かれた順に並べます。"]
        #[key = "pillar"]
        pillars: Vec<Arc<PillarRecord>>,
        /// The short texts it stands for, in printed order.
        #[ja = "言明。計画が掲げる短い言葉です。計画に書かれた順に並べます。"]
        #[key = "statement"]
        statements: Vec<Arc<StatementRecord>>,
        /// Its circular diagrams.
        #[ja = "循環図。"]
        #[key = "cycle"]
        cycles: Vec<Arc<CycleRecord>>,
        /// What is known of topics that no measure shows, by the id of the topic: stated, not-stated,
        /// not-applicable, not-collected. A topic that is left out is not-collected.
        #[ja = "取組のない視点の記載状況（視点の id ごと）。`stated`（記載あり）、`not-stated`（読んだが記載がない）、`not-applicable`（当てはまらない）、`not-collected`（まだ調べていない）。書かない視点は `not-collected` です。"]
        coverage: Option<ById<Written<CoverageState>>>,
    }
    check(reader, table) {
        phases = phases.map(|phases| phases_in_order(reader, table, period, phases));
        revisions.iter_mut().for_each(|revisions| revisions.sort_by_key(|revision| Time::Date(revision.at)));
    }
}

record! {
    /// The document behind a plan.
    #[ja = "原文：計画のもとになった文書です。"]
    pub struct SourceDocument: stands_in {
        /// Its title.
        #[ja = "題名。"]
        title: Label,
        /// The name of its file.
        #[ja = "ファイル名。"]
        file: Option<String>,
        /// Where it can be read.
        #[ja = "読める場所のアドレス。"]
        url: Option<Url>,
        /// How many pages it has.
        #[ja = "ページ数。"]
        pages: Option<u32>,
    }
}

record! {
    /// The fiscal years that a plan covers.
    #[ja = "計画期間です。"]
    pub struct PeriodRecord {
        /// The first fiscal year.
        #[ja = "最初の年度。"]
        start: FiscalYear,
        /// The last fiscal year; left out where the document sets no end.
        #[ja = "最後の年度。終わりの定めがなければ書きません。"]
        end: Option<FiscalYear>,
    }
    check(reader, table) {
        if let (Some(first), Some(Some(last))) = (start, end)
            && last < first
        {
            let diagnostic = reader
                .diagnostic(
                    rules::PLAN_PERIOD,
                    table.span,
                    "期間の終わりが始まりより前です",
                    "the period ends before it starts",
                )
                .help("start と end を確かめてください", "check `start` and `end`");
            reader.report(diagnostic);
            start = None;
        }
    }
}

impl Kind for Period {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        if let Some(period) = period_in_words(reader.written(value)).filter(|_| !value.value.is_table()) {
            let instead = format!("{} = {period}", value.key);
            reader.wrong_type(value, "表（{ … }）", "a table `{ … }`", Some(instead));
            return None;
        }
        let PeriodRecord { start, end } = PeriodRecord::read(reader, value)?;
        Some(Self { start, end })
    }

    fn stand_in() -> Option<Self> {
        Some(Self::unknown())
    }

    fn shape() -> Shape {
        Shape::Record(PeriodRecord::declaration)
    }
}

/// The table for a period in one text: `令和8年度から令和12年度まで`, `2026～2030`, or its first year alone.
fn period_in_words(written: &str) -> Option<String> {
    let half: String = written.trim_matches(['"', '\'', '[', ']']).nfkc().collect();
    let half = half.replace("から", "~").replace(['〜', '–', '—', 'ー', '-', ','], "~");
    let years: Vec<&str> = half.split('~').collect();
    let year = |text: &str| Some(FiscalYear::parse(text.trim().trim_end_matches("まで")).ok()?.year());
    match years[..] {
        [start] | [start, ""] => Some(format!("{{ start = {} }}", year(start)?)),
        [start, end] => {
            let (start, end) = (year(start)?, year(end)?);
            (start <= end).then(|| format!("{{ start = {start}, end = {end} }}"))
        }
        _ => None,
    }
}

record! {
    /// When a plan was made or changed.
    #[ja = "改定の経過：計画を策定し、改定した記録です。"]
    pub struct RevisionRecord {
        /// The day or month.
        #[ja = "日か月。"]
        at: Date,
        /// What happened.
        #[ja = "行ったこと。"]
        text: Label,
    }
}

record! {
    /// What a plan calls its parts: its own pages, lists and booklet use these words; pages that compare use the
    /// usual ones.
    #[ja = "計画の部分の呼び名です。この計画のページ、一覧、冊子で使います。自治体を比べるページでは、ふつうの語を使います。"]
    pub struct PlanWordsRecord {
        /// A pillar, such as 視点 or 基本目標.
        #[ja = "柱の呼び名。視点、基本目標など。"]
        pillar: Option<Label>,
        /// A measure, such as 施策 or 事業.
        #[ja = "取組の呼び名。施策、事業など。"]
        measure: Option<Label>,
        /// A chapter, such as 部 or 節.
        #[ja = "章の呼び名。部、節など。"]
        chapter: Option<Label>,
        /// A group of pillars, such as 基本方針.
        #[ja = "柱のまとまりの呼び名。基本方針など。"]
        group: Option<Label>,
    }
}

record! {
    /// A group of pillars.
    #[ja = "柱のまとまりです。"]
    pub struct GroupRecord: stands_in {
        /// The name by which pillars refer to it.
        #[ja = "柱から指すための名前。"]
        id: Id,
        /// The words shown for it.
        #[ja = "表示する語。"]
        label: Label,
        /// The printed number.
        #[ja = "印刷された番号。"]
        number: Option<PrintedNumber>,
    }
}

record! {
    /// A plan's own grouping of its measures.
    #[ja = "柱：計画が取組をまとめているものです。"]
    pub struct PillarRecord: stands_in {
        /// The name by which measures and components refer to it.
        #[ja = "取組と部品から指すための名前。"]
        id: Id,
        /// Its name, exactly as published.
        #[ja = "柱の名前。公表されたとおりに書きます。"]
        label: Label,
        /// The topic that its measures serve unless they say otherwise.
        #[ja = "視点の id。取組に視点を書かないときは、これを使います。"]
        topic: Reference,
        /// The group it belongs to.
        #[ja = "まとまりの id。"]
        group: Option<Reference>,
        /// The printed number.
        #[ja = "印刷された番号。"]
        number: Option<PrintedNumber>,
        /// What it is about.
        #[ja = "説明。"]
        text: Option<Label>,
    }
}

impl PillarRecord {
    /// What people call it.
    pub fn words(&self) -> Vec<String> {
        numbered(&self.label, self.number.as_ref(), "柱")
    }
}

impl GroupRecord {
    /// What people call it.
    pub fn words(&self) -> Vec<String> {
        numbered(&self.label, self.number.as_ref(), "")
    }
}

/// A label alone, with its printed number before it, and the number alone: `1`, `柱1`, `柱1 人を育てる`.
fn numbered(label: &Label, number: Option<&PrintedNumber>, noun: &str) -> Vec<String> {
    let mut words = label.words();
    for number in number.map(|number| number.words()).unwrap_or_default() {
        words.extend([
            format!("{number}{}", label.authoritative()),
            format!("{noun}{number}{}", label.authoritative()),
        ]);
        words.extend([format!("{noun}{number}"), number]);
    }
    words
}

record! {
    /// A short text that a plan stands for: ideal staff, a guideline, an ability.
    #[ja = "言明：職員像や行動指針など、計画が掲げる短い言葉です。"]
    pub struct StatementRecord: stands_in {
        /// The kind, as declared in topics.toml.
        #[ja = "言明の種類の id（topics.toml）。"]
        kind: Reference,
        /// The statement itself, or its name where it has a text.
        #[ja = "言葉。説明があるときは、その見出し。"]
        name: Label,
        /// What it says.
        #[ja = "説明。"]
        text: Option<Label>,
        /// The printed number.
        #[ja = "印刷された番号。"]
        number: Option<PrintedNumber>,
        /// The page in the source document.
        #[ja = "原文のページ。"]
        page: Option<u32>,
        /// The footnotes printed with it.
        #[ja = "添えられた注。"]
        notes: Vec<StatementNote>,
    }
}

record! {
    /// A footnote printed with a statement.
    #[ja = "言明の注です。"]
    pub struct StatementNote {
        /// The word it explains.
        #[ja = "説明する語。"]
        term: Label,
        /// What the word means.
        #[ja = "説明。"]
        text: Label,
    }
}

record! {
    /// A circular diagram.
    #[ja = "循環図：最後の段階から最初の段階へ戻る図です。"]
    pub struct CycleRecord: stands_in {
        /// The name by which components refer to it.
        #[ja = "部品から指すための名前。"]
        id: Id,
        /// Its title.
        #[ja = "図の題名。"]
        name: Label,
        /// Its steps in order, two or more; the last leads to the first.
        #[ja = "段階。2つ以上を順に書きます。"]
        steps: Vec<Label>,
        /// What it leads to.
        #[ja = "循環の結果。"]
        outcome: Option<Label>,
    }
    check(reader, table) {
        if steps.as_ref().is_some_and(|steps| steps.len() < 2) {
            reader.report(reader.diagnostic(
                rules::PLAN_CYCLE,
                table.span,
                "循環図には2つ以上の段階（steps）が要ります",
                "a cycle needs two `steps` or more",
            ));
        }
    }
}
