//! Damage to files, line by line and character by character.

use proptest::prelude::*;

/// The files that are damaged.
pub(crate) const BASES: &[&str] = &[
    include_str!("../cases/format/members.peil"),
    include_str!("../cases/format/prose.peil"),
    include_str!("../cases/format/report.peil"),
    include_str!("../cases/format/broken.peil"),
];

/// What is put in: every sort of token that opens, closes or separates something.
const PIECES: &[&str] = &[
    "\"",
    "\"\"\"",
    "{",
    "}",
    "(",
    ")",
    "\n",
    "\n\n\n",
    " ",
    "\t",
    "\u{A0}",
    "\\",
    "//",
    "// c",
    ",",
    ";",
    ":",
    "-",
    "..",
    "'",
    "“",
    "|",
    "!",
    "=",
    "when ",
    "only ",
    "row ",
    "page ",
    "question q text\n",
    "page p {\n",
    "text t ",
    "ask ",
    "é",
    "\u{1}",
    "1 ",
    "{x|",
    " }\n",
    "\n{\n",
    "not ",
    "in ",
    "\r",
];

#[derive(Debug, Clone)]
pub(crate) enum Edit {
    DropLine(usize),
    CopyLine(usize, usize),
    DropCharacters(usize, usize),
    Insert(usize, usize),
    Cut(usize),
}

/// A few edits; positions are taken modulo the length of the text.
pub(crate) fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let place = 0_usize..100_000;
    let edit = prop_oneof![
        1 => place.clone().prop_map(Edit::DropLine),
        1 => (place.clone(), place.clone()).prop_map(|(from, to)| Edit::CopyLine(from, to)),
        1 => (place.clone(), 1_usize..4).prop_map(|(at, count)| Edit::DropCharacters(at, count)),
        4 => (place.clone(), 0..PIECES.len()).prop_map(|(at, piece)| Edit::Insert(at, piece)),
        1 => place.prop_map(Edit::Cut),
    ];
    proptest::collection::vec(edit, 1..6)
}

pub(crate) fn apply(base: &str, edits: &[Edit]) -> String {
    let damaged = edits.iter().fold(base.to_owned(), |text, edit| one(&text, edit));
    damaged.replace("\r\n", "\n").replace('\r', "\n")
}

fn one(text: &str, edit: &Edit) -> String {
    let mut lines: Vec<&str> = text.split('\n').collect();
    let count = lines.len();
    let letters: Vec<char> = text.chars().collect();
    let place = |at: usize| at % (letters.len() + 1);
    let string = |letters: &[char]| letters.iter().collect::<String>();
    match *edit {
        Edit::DropLine(at) => {
            lines.remove(at % count);
            lines.join("\n")
        }
        Edit::CopyLine(from, to) => {
            lines.insert(to % count, lines[from % count]);
            lines.join("\n")
        }
        Edit::DropCharacters(at, some) => {
            let end = (place(at) + some).min(letters.len());
            string(&letters[..place(at)]) + &string(&letters[end..])
        }
        Edit::Insert(at, piece) => string(&letters[..place(at)]) + PIECES[piece] + &string(&letters[place(at)..]),
        Edit::Cut(at) => string(&letters[..place(at)]),
    }
}
