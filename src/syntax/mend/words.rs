//! First words with a slip of the pen, in Dutch, or of another language.

use super::lines::{Piece, Walk};
use crate::diag::{Diagnostic, nearest};
use crate::syntax::cst::Kind;
use crate::syntax::grammar::{Entry, explain};
use crate::syntax::outline::facts::Line;
use crate::syntax::{codes, keyword, placement, recover};

/// Words that begin a block, and its kind in a survey or a file.
const BLOCKS: &[(&str, Kind)] = &[
    ("survey", Kind::Survey),
    ("scale", Kind::Scale),
    ("codelist", Kind::Codelist),
    ("text", Kind::TextBlock),
    ("term", Kind::Term),
    ("report", Kind::Report),
    ("section", Kind::Section),
    ("page", Kind::Page),
    ("group", Kind::Group),
    ("loop", Kind::Loop),
    ("question", Kind::Question),
    ("grid", Kind::Grid),
    ("computed", Kind::Computed),
    ("note", Kind::Note),
    ("stop", Kind::Stop),
    ("row", Kind::Row),
];

/// The same in a report.
const REPORT_BLOCKS: &[(&str, Kind)] = &[
    ("chapter", Kind::Chapter),
    ("section", Kind::PartSection),
    ("figure", Kind::Figure),
    ("table", Kind::Table),
    ("norm", Kind::Norm),
    ("theme", Kind::Theme),
    ("cover", Kind::Cover),
    ("front", Kind::Front),
    ("promoter", Kind::Promoter),
    ("strengths", Kind::Strengths),
];

/// Blocks that may have no braces, and lines of a file.
const BRACELESS: &[&str] = &["computed", "figure", "table", "edition", "use", "thresholds"];

/// What a word of Dutch or of another tool is called here. No likely name of an option stands among them.
const SYNONYMS: &[(&str, &str)] = &[
    ("vraag", "question"),
    ("vragenlijst", "survey"),
    ("questionnaire", "survey"),
    ("enquete", "survey"),
    ("enquête", "survey"),
    ("onderzoek", "survey"),
    ("pagina", "page"),
    ("scherm", "page"),
    ("screen", "page"),
    ("schaal", "scale"),
    ("antwoordschaal", "scale"),
    ("sectie", "section"),
    ("onderdeel", "section"),
    ("groep", "group"),
    ("lus", "loop"),
    ("repeat", "loop"),
    ("foreach", "loop"),
    ("matrix", "grid"),
    ("rooster", "grid"),
    ("berekend", "computed"),
    ("calculated", "computed"),
    ("notitie", "note"),
    ("begrip", "term"),
    ("rij", "row"),
    ("rapport", "report"),
    ("hoofdstuk", "chapter"),
    ("figuur", "figure"),
    ("grafiek", "figure"),
    ("chart", "figure"),
    ("graph", "figure"),
    ("tabel", "table"),
    ("als", "when"),
    ("if", "when"),
    ("indien", "when"),
    ("wanneer", "when"),
    ("alleen", "only"),
    ("verplicht", "required"),
    ("mandatory", "required"),
    ("titel", "title"),
    ("toelichting", "help"),
    ("taal", "language"),
    ("veld", "field"),
    ("gebruik", "use"),
    ("import", "use"),
    ("include", "use"),
];

/// Reads the first word of a line as the one that is meant, and keeps count of the blocks.
pub(super) fn first(walk: &mut Walk<'_>, line: &Line<'_>, piece: Piece<'_>) {
    let Some(word) = line.first.filter(|word| word.starts_with(char::is_alphabetic)) else {
        return open(walk, line, None);
    };
    if is_known(word) {
        return open(walk, line, Some(word));
    }
    let meant = if line.opens { block(walk, word, line) } else { member(walk, word, piece) };
    if let Some(meant) = meant {
        report(walk, word, meant, piece);
    }
    open(walk, line, meant);
}

fn report(walk: &mut Walk<'_>, word: &str, meant: &'static str, piece: Piece<'_>) {
    let at = piece.range(0, word.len());
    let here = placement::article(walk.block());
    let message = format!("unknown word `{}`", recover::short(word));
    let diagnostic = Diagnostic::error(codes::UNKNOWN_MEMBER.code, walk.span(at.clone()), message)
        .label(format!("no line of {here} begins with it"))
        .help(format!("did you mean `{meant}`?"));
    walk.replace(at, meant, diagnostic);
}

fn is_known(word: &str) -> bool {
    keyword::begins_a_line(word) || ["goto", "jump", "go"].contains(&word)
}

/// Keeps count of the block that a line opens.
fn open(walk: &mut Walk<'_>, line: &Line<'_>, word: Option<&str>) {
    if !line.opens {
        return;
    }
    if line.indent == 0 && word.is_some_and(|word| keyword::TOP.contains(&word)) {
        walk.blocks.clear();
    }
    let kind = |table: &[(&str, Kind)]| table.iter().find(|(w, _)| Some(*w) == word).map(|(_, kind)| *kind);
    let known = if in_report(walk) { kind(REPORT_BLOCKS).or_else(|| kind(BLOCKS)) } else { kind(BLOCKS) };
    walk.blocks.push(known.unwrap_or(Kind::Masked));
}

fn in_report(walk: &Walk<'_>) -> bool {
    walk.blocks.first() == Some(&Kind::Report)
}

/// The block that a line with a brace at its end opens.
fn block(walk: &Walk<'_>, word: &str, line: &Line<'_>) -> Option<&'static str> {
    if !line.is_header() {
        return None;
    }
    let table = if in_report(walk) { REPORT_BLOCKS } else { BLOCKS };
    let here = placement::blocks(walk.block());
    let near = || nearest(word, table.iter().filter(|(_, kind)| here.contains(kind)).map(|(word, _)| *word));
    let elsewhere = || nearest(word, table.iter().map(|(word, _)| *word));
    synonym(word).filter(|meant| table.iter().any(|(word, _)| word == meant)).or_else(near).or_else(elsewhere)
}

/// The line without a block that `word` is meant to begin: one that is sound with it.
fn member(walk: &Walk<'_>, word: &str, piece: Piece<'_>) -> Option<&'static str> {
    let block = walk.block();
    let members = placement::members(block);
    let here = members.iter().copied().filter(|w| *w != "option");
    let blocks = BRACELESS.iter().copied().filter(|w| placement_of(w, block));
    let words: Vec<&'static str> = here.chain(blocks).collect();
    let meant = synonym(word).filter(|meant| words.contains(meant)).or_else(|| nearest(word, words.iter().copied()))?;
    let entry = match block {
        Kind::File => Entry::Top,
        _ if in_report(walk) => Entry::Report,
        _ => Entry::Survey,
    };
    let line = format!("{meant}{}", piece.from(word.len()));
    explain(entry, &line).is_none().then_some(meant)
}

fn placement_of(word: &str, block: Kind) -> bool {
    let kind = match word {
        "computed" => Kind::Computed,
        "figure" => Kind::Figure,
        "table" => Kind::Table,
        "thresholds" => Kind::Thresholds,
        _ => return block == Kind::File,
    };
    placement::blocks(block).contains(&kind)
}

fn synonym(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    SYNONYMS.iter().find(|(theirs, _)| *theirs == word).map(|(_, ours)| *ours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn synonyms_are_words_of_ours_and_not_ours_themselves() {
        for (theirs, ours) in SYNONYMS {
            assert!(is_known(ours) && !is_known(theirs), "{theirs} {ours}");
        }
    }
}
