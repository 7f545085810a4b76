//! What `init` asks a person at a terminal. A script is asked nothing.

use super::answers::{Answers, folder_name};
use super::ending::Failure;
use super::screen::Screen;

/// A question: what it is about, in both languages, and where the answer goes.
struct Question {
    ja: &'static str,
    en: &'static str,
    answer: fn(&mut Answers) -> &mut Option<String>,
}

const CITY: Question = Question {
    ja: "自治体の名前（例: 箱根町。Enterキーだけを押すと、見本のまま作ります）: ",
    en: "The city's name in Japanese, such as 箱根町 (Enter alone keeps the sample): ",
    answer: |answers| &mut answers.city,
};

/// What is asked of a city that has a name.
const ABOUT_CITY: [Question; 3] = [
    Question {
        ja: "名前の読み（ひらがな。例: はこねまち）: ",
        en: "Its reading in hiragana, such as はこねまち: ",
        answer: |answers| &mut answers.kana,
    },
    Question {
        ja: "名前のローマ字（フォルダーと英語のページに使います。例: Hakone）: ",
        en: "Its name in Latin letters, for its folder and English pages, such as Hakone: ",
        answer: |answers| &mut answers.roman,
    },
    Question {
        ja: "全国地方公共団体コード（6桁。例: 143821）: ",
        en: "Its local government code of six digits, such as 143821: ",
        answer: |answers| &mut answers.code,
    },
];

/// Asks for what the command line did not say. An answer that cannot be used is said so, and asked for again; an
/// empty one leaves it open.
pub(super) fn ask(mut answers: Answers, screen: &Screen) -> Answers {
    let put = |question: &Question, answers: &mut Answers| {
        while (question.answer)(answers).is_none() {
            let answer = screen.ask(screen.choose(question.ja, question.en));
            let Some(answer) = answer.filter(|answer| !answer.is_empty()) else { return };
            *(question.answer)(answers) = Some(answer);
            if let Some(mistake) = mistake(answers) {
                screen.error(&mistake);
                *(question.answer)(answers) = None;
            }
        }
    };
    put(&CITY, &mut answers);
    if answers.city.is_some() {
        ABOUT_CITY.iter().for_each(|question| put(question, &mut answers));
    }
    while answers.languages.is_none() {
        let question = screen.choose(
            "言語（原文の言語から、「,」で区切ります。例: ja または ja,en。Enterキーだけを押すと ja,en）: ",
            "Languages, the authoritative one first, such as ja or ja,en (Enter alone: ja,en): ",
        );
        let Some(answer) = screen.ask(question).filter(|answer| !answer.is_empty()) else { break };
        let codes = answer.split([',', '、', '，', ' ', '　']).map(str::trim).filter(|code| !code.is_empty());
        answers.languages = Some(codes.map(str::to_owned).collect());
        if let Some(mistake) = mistake(&answers) {
            screen.error(&mistake);
            answers.languages = None;
        }
    }
    answers
}

fn mistake(answers: &Answers) -> Option<Failure> {
    let roman = answers.roman.as_deref().filter(|roman| folder_name(roman).is_none());
    let not_latin = roman.map(|roman| {
        Failure::new(
            format!("`{roman}` はローマ字ではありません"),
            format!("`{roman}` is not in Latin letters"),
        )
        .help("`Hakone` のように書きます", "write it as in `Hakone`")
    });
    not_latin.or_else(|| answers.starter().err())
}
