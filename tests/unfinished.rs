//! Marks of unfinished work, and texts in which the same signs are meant as they are.

use shirube::unfinished::{Setting, find};

/// Each with its marks between « and ».
const UNFINISHED: &[&str] = &[
    // Signs instead of words and numbers
    "«○○課»が担当します。",
    "担当は«〇〇部»です。",
    "«◯◯市»の職員",
    "«●●部»と「«△△課»」",
    "«××事業»を始めます。",
    "«□□センター»",
    "«○△市»",
    "対象は«○○»です。",
    "電話 «○○○-○○○○»",
    "電話 «×××-××××»",
    "第«○回研修»",
    "約«○人»が受講しました。",
    "年«○回»、面談します。",
    "受講率は«○○»％、目標は«○.○»％です。",
    "経費は«○,○○○»千円です。",
    "「«○○»の研修」",
    "«○○»",
    // Dates
    "«令和　年　月　日»現在の人数です。",
    "«令和  年  月»に策定しました。",
    "«令和＿年»度から始めます。",
    "令和«○年○月»に公表",
    "令和«〇〇年»度から",
    "平成«○年»度",
    "2026«年　月»に改定しました。",
    "令和8年4«月　日»から",
    "«○月○日»に行います。",
    "R«○.○.○»",
    "20«○○年»度",
    "　«年　月　日»現在",
    "«令和？年»度",
    "約«？？»人",
    "«？？？»",
    // Letters
    "年«XX»回の申告",
    "«xx年»度",
    "20«XX年»",
    "202«X年»",
    "«ＸＸ»課",
    "«ｘｘｘ-ｘｘｘｘ»",
    "044-«XXX-XXXX»",
    "«X月X日»",
    "«xx»%",
    "«XX» people in 20«XX»",
    "«TBD»",
    "目標値は«TODO»です。",
    "«FIXME»: 数字",
    "電話 «000-0000-0000»",
    "〒«０００－００００»",
    // Notes
    "受講者は100人です«【要確認】»。",
    "«【確認中】»",
    "«【調整中】»",
    "«【後日】»",
    "«【TODO】»",
    "«［要追記］»",
    "«【人事課に要確認】»",
    "«【要確認：人数】»",
    "«（数値は要確認）»",
    "«(TBD)»",
    "«[to be confirmed]»",
    "«【ここに写真を入れる】»",
    "«※要確認»",
    "目標値«※後日追記»。",
    "採用広報の強化«（仮）»",
    "«【仮】»採用広報",
    "«準備中です。»",
    "«後日記載»",
    // Words that fill a page
    "«Lorem ipsum» dolor sit amet",
    "«ここに説明を入力してください»。",
    "«ここに本文を書きます。»",
    "これは«ダミーテキスト»です。",
    "«ここに文章が入ります»。",
    "«ああああ»",
    // What `new` wrote
    "«取り組むことを書きます。»",
    "«最初の段落に取組の方向性を書きます。一覧や比較のページにも表示されます。»",
    "«Translate the text here.»",
];

/// In these nothing is unfinished.
const FINISHED: &[&str] = &[
    // ○ as a mark
    "○ 採用の広報",
    "○採用の広報",
    "○人事課の研修",
    "○年度ごとの見直し",
    "主な取組：○人材確保　○時間外勤務の縮減",
    "◎：必須　○：必要",
    "◎○△×の4段階で評価します。",
    "○×クイズで学びます。",
    "正しいものに○を付けます。",
    "対象の職員は○、対象外は×です。",
    "●●●○○",
    "満足度 ★★★☆☆",
    "●●お知らせ●●",
    "■■ 採用情報 ■■",
    "□にチェックを入れます。",
    "△5%、▲3人",
    // Zeros of numbers in kanji
    "二〇〇〇年に策定しました。",
    "一〇〇人、二〇二六年、一九九〇年代",
    "二○○五年、百〇〇番",
    // What somebody says
    "「〇〇さん、ありがとう」と声をかけます。",
    "「○○しなければ」から「○○したい」へ。",
    "「○○課」のように部署の名前を書きます。",
    "例：○○市人材育成基本方針",
    // Letters
    "XXI",
    "L'OXXO",
    "XXLのサイズ",
    "Chapter XX sets out the rules.",
    "the XXth century",
    "XX染色体",
    "5xx のエラー",
    "3x4の表、x軸とy軸、X線",
    "MAX 10人、https://example.com/xx/y",
    "TODOリストを作ります。ToDoも書きます。",
    "todo el personal",
    "A市とX市",
    // Dates
    "令和8年4月1日",
    "令和 8 年 4 月 1 日",
    "令和元年度、平成 31 年 4 月",
    "年　月　日",
    "月　日",
    "記入日　令和　　年　　月　　日",
    "（様式）令和　年　月　日",
    "毎年　4月に行います。",
    "3か月　5日",
    "本当にできるのか？？と思いました。",
    // Words in earnest
    "【新規】【拡充】【継続】【参考】【検討中】",
    "【仮想空間】での研修",
    "（仮称）人材育成センター",
    "センター（仮称）を整備します。",
    "（仮）人材育成センターを整備します。",
    "要確認事項を洗い出します。",
    "（未記入の場合は、人事課が確認します）",
    "（確認中の件数を含みます）",
    "開催日は調整中です。",
    "目標値は検討中（令和8年度に決定）",
    "※詳細は、後日お知らせします。",
    "会場は調整中（10月に公表）です。",
    "ここに記載された内容",
    "様式のここに氏名を記入します。",
    "準備中の職員も対象です。",
    "電話 044-200-0000",
    "100-0001",
    "2,000-0000",
];

#[test]
fn marks_of_unfinished_work_are_found() {
    let found: Vec<String> = UNFINISHED.iter().map(|text| marked(text, Setting::Prose)).collect();
    assert_eq!(found, UNFINISHED);
}

#[test]
fn what_is_meant_as_it_is_is_left_alone() {
    for setting in [Setting::Prose, Setting::Cell] {
        let found: Vec<String> = FINISHED.iter().map(|text| marked(text, setting)).collect();
        assert_eq!(found, FINISHED);
    }
}

#[test]
fn in_the_cells_of_a_table_signs_and_states_are_values() {
    for cell in ["○○", "●●●", "◎", "準備中", "調整中", "未定"] {
        assert_eq!(marked(cell, Setting::Cell), cell);
    }
    for cell in ["«○○課»", "«【調整中】»", "«TBD»"] {
        assert_eq!(marked(cell, Setting::Cell), cell);
    }
}

#[test]
fn any_text_is_read_in_a_time_that_grows_with_it() {
    // Each sign asks what stands around it; none may read all of a long text.
    for text in ["○".repeat(20_000), "（".repeat(20_000), "令和".repeat(20_000), "x ".repeat(20_000)] {
        find(&text, Setting::Prose);
    }
}

/// A text with « and » around the marks that are found in it.
fn marked(text: &str, setting: Setting) -> String {
    let text: String = text.chars().filter(|character| !matches!(character, '«' | '»')).collect();
    let mut out = String::new();
    let mut copied = 0;
    for mark in find(&text, setting) {
        out.push_str(&text[copied..mark.range.start]);
        out.push_str(&format!("«{}»", &text[mark.range.clone()]));
        copied = mark.range.end;
    }
    out + &text[copied..]
}
