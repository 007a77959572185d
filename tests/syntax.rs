//! Parsing.

use peil::diag::Sink;
use peil::syntax::parse_file;
use peil::text::FileId;

#[test]
fn sample() {
    let text = include_str!("cases/syntax/ok/sample.peil");
    let mut sink = Sink::default();
    let (cst, tree) = parse_file(FileId(0), text, &mut sink);
    for d in sink.finish() {
        println!("{} {} {:?}", d.code, d.message, d.span.map(|s| &text[s.range()]));
    }
    dump(&cst, text, 0);
    println!("{tree:#?}");
}

fn dump(c: &peil::syntax::Cst, t: &str, n: usize) {
    let leaf = if c.children.is_empty() { format!("{:?}", c.text(t)) } else { String::new() };
    println!("{:w$}{:?} {leaf}", "", c.kind, w = n * 2);
    for x in &c.children {
        dump(x, t, n + 1);
    }
}
