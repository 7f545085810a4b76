//! Which files of `content/` are published: those that a text of this edition links to or shows. A draft or a
//! list of names that lies beside a plan is not, and neither is the picture of a page that is left out.

use std::collections::BTreeSet;

use crate::diagnostic::{Cause, Diagnostic};
use crate::model::{Site, Target, Text};
use crate::rules;
use crate::source::{Asset, Place, SourcePath, Sources, picture_size};

pub(super) fn add(site: &mut Site, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    let used: BTreeSet<SourcePath> =
        site.subjects_with_texts().flat_map(|(_, texts)| texts.all()).flat_map(assets_of).collect();
    let in_content = sources.assets.values().filter(|asset| asset.path.as_str().starts_with("content/"));
    for asset in in_content {
        if used.contains(&asset.path) {
            diagnostics.extend(unsafe_picture(asset));
        } else if !is_mentioned(asset, sources) {
            diagnostics.push(unused(asset));
        }
    }
    site.picture_sizes = used
        .iter()
        .filter_map(|path| Some((path.clone(), picture_size(&sources.assets.get(path)?.bytes)?)))
        .collect();
    site.assets = used.into_iter().collect();
}

fn assets_of(text: &Text) -> impl Iterator<Item = SourcePath> {
    let targets = text.targets.iter().chain(&text.images).filter_map(|target| match target {
        Target::Asset(path) => Some(path),
        _ => None,
    });
    targets.chain(&text.shown_files).cloned()
}

/// Whether any text names the file: one for another audience may be the one that uses it.
fn is_mentioned(asset: &Asset, sources: &Sources) -> bool {
    sources.files.values().any(|file| file.text.contains(asset.path.name()))
}

fn unused(asset: &Asset) -> Diagnostic {
    Diagnostic::new(
        rules::ASSET_UNUSED,
        Place::file(&asset.path),
        "どのページからもリンクされていないため、公開しません",
        "no page links to this file, so it is not published",
    )
    .help(
        "公開するなら本文からリンクし、使わないなら content/ の外に移してください",
        "link to it from a text, or move it out of content/",
    )
    .caused_by(Cause::Anywhere)
}

/// A drawing is a document: opened by itself it runs its scripts and loads what it names.
fn unsafe_picture(asset: &Asset) -> Option<Diagnostic> {
    if !asset.path.as_str().to_lowercase().ends_with(".svg") {
        return None;
    }
    let text = String::from_utf8_lossy(&asset.bytes).to_lowercase();
    let handler = text.split(char::is_whitespace).any(|word| word.starts_with("on") && word.contains('='));
    let found =
        ["<script", "<foreignobject", "javascript:", "<!doctype", "<!entity", "href=\"http", "url(http"]
            .into_iter()
            .find(|word| text.contains(word))
            .or(handler.then_some("on…="))?;
    Some(
        Diagnostic::new(
            rules::ASSET_SVG,
            Place::file(&asset.path),
            format!("このSVGには公開できないもの（`{found}`）が含まれています"),
            format!("this SVG has something that cannot be published (`{found}`)"),
        )
        .help(
            "描画ソフトで「プレーンSVG」として保存し直すか、PNGにしてください",
            "save it as plain SVG, or as PNG",
        ),
    )
}
