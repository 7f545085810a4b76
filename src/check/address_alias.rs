//! `address.alias`: a former address that cannot be one.

use crate::diagnostic::{Bilingual, Diagnostic, Help};
use crate::model::Site;
use crate::pages::{AliasMistake, Aliases, Wrong};
use crate::rules;
use crate::source::Place;

pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let mistakes = Aliases::of(site).mistakes;
    diagnostics.extend(mistakes.iter().map(|mistake| report(mistake, &site.base_url)));
}

fn report(mistake: &AliasMistake, base_url: &str) -> Diagnostic {
    let AliasMistake { place, written, wrong } = mistake;
    let Bilingual { ja, en } = message(wrong, written);
    let diagnostic = Diagnostic::new(rules::ADDRESS_ALIAS, place.clone(), ja, en);
    let diagnostic = match wrong {
        Wrong::Taken(Some(file)) => {
            diagnostic.note(Place::file(file), "今はこのファイルのページです", "made of this file")
        }
        Wrong::Twice(other) => diagnostic.note(other.clone(), "もう一つはここです", "the other is here"),
        _ => diagnostic,
    };
    diagnostic.help_if(Some(help(wrong, base_url)))
}

fn message(wrong: &Wrong, written: &str) -> Bilingual {
    match wrong {
        Wrong::Empty => Bilingual::new(
            "前のアドレスに、名前のないところがあります",
            "a name is missing in the former address",
        ),
        Wrong::Whole { .. } | Wrong::Form { .. } | Wrong::Up => Bilingual::new(
            format!("`{written}` は前のアドレスの書き方ではありません"),
            format!("`{written}` is not how a former address is written"),
        ),
        Wrong::Name(name) => Bilingual::new(
            format!("`{name}` は前のアドレスに使えません"),
            format!("`{name}` cannot be part of a former address"),
        ),
        Wrong::Device(name) => Bilingual::new(
            format!("`{name}` は Windows の装置の名前なので使えません"),
            format!("`{name}` is the name of a device on Windows"),
        ),
        Wrong::Language { code, .. } => Bilingual::new(
            format!("前のアドレスに、言語のフォルダー `{code}` は書きません"),
            format!("a former address is written without the folder `{code}` of a language"),
        ),
        Wrong::FromTop { .. } => Bilingual::new(
            format!("`{written}` は `/` で始まっていません"),
            format!("`{written}` does not begin with `/`"),
        ),
        Wrong::Itself => Bilingual::new(
            format!("`{written}` は今のアドレスです"),
            format!("`{written}` is the present address"),
        ),
        Wrong::Kept => Bilingual::new(
            format!("`{written}` は、Shirubeが作るものの場所です"),
            format!("`{written}` is kept for what Shirube makes"),
        ),
        Wrong::Taken(_) => Bilingual::new(
            format!("`{written}` には今、別のページがあります"),
            format!("there is another page at `{written}` now"),
        ),
        Wrong::Twice(_) => Bilingual::new(
            format!("前のアドレス `{written}` が2か所に書かれています"),
            format!("the former address `{written}` is written in two places"),
        ),
    }
}

fn help(wrong: &Wrong, base_url: &str) -> Help {
    let words = match wrong {
        Wrong::Whole { instead: Some(instead) }
        | Wrong::Form { instead }
        | Wrong::Language { instead, .. }
        | Wrong::FromTop { instead } => {
            return Help::write(instead);
        }
        Wrong::Whole { instead: None } => Bilingual::new(
            format!(
                "書けるのは、このサイトの中のアドレスだけです。`{base_url}` の後を `/` から書きます。ほかのアドレスからの案内は、ウェブサーバーを管理する人に頼んでください"
            ),
            format!(
                "only addresses of this site can be written: what comes after `{base_url}`, from `/`; forwarding from elsewhere is set up on the web server"
            ),
        ),
        Wrong::Up => Bilingual::new(
            "`..` や `.` を使わずに、サイトの先頭から `/市/計画/measures/old-name` の形で書きます",
            "write it from the top of the site, as `/city/plan/measures/old-name`, without `..` and `.`",
        ),
        Wrong::Name(_) => Bilingual::new(
            "Shirubeのアドレスは、半角の英小文字、数字、ハイフンだけです。ほかの文字のあるアドレスからの案内は、ウェブサーバーを管理する人に頼んでください",
            "addresses that Shirube makes have small letters, digits and hyphens only; forwarding from any other is set up on the web server",
        ),
        Wrong::Empty => Bilingual::new(
            "`old-name` か `/市/計画/measures/old-name` の形で書きます。要らなければ消してください",
            "write it as `old-name` or `/city/plan/measures/old-name`, or take it out",
        ),
        Wrong::Device(_) | Wrong::Kept | Wrong::Itself => {
            Bilingual::new("この前のアドレスを消してください", "take this former address out")
        }
        Wrong::Taken(_) => Bilingual::new(
            "この前のアドレスを消してください。案内したいときは、今あるページの文章にリンクを書きます",
            "take this former address out; to lead readers on, link to this page in the text of the other",
        ),
        Wrong::Twice(_) => Bilingual::new(
            "案内する先を1つに決め、もう一方から消してください",
            "decide where it is to lead, and take it out of the other place",
        ),
    };
    Help::from(words)
}
