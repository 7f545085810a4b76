//! Which files of `content/` are published: those that a text of this edition links to or shows. A draft or a
//! list of names that lies beside a plan is not, and neither is the picture of a page that is left out.

use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;

use crate::diagnostic::{Bilingual, Cause, Diagnostic};
use crate::model::{PublishedAsset, Site, Target, Text};
use crate::rules;
use crate::source::{Asset, Picture, PictureFormat, Place, PrivateData, SourcePath, Sources};

pub(super) fn add(site: &mut Site, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    let texts = || site.subjects_with_texts().flat_map(|(_, texts)| texts.all());
    let shown: BTreeSet<SourcePath> = texts().flat_map(pictures_of).cloned().collect();
    let mut used: BTreeSet<SourcePath> = texts().flat_map(|text| files(&text.targets)).cloned().collect();
    used.extend(shown.iter().cloned());
    let in_content = sources.assets.values().filter(|asset| asset.path.as_str().starts_with("content/"));
    for asset in in_content {
        if used.contains(&asset.path) {
            diagnostics.extend(unsafe_picture(asset));
            diagnostics.extend(private_data(asset));
            diagnostics.extend(uncleaned(asset, shown.contains(&asset.path)));
        } else if !is_mentioned(asset, sources) {
            diagnostics.push(unused(asset));
        }
        if shown.contains(&asset.path) {
            diagnostics.extend(unreadable_picture(asset));
        }
    }
    site.assets = used
        .into_iter()
        .filter_map(|path| Some((path.clone(), published(sources.assets.get(&path)?))))
        .collect();
}

fn published(asset: &Asset) -> PublishedAsset {
    PublishedAsset {
        bytes: asset.published().len(),
        picture: asset.picture().and_then(|picture| picture.size),
    }
}

fn files(targets: &[Target]) -> impl Iterator<Item = &SourcePath> {
    targets.iter().filter_map(|target| match target {
        Target::Asset(path, _) => Some(path),
        _ => None,
    })
}

fn pictures_of(text: &Text) -> impl Iterator<Item = &SourcePath> {
    files(&text.images).chain(&text.shown_files)
}

/// Whether any text names the file: one for another audience may be the one that uses it.
fn is_mentioned(asset: &Asset, sources: &Sources) -> bool {
    let name = asset.path.name();
    let is_in = |text: &str| {
        text.contains(name)
            || text.contains('%') && percent_decode_str(text).decode_utf8_lossy().contains(name)
    };
    sources.files.values().any(|file| is_in(&file.text))
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

/// A file that a text shows as a picture and that browsers cannot show.
fn unreadable_picture(asset: &Asset) -> Option<Diagnostic> {
    let is_called_svg = asset.path.as_str().to_lowercase().ends_with(".svg");
    let what = match asset.picture() {
        None if asset.bytes.is_empty() => {
            Bilingual::new("この画像のファイルは空です", "this picture's file is empty")
        }
        None => Bilingual::new(
            "ブラウザーで表示できる画像ではありません",
            "browsers cannot show this file as a picture",
        ),
        Some(picture) if !picture.is_whole => Bilingual::new(
            "この画像のファイルは壊れているか、途中までしかありません",
            "this picture's file is broken or cut off",
        ),
        // A server says of a file what its name says, and a browser shows no drawing that is called a photograph.
        Some(Picture { format, .. }) if is_called_svg != (*format == PictureFormat::Svg) => {
            return Some(wrong_ending(asset, *format));
        }
        Some(_) => return None,
    };
    let diagnostic = Diagnostic::new(rules::ASSET_PICTURE, Place::file(&asset.path), what.ja, what.en);
    Some(diagnostic.help(
        "元の画像をPNG、JPEG、WebP、GIFかSVGで保存し直して、置き換えてください",
        "save the original again as PNG, JPEG, WebP, GIF or SVG, and replace this file",
    ))
}

fn wrong_ending(asset: &Asset, format: PictureFormat) -> Diagnostic {
    let (name, ending) = (format.name(), format.ending());
    let stem = asset.path.name().rsplit_once('.').map_or(asset.path.name(), |(stem, _)| stem);
    Diagnostic::new(
        rules::ASSET_PICTURE,
        Place::file(&asset.path),
        format!("中身は{name}の画像なので、この名前では表示されません"),
        format!("it is a picture in {name}, which is not shown under this name"),
    )
    .help(
        format!("ファイル名と、本文に書いた名前を `{stem}.{ending}` に変えてください"),
        format!("rename it to `{stem}.{ending}`, in the texts too"),
    )
}

/// What is left out of the published copy of a picture.
fn private_data(asset: &Asset) -> Option<Diagnostic> {
    let left_out = &asset.picture()?.left_out;
    if left_out.is_empty() {
        return None;
    }
    let words: Vec<Bilingual> = left_out.iter().map(|kind| private_word(*kind)).collect();
    let ja: Vec<&str> = words.iter().map(|word| word.ja.as_str()).collect();
    let en: Vec<&str> = words.iter().map(|word| word.en.as_str()).collect();
    let (ja, en) = (ja.join("、"), en.join(", "));
    Some(
        Diagnostic::new(
            rules::ASSET_PRIVATE_DATA,
            Place::file(&asset.path),
            format!("画像に含まれる{ja}を除いて公開します"),
            format!("the picture is published without what its file says besides: {en}"),
        )
        .help(
            "元のファイルは変えません。人に渡すときは、除いたものを渡してください",
            "your own file stays as it is: take care when you hand it on",
        ),
    )
}

/// A photograph whose private data cannot be left out. One that is shown is an error already.
fn uncleaned(asset: &Asset, is_shown: bool) -> Option<Diagnostic> {
    (!is_shown && asset.keeps_private_data()).then(|| {
        Diagnostic::new(
            rules::ASSET_UNCLEANED,
            Place::file(&asset.path),
            "この写真からは、撮影場所や作成者などの情報を除けません。そのまま公開されます",
            "where and by whom this photograph was taken cannot be left out: it is published as it is",
        )
        .help("JPEGかPNGで保存し直して、置き換えてください", "save it as JPEG or PNG, and replace this file")
    })
}

fn private_word(kind: PrivateData) -> Bilingual {
    match kind {
        PrivateData::Position => Bilingual::new("撮影場所", "where it was taken"),
        PrivateData::Author => Bilingual::new("作成者の名前", "who made it"),
        PrivateData::Comment => Bilingual::new("コメント", "comments"),
        PrivateData::Path => Bilingual::new("作った人のパソコンでの場所", "where it was kept"),
        PrivateData::Other => Bilingual::new("機器や日時などの情報", "the device, the time and the like"),
    }
}
