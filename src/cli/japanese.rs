//! The command line in Japanese: its help, and what is wrong with what was typed.
//!
//! clap speaks English only, but says as data what it found; the words are ours.

use std::fmt::Write as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};

const COMMANDS: &[(&str, &str)] = &[
    ("shirube", "自治体の人材ビジョンを、1つまたは複数の言語のサイトとして公開します"),
    ("build", "サイトを公開用に書き出します"),
    ("serve", "書きながら、ブラウザーで確かめます"),
    ("check", "間違いをすべて調べます（何も書き出しません）"),
    ("explain", "知らせの記号の意味を説明します"),
    ("init", "新しいフォルダーに、すぐ動くサイトを作ります"),
    ("manual", "手引きをブラウザーで開きます"),
    ("new", "市・計画・章・取組・訳のファイルを作ります"),
    ("schema", "記録のJSONスキーマを書き出します（エディターで、キーの補完と説明に使えます）"),
    ("theme", "テーマを一覧し、写しを作ります"),
    ("translations", "訳の状態を一覧します"),
    ("accept", "訳を、いまの原文に対する最新の訳として記録します"),
    ("list", "使えるテーマを一覧します"),
    ("eject", "標準のテーマを themes/NAME に写して、編集できるようにします"),
];

const ARGUMENTS: &[(&str, &str)] = &[
    ("help", "この説明を表示します"),
    ("version", "版を表示します"),
    ("messages", "メッセージの言語"),
    ("root", "サイトのフォルダー（省くと、content/site.toml がある最も近い上のフォルダー）"),
    ("output", "書き出し先（省くと、サイトのフォルダーの public/）"),
    ("audience", "だれ向けか（public: 一般公開、internal: 庁内）"),
    ("host", "待ち受ける場所（0.0.0.0 にすると、庁内ネットワークのだれでも見られます）"),
    ("port", "ポート（使用中なら、次の空いている番号）"),
    ("open", "ブラウザーを開きます"),
    ("poll", "1 秒ごとにフォルダーを確かめます（ネットワークドライブ用）"),
    ("follow", "保存したファイルのページを、ブラウザーで開きます"),
    ("editor", "エディターで開くためのリンク（none: リンクにしない）"),
    ("base_url", "公開するアドレス（site.toml の base_url の代わり）"),
    (
        "as_of",
        "何を公開し、どの計画が期間中かを決める日。日付か today（省くと、計画の updated のうち最も新しい日）",
    ),
    ("strict", "警告もエラーとして扱います"),
    ("timings", "かかった時間を段階ごとに示します"),
    ("folder", "新しいフォルダー"),
    ("schema_folder", "書き出し先（すでにあるスキーマは置き換えます）"),
    ("city", "自治体の名前（例: 箱根町）"),
    ("kana", "名前の読み（ひらがな）"),
    ("roman", "名前のローマ字（フォルダーと英語のページに使います。例: Hakone）"),
    ("city_code", "全国地方公共団体コード（6桁）"),
    ("languages", "言語の符号を原文の言語から「,」で区切って書きます（省くと ja,en）"),
    ("kind", "作るもの（city: 市、plan: 計画、chapter: 章、measure: 取組、translation: 訳）"),
    ("new_path", "場所: 市、市/計画、市/計画/名前、またはファイル"),
    ("language", "訳の言語"),
    ("name", "写しの名前"),
    ("format", "人が読む表（human）か、ツール用のJSON（json）"),
    ("check_format", "人が読む報告（human）、ツール用のJSON（json）、GitHubの注釈（github）"),
    ("code", "知らせの [ ] の中の記号（省くと、すべての一覧）"),
    ("fail_on", "この状態の訳があれば終了コード1で終わります"),
    ("paths", "訳・原文のファイル、またはフォルダー"),
];

const AFTER_HELP: &[(&str, &str)] = &[(
    "schema",
    "サイトの中で実行すると、言語ごとの語には、そのサイトの言語だけが使えます。
DIR/settings.json は、VS Codeの拡張機能「Even Better TOML」の設定です。すでにある場合は変えません。
`.md` のファイルの前付けには、TOMLの拡張機能が働きません。`shirube new` が書き、`shirube check` が確かめます。",
)];

