//! `city.toml`.

use std::sync::Arc;

use crate::rules;
use crate::source::Span;
use crate::source::Written;
use crate::values::{Bilingual, CityClass, CityCode, Code, Date, Label, YearOrDate};

use super::declare::record;
use super::kinds::{Alias, CityName, Email, Id, Kana, Name, Needed, OneOrMore, Reference, Url};
use super::reader::Reader;

record! {
    /// `city.toml`: a local government with its department register.
    #[ja = "city.toml：自治体と、その所管課です。"]
    #[derive(Default)]
    pub struct CityRecord {
        /// Its name with its reading (`kana`).
        #[ja = "自治体の名前。読み `kana` も要ります。"]
        name: Needed<Name>,
        /// 全国地方公共団体コード: six digits in quotes, the last of which is a check digit. Cities are listed in
        /// its order.
        #[ja = "全国地方公共団体コード。6桁を引用符で囲みます。検査数字も確かめます。自治体はコードの順に並びます。"]
        code: Needed<Written<CityCode>>,
        /// The prefecture it is in. A prefecture has none; a union needs none, as its members may be in several.
        #[ja = "都道府県。都道府県そのもの（`prefecture`）には書きません。一部事務組合・広域連合（`union`）では、書かなくてもかまいません。それ以外では必要です。"]
        prefecture: Option<Label>,
        /// Its class under the Local Autonomy Act: designated (指定都市), core (中核市), special-ward (特別区),
        /// city (市), town (町), village (村), prefecture (都道府県), ward (区 of a designated city) or union
        /// (一部事務組合, 広域連合).
        #[ja = "自治体の種類。`designated`（指定都市）、`core`（中核市）、`special-ward`（特別区）、`city`（市）、`town`（町）、`village`（村）、`prefecture`（都道府県）、`ward`（指定都市の区）、`union`（一部事務組合・広域連合）。"]
        class: Needed<CityClass>,
        /// The members of a union: the folders of those in this site, and the names of others, such as
        /// `{ ja = "日野市", en = "Hino" }`.
        #[ja = "一部事務組合・広域連合の構成団体。このサイトにある自治体はフォルダーの名前で、ない自治体は `{ ja = \"日野市\" }` のように名前で書きます。"]
        members: Vec<CityName>,
        /// The last day or month of it, where it merged with others or was dissolved.
        #[ja = "合併や解散でなくなった自治体の、最後の日か月。"]
        until: Option<Date>,
        /// The city that it became a part of: its folder, or the name of one that is not in this site, such as
        /// `{ ja = "日野市", en = "Hino" }`; a list where there are several.
        #[ja = "合併した後の自治体。このサイトにある自治体はフォルダーの名前で、ない自治体は `{ ja = \"日野市\" }` のように名前で書きます。いくつかあるときは一覧にします。"]
        replaced_by: OneOrMore<CityName>,
        /// The group of similar municipalities (類似団体, 総務省) that it is in, as it is printed.
        #[ja = "総務省の類似団体の類型。`\"Ⅳ-1\"` のように、公表されたとおりに書きます。"]
        similar_group: Option<String>,
        /// Its population.
        #[ja = "人口。"]
        population: Option<PopulationRecord>,
        /// Its own web site.
        #[ja = "自治体の公式サイト。"]
        url: Option<Url>,
        /// Former addresses of its folder, with all pages below: a former name of the folder, or the whole address
        /// from `/`. They lead to the pages here.
        #[ja = "フォルダーの前のアドレス。前のフォルダー名か、`/` から始まるアドレスを書きます。中のページもすべて、前のアドレスから案内します。"]
        aliases: Vec<Alias>,
        /// Its departments. Those renamed since stay, because earlier plans name them.
        #[ja = "所管課。名前が変わった課も、前の計画のために残します。"]
        #[key = "department"]
        departments: Vec<Arc<DepartmentRecord>>,
    }
    check(reader, table) {
        if let Some(name) = name.as_ref().and_then(Needed::get)
            && name.kana().is_none()
            && let Some(span) = table.span_of(reader, "name")
        {
            let diagnostic = reader
                .diagnostic(
                    rules::CITY_KANA,
                    span,
                    "自治体の名前の読みがな（name の `kana`）がありません",
                    "the city's name has no reading (`kana`)",
                )
                .help("`kana = \"…\"` をひらがなで書き加えてください", "add `kana = \"…\"` in hiragana");
            reader.report(diagnostic);
        }
        let written_class = class.as_ref().and_then(Needed::get).copied();
        let class_span = table.span_of(reader, "class").unwrap_or_default();
        let code = code.as_ref().and_then(Needed::get).map(|code| code.value);
        match written_class {
            Some(CityClass::Prefecture) => prefecture = Some(None),
            Some(class) if class != CityClass::Union && !table.has("prefecture") => {
                report_prefecture(reader, class_span, code);
            }
            _ => {}
        }
        if let (Some(class), Some(code)) = (written_class, code)
            && !code.can_be(class)
        {
            report_class(reader, class_span, class, code);
        }
        if let (Some(class), Some(span)) = (written_class, table.span_of(reader, "members"))
            && class != CityClass::Union
        {
            report_members(reader, span);
        }
    }
}

