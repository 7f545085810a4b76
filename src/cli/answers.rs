//! What a person says of the site that `init` makes, on the command line or at a terminal.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::diagnostic::{Diagnostic, Severity};
use crate::records::{CityRecord, Context, read_file, site_record};
use crate::rules;
use crate::source::{SourceFile, SourcePath};
use crate::values::{Audience, CityCode, is_id};

use super::args::InitArguments;
use super::ending::Failure;
use super::starter::{Starter, StarterCity};

/// What a person said of the site to be made.
#[derive(Default)]
pub(super) struct Answers {
    pub(super) city: Option<String>,
    pub(super) kana: Option<String>,
    pub(super) roman: Option<String>,
    pub(super) code: Option<String>,
    pub(super) languages: Option<Vec<String>>,
}

impl Answers {
    pub(super) fn of(arguments: &InitArguments) -> Self {
        let InitArguments { city, kana, roman, code, languages, .. } = arguments;
        let languages = languages.iter().map(|code| code.trim().to_owned()).filter(|code| !code.is_empty());
        let languages: Vec<String> = languages.collect();
        Self {
            city: city.clone(),
            kana: kana.clone(),
            roman: roman.clone(),
            code: code.clone(),
            languages: (!languages.is_empty()).then_some(languages),
        }
    }

    /// The site that they describe, or what is wrong with them.
    pub(super) fn starter(&self) -> Result<Starter, Failure> {
        let code = self.code.as_deref().map(city_code).transpose()?;
        let languages = self.languages.clone().unwrap_or_else(|| vec!["ja".to_owned(), "en".to_owned()]);
        let starter = Starter { city: self.starter_city(code)?, code, languages };
        match mistake(&starter) {
            None => Ok(starter),
            Some(found) => Err(Failure { message: found.message, help: found.help.map(Into::into) }),
        }
    }

    fn starter_city(&self, code: Option<CityCode>) -> Result<Option<StarterCity>, Failure> {
        let Some(name) = self.city.clone().or_else(|| self.roman.clone()) else { return Ok(None) };
        for text in [&self.city, &self.kana, &self.roman].into_iter().flatten() {
            if text.contains(['"', '\\', '\n']) {
                return Err(Failure::new(
                    format!("`{text}` は名前に使えません"),
                    format!("`{text}` cannot be a name"),
                )
                .help("`\"` や `\\` を除いてください", "take `\"` and `\\` out of it"));
            }
        }
        let latin = self.roman.as_deref().unwrap_or(&name);
        // A reading is never guessed from characters: without Latin letters the code names the folder.
        let id = folder_name(latin)
            .or_else(|| code.map(|code| format!("city-{}", code.as_str())))
            .unwrap_or_else(|| "my-city".to_owned());
        Ok(Some(StarterCity { name, kana: self.kana.clone(), roman: self.roman.clone(), id }))
    }
}

/// The name of a folder for a name in Latin letters: `Ōtsu City` is `otsu-city`.
pub(super) fn folder_name(latin: &str) -> Option<String> {
    let plain: String = latin.nfkd().filter(|sign| !is_combining_mark(*sign)).collect();
    let words = plain.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    let id = words.collect::<Vec<_>>().join("-").to_lowercase();
    is_id(&id).then_some(id)
}

fn city_code(written: &str) -> Result<CityCode, Failure> {
    // Full-width digits are what a Japanese keyboard gives.
    let digits: String = written.nfkc().filter(|sign| !sign.is_whitespace() && *sign != '-').collect();
    let message = Failure::new(
        format!("`{written}` は全国地方公共団体コードではありません"),
        format!("`{written}` is not a local government code"),
    );
    CityCode::parse(&digits).map_err(|right| match right.or_else(|| check_digit(&digits)) {
        Some(digit) => {
            let right = format!("{}{digit}", &digits[..5]);
            message.help(
                format!("最後の桁は検査数字です。最初の5桁が正しければ `{right}` です"),
                format!("its last digit is a check digit: if the first five are right, it is `{right}`"),
            )
        }
        None => message.help(
            "半角の数字6桁です（例: 箱根町は `143821`）。総務省の「全国地方公共団体コード」の一覧で確かめられます",
            "it has six digits, such as `143821` for Hakone; the Ministry of Internal Affairs and Communications lists them",
        ),
    })
}

/// The check digit of five digits.
fn check_digit(digits: &str) -> Option<u8> {
    let has_five = digits.len() == 5 && digits.bytes().all(|digit| digit.is_ascii_digit());
    has_five.then(|| CityCode::parse(&format!("{digits}0")).map_or_else(|right| right.unwrap_or(0), |_| 0))
}

/// What the site's own records would be reported for, so that nothing is written that no build takes. A reading
/// that nobody gave is left for the first build to ask for.
fn mistake(starter: &Starter) -> Option<Diagnostic> {
    let files = starter.files();
    let file = |name: &str| {
        let (path, text) = files.iter().find(|(path, _)| path.ends_with(name))?;
        Some(SourceFile::new(SourcePath::new(path.as_str()), text.as_bytes()))
    };
    let is_mistake = |found: &Diagnostic| found.severity == Severity::Error && found.rule != rules::CITY_KANA;
    let reading = site_record(&file("content/site.toml")?);
    if let Some(found) = reading.diagnostics.into_iter().find(is_mistake) {
        return Some(found);
    }
    let languages = Some(reading.record?.languages);
    let context = Context { languages, audience: Audience::Internal, ..Context::default() };
    let found = read_file::<CityRecord>(&file("city.toml")?, &context).diagnostics;
    found.into_iter().find(is_mistake)
}

#[cfg(test)]
mod tests {
    use super::{city_code, folder_name};

    #[test]
    fn folders_are_named_after_names_in_latin_letters() {
        for (name, id) in [
            ("Hakone", "hakone"),
            ("Ōtsu City", "otsu-city"),
            ("Ｔｓｕ", "tsu"),
            ("Hakone–machi", "hakone-machi"),
        ] {
            assert_eq!(folder_name(name).as_deref(), Some(id), "{name}");
        }
        assert_eq!(folder_name("箱根町"), None, "no reading is guessed");
    }

    #[test]
    fn codes_are_checked_and_the_right_one_is_named() {
        for (written, right) in [("143821", "143821"), ("１４３８２１", "143821"), ("14382-1", "143821")]
        {
            assert!(city_code(written).is_ok_and(|code| code.as_str() == right), "{written}");
        }
        for (written, right) in
            [("143820", "`143821`"), ("14382", "`143821`"), ("箱根", "`143821` for Hakone")]
        {
            let help = city_code(written).err().and_then(|failure| failure.help).map(|help| help.en);
            assert!(help.as_ref().is_some_and(|help| help.contains(right)), "{written}: {help:?}");
        }
    }
}
