//! Paths in macros, whose text `syn` hands on as tokens.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A path as tokens: its names and the line of the first. A macro that is called ends in `!`, a glob in `*`.
pub(crate) struct TokenPath {
    pub(crate) names: Vec<String>,
    pub(crate) line: usize,
}

/// Every path in a macro's tokens, in nested groups too: `a::b`, `println!`, and each of `a::{b, c::d}`.
pub(crate) fn paths(tokens: TokenStream) -> Vec<TokenPath> {
    let mut found = Vec::new();
    walk(tokens, &[], &mut found);
    found
}

fn walk(tokens: TokenStream, prefix: &[String], found: &mut Vec<TokenPath>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Ident(first) => {
                let line = first.span().start().line;
                let (names, next) = path_from(&tokens, at, prefix);
                at = next;
                match tokens.get(at) {
                    Some(TokenTree::Group(group)) if is_separator(&tokens, at.wrapping_sub(2)) => {
                        walk(group.stream(), &names, found);
                        at += 1;
                    }
                    _ => found.push(TokenPath { names, line }),
                }
            }
            TokenTree::Group(group) => {
                walk(group.stream(), &[], found);
                at += 1;
            }
            _ => at += 1,
        }
    }
}

/// The path that begins at a token, and where it ends. `a::{` ends before the group.
fn path_from(tokens: &[TokenTree], start: usize, prefix: &[String]) -> (Vec<String>, usize) {
    let mut names = prefix.to_vec();
    let mut at = start;
    while let Some(TokenTree::Ident(name)) = tokens.get(at) {
        names.push(name.to_string());
        at += 1;
        if !is_separator(tokens, at) {
            break;
        }
        match tokens.get(at + 2) {
            Some(TokenTree::Ident(_)) => at += 2,
            Some(TokenTree::Punct(star)) if star.as_char() == '*' => {
                names.push("*".to_owned());
                return (names, at + 3);
            }
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => return (names, at + 2),
            _ => return (names, at + 2),
        }
    }
    if is_call(tokens, at) {
        names.last_mut().expect("a path has a name").push('!');
    }
    (names, at)
}

/// Whether `::` stands at a token.
fn is_separator(tokens: &[TokenTree], at: usize) -> bool {
    let is_colon =
        |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == ':');
    is_colon(at) && is_colon(at.wrapping_add(1))
}

/// Whether `!(`, `![` or `!{` stands at a token.
fn is_call(tokens: &[TokenTree], at: usize) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == '!')
        && matches!(tokens.get(at + 1), Some(TokenTree::Group(_)))
}
