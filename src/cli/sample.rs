//! What still names the sample city: `init` wrote it, and a city's own site should not.

use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::rules;
use crate::source::{Place, SourcePath, Sources, Span};
use crate::values::Label;

/// What of the starter nobody else's site has.
const SAMPLE: &[&str] =
    &["見本市", "見本県", "Sample City", "Sample Prefecture", "//example.lg.jp/", "990001"];

/// A note for each name, code and address of the records that is still the sample's.
pub(super) fn notes(site: &Site, sources: &Sources) -> Vec<Diagnostic> {
    let of_site = SourcePath::new("content/site.toml");
    let mut values = vec![(&of_site, site.base_url.to_string())];
    values.extend([&site.title, &site.publisher].into_iter().flat_map(words).map(|words| (&of_site, words)));
    for city in &site.cities {
        let labels = words(&city.name)
            .chain(city.prefecture.iter().flat_map(words))
            .chain([city.code.as_str().to_owned()]);
        values.extend(labels.map(|words| (&city.path, words)));
    }
    values.extend(site.plans.iter().flat_map(|plan| words(&plan.title).map(|words| (&plan.path, words))));
    values.retain(|(_, value)| SAMPLE.iter().any(|sample| value.contains(sample)));
    values.into_iter().filter_map(|(path, value)| note(path, &value, sources)).collect()
}

fn words(label: &Label) -> impl Iterator<Item = String> {
    label.texts().map(str::to_owned)
}

/// Nothing where the value is written nowhere: the address may be one of the command line.
fn note(path: &SourcePath, value: &str, sources: &Sources) -> Option<Diagnostic> {
    let start = sources.files.get(path)?.text.find(&format!("\"{value}\""))? + 1;
    let diagnostic = Diagnostic::new(
        rules::SITE_SAMPLE,
        Place::at(path, Span::new(start, start + value.len())),
        format!("「{value}」は見本のままです"),
        format!("`{value}` is still that of the sample"),
    );
    Some(diagnostic.help("自分の自治体のものに書き換えてください", "write that of your own city"))
}

#[cfg(test)]
mod tests {
    use super::SAMPLE;

    #[test]
    fn the_starter_names_the_sample() {
        let starter = [
            include_str!("starter/content/site.toml"),
            include_str!("starter/content/sample-city/city.toml"),
        ];
        for sample in SAMPLE {
            assert!(starter.iter().any(|text| text.contains(sample)), "{sample}");
        }
    }
}
