//! What can be wrong with a file, whatever it says.

use std::io;

use crate::diagnostic::Diagnostic;
use crate::disk::{error, names};
use crate::rules;
use crate::source::{Encoding, Place, SourceFile, SourcePath, Span};

pub(super) fn link_outside(path: &SourcePath) -> Diagnostic {
    Diagnostic::new(
        rules::SOURCE_LINK_OUTSIDE,
        Place::file(path),
        "サイトのフォルダーの外へのリンク（ショートカット）です",
        "this link leads out of the site folder",
    )
    .help(
        "リンク先のファイルをサイトのフォルダーの中に複写してください",
        "copy the file it leads to into the site folder",
    )
}

pub(super) fn link_loop(path: &SourcePath) -> Diagnostic {
    Diagnostic::new(
        rules::SOURCE_LINK_LOOP,
        Place::file(path),
        "リンクがめぐって元に戻るか、リンクの先にリンクが重なっています",
        "this link leads back to where it lies, or through too many links",
    )
    .help("リンクを削除してください", "remove the link")
}

pub(super) fn not_a_file(path: &SourcePath) -> Diagnostic {
    Diagnostic::new(
        rules::SOURCE_NOT_A_FILE,
        Place::file(path),
        "ファイルでもフォルダーでもありません（装置、パイプなど）",
        "this is neither a file nor a folder, but a device, a pipe or a socket",
    )
    .help("サイトのフォルダーから取り除いてください", "take it out of the site folder")
}

pub(super) fn unreadable(path: &SourcePath, error: &io::Error) -> Diagnostic {
    let reason = error::reason(error);
    Diagnostic::new(
        rules::SOURCE_UNREADABLE,
        Place::file(path),
        format!("読み取れません：{}", reason.ja),
        format!("this cannot be read: {}", reason.en),
    )
    .help(
        "読み取りの権限と、ほかのソフトで開いていないかを確かめてください。不要なら削除してください",
        "check that you may read it and that no other program has it open; remove it if it is not needed",
    )
}

/// For a name that is not Unicode. The path is shown with stand-ins.
pub(super) fn not_unicode(path: &SourcePath) -> Diagnostic {
    Diagnostic::new(
        rules::SOURCE_NAME,
        Place::file(path),
        "名前の文字が壊れています（UTF-8 ではありません）",
        "the name is not in UTF-8",
    )
    .help(
        "名前を付け直してください。古い zip から取り出したファイルによくあります",
        "rename it; old zip files often leave such names",
    )
}

pub(super) fn too_long(path: &SourcePath) -> Diagnostic {
    let (length, most) = (path.as_str().chars().count(), names::PATH_LENGTH_MAX);
    Diagnostic::new(
        rules::SOURCE_NAME,
        Place::file(path),
        format!("場所の名前が長すぎます（{length} 文字。{most} 文字まで）"),
        format!("the path is too long: {length} characters, at most {most}"),
    )
    .help("ファイルやフォルダーの名前を短くしてください", "give the file and its folders shorter names")
}

pub(super) fn twins(path: &SourcePath, first: &SourcePath) -> Diagnostic {
    Diagnostic::new(
        rules::SOURCE_TWINS,
        Place::file(path),
        "大文字・小文字や濁点の持ち方だけが違う、同じ名前のものがもう一つあります",
        "another name here differs only in case or in how its characters are composed",
    )
    .note(Place::file(first), "もう一つはこれです", "this is the other one")
    .help(
        "どちらかの名前を変えてください。Windows などでは片方が消えてしまいます",
        "rename one of them: on Windows one would replace the other",
    )
}

pub(super) fn size(path: &SourcePath, most: u64) -> Diagnostic {
    let most = most >> 20;
    Diagnostic::new(
        rules::SOURCE_SIZE,
        Place::file(path),
        format!("ファイルが大きすぎます（{most} MB まで）"),
        format!("the file is too large: at most {most} MB"),
    )
    .help("分割するか、小さくして保存し直してください", "split it, or save it smaller")
}

