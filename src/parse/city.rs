//! `city.toml`.

use crate::values::{CityClass, CityCode, Date, Label};

use super::record::{Reader, Record, city_code, code, date, email, id, kana, label, name, text, url};
use super::{Document, Written};

/// What a `city.toml` says.
#[derive(Clone, Debug)]
pub struct CityRecord {
    /// Its name, with a reading.
    pub name: Label,
    /// 全国地方公共団体コード.
    pub code: CityCode,
    /// The prefecture it is in.
    pub prefecture: Label,
    /// Its class.
    pub class: CityClass,
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
    let span = record.span;
    let name = record.required(reader, "name", name);
    let code_ = record.required(reader, "code", city_code);
    let prefecture = record.required(reader, "prefecture", label);
    let class = record.required(reader, "class", code);
    let url = record.optional(reader, "url", url);
    let departments = record.records(reader, "department", department);
    record.finish(reader);
    if let Some(name) = &name
        && name.kana().is_none()
    {
        reader.error(
            "city.kana",
            span,
            "市の名前の読みがな（name の `kana`）がありません",
            "the city's name has no reading (`kana`)",
        );
    }
    Some(Document::City(CityRecord {
        name: name?,
        code: code_?,
        prefecture: prefecture?,
        class: class?,
        url,
        departments,
    }))
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
    Some(DepartmentRecord { id: department_id?, name: name?, kana, phone, fax, email, extension, url, from, replaces })
}
