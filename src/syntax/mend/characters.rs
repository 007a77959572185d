//! Characters that nobody sees: leftovers of word processors between words, control characters and turned-round
//! letters in texts.

use super::{Slip, Slips};
use crate::diag::{Diagnostic, Edit, Fix};
use crate::syntax::codes;
use crate::text::{FileId, Odd, Oddity, Span, odd};

/// What is said of the characters of one line.
struct Found {
    at: usize,
    odd: Odd,
    character: char,
    in_text: bool,
}

/// Where a character stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Code,
    Text,
    Prose,
    Comment,
}

pub(super) fn slips(file: FileId, source: &str) -> Slips {
    let mut slips = Slips::default();
    if source.is_ascii() && !source.bytes().any(|b| odd(char::from(b)).is_some()) {
        return slips;
    }
    if !source.chars().any(|c| odd(c).is_some()) {
        return slips;
    }
    let mut place = Place::Code;
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let found = in_line(line, start, &mut place);
        slips.slips.extend(found.iter().filter(|f| !f.in_text).map(|f| {
            Slip::new(f.at..f.at + f.character.len_utf8(), if f.odd.kind == Oddity::Space { " " } else { "" })
        }));
        slips.diagnostics.extend(diagnostic(file, &found));
        start += line.len();
    }
    slips
}

fn in_line(line: &str, start: usize, place: &mut Place) -> Vec<Found> {
    let mut found = Vec::new();
    let mut turned: Vec<Found> = Vec::new();
    let mut rest = line;
    while let Some(character) = rest.chars().next() {
        let at = start + line.len() - rest.len();
        let mut step = character.len_utf8();
        if let Some(odd) = odd(character) {
            let in_text = *place != Place::Code;
            let one = Found { at, odd, character, in_text };
            match one.odd.kind {
                _ if !in_text => found.push(one),
                Oddity::Turn => turned.push(one),
                Oddity::TurnEnd => drop(turned.pop()),
                Oddity::Control | Oddity::Space if !one.odd.printable && *place != Place::Comment => found.push(one),
                Oddity::Control | Oddity::Space | Oddity::Invisible => {}
            }
        } else {
            step = walk(rest, place).max(step);
        }
        rest = rest.get(step..).unwrap_or("");
    }
    if *place != Place::Prose {
        *place = Place::Code;
    }
    found.extend(turned);
    found.sort_by_key(|f| f.at);
    found
}

/// Takes the mark at the start of `rest`; how many bytes it has.
fn walk(rest: &str, place: &mut Place) -> usize {
    let (next, step) = match *place {
        Place::Code if rest.starts_with("\"\"\"") => (Place::Prose, 3),
        Place::Code if rest.starts_with('"') => (Place::Text, 1),
        Place::Code if rest.starts_with("//") => (Place::Comment, 2),
        Place::Prose if rest.starts_with("\"\"\"") => (Place::Code, 3),
        Place::Text if rest.starts_with('"') => (Place::Code, 1),
        Place::Text | Place::Prose if rest.starts_with("\\\"") || rest.starts_with("\\\\") => (*place, 2),
        other => (other, 0),
    };
    *place = next;
    step
}

fn diagnostic(file: FileId, found: &[Found]) -> Option<Diagnostic> {
    let first = found.first()?;
    let span = |f: &Found| Span::new(file, f.at, f.at + f.character.len_utf8());
    let (name, number) = (first.odd.name, u32::from(first.character));
    let what = format!("{name}, U+{number:04X}");
    let edit = |f: &Found| {
        let text = if f.odd.kind == Oddity::Space { " " } else { "" };
        Edit { span: span(f), text: text.to_owned() }
    };
    let (message, label, help) = match first.odd.kind {
        Oddity::Space if !first.in_text => {
            (format!("an unusual space ({what})"), "words are parted by ordinary spaces", "replace it by a space")
        }
        Oddity::Turn | Oddity::TurnEnd => (
            format!("an invisible mark turns the order of the letters round ({what})"),
            "what follows is not read in the order in which it is shown",
            "delete it",
        ),
        Oddity::Control | Oddity::Space if first.in_text => {
            (format!("a control character stands in a text ({what})"), "it can be neither shown nor said", "delete it")
        }
        Oddity::Control | Oddity::Space | Oddity::Invisible => {
            (format!("an invisible character stands here ({what})"), "nobody sees it, and it is no space", "delete it")
        }
    };
    let title = if found.len() == 1 { help.to_owned() } else { format!("mend the {} on this line", found.len()) };
    let diagnostic = Diagnostic::error(codes::INVISIBLE_CHARACTER.code, span(first), message).label(label).help(help);
    let diagnostic = match found.len() - 1 {
        0 => diagnostic,
        1 => diagnostic.with_note("this line has one more"),
        more => diagnostic.with_note(format!("this line has {more} more")),
    };
    Some(diagnostic.fix(Fix { title, edits: found.iter().map(edit).collect() }))
}
