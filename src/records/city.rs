//! `city.toml`.

use std::sync::Arc;

use crate::rules;
use crate::source::Written;
use crate::values::{CityClass, CityCode, Date, Label};

use super::declare::record;
use super::kinds::{Alias, Email, Id, Kana, Name, Needed, Reference, Url};

record! {
    /// `city.toml`: a municipality with its department register.
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
        /// The prefecture it is in.
        #[ja = "都道府県。"]
        prefecture: Needed<Label>,
        /// Its class under the Local Autonomy Act: designated (指定都市), core (中核市), special-ward (特別区),
        /// city (市), town (町) or village (村).
        #[ja = "自治体の種類。`designated`（指定都市）、`core`（中核市）、`special-ward`（特別区）、`city`（市）、`town`（町）、`village`（村）。"]
        class: Needed<CityClass>,
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
                    "市の名前の読みがな（name の `kana`）がありません",
                    "the city's name has no reading (`kana`)",
                )
                .help("`kana = \"…\"` をひらがなで書き加えてください", "add `kana = \"…\"` in hiragana");
            reader.report(diagnostic);
        }
    }
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
        /// The day or month since which it has this name.
        #[ja = "この名前になった日か月。"]
        from: Option<Date>,
        /// The department whose work it took over, and which is shown as its former name.
        #[ja = "仕事を引き継いだ前の課の id。旧称として表示されます。"]
        replaces: Option<Reference>,
    }
}
