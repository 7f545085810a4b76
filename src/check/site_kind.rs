//! `site.kind`: a city's own site has the plans of several cities.

use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::rules;
use crate::source::{Place, SourcePath};
use crate::values::SiteKind;

pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let Some(kind) = site.record.kind.as_ref().filter(|kind| kind.value == SiteKind::City) else { return };
    let cities: Vec<_> = site.publishing_cities().map(|city| &site[city]).collect();
    if cities.len() < 2 {
        return;
    }
    let count = cities.len();
    let diagnostic = Diagnostic::new(
        rules::SITE_KIND,
        Place::at(&SourcePath::new("content/site.toml"), kind.span),
        format!("`kind = \"city\"` のサイトに、{count}つの自治体の計画があります"),
        format!("the site says `kind = \"city\"` and has the plans of {count} cities"),
    )
    .help(
        "自治体を集めたサイトなら `kind = \"collection\"` と書くか、この行を消してください。一つの自治体のサイトなら、ほかの自治体のフォルダーを content/ から出してください",
        "if it collects cities, write `kind = \"collection\"` or take the line out; if it is one city's own, move the folders of the others out of content/",
    );
    diagnostics.push(cities.iter().fold(diagnostic, |diagnostic, city| {
        let name = city.name.authoritative();
        diagnostic.note(
            Place::file(&city.path),
            format!("{name}の計画があります"),
            format!("{name} has plans"),
        )
    }));
}
