//! Just enough of Rust's lexis to read which paths a source names.

/// A source without comments, and without what stands inside strings and characters.
pub(super) fn code(text: &str) -> String {
    let mut rest = text;
    let mut code = String::new();
    while let Some(c) = rest.chars().next() {
        let (kept, taken) = match c {
            '/' if rest.starts_with("//") => ("", rest.find('\n').unwrap_or(rest.len())),
            '/' if rest.starts_with("/*") => ("", rest.find("*/").map_or(rest.len(), |at| at + 2)),
            'r' if !code.ends_with(is_word) && raw_string(rest).is_some() => ("\"\"", raw_string(rest).unwrap()),
            '"' => ("\"\"", quoted(rest, '"')),
            '\'' => ("", character(rest)),
            _ => (rest.split_at(c.len_utf8()).0, c.len_utf8()),
        };
        code.push_str(kept);
        rest = rest.split_at(taken).1;
    }
    code
}

fn raw_string(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('r')?;
    let body = inside.trim_start_matches('#').strip_prefix('"')?;
    let hashes = inside.len() - body.len() - 1;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(2 + hashes + body.find(&end).map_or(body.len(), |at| at + end.len()))
}

fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// A character such as `'a'` or `'\n'`; of a lifetime, only its apostrophe.
fn character(rest: &str) -> usize {
    let mut chars = rest.chars().skip(1);
    match (chars.next(), chars.next()) {
        (Some('\\'), _) | (Some(_), Some('\'')) => quoted(rest, '\''),
        _ => 1,
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Every path of two and more segments, groups such as `a::{b, c::d}` written out.
pub(super) fn paths(code: &str) -> Vec<Vec<String>> {
    let tokens = tokens(code);
    let mut paths = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        at = if tokens[at].starts_with(is_word) { path(&tokens, at, &[], &mut paths) } else { at + 1 };
    }
    paths
}

fn tokens(code: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = code.trim_start();
    while let Some(c) = rest.chars().next() {
        let length = match c {
            _ if is_word(c) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
            ':' if rest.starts_with("::") => 2,
            _ => c.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        tokens.push(token);
        rest = after.trim_start();
    }
    tokens
}

/// The names of the macros that are called.
pub(super) fn macros(code: &str) -> Vec<String> {
    let tokens = tokens(code);
    let calls = tokens.windows(2).filter(|pair| pair[1] == "!" && pair[0].starts_with(is_word));
    calls.map(|pair| pair[0].to_owned()).collect()
}

/// Reads the path that starts at a word, after `prefix`; gives the place behind it.
fn path(tokens: &[&str], mut at: usize, prefix: &[String], paths: &mut Vec<Vec<String>>) -> usize {
    let mut segments = prefix.to_vec();
    loop {
        segments.push(tokens[at].to_owned());
        at += 1;
        match (tokens.get(at), tokens.get(at + 1)) {
            (Some(&"::"), Some(&"{")) => return group(tokens, at + 2, &segments, paths),
            (Some(&"::"), Some(next)) if next.starts_with(is_word) => at += 1,
            _ => break,
        }
    }
    if segments.len() > 1 {
        paths.push(segments);
    }
    at
}

fn group(tokens: &[&str], mut at: usize, prefix: &[String], paths: &mut Vec<Vec<String>>) -> usize {
    while let Some(token) = tokens.get(at) {
        match *token {
            "}" => return at + 1,
            "as" => at += 2,
            word if word.starts_with(is_word) => at = path(tokens, at, prefix, paths),
            _ => at += 1,
        }
    }
    at
}

#[test]
fn paths_are_read_from_code_only_and_groups_are_written_out() {
    let source = r##"
        // use crate::comment::a;
        use crate::{text::Span, diag::{self, Code as C}};
        fn f<'a>(x: &'a str) -> char { let _ = ("crate::string", r#"crate::"raw"#, '"', '\''); std::fs::read::<u8>(x) }
    "##;
    let read: Vec<String> = paths(&code(source)).iter().map(|path| path.join("::")).collect();
    assert_eq!(read, ["crate::text::Span", "crate::diag::self", "crate::diag::Code", "std::fs::read"]);
}