fn text(of: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    of.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// The same commands and arguments, with their help in Japanese.
pub(super) fn command(mut command: Command) -> Command {
    let name = command.get_name().to_owned();
    let has_version = command.get_version().is_some();
    if let Some(about) = text(COMMANDS, &name) {
        command = command.about(about);
    }
    if let Some(after) = text(AFTER_HELP, &name) {
        command = command.after_help(after);
    }
    // clap adds these two itself, and late: theirs cannot be renamed.
    command = command.disable_help_flag(true).disable_version_flag(true);
    command = command.arg(Arg::new("help").short('h').long("help").action(ArgAction::Help));
    if has_version {
        command = command.arg(Arg::new("version").short('V').long("version").action(ArgAction::Version));
    }
    command
        .subcommand_help_heading("コマンド")
        .subcommand_value_name("コマンド")
        .help_template("{about}\n\n使い方: {usage}\n\n{all-args}{after-help}")
        .mut_args(argument)
        .mut_subcommands(self::command)
}

fn argument(argument: Arg) -> Arg {
    let heading = if argument.is_positional() { "引数" } else { "オプション" };
    let Some(text) = text(ARGUMENTS, argument.get_id().as_str()) else {
        return argument.help_heading(heading);
    };
    let argument = argument.help_heading(heading);
    if !argument.get_action().takes_values() {
        return argument.help(text);
    }
    let values: Vec<_> =
        argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    let defaults: Vec<_> =
        argument.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    let mut help = text.to_owned();
    if !values.is_empty() {
        let _ = write!(help, " [使える値: {}]", values.join(", "));
    }
    if !defaults.is_empty() {
        let _ = write!(help, " [省いた場合: {}]", defaults.join(", "));
    }
    argument.help(help).hide_possible_values(true).hide_default_value(true)
}

/// What is wrong with what was typed, and what to type instead. `None` where clap shows the help anyway.
pub(super) fn argument_error(error: &clap::Error) -> Option<String> {
    let value = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let argument = value(ContextKind::InvalidArg);
    let given = value(ContextKind::InvalidValue);
    let what = match error.kind() {
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => return None,
        ErrorKind::UnknownArgument => format!("`{argument}` という指定はありません。"),
        ErrorKind::InvalidSubcommand => {
            format!("`{}` というコマンドはありません。", value(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if given.is_empty() => format!("`{argument}` には値が要ります。"),
        ErrorKind::ValueValidation if argument.starts_with("--port") => {
            format!("`{argument}` に `{given}` は使えません。0 から 65535 までの数字で書いてください。")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("`{argument}` に `{given}` は使えません。")
        }
        ErrorKind::MissingRequiredArgument => {
            format!("足りない指定があります: {}", listed(error, ContextKind::InvalidArg))
        }
        ErrorKind::ArgumentConflict if argument.is_empty() => {
            format!("{} は、後に書いたコマンドと一緒には使えません。", listed(error, ContextKind::PriorArg))
        }
        ErrorKind::ArgumentConflict if argument == value(ContextKind::PriorArg) => {
            format!("`{argument}` は1回だけ書いてください。")
        }
        ErrorKind::ArgumentConflict => {
            format!("`{argument}` は {} と一緒には使えません。", listed(error, ContextKind::PriorArg))
        }
        ErrorKind::TooManyValues => format!("`{argument}` に値 `{given}` は要りません。"),
        _ => format!("コマンドの書き方が正しくありません。\n\n{error}"),
    };
    let mut text = format!("エラー: {what}");
    for kind in [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue] {
        let meant = listed(error, kind);
        if !meant.is_empty() {
            let _ = write!(text, "\nヒント: {meant} のことですか？");
        }
    }
    let valid = listed(error, ContextKind::ValidValue);
    if !valid.is_empty() {
        let _ = write!(text, "\n使える値: {valid}");
    }
    let usage = value(ContextKind::Usage);
    let usage = usage.trim_start_matches("Usage:").trim();
    if !usage.is_empty() {
        let _ = write!(text, "\n使い方: {usage}");
    }
    let words = usage.split_whitespace().take_while(|word| word.chars().all(|c| c.is_ascii_lowercase()));
    let mut asked = words.collect::<Vec<_>>().join(" ");
    if asked.is_empty() {
        "shirube".clone_into(&mut asked);
    }
    let _ = write!(text, "\nくわしくは `{asked} --help` をご覧ください。");
    Some(text)
}

fn listed(error: &clap::Error, kind: ContextKind) -> String {
    let mark = |text: &str| format!("`{text}`");
    match error.get(kind) {
        Some(ContextValue::Strings(texts)) => {
            texts.iter().map(|text| mark(text)).collect::<Vec<_>>().join("、")
        }
        Some(value) => mark(&value.to_string()),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{ARGUMENTS, COMMANDS, text};

    #[test]
    fn every_command_and_argument_has_japanese_help() {
        fn check(command: &clap::Command) {
            let name = command.get_name();
            assert!(text(COMMANDS, name).is_some(), "no Japanese help for `{name}`");
            for argument in command.get_arguments() {
                let id = argument.get_id().as_str();
                assert!(text(ARGUMENTS, id).is_some(), "no Japanese help for `{id}` of `{name}`");
            }
            command.get_subcommands().for_each(check);
        }
        check(&super::super::args::command());
    }
}
