//! What Tera and the functions of templates say, in Japanese.
//!
//! Each phrase is Tera's, with a `{}` for every part that differs. In the Japanese one, `{0}` is such a part as it is,
//! `{0,}` a list of names, and `[0]` one of Tera's own words, such as `identifier`, translated. A test provokes every phrase of Tera, so
//! that a version that says something else is noticed.

/// What a message says, and the parts of it that differ.
pub(super) struct Said<'m> {
    pub(super) ja: String,
    pub(super) near: Near,
    pub(super) parts: Vec<&'m str>,
}

/// What the first part of a message is nearly the name of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Near {
    /// Of nothing.
    Nothing,
    Filter,
    Test,
    Function,
    Component,
    Template,
    Block,
    Words,
    /// Of one that the second part lists.
    Listed,
}

use Near::{Block, Component, Filter, Function, Listed, Nothing, Template, Test, Words};

/// What a message of Tera says; `None` where it is not known.
pub(super) fn said(message: &str) -> Option<Said<'_>> {
    PHRASES.iter().find_map(|(phrase, near, ja)| {
        let parts = parts(phrase, message.trim())?;
        Some(Said { ja: filled(ja, &parts), near: *near, parts })
    })
}

/// The more special phrases stand before those that would match too.
const PHRASES: &[(&str, Near, &str)] = &[
    // What is not there.
    ("Unknown filter `{}`", Filter, "フィルター `{0}` はありません"),
    ("Unknown test `{}`", Test, "`is` の後の検査 `{0}` はありません"),
    ("Unknown function `{}`", Function, "関数 `{0}` はありません"),
    ("Unknown component `{}`", Component, "部品 `{0}` はありません"),
    ("Unknown template `{}`", Template, "取り込むテンプレート `{0}` はありません"),
    ("There is no template `{}` to extend", Template, "広げるテンプレート `{0}` はありません"),
    (
        "Block `{}` is not defined in any parent template",
        Block,
        "広げるテンプレートに、`{0}` という `block` はありません",
    ),
    (
        "Variable `{}` is not defined. Available variables: {}",
        Listed,
        "変数 `{0}` はありません。使えるのは{1,}です",
    ),
    ("Variable `{}` is not defined.", Nothing, "変数 `{0}` はありません"),
    ("Variable `{}` exists but its value is undefined", Nothing, "変数 `{0}` に値がありません"),
    (
        "Field `{}` is not defined. Available fields: {}",
        Listed,
        "項目 `{0}` はありません。使えるのは{1,}です",
    ),
    ("Field `{}` is not defined.", Nothing, "項目 `{0}` はありません"),
    ("Field `{}` is not defined", Nothing, "`{0}` の前に書いた項目に値がありません"),
    ("Tried to render a variable that is undefined", Nothing, "値のないものは表示できません"),
    (
        "Component `{}` is defined in both `{}` and `{}`",
        Nothing,
        "部品 `{0}` が、`{1}` と `{2}` の両方で定義されています。どちらかの名前を変えてください",
    ),
    // What the functions and filters of Shirube say.
    ("there are no words `{}`", Words, "テーマの語に `{0}` はありません"),
    (
        "`get_url` takes the address of a file below the output folder, such as `assets/style.css`, not `{}`",
        Nothing,
        "`get_url` には、`assets/style.css` のように、書き出し先のフォルダーからの場所を書きます。`{0}` は使えません",
    ),
    (
        "the filter `phrase` takes words with their language, not a {}",
        Nothing,
        "フィルター `phrase` に渡せるのは、言語の付いた語です。渡されたのは[0]です",
    ),
    (
        "the filter `number` takes a number, not a {}",
        Nothing,
        "フィルター `number` に渡せるのは、数です。渡されたのは[0]です",
    ),
    // What cannot be read.
    ("Unexpected end of input", Nothing, "テンプレートが途中で終わっています。閉じていないものがあります"),
    ("String opened with `{}` is missing its closing `{}`", Nothing, "文字列の終わりの `{0}` がありません"),
    (
        "unexpected escape character",
        Nothing,
        "文字列の中の `\\` の後に書けるのは、`\"`、`'`、`/`、`\\`、`n`、`t`、`r` だけです",
    ),
    ("unexpected end of raw block", Nothing, "`{% raw %}` に対応する `{% endraw %}` がありません"),
    ("Closing comment tag `{}` not found", Nothing, "コメント `{#` の終わりの `{0}` がありません"),
    (
        "Unexpected character",
        Nothing,
        "ここに書けない文字があります。全角の文字や記号は、引用符の中にだけ書けます",
    ),
    ("Invalid Integer", Nothing, "整数が大きすぎます"),
    (
        "Unknown tag",
        Nothing,
        "ここに書けないタグです。書き間違いか、始まりや終わりのタグの抜けがないか、確かめてください",
    ),
    (
        "Found {} but expected one of: integer, float, string, bool, ident, {}",
        Nothing,
        "ここには値（名前、文字列、数など）が要りますが、[0]があります",
    ),
    (
        "Found {} but expected `...`, a string, an integer or a bool.",
        Nothing,
        "表の名前には文字列、整数、真偽のどれかが要りますが、[0]があります",
    ),
    (
        "Found {} but expected `/` or `>`",
        Nothing,
        "部品の呼び出しの終わりの `/>` が要りますが、[0]があります",
    ),
    (
        "Found {} but component default arguments can only be one of: string, bool, integer, float, array or map",
        Nothing,
        "部品の引数の既定値には、文字列、真偽、数、一覧、表のどれかが要りますが、[0]があります",
    ),
    (
        "Found {} but `-` can only be followed by an integer or a float",
        Nothing,
        "`-` の後には数が要りますが、[0]があります",
    ),
    (
        "Found {} but the only types allowed are: string, bool, integer, float, number, array, map and bytes",
        Nothing,
        "引数の型に `{0}` はありません。`string`、`bool`、`integer`、`float`、`number`、`array`、`map`、`bytes` のどれかを書きます",
    ),
    (
        "Found invalid field of `loop`: {}. Only `index`, `index0`, `first`, `last` and `length` exist.",
        Nothing,
        "`loop` に `{0}` はありません。使えるのは `index`、`index0`、`first`、`last`、`length` です",
    ),
    (
        "Found `<` but expected identifier after it for component call. Use `<` for comparisons in proper context.",
        Nothing,
        "部品を呼び出す `<` の後には、部品の名前が要ります",
    ),
    (
        "Found `<` but expected identifier after it for XML component call.",
        Nothing,
        "部品を呼び出す `<` の後には、部品の名前が要ります",
    ),
    (
        "Expected \"string\" or {expression} but found {}",
        Nothing,
        "部品の引数の値は、`\"…\"` か `{…}` で囲みますが、[0]があります",
    ),
    ("Found {} but expected {}.", Nothing, "ここには[1]が要りますが、[0]があります"),
    (
        "{} was named `{}` in the opening tag, found `{}` as name in the end tag",
        Nothing,
        "`{0}` の名前が、始まりでは `{1}`、終わりでは `{2}` です。そろえてください",
    ),
    ("Unclosed component '{}'", Nothing, "部品 `{0}` の終わりの `{% </{0}> %}` がありません"),
    (
        "Closing tag '{}' doesn't match opening tag '{}'",
        Nothing,
        "部品の名前が、始まりでは `{1}`、終わりでは `{0}` です。そろえてください",
    ),
    (
        "Components with body content must use tag syntax: {}",
        Nothing,
        "中身のある部品は、`{% <名前> %}…{% </名前> %}` と書きます。中身のない部品は、`/>` で終えます",
    ),
    ("Identifiers can only have up to {} nested brackets.", Nothing, "角かっこの入れ子は、{0}段までです"),
    ("Arrays can have a maximum of {} dimensions.", Nothing, "一覧の入れ子は、{0}段までです"),
    ("The expression is too complex", Nothing, "式が複雑すぎます。`{% set … %}` で分けてください"),
    (
        "The template nesting is too deep",
        Nothing,
        "タグの入れ子が深すぎます。別のテンプレートに分け、`include` で取り込んでください",
    ),
    ("`-` and `not` cannot be used consecutively.", Nothing, "`-` や `not` は、続けて書けません"),
    (
        "`not` is only valid here as part of `not in`",
        Nothing,
        "ここでの `not` は、`not in` としてだけ使えます",
    ),
    ("`{}` is not allowed after `~`", Nothing, "`~` の後に `{0}` は書けません。かっこで囲んでください"),
    (
        "Function calls are only allowed at the first element of a chain",
        Nothing,
        "関数は、`.` の後では呼び出せません",
    ),
    ("Keyword argument `{}` is defined more than once", Nothing, "引数 `{0}` が、2回書かれています"),
    (
        "{} is a reserved keyword of Tera, it cannot be used as a list comprehension variable.",
        Nothing,
        "`{0}` は、変数の名前に使えません",
    ),
    (
        "{} is a reserved keyword of Tera, it cannot be used as a loop variable.",
        Nothing,
        "`{0}` は、変数の名前に使えません",
    ),
    (
        "{} is a reserved keyword of Tera, it cannot be assigned to.",
        Nothing,
        "`{0}` は、変数の名前に使えません",
    ),
    (
        "List comprehensions support only a single `for` clause.",
        Nothing,
        "一覧の中の `for` は、1つだけ書けます",
    ),
    (
        "Invalid {}: this map should only contain literal values.",
        Nothing,
        "この表には、決まった値（文字列、数、真偽など）だけを書けます",
    ),
    (
        "Invalid default argument: this array should only contain literal values.",
        Nothing,
        "引数の既定値の一覧には、決まった値（文字列、数、真偽など）だけを書けます",
    ),
    (
        "Component definitions cannot be written in another tag.",
        Nothing,
        "部品は、ほかのタグの中では定義できません",
    ),
    (
        "Template already contains a component named `{}`",
        Nothing,
        "部品 `{0}` は、このテンプレートですでに定義されています",
    ),
    (
        "The name `body` is reserved for component body content.",
        Nothing,
        "`body` は部品の中身を表す名前なので、引数の名前に使えません",
    ),
    (
        "Rest parameter must be the last parameter in component definition.",
        Nothing,
        "`...` の付く引数は、最後に書きます",
    ),
    ("Component argument `{}` is defined more than once", Nothing, "部品の引数 `{0}` が、2回書かれています"),
    (
        "Default value for `{}` has type `{}` but the argument has type `{}`",
        Nothing,
        "引数 `{0}` の型は[2]ですが、既定値は[1]です",
    ),
    (
        "Invalid syntax for `set`: expecting an `=` followed by an expression or a `{}`",
        Nothing,
        "`set` は、`{% set 名前 = 値 %}` と書きます",
    ),
    (
        "Template is already extending `{}`",
        Nothing,
        "`extends` は1つだけ書けます。すでに `{0}` を広げています",
    ),
    (
        "`extends` needs to be the first tag of the template",
        Nothing,
        "`extends` は、テンプレートの最初に書きます",
    ),
    ("`extends` cannot be nested in other tags.", Nothing, "`extends` は、ほかのタグの中には書けません"),
    ("Blocks cannot be written inside a {}.", Nothing, "`block` は、[0]の中には書けません"),
    (
        "Template already contains a block named `{}`",
        Nothing,
        "`{0}` という `block` は、このテンプレートですでに書かれています",
    ),
    ("`{}` cannot be used inside a {}", Nothing, "`{0}` は、[1]の中では使えません"),
    ("{} can only be used in a for loop", Nothing, "`{0}` は、`for` の中でだけ使えます"),
    (
        "This content would be ignored: only `extends`, `block` and `component` are allowed at the top level of a child template.",
        Nothing,
        "`extends` のあるテンプレートでは、`block` の外に書いたものは使われません。`{% block … %}` の中に移してください",
    ),
    // What a value cannot do.
    (
        "Invalid type for the value, expected `{}` but got `{}`",
        Nothing,
        "ここに渡せるのは[0]です。渡されたのは[1]です",
    ),
    ("Missing keyword argument `{}`", Nothing, "引数 `{0}` がありません"),
    ("Value `{}` is out of range for `{}`", Nothing, "`{0}` は、ここに渡せる数の範囲を外れています"),
    (
        "Unknown argument(s) {} in component call. Possible argument(s) are: {}",
        Listed,
        "この部品に引数{0,}はありません。使えるのは{1,}です",
    ),
    ("Unknown argument(s) {} in component call.", Nothing, "この部品に引数{0,}はありません"),
    (
        "Component argument `{}` (type: `{}`) does not match expected type: `{}`",
        Nothing,
        "部品の引数 `{0}` に渡せるのは[2]です。渡されたのは[1]です",
    ),
    (
        "Implicit argument `{}` (type: `{}`) not found in context or passed directly.",
        Nothing,
        "部品の引数 `{0}` がありません。呼び出す所にも、ページの変数にもありません",
    ),
    (
        "Implicit argument `{}` not found in context or passed directly.",
        Nothing,
        "部品の引数 `{0}` がありません。呼び出す所にも、ページの変数にもありません",
    ),
    ("Argument `{}` (type: `{}`) missing.", Nothing, "部品の引数 `{0}` がありません"),
    ("Argument `{}` missing.", Nothing, "部品の引数 `{0}` がありません"),
    ("Cannot compare `{}` with `{}`", Nothing, "[0]と[1]は比べられません"),
    (
        "Math operations can only be done on numbers, found `{}`",
        Nothing,
        "計算は数だけでできます。ここにあるのは[0]です",
    ),
    (
        "`+` requires both operands to be numbers, found `{}` and `{}`",
        Nothing,
        "`+` は数だけに使えます。ここにあるのは[0]と[1]です。文字列をつなぐには `~` を使います",
    ),
    (
        "Only numbers can be negated. This is a `{}`",
        Nothing,
        "`-` は数だけに付けられます。ここにあるのは[0]です",
    ),
    ("Cannot negate {}", Nothing, "数が大きすぎて、計算できません"),
    ("Cannot divide by 0", Nothing, "0では割れません"),
    (
        "Exponent {} is out of range for integer ** (must fit in u32)",
        Nothing,
        "`**` の後の数が、大きすぎるか負です",
    ),
    (
        "Operand `{}` is out of range for integer arithmetic (must fit in i128)",
        Nothing,
        "数が大きすぎて、計算できません",
    ),
    ("Unable to perform {}", Nothing, "数が大きすぎて、`{0}` を計算できません"),
    ("Cannot index into an undefined value", Nothing, "`[ ]` の前に書いたものに値がありません"),
    ("Index expression is undefined", Nothing, "`[ ]` の中に書いたものに値がありません"),
    (
        "{} index must be an integer, got `{}`.",
        Nothing,
        "一覧や文字列の `[ ]` の中に書けるのは整数です。ここにあるのは[1]です",
    ),
    ("Not a valid key type", Nothing, "`[ ]` の中に書けるのは、文字列、整数、真偽のどれかです"),
    (
        "Map keys must be strings, integers, or bools, got `{}`.",
        Nothing,
        "表の `[ ]` の中に書けるのは、文字列、整数、真偽のどれかです。ここにあるのは[0]です",
    ),
    ("Cannot slice an undefined value", Nothing, "`[ : ]` の前に書いたものに値がありません"),
    ("Slice {} is undefined", Nothing, "`[ : ]` の中に書いたものに値がありません"),
    (
        "Slice {} must be an integer, got `{}`",
        Nothing,
        "`[ : ]` の中に書けるのは整数です。ここにあるのは[1]です",
    ),
    ("Slicing step cannot be 0", Nothing, "`[ : : ]` の間隔に0は書けません"),
    (
        "Slicing can only be used on arrays or strings, not on `{}`.",
        Nothing,
        "`[ : ]` は一覧と文字列だけに使えます。ここにあるのは[0]です",
    ),
    (
        "Spread operator requires a map, found `{}`",
        Nothing,
        "`...` の後には表が要ります。ここにあるのは[0]です",
    ),
    (
        "Spread operator requires an array, found `{}`",
        Nothing,
        "`...` の後には一覧が要ります。ここにあるのは[0]です",
    ),
    ("super() called outside of a block", Nothing, "`super()` は、`block` の中でだけ使えます"),
    (
        "Tried to use super() in the top level block",
        Nothing,
        "`super()` は、ほかのテンプレートを広げる `block` の中でだけ使えます",
    ),
    (
        "Iteration not possible on type `{}`",
        Nothing,
        "`for` で繰り返せるのは一覧、表、文字列です。ここにあるのは[0]です",
    ),
    (
        "`in` cannot be used on a container of type `{}`. It can only be used on arrays, strings and map/structs",
        Nothing,
        "`in` の後には、一覧、文字列、表のどれかが要ります。ここにあるのは[0]です",
    ),
    (
        "Maximum render recursion depth for components exceeded.",
        Nothing,
        "部品が自分を呼び出し続け、終わりません",
    ),
    // What Tera's own filters, tests and functions say.
    (
        "Value of type {} cannot be reversed",
        Nothing,
        "`reverse` は一覧と文字列だけに使えます。渡されたのは[0]です",
    ),
    (
        "pluralize filter requires an integer, got `{}`",
        Nothing,
        "`pluralize` に渡せるのは整数です。渡されたのは[0]です",
    ),
    (
        "The `indentation` argument must contain exactly one character",
        Nothing,
        "引数 `indentation` は、1文字で書きます",
    ),
    (
        "int filter `base` must be between 2 and 36, got {}",
        Nothing,
        "`int` の引数 `base` は、2から36までです。`{0}` は使えません",
    ),
    (
        "The float {} cannot be converted to an int (non-integer or out of i128 range)",
        Nothing,
        "`{0}` は、整数にできません",
    ),
    (
        "The string `{}` cannot be converted to an int in base {}",
        Nothing,
        "文字列「{0}」は、整数にできません",
    ),
    ("Value of type {} cannot be converted to an int", Nothing, "[0]は、整数にできません"),
    ("The string `{}` cannot be converted to a float", Nothing, "文字列「{0}」は、小数にできません"),
    ("Value of type {} cannot be converted to a float", Nothing, "[0]は、小数にできません"),
    (
        "Value of type {} has no length",
        Nothing,
        "`length` は一覧、表、文字列だけに使えます。渡されたのは[0]です",
    ),
    (
        "This filter can only be used on a number, received `{}`.",
        Nothing,
        "このフィルターに渡せるのは数です。渡されたのは[0]です",
    ),
    (
        "Invalid argument for `method`: {}. Only `ceil` and `floor` are allowed. Do not fill this parameter if you want a classic round.",
        Nothing,
        "`round` の引数 `method` に `{0}` は使えません。`ceil` か `floor` を書くか、四捨五入なら何も書きません",
    ),
    (
        "Cannot sort: `{}` and `{}` are not comparable",
        Nothing,
        "[0]と[1]は比べられないので、並べ替えられません",
    ),
    (
        "Value at index {} (a {}) does not have an attribute at path: {}",
        Nothing,
        "一覧の中に、項目 `{2}` のないものがあります",
    ),
    (
        "Map does not have a key {} and no default values were defined",
        Nothing,
        "表に `{0}` がありません。ないこともあるなら、引数 `default` を書きます",
    ),
    (
        "Function `range` was called with a `start` argument greater than the `end` one",
        Nothing,
        "`range` の `start` が `end` より大きくなっています",
    ),
    (
        "Function `range` would produce {} elements, which exceeds the limit of {}",
        Nothing,
        "`range` で作れる数の並びは、{1}個までです",
    ),
    (
        "Value `{}` is a float; cannot determine if it's odd",
        Nothing,
        "小数 `{0}` は、奇数とも偶数とも言えません",
    ),
    (
        "Value `{}` is a float; cannot check divisibility",
        Nothing,
        "小数 `{0}` が割り切れるかは、調べられません",
    ),
    (
        "Value `{}` is not a container; cannot check for containment",
        Nothing,
        "`containing` は一覧、表、文字列だけに使えます",
    ),
];