/// That a city does not say which prefecture it is in, which its code may tell.
fn report_prefecture(reader: &mut Reader<'_>, span: Span, code: Option<CityCode>) {
    let (ja, en) = code.and_then(|code| code.prefecture()).unwrap_or(("…", "…"));
    let diagnostic = reader
        .diagnostic(
            rules::CITY_PREFECTURE,
            span,
            "都道府県（`prefecture`）がありません",
            "the prefecture (`prefecture`) is missing",
        )
        .help(
            format!(
                "`prefecture = {{ ja = \"{ja}\", en = \"{en}\" }}` のように、サイトの言語で書き加えてください"
            ),
            format!("add it in the languages of the site: `prefecture = {{ ja = \"{ja}\", en = \"{en}\" }}`"),
        );
    reader.report(diagnostic);
    reader.unwritten.push("prefecture");
}

record! {
    /// How many people live in a city.
    #[ja = "人口です。"]
    pub struct PopulationRecord {
        /// The year, month or day of the figure.
        #[ja = "いつの人口か。`2025` のような年か、月か、日を書きます。"]
        at: YearOrDate,
        /// How many.
        #[ja = "人数。"]
        value: u32,
    }
}

fn report_class(reader: &mut Reader<'_>, span: Span, class: CityClass, code: CityCode) {
    let named = |class: CityClass| class.names().first().copied().unwrap_or_default();
    let (class, code, of_code) = (class.code(), code.as_str(), code.class());
    let diagnostic = reader
        .diagnostic(
            rules::CITY_CLASS,
            span,
            format!("全国地方公共団体コード `{code}` の自治体は、`{class}` ではありません"),
            format!("the code `{code}` is not that of a `{class}`"),
        )
        .help_if(of_code.map(|of_code| {
            let (word, name) = (of_code.code(), named(of_code));
            Bilingual::new(
                format!("コードが正しければ `class = \"{word}\"`（{name}）と書いてください。class が正しければ、コードを総務省の表で確かめてください"),
                format!("if the code is right, write `class = \"{word}\"` ({name}); if the class is, look the code up in the ministry's table"),
            )
        }));
    reader.report(diagnostic);
}

fn report_members(reader: &mut Reader<'_>, span: Span) {
    let diagnostic = reader
        .diagnostic(
            rules::CITY_MEMBERS,
            span,
            "構成団体（`members`）があるのは、一部事務組合と広域連合だけです",
            "only a union has `members`",
        )
        .help(
            "一部事務組合・広域連合なら `class = \"union\"` と書き、そうでなければこの行を消してください",
            "if it is a union, write `class = \"union\"`; otherwise take the line out",
        );
    reader.report(diagnostic);
}

record! {
    /// A department: who answers for measures.
    #[ja = "所管課：取組を担当する課です。"]
    pub struct DepartmentRecord: stands_in {
        /// The name by which plans and measures refer to it.
        #[ja = "計画と取組から指すための名前。"]
        id: Id,
        /// Its name, with the department it belongs to if that is how it is written.
        #[ja = "課の名前。部や局から書く場合は、そのとおりに書きます。"]
        name: Label,
        /// The reading of its name, in hiragana: it decides the order of lists.
        #[ja = "名前の読み。ひらがなで書きます。一覧の順番に使います。"]
        kana: Option<Kana>,
        /// Its telephone number.
        #[ja = "電話番号。"]
        phone: Option<String>,
        /// Its fax number.
        #[ja = "ファクスの番号。"]
        fax: Option<String>,
        /// Its e-mail address.
        #[ja = "電子メールのアドレス。"]
        email: Option<Email>,
        /// Its extension, for colleagues.
        #[ja = "内線番号。庁内向けの版にだけ表示されます。"]
        #[seen_by = internal]
        extension: Option<String>,
        /// Its page on the city's site.
        #[ja = "自治体の公式サイトにある課のページ。"]
        url: Option<Url>,
        /// The day or month since which it has this name. Before that it is announced as coming.
        #[ja = "この名前になった日か月。その日が来るまでは、予定として表示されます。"]
        from: Option<Date>,
        /// The last day or month on which it is there. Left out where those that follow it say when they begin; without
        /// any that follow, it is closed after that.
        #[ja = "この名前の最後の日か月。引き継いだ課の `from` で分かるときは、書かなくてもかまいません。引き継ぐ課がなければ、その後は「廃止」と表示されます。"]
        until: Option<Date>,
        /// The department whose work it took over, or a list of several. They are shown as its former names.
        #[ja = "仕事を引き継いだ前の課の id。いくつかあるときは `[\"a\", \"b\"]` と並べます。旧称として表示されます。"]
        replaces: OneOrMore<Reference>,
    }
    check(reader, table) {
        if let (Some(Some(from)), Some(Some(until))) = (from, until)
            && until.last_day() < from.first_day()
            && let Some(span) = table.span_of(reader, "until")
        {
            let diagnostic = reader
                .diagnostic(
                    rules::DEPARTMENT_DATES,
                    span,
                    "終わりの日（until）が、始まりの日（from）より前です",
                    "`until` is before `from`",
                )
                .help("from と until を確かめてください", "check `from` and `until`");
            reader.report(diagnostic);
        }
    }
}