/// `source.encoding` or `source.control-character`: what keeps a text from being parsed.
pub(super) fn about_text(file: &SourceFile) -> Option<Diagnostic> {
    match file.encoding {
        Encoding::Utf8 => control_character(file),
        Encoding::Office => Some(office(&file.path)),
        Encoding::Utf16 => Some(encoding(Place::file(&file.path), Some("UTF-16"))),
        Encoding::ShiftJis { at } => Some(encoding(character_at(file, at as usize), Some("Shift_JIS"))),
        Encoding::Unknown { at } => Some(encoding(character_at(file, at as usize), None)),
    }
}

/// A workbook or a document that was renamed instead of saved.
fn office(path: &SourcePath) -> Diagnostic {
    let ending = path.name().rsplit_once('.').map_or("", |(_, ending)| ending);
    let diagnostic = Diagnostic::new(
        rules::SOURCE_ENCODING,
        Place::file(path),
        format!("中身が文字ではなく、ExcelやWordのファイルです（名前だけが `.{ending}` です）"),
        format!("this is a file of Excel, Word or the like: only its name ends in `.{ending}`"),
    );
    if ending.eq_ignore_ascii_case("csv") {
        diagnostic.help(
            "名前を `.xlsx` に戻してExcelで開き、［名前を付けて保存］で「CSV UTF-8（コンマ区切り）」を選びます",
            "give it back its ending `.xlsx`, open it in Excel, and save it as `CSV UTF-8 (comma delimited)`",
        )
    } else {
        diagnostic.help(
            "名前を `.docx` などに戻して開き、文をメモ帳に写して、UTF-8で保存します",
            "give it back its ending, such as `.docx`, open it, and copy the text into a file saved as UTF-8",
        )
    }
}

fn encoding(place: Place, seems: Option<&str>) -> Diagnostic {
    let seems = seems.map(|name| (format!("（{name} のようです）"), format!("; it seems to be {name}")));
    let (ja, en) = seems.unwrap_or_default();
    Diagnostic::new(
        rules::SOURCE_ENCODING,
        place,
        format!("文字コードが UTF-8 ではありません{ja}"),
        format!("the text is not UTF-8{en}"),
    )
    .help(
        "UTF-8 で保存し直してください。メモ帳：［名前を付けて保存］で文字コードを「UTF-8」にする。\
         VS Code：右下の文字コード名を押し［エンコード付きで再度開く］で正しく表示してから［エンコード付きで保存］→ UTF-8。\
         Excel：「CSV UTF-8（コンマ区切り）」で保存する",
        "save it as UTF-8: in Notepad, Save as, Encoding UTF-8; in VS Code, click the encoding at the lower \
         right, Reopen with Encoding, then Save with Encoding, UTF-8; in Excel, save as CSV UTF-8",
    )
}

fn control_character(file: &SourceFile) -> Option<Diagnostic> {
    let mut controls = file.text.char_indices().filter(|(_, character)| is_unwanted(*character));
    let (at, character) = controls.next()?;
    let code = u32::from(character);
    let more = controls.count();
    let more = (more > 0).then(|| {
        (format!("。このファイルにはほかに {more} 個あります"), format!("; {more} more in this file"))
    });
    let (more_ja, more_en) = more.unwrap_or_default();
    let diagnostic = Diagnostic::new(
        rules::SOURCE_CONTROL_CHARACTER,
        character_at(file, at),
        format!("目に見えない制御文字 U+{code:04X} が入っています{more_ja}"),
        format!("there is a control character U+{code:04X} in the text{more_en}"),
    );
    Some(diagnostic.help(
        "その文字を消してください。ほかのソフトから貼り付けたときに紛れ込みます",
        "delete it; it comes with text pasted from other programs",
    ))
}

fn is_unwanted(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\t')
}

/// The character that begins at this byte, or the end of the text.
fn character_at(file: &SourceFile, at: usize) -> Place {
    let length = file.text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Place::at(&file.path, Span::new(at, at + length))
}
