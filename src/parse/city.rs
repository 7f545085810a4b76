//! `city.toml`.

use crate::diagnostic::Diagnostic;
use crate::rules;
use crate::values::{CityClass, CityCode, Date, Label};

use super::record::{Reader, Record, Value, city_code, date, email, id, kana, label, name, text, url};
use super::{Document, Written};

/// What a `city.toml` says. What must be there is `None` only where there was an error: the mistakes in the
/// city's plans can be found all the same.
#[derive(Clone, Default, Debug)]
pub struct CityRecord {
    /// Its name, with a reading.
    pub name: Option<Label>,
    /// 全国地方公共団体コード.
    pub code: Option<Written<CityCode>>,
    /// The prefecture it is in.
    pub prefecture: Option<Label>,
    /// Its class.
    pub class: Option<CityClass>,
    /// Its own site.
    pub url: Option<String>,
    /// Its departments, those renamed since included.
    pub departments: Vec<DepartmentRecord>,
}

/// A `[[department]]`.
#[derive(Clone, Debug)]
pub struct DepartmentRecord {
    /// Its id.
    pub id: Written<String>,
    /// Its name.
    pub name: Label,
    /// The reading of its name.
    pub kana: Option<String>,
    /// Its telephone number.
    pub phone: Option<String>,
    /// Its fax number.
    pub fax: Option<String>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// Its extension, for the internal audience only.
    pub extension: Option<String>,
    /// Its page on the city's site.
    pub url: Option<String>,
    /// Since when it has this name.
    pub from: Option<Date>,
    /// The department whose work it took over.
    pub replaces: Option<Written<String>>,
}

pub(super) fn city(reader: &mut Reader<'_>, mut record: Record<'_, '_>) -> Option<Document> {
    let name = record.required(reader, "name", name_with_reading);
    let code = record.required(reader, "code", written_city_code);
    let prefecture = record.required(reader, "prefecture", label);
    let class = record.required_code(reader, "class").map(|written| written.value);
    let url = record.optional(reader, "url", url);
    let departments = record.records(reader, "department", department);
    record.finish(reader);
    Some(Document::City(Box::new(CityRecord { name, code, prefecture, class, url, departments })))
}

fn name_with_reading(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Label> {
    let name = name(reader, value)?;
    if name.kana().is_none() {
        reader.complain(
            Diagnostic::new(
                rules::CITY_KANA,
                reader.place(value.span),
                "市の名前の読みがな（name の `kana`）がありません",
                "the city's name has no reading (`kana`)",
            )
            .help("`kana = \"…\"` をひらがなで書き加えてください", "add `kana = \"…\"` in hiragana"),
        );
    }
    Some(name)
}

fn written_city_code(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Written<CityCode>> {
    Some(Written { value: city_code(reader, value)?, span: value.span })
}

fn department(reader: &mut Reader<'_>, mut record: Record<'_, '_>) -> Option<DepartmentRecord> {
    let department_id = record.required(reader, "id", id);
    let name = record.required(reader, "name", label);
    let kana = record.optional(reader, "kana", kana);
    let phone = record.optional(reader, "phone", text);
    let fax = record.optional(reader, "fax", text);
    let email = record.optional(reader, "email", email);
    let extension = record.optional(reader, "extension", text);
    let url = record.optional(reader, "url", url);
    let from = record.optional(reader, "from", date);
    let replaces = record.optional(reader, "replaces", id);
    record.finish(reader);
    Some(DepartmentRecord {
        id: department_id?,
        name: name?,
        kana,
        phone,
        fax,
        email,
        extension,
        url,
        from,
        replaces,
    })
}
