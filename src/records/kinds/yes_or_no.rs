//! What is so or is not.

use toml::de::DeValue;

use crate::records::declaration::Shape;
use crate::records::field::Kind;
use crate::records::reader::{Reader, Value};

/// `true` or `false`, without quotes.
impl Kind for bool {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        if let DeValue::Boolean(yes) = value.value {
            return Some(*yes);
        }
        let meant = value.text().map(str::trim).filter(|text| ["true", "false"].contains(text));
        let instead = meant.map(|meant| format!("{} = {meant}", value.key));
        reader.wrong_type(
            value,
            "`true` か `false`（引用符なし）",
            "`true` or `false` without quotes",
            instead,
        );
        None
    }

    fn shape() -> Shape {
        Shape::YesOrNo
    }
}
