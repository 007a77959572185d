//! Long artifacts made short enough to read: JSON laid out, pages as text, SQL as what differs.

use serde_json::Value;

/// The widest line of laid-out JSON.
const WIDTH: usize = 150;

/// JSON with a value on one line where it fits; without some of its outer members.
pub(super) fn json(text: &str, without: &[&str]) -> String {
    let mut value: Value = serde_json::from_str(text).unwrap();
    if let Value::Object(members) = &mut value {
        members.retain(|name, _| !without.contains(&name.as_str()));
    }
    let mut out = String::new();
    lay_out(&value, 0, &mut out);
    out
}

fn lay_out(value: &Value, indent: usize, out: &mut String) {
    let short = value.to_string();
    let members: Vec<(String, &Value)> = match value {
        _ if indent + short.chars().count() <= WIDTH => Vec::new(),
        Value::Array(all) => all.iter().map(|value| (String::new(), value)).collect(),
        Value::Object(all) => all.iter().map(|(name, value)| (format!("\"{name}\": "), value)).collect(),
        _ => Vec::new(),
    };
    if members.is_empty() {
        return out.push_str(&short);
    }
    let (open, close) = if value.is_array() { ('[', ']') } else { ('{', '}') };
    out.push(open);
    for (at, (name, value)) in members.into_iter().enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        out.push_str(&" ".repeat(indent + 2));
        out.push_str(&name);
        lay_out(value, indent + 2, out);
    }
    out.push('\n');
    out.push_str(&" ".repeat(indent));
    out.push(close);
}

/// Tags that stay within a line.
const INLINE: [&str; 12] = ["a", "abbr", "b", "code", "em", "i", "label", "small", "span", "strong", "sub", "time"];

/// What can be read on a page, a block a line, with its fields in square brackets.
pub(super) fn page(html: &str) -> String {
    let (mut lines, mut line, mut rest) = (Vec::new(), String::new(), html);
    while let Some((before, after)) = rest.split_once('<') {
        line.push_str(before);
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        rest = after;
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap();
        match name {
            "script" | "style" if !tag.starts_with('/') => {
                let end = format!("</{name}>");
                rest = after.split_once(end.as_str()).map_or("", |(_, after)| after);
            }
            "input" | "textarea" | "select" | "button" if !tag.starts_with('/') => line.push_str(&field(tag)),
            _ if INLINE.contains(&name) => {}
            _ => end(&mut lines, &mut line),
        }
    }
    end(&mut lines, &mut line);
    lines.join("\n")
}

fn end(lines: &mut Vec<String>, line: &mut String) {
    let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
    if !words.is_empty() {
        lines.push(decoded(&words));
    }
    line.clear();
}

/// `[radio dienst=3]`
fn field(tag: &str) -> String {
    let of = |name: &str| tag.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split_once('"'));
    let value = |name: &str| of(name).map_or("", |(value, _)| value);
    let kind = if tag.starts_with("input") { value("type") } else { tag.split(' ').next().unwrap() };
    let equals = of("value").map(|(value, _)| format!("={value}")).unwrap_or_default();
    format!("[{kind} {}{equals}] ", value("name"))
}

fn decoded(text: &str) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#x2f;", "/"), ("&amp;", "&")];
    entities.iter().fold(text.to_owned(), |text, (entity, character)| text.replace(entity, character))
}

/// The lines that differ from another artifact, with their numbers; other quotes around names are no difference.
pub(super) fn differing(text: &str, of: &str, other: &str) -> String {
    let quoted = |line: &str| line.replace('`', "\"");
    let mut others = other.lines().map(quoted);
    let own = text.lines().enumerate().filter_map(|(at, line)| {
        let same = others.next() == Some(quoted(line));
        (!same).then(|| format!("{}: {line}", at + 1))
    });
    let lines: Vec<String> = own.collect();
    let head = if lines.is_empty() { format!("the same as {of}") } else { format!("where it is not {of}:") };
    format!("{head}\n{}", lines.join("\n"))
}

/// The lines that do not begin so.
pub(super) fn without(text: &str, start: &str) -> String {
    text.lines().filter(|line| !line.starts_with(start)).collect::<Vec<_>>().join("\n")
}

#[test]
fn json_is_broken_where_it_is_long() {
    let long = "x".repeat(WIDTH);
    let text = format!("{{\"a\":[1,2],\"gone\":3,\"b\":[\"{long}\",{{}}]}}");
    let expected = format!("{{\n  \"a\": [1,2],\n  \"b\": [\n    \"{long}\",\n    {{}}\n  ]\n}}");
    assert_eq!(json(&text, &["gone"]), expected);
}

#[test]
fn a_page_is_read_block_by_block() {
    let html = "<h1>Klein</h1>\n<p>Wat <b>is</b>\ndit&#x2f;dat?</p><script>x < y</script>\
                <li><label><input type=\"radio\" name=\"a\" value=\"1\"> Ja</label></li><textarea name=\"b\"></textarea>";
    assert_eq!(page(html), "Klein\nWat is dit/dat?\n[radio a=1] Ja\n[textarea b]");
}

#[test]
fn what_differs_is_numbered() {
    assert_eq!(differing("a\nb\n`c`", "x", "a\nB\n\"c\""), "where it is not x:\n2: b");
    assert_eq!(differing("a", "x", "a"), "the same as x\n");
}
