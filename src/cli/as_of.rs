//! The day that an edition is made for: `--as-of`, and what is held back until a later one.

use unicode_normalization::UnicodeNormalization;

use crate::model::HeldBackFiles;
use crate::records::date_in_numbers;
use crate::values::Date;

use super::ending::Failure;
use super::screen::Screen;

/// The day that was asked for: a date, or `today` by the clock.
pub(super) fn day(written: &str) -> Result<Date, Failure> {
    let written: String = written.nfkc().collect();
    if written == "today" || written == "今日" {
        return Ok(today());
    }
    match Date::parse(&written) {
        Some(date) if date.day.is_some() => Ok(date),
        _ => Err(not_a_day(&written)),
    }
}

fn today() -> Date {
    let today = jiff::Zoned::now().date().to_string();
    Date::parse(&today).expect("the clock's years are those of dates")
}

fn not_a_day(written: &str) -> Failure {
    let meant = date_in_numbers(written);
    let instead = meant.as_deref().and_then(Date::parse).map(|date| match date.day {
        Some(_) => date.to_string(),
        None => format!("{date}-01"),
    });
    let failure = Failure::new(
        format!("`--as-of {written}` は日付ではありません"),
        format!("`--as-of {written}` is not a day"),
    );
    match instead {
        Some(day) => failure.help(
            format!("`--as-of {day}` のように、日まで書きます"),
            format!("write the day as `--as-of {day}`"),
        ),
        None => failure.help(
            "`--as-of 2027-04-01` の形で、実際にある日を書きます。今日の日付なら `--as-of today` です",
            "write a day that there is as `--as-of 2027-04-01`, or `--as-of today` for today's",
        ),
    }
}

/// What an edition holds back, in one line; nothing where it holds back nothing. `is_asked` says whether the day was
/// given.
pub(super) fn held_back_line(held_back: &HeldBackFiles, is_asked: bool, screen: &Screen) -> Option<String> {
    let (drafts, later, cities) =
        (held_back.drafts(), held_back.later_days(), held_back.cities_without_plan());
    let mut parts: Vec<String> = Vec::new();
    if drafts > 0 {
        let en = if drafts == 1 { "1 draft".to_owned() } else { format!("{drafts} drafts") };
        parts.push(screen.choose(format!("下書き {drafts} 件"), en));
    }
    if let Some(next) = later.first() {
        let (count, ja, en) = (later.len(), next.japanese(), next.english());
        parts.push(screen.choose(
            format!("公開日前 {count} 件（次は{ja}）"),
            format!("{count} until a later day (the next on {en})"),
        ));
    }
    if cities > 0 {
        let en = if cities == 1 { "1 city".to_owned() } else { format!("{cities} cities") };
        parts.push(screen.choose(
            format!("公開する計画がまだない自治体 {cities}"),
            format!("{en} without a published plan"),
        ));
    }
    let parts = parts.join(screen.choose("、", ", "));
    let day = day_in_words(held_back.day(), is_asked, screen);
    let line =
        screen.choose(format!("公開していないもの：{parts}。{day}"), format!("held back: {parts}. {day}"));
    (!parts.is_empty()).then_some(line)
}

/// Which day an edition was made for, where it comes from, and how to take today's.
fn day_in_words(day: Option<Date>, is_asked: bool, screen: &Screen) -> String {
    let Some(day) = day else {
        return screen.choose(
            "基準の日はありません（公開する計画がないため）。`--as-of today` を付けると、今日の日付で判断します".to_owned(),
            "There is no day to go by, because no plan is published; `--as-of today` takes today's".to_owned(),
        );
    };
    let (ja, en) = (day.japanese(), day.english());
    if is_asked {
        return screen.choose(
            format!("基準の日は{ja}（`--as-of` の指定）です"),
            format!("The day is {en}, from `--as-of`"),
        );
    }
    screen.choose(
        format!("基準の日は{ja}（計画の `updated` のうち最も新しいもの）です。`--as-of today` を付けると、今日の日付で判断します"),
        format!("The day is {en}, the latest `updated` of the plans; `--as-of today` takes today's"),
    )
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn a_day_is_a_date_or_today() {
        let read = |written: &str| day(written).ok().map(|day| day.to_string());
        assert_eq!(read("2027-04-01").as_deref(), Some("2027-04-01"));
        assert_eq!(read("２０２７-０４-０１").as_deref(), Some("2027-04-01"));
        assert!(read("today").is_some());
        for (written, meant) in [
            ("2027/4/1", "2027-04-01"),
            ("令和9年4月1日", "2027-04-01"),
            ("R9.4.1", "2027-04-01"),
            ("2027-04", "2027-04-01"),
            ("2027-02-30", "--as-of today"),
            ("tomorrow", "--as-of today"),
        ] {
            let failure = day(written).err().unwrap_or_else(|| panic!("{written} is no day"));
            let help = failure.help.unwrap();
            assert!(help.ja.contains(meant) && help.en.contains(meant), "{written}: {}", help.ja);
        }
    }
}
