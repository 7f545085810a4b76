//! Every phrase, provoked in Tera itself: a version of Tera that says something else fails here.

use std::collections::BTreeSet;

use tera::{Context, Error, ErrorKind, Kwargs, State, Tera, Value};

use super::super::functions::{FILTERS, FUNCTIONS, TESTS};
use super::{PHRASES, parts, said};

/// A template, and what is said of it. `{{ lang }}` is a text, `{{ count }}` and `{{ huge }}` are numbers, `{{ list }}` a list and
/// `{{ page }}` a table.
const EXAMPLES: &[(&str, &str)] = &[
    ("{{ lang | uper }}", "フィルター `uper` はありません"),
    ("{% if lang is strin %}{% endif %}", "`is` の後の検査 `strin` はありません"),
    ("{{ rang() }}", "関数 `rang` はありません"),
    ("{{ <nothing /> }}", "部品 `nothing` はありません"),
    (r#"{% include "nothing.html" %}"#, "取り込むテンプレート `nothing.html` はありません"),
    (
        r#"{% extends "parent.html" %}{% block mian %}{% endblock %}"#,
        "広げるテンプレートに、`mian` という `block` はありません",
    ),
    ("{{ nothing }}", "変数 `nothing` はありません。使えるのは `count`、`huge`、`lang`、`list`、`page` です"),
    (
        "{{ nothing.title }}",
        "変数 `nothing` はありません。使えるのは `count`、`huge`、`lang`、`list`、`page` です",
    ),
    ("{{ page.titel }}", "項目 `titel` はありません。使えるのは `title` です"),
    ("{{ page.titel.text }}", "項目 `titel` はありません。使えるのは `title` です"),
    ("{{ lang.text }}", "項目 `text` はありません"),
    (
        r#"{% component a(b) %}{{ c }}{% endcomponent %}{{ <a b="1" /> }}"#,
        "変数 `c` はありません。使えるのは `b` です",
    ),
    ("{% set a = lang | undefined %}{{ a }}", "変数 `a` に値がありません"),
    ("{{ lang | undefined }}", "値のないものは表示できません"),
    (
        "{% component a() %}{% endcomponent a %}{% component a() %}{% endcomponent a %}",
        "部品 `a` は、このテンプレートですでに定義されています",
    ),
    ("{% if lang %}", "テンプレートが途中で終わっています。閉じていないものがあります"),
    ("{{ lang", "テンプレートが途中で終わっています。閉じていないものがあります"),
    (r#"{{ "a }}"#, r#"文字列の終わりの `"` がありません"#),
    (r#"{{ "a\q" }}"#, r#"文字列の中の `\` の後に書けるのは、`"`、`'`、`/`、`\`、`n`、`t`、`r` だけです"#),
    ("{% raw %}", "`{% raw %}` に対応する `{% endraw %}` がありません"),
    ("{# a", "コメント `{#` の終わりの `#}` がありません"),
    ("{{ ？ }}", "ここに書けない文字があります。全角の文字や記号は、引用符の中にだけ書けます"),
    ("{{ 99999999999999999999999 }}", "整数が大きすぎます"),
    (
        "{% nothing %}",
        "ここに書けないタグです。書き間違いか、始まりや終わりのタグの抜けがないか、確かめてください",
    ),
    (
        "{% if lang %}{% else %}{% elif lang %}{% endif %}",
        "ここに書けないタグです。書き間違いか、始まりや終わりのタグの抜けがないか、確かめてください",
    ),
    (
        "{% if lang %}{% endfor %}",
        "ここに書けないタグです。書き間違いか、始まりや終わりのタグの抜けがないか、確かめてください",
    ),
    ("{{ | upper }}", "ここには値（名前、文字列、数など）が要りますが、`|` があります"),
    ("{{ {a: 1} }}", "表の名前には文字列、整数、真偽のどれかが要りますが、名前があります"),
    ("{{ {[1]: 1} }}", "表の名前には文字列、整数、真偽のどれかが要りますが、`[` があります"),
    (r#"{{ <a b="1" , /> }}"#, "部品の呼び出しの終わりの `/>` が要りますが、`,` があります"),
    (
        "{% component a(b=lang) %}{% endcomponent %}",
        "部品の引数の既定値には、文字列、真偽、数、一覧、表のどれかが要りますが、名前があります",
    ),
    (r#"{% component a(b=-"x") %}{% endcomponent %}"#, "`-` の後には数が要りますが、文字列があります"),
    (
        "{% component a(b: Text) %}{% endcomponent %}",
        "引数の型に `Text` はありません。`string`、`bool`、`integer`、`float`、`number`、`array`、`map`、`bytes` のどれかを書きます",
    ),
    (
        "{% for a in list %}{{ loop.nothing }}{% endfor %}",
        "`loop` に `nothing` はありません。使えるのは `index`、`index0`、`first`、`last`、`length` です",
    ),
    ("{{ < 3 }}", "部品を呼び出す `<` の後には、部品の名前が要ります"),
    ("{% < %}", "部品を呼び出す `<` の後には、部品の名前が要ります"),
    ("{{ <a b=3 /> }}", r#"部品の引数の値は、`"…"` か `{…}` で囲みますが、整数があります"#),
    ("{{ lang }", "ここには `}}` が要りますが、`}` があります"),
    ("{% for in list %}{% endfor %}", "`in` は、変数の名前に使えません"),
    ("{% extends lang %}", "ここには文字列が要りますが、名前があります"),
    (
        "{% block a %}{% endblock b %}",
        "`block` の名前が、始まりでは `a`、終わりでは `b` です。そろえてください",
    ),
    ("{% component a() %}{% endcomponent a %}{% <a> %}", "部品 `a` の終わりの `{% </a> %}` がありません"),
    (
        "{% component a() %}{% endcomponent a %}{% <a> %}{% </b> %}",
        "部品の名前が、始まりでは `a`、終わりでは `b` です。そろえてください",
    ),
    (
        "{{ <a> }}",
        "中身のある部品は、`{% <名前> %}…{% </名前> %}` と書きます。中身のない部品は、`/>` で終えます",
    ),
    ("{{ a[b[c[d[e[f[g]]]]]] }}", "角かっこの入れ子は、4段までです"),
    ("{{ [[[[[[1]]]]]] }}", "一覧の入れ子は、2段までです"),
    ("{{ - - 1 }}", "`-` や `not` は、続けて書けません"),
    ("{{ lang not 3 }}", "ここでの `not` は、`not in` としてだけ使えます"),
    ("{{ lang ~ not lang }}", "`~` の後に `not` は書けません。かっこで囲んでください"),
    ("{{ page.title() }}", "関数は、`.` の後では呼び出せません"),
    ("{{ range(end=1, end=2) }}", "引数 `end` が、2回書かれています"),
    ("{{ [a for loop in list] }}", "`loop` は、変数の名前に使えません"),
    ("{% for loop in list %}{% endfor %}", "`loop` は、変数の名前に使えません"),
    ("{% set loop = 1 %}", "`loop` は、変数の名前に使えません"),
    ("{{ [a for a in list for b in list] }}", "一覧の中の `for` は、1つだけ書けます"),
    (
        r#"{% component a(b={"c": lang}) %}{% endcomponent %}"#,
        "この表には、決まった値（文字列、数、真偽など）だけを書けます",
    ),
    (
        "{% component a(b=[lang]) %}{% endcomponent %}",
        "引数の既定値の一覧には、決まった値（文字列、数、真偽など）だけを書けます",
    ),
    (
        "{% if lang %}{% component a() %}{% endcomponent %}{% endif %}",
        "部品は、ほかのタグの中では定義できません",
    ),
    (
        "{% component a(body) %}{% endcomponent %}",
        "`body` は部品の中身を表す名前なので、引数の名前に使えません",
    ),
    ("{% component a(...b, c) %}{% endcomponent %}", "`...` の付く引数は、最後に書きます"),
    ("{% component a(b, b) %}{% endcomponent %}", "部品の引数 `b` が、2回書かれています"),
    (
        r#"{% component a(b: integer = "c") %}{% endcomponent %}"#,
        "引数 `b` の型は整数ですが、既定値は文字列です",
    ),
    ("{% set a 1 %}", "`set` は、`{% set 名前 = 値 %}` と書きます"),
    (
        r#"{% extends "parent.html" %}{% extends "parent.html" %}"#,
        "`extends` は1つだけ書けます。すでに `parent.html` を広げています",
    ),
    (r#"a{% extends "parent.html" %}"#, "`extends` は、テンプレートの最初に書きます"),
    (r#"{% if lang %}{% extends "parent.html" %}{% endif %}"#, "`extends` は、ほかのタグの中には書けません"),
    ("{% for a in list %}{% block b %}{% endblock %}{% endfor %}", "`block` は、`for` の中には書けません"),
    (
        "{% block a %}{% endblock %}{% block a %}{% endblock %}",
        "`a` という `block` は、このテンプレートですでに書かれています",
    ),
    (
        "{% for a in list %}{% set b %}{% break %}{% endset %}{% endfor %}",
        "`break` は、`set` の中では使えません",
    ),
    ("{% break %}", "`break` は、`for` の中でだけ使えます"),
    (
        r#"{% extends "parent.html" %}a"#,
        "`extends` のあるテンプレートでは、`block` の外に書いたものは使われません。`{% block … %}` の中に移してください",
    ),
    ("{{ list | upper }}", "ここに渡せるのは文字列です。渡されたのは一覧です"),
    (r#"{{ lang | replace(from="a") }}"#, "引数 `to` がありません"),
    ("{{ list | nth(n=-1) }}", "`-1` は、ここに渡せる数の範囲を外れています"),
    (
        r#"{% component a(b) %}{% endcomponent %}{{ <a b="1" c="2" /> }}"#,
        "この部品に引数 `c` はありません。使えるのは `b` です",
    ),
    (r#"{% component a() %}{% endcomponent %}{{ <a c="2" /> }}"#, "この部品に引数 `c` はありません"),
    (
        r#"{% component a(b: integer) %}{% endcomponent %}{{ <a b="1" /> }}"#,
        "部品の引数 `b` に渡せるのは整数です。渡されたのは文字列です",
    ),
    (
        "{% component a(@b: integer) %}{% endcomponent %}{{ <a /> }}",
        "部品の引数 `b` がありません。呼び出す所にも、ページの変数にもありません",
    ),
    (
        "{% component a(@b) %}{% endcomponent %}{{ <a /> }}",
        "部品の引数 `b` がありません。呼び出す所にも、ページの変数にもありません",
    ),
    ("{% component a(b: integer) %}{% endcomponent %}{{ <a /> }}", "部品の引数 `b` がありません"),
    ("{% component a(b) %}{% endcomponent %}{{ <a /> }}", "部品の引数 `b` がありません"),
    ("{{ lang < count }}", "文字列と整数は比べられません"),
    ("{{ lang * 2 }}", "計算は数だけでできます。ここにあるのは文字列です"),
    (
        "{{ lang + 2 }}",
        "`+` は数だけに使えます。ここにあるのは文字列と整数です。文字列をつなぐには `~` を使います",
    ),
    ("{{ -lang }}", "`-` は数だけに付けられます。ここにあるのは文字列です"),
    ("{{ count / 0 }}", "0では割れません"),
    ("{{ 9223372036854775807 ** 9 }}", "数が大きすぎて、`9223372036854775807 ** 9` を計算できません"),
    ("{{ nothing[0] }}", "`[ ]` の前に書いたものに値がありません"),
    ("{{ list[nothing] }}", "`[ ]` の中に書いたものに値がありません"),
    (r#"{{ list["a"] }}"#, "一覧や文字列の `[ ]` の中に書けるのは整数です。ここにあるのは文字列です"),
    (
        "{{ page[list] }}",
        "表の `[ ]` の中に書けるのは、文字列、整数、真偽のどれかです。ここにあるのは一覧です",
    ),
    (
        r#"{{ {"a": 1}[1.5] }}"#,
        "表の `[ ]` の中に書けるのは、文字列、整数、真偽のどれかです。ここにあるのは小数です",
    ),
    ("{{ nothing[1:] }}", "`[ : ]` の前に書いたものに値がありません"),
    ("{{ list[nothing:] }}", "`[ : ]` の中に書いたものに値がありません"),
    (r#"{{ list["a":] }}"#, "`[ : ]` の中に書けるのは整数です。ここにあるのは文字列です"),
    ("{{ list[::0] }}", "`[ : : ]` の間隔に0は書けません"),
    ("{{ page[1:] }}", "`[ : ]` は一覧と文字列だけに使えます。ここにあるのは表です"),
    ("{{ {...list} }}", "`...` の後には表が要ります。ここにあるのは一覧です"),
    ("{{ [...page] }}", "`...` の後には一覧が要ります。ここにあるのは表です"),
    ("{{ super() }}", "`super()` は、`block` の中でだけ使えます"),
    (
        "{% block a %}{{ super() }}{% endblock %}",
        "`super()` は、ほかのテンプレートを広げる `block` の中でだけ使えます",
    ),
    (
        "{% for a in count %}{% endfor %}",
        "`for` で繰り返せるのは一覧、表、文字列です。ここにあるのは整数です",
    ),
    (
        "{% if 1 in count %}{% endif %}",
        "`in` の後には、一覧、文字列、表のどれかが要ります。ここにあるのは整数です",
    ),
    ("{% component a() %}{{ <a /> }}{% endcomponent %}{{ <a /> }}", "部品が自分を呼び出し続け、終わりません"),
    ("{{ page | reverse }}", "`reverse` は一覧と文字列だけに使えます。渡されたのは表です"),
    ("{{ lang | pluralize }}", "`pluralize` に渡せるのは整数です。渡されたのは文字列です"),
    (r#"{{ lang | indent(indentation="ab") }}"#, "引数 `indentation` は、1文字で書きます"),
    ("{{ lang | int(base=99) }}", "`int` の引数 `base` は、2から36までです。`99` は使えません"),
    ("{{ 1.5 | int }}", "`1.5` は、整数にできません"),
    ("{{ lang | int }}", "文字列「ja」は、整数にできません"),
    ("{{ list | int }}", "一覧は、整数にできません"),
    ("{{ lang | float }}", "文字列「ja」は、小数にできません"),
    ("{{ list | float }}", "一覧は、小数にできません"),
    ("{{ count | length }}", "`length` は一覧、表、文字列だけに使えます。渡されたのは整数です"),
    ("{{ lang | abs }}", "このフィルターに渡せるのは数です。渡されたのは文字列です"),
    (
        r#"{{ 1.5 | round(method="up") }}"#,
        "`round` の引数 `method` に `up` は使えません。`ceil` か `floor` を書くか、四捨五入なら何も書きません",
    ),
    (r#"{{ [1, "a"] | sort }}"#, "整数と文字列は比べられないので、並べ替えられません"),
    (r#"{{ [page] | sort(attribute="b") }}"#, "一覧の中に、項目 `b` のないものがあります"),
    (r#"{{ page | get(key="b") }}"#, "表に `b` がありません。ないこともあるなら、引数 `default` を書きます"),
    ("{{ range(start=3, end=1) }}", "`range` の `start` が `end` より大きくなっています"),
    ("{{ range(end=99999999) }}", "`range` で作れる数の並びは、100000個までです"),
    ("{% if 1.5 is odd %}{% endif %}", "小数 `1.5` は、奇数とも偶数とも言えません"),
    ("{{ 2 ** 99999999999 }}", "`**` の後の数が、大きすぎるか負です"),
    ("{{ huge + 1 }}", "数が大きすぎて、計算できません"),
    ("{{ -huge }}", "数が大きすぎて、計算できません"),
    (
        r#"{{ [{"a": [1]}] | group_by(attribute="a") }}"#,
        "`[ ]` の中に書けるのは、文字列、整数、真偽のどれかです",
    ),
    (
        "{% component shared() %}{% endcomponent %}",
        "部品 `shared` が、`parent.html` と `x.html` の両方で定義されています。どちらかの名前を変えてください",
    ),
    ("{% component a() %}{{ c }}{% endcomponent %}{{ <a /> }}", "変数 `c` はありません"),
    (r#"{{ page["a"].b }}"#, "`b` の前に書いた項目に値がありません"),
    ("{% if 1.5 is divisible_by(divisor=2) %}{% endif %}", "小数 `1.5` が割り切れるかは、調べられません"),
    (r#"{% if count is containing(pat="a") %}{% endif %}"#, "`containing` は一覧、表、文字列だけに使えます"),
];

/// The same, of templates that are too long to be read.
fn long_examples() -> Vec<(String, &'static str)> {
    vec![
        (
            format!("{{{{ {}1{} }}}}", "(".repeat(300), ")".repeat(300)),
            "式が複雑すぎます。`{% set … %}` で分けてください",
        ),
        (
            "{% if lang %}".repeat(300),
            "タグの入れ子が深すぎます。別のテンプレートに分け、`include` で取り込んでください",
        ),
    ]
}

fn examples() -> Vec<(String, &'static str)> {
    let short = EXAMPLES.iter().map(|(template, ja)| ((*template).to_owned(), *ja));
    short.chain(long_examples()).collect()
}

#[test]
fn every_example_is_said_in_japanese() {
    let wrong: Vec<String> = examples()
        .iter()
        .filter_map(|(template, expected)| {
            let message = message(template);
            let ja = said(&message).map_or_else(|| format!("?? {message}"), |said| said.ja);
            (ja != *expected).then(|| format!("({template:?}, {ja:?}),"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_phrase_has_an_example() {
    let messages: Vec<String> = examples().iter().map(|(template, _)| message(template)).collect();
    let said: BTreeSet<&str> = messages
        .iter()
        .filter_map(|message| {
            PHRASES.iter().map(|(phrase, ..)| *phrase).find(|phrase| parts(phrase, message).is_some())
        })
        .collect();
    let missing: Vec<&str> = PHRASES
        .iter()
        .map(|(phrase, ..)| *phrase)
        .filter(|phrase| !said.contains(phrase) && !OWN.contains(phrase))
        .collect();
    assert!(missing.is_empty(), "write an example for each of these: {missing:#?}");
}

/// What Tera does not say: the words of `TeraErrors` and of the functions of Shirube.
const OWN: &[&str] = &[
    "There is no template `{}` to extend",
    "there are no words `{}`",
    "`get_url` takes the address of a file below the output folder, such as `assets/style.css`, not `{}`",
    "the filter `phrase` takes words with their language, not a {}",
    "the filter `number` takes a number, not a {}",
];

/// The names that are proposed are those that Tera has.
#[test]
fn every_listed_name_is_known() {
    let own = |name: &&&str| {
        !["phrase", "in_language", "number", "trans", "marked", "get_url", "super"].contains(name)
    };
    let unknown = |template: String| Tera::new().add_raw_template("x.html", &template).is_err();
    for filter in FILTERS.iter().filter(own) {
        assert!(!unknown(format!("{{{{ lang | {filter} }}}}")), "{filter}");
    }
    for function in FUNCTIONS.iter().filter(own) {
        assert!(!unknown(format!("{{{{ {function}() }}}}")), "{function}");
    }
    for test in TESTS {
        assert!(!unknown(format!("{{% if lang is {test} %}}{{% endif %}}")), "{test}");
    }
}

/// What Tera says of a template, without its place.
fn message(template: &str) -> String {
    let mut tera = Tera::new();
    tera.register_filter("undefined", |_: &Value, _: Kwargs, _: &State| Value::undefined());
    let parent = "{% component shared() %}{% endcomponent %}{% block main %}{% endblock %}";
    let added = tera.add_raw_templates([("parent.html", parent), ("x.html", template)]);
    let mut context = Context::new();
    context.insert("lang", "ja");
    context.insert("count", &3);
    context.insert("huge", &u128::MAX);
    context.insert("list", &[1, 2]);
    context.insert("page", &std::collections::BTreeMap::from([("title", "市")]));
    let rendered = added.and_then(|()| tera.render("x.html", &context));
    rendered.map_or_else(|error| words_of(&error), |html| format!("it renders: {html}"))
}

fn words_of(error: &Error) -> String {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => report.message().to_owned(),
        ErrorKind::Msg(text) => {
            let first = text.lines().next().unwrap_or_default();
            first.strip_prefix("error: ").unwrap_or(first).to_owned()
        }
        other => other.to_string(),
    }
}