/// Tera's own words for what stands in a template, and for values.
const TERMS: &[(&str, &str)] = &[
    ("identifier", "名前"),
    ("string", "文字列"),
    ("&str", "文字列"),
    ("integer", "整数"),
    ("i64", "整数"),
    ("u64", "整数"),
    ("i128", "整数"),
    ("u128", "整数"),
    ("usize", "整数"),
    ("float", "小数"),
    ("f64", "小数"),
    ("number", "数"),
    ("bool", "真偽（`true` か `false`）"),
    ("array", "一覧"),
    ("Vec<Value>", "一覧"),
    ("map", "表"),
    ("Map", "表"),
    ("map/struct", "表"),
    ("bytes", "バイト列"),
    ("none", "`none`"),
    ("undefined", "値のないもの（名前の書き間違いかもしれません）"),
    ("content", "タグの外の文字"),
    ("raw content", "`raw` の中身"),
    ("comment", "コメント"),
    ("for loop", "`for`"),
    ("block", "`block`"),
    ("if statement", "`if`"),
    ("component definition", "部品の定義"),
    ("component body", "部品の中身"),
    ("filter section", "`filter`"),
    ("`set` block", "`set`"),
];

/// The parts of a message where a phrase has `{}`; `None` where the message is another.
fn parts<'m>(phrase: &str, message: &'m str) -> Option<Vec<&'m str>> {
    let mut pieces = phrase.split("{}");
    let mut rest = message.strip_prefix(pieces.next()?)?;
    let mut parts = Vec::new();
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        let end = match pieces.peek() {
            None if piece.is_empty() => rest.len(),
            None => rest.len().checked_sub(piece.len()).filter(|end| rest.ends_with(piece) && *end > 0)?,
            Some(_) => rest.find(piece)?,
        };
        parts.push(&rest[..end]);
        rest = &rest[end + piece.len()..];
    }
    rest.is_empty().then_some(parts)
}

fn filled(ja: &str, parts: &[&str]) -> String {
    let mut text = ja.to_owned();
    for (at, part) in parts.iter().enumerate() {
        text = text.replace(&format!("[{at}]"), &spaced(&term(part)));
        text = text.replace(&format!("{{{at},}}"), &spaced(&list(part)));
        text = text.replace(&format!("{{{at}}}"), part);
    }
    text.replace("、 ", "、").trim().to_owned()
}

/// A word of Tera in Japanese, or a sign as it is.
fn term(word: &str) -> String {
    match TERMS.iter().find(|(tera, _)| *tera == word) {
        Some((_, ja)) => (*ja).to_owned(),
        None => format!("`{}`", word.trim_matches('`')),
    }
}

fn list(names: &str) -> String {
    let names = names.split(", ").map(|name| format!("`{}`", name.trim_matches(['`', '.'])));
    names.collect::<Vec<_>>().join("、")
}

/// With spaces around code, as Japanese sentences have them.
fn spaced(words: &str) -> String {
    if words.ends_with('`') { format!(" {words} ") } else { words.to_owned() }
}

#[cfg(test)]
mod tests;
