//! Words that only fill a page: lorem ipsum, 「ここに本文を書きます」, and those that `new` wrote.

use super::around::Around;
use super::mark::{Mark, Meaning};

pub(super) fn judge(around: &Around<'_>) -> Option<Mark> {
    (!around.is_example()).then(|| Mark { range: around.sign.clone(), meaning: Meaning::Dummy })
}

/// 「ここに説明を入力」, ああああ.
pub(super) fn judge_more(around: &Around<'_>) -> Option<Mark> {
    if around.written() == "ああああ" {
        return judge(around);
    }
    const WHAT: [&str; 16] = [
        "本文",
        "文章",
        "説明",
        "説明文",
        "テキスト",
        "内容",
        "見出し",
        "題名",
        "タイトル",
        "概要",
        "画像",
        "写真",
        "図",
        "表",
        "グラフ",
        "取組の内容",
    ];
    const DONE: [&str; 12] = [
        "を書",
        "を入力",
        "を入れ",
        "を記入",
        "を記載",
        "を挿入",
        "を貼",
        "を追加",
        "が入",
        "を追記",
        "を載せ",
        "を掲載",
    ];
    let rest = around.after();
    let what = WHAT.iter().filter_map(|what| rest.strip_prefix(what));
    let is_dummy = what.into_iter().any(|rest| DONE.iter().any(|done| rest.starts_with(done)));
    is_dummy.then(|| {
        let end = rest.find(['。', '\n', '、']).unwrap_or(rest.len());
        Mark { range: around.sign.start..around.sign.end + end, meaning: Meaning::Dummy }
    })
}

pub(super) fn judge_scaffold(around: &Around<'_>) -> Option<Mark> {
    Some(Mark { range: around.sign.clone(), meaning: Meaning::Scaffold })
}
