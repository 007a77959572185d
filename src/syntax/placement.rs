//! Which line may stand in which block, by first word; `option` stands for a line that begins with a code.

use super::cst::Kind;

const CONTAINER: &[&str] = &["title", "when", "only", "skip", "private", "core", "allow", "from"];
const PAGE: &[&str] =
    &["title", "when", "only", "skip", "private", "core", "allow", "from", "refuse", "warn", "layout"];
const QUESTION: &[&str] = &[
    "label",
    "ask",
    "help",
    "interviewer",
    "error",
    "when",
    "only",
    "skip",
    "refuse",
    "warn",
    "required",
    "core",
    "private",
    "order",
    "offer",
    "else",
    "from",
    "was",
    "changed",
    "allow",
    "option",
];
const GRID: &[&str] = &[
    "label",
    "ask",
    "help",
    "interviewer",
    "error",
    "when",
    "only",
    "skip",
    "refuse",
    "warn",
    "required",
    "core",
    "private",
    "order",
    "offer",
    "else",
    "from",
    "was",
    "changed",
    "allow",
    "option",
    "layout",
    "rows",
    "row",
];
const ROW: &[&str] = &[
    "label",
    "ask",
    "help",
    "interviewer",
    "error",
    "when",
    "only",
    "skip",
    "required",
    "core",
    "private",
    "else",
    "from",
    "was",
    "changed",
    "allow",
];

/// The first words of the lines (not the blocks) that a block may hold.
#[must_use]
pub fn members(block: Kind) -> &'static [&'static str] {
    match block {
        Kind::File => &["edition", "use", "allow"],
        Kind::Survey => &[
            "language", "wording", "mode", "field", "missing", "usable", "voice", "lexicon", "intro", "end", "from",
            "allow",
        ],
        Kind::Section | Kind::Group => CONTAINER,
        Kind::Page => PAGE,
        Kind::Loop => &["title", "label", "ask", "help", "when", "only", "skip", "from", "allow"],
        Kind::Question => QUESTION,
        Kind::Grid => GRID,
        Kind::Row => ROW,
        Kind::Note => &["say", "when", "only", "from", "was", "changed", "allow"],
        Kind::Stop => &["say", "when", "only", "from", "allow"],
        Kind::Computed => &["label", "help", "take", "option", "else", "private", "from", "was", "changed", "allow"],
        Kind::Scale | Kind::Codelist => &["option", "from", "allow"],
        Kind::TextBlock => &["say", "from", "allow"],
        Kind::Term => &["instead", "only", "from", "allow"],
        Kind::Report => {
            &["uses", "per", "units", "period", "benchmark", "publish", "suppress", "round", "text", "from", "allow"]
        }
        Kind::Chapter | Kind::PartSection => &["text", "from", "allow"],
        Kind::Norm => &["total", "per", "correct", "from", "allow"],
        Kind::Theme => &["name", "logo", "accent"],
        Kind::Cover => &["grade", "split", "strengths", "provinces"],
        Kind::Front => &["status", "disclaimer", "header", "contact", "comment"],
        Kind::Figure => &["caption", "note", "base", "from", "allow"],
        Kind::Table => &["caption", "note", "from", "allow"],
        Kind::Promoter | Kind::Strengths => &["from", "allow"],
        _ => &[],
    }
}

/// The kinds of block that a block may hold.
#[must_use]
pub fn blocks(block: Kind) -> &'static [Kind] {
    match block {
        Kind::File => {
            &[Kind::Survey, Kind::Scale, Kind::Codelist, Kind::TextBlock, Kind::Term, Kind::Report, Kind::Thresholds]
        }
        Kind::Survey => &[Kind::Section, Kind::Page, Kind::Stop, Kind::Computed],
        Kind::Section => &[Kind::Page, Kind::Stop, Kind::Computed],
        Kind::Page | Kind::Group => &[Kind::Group, Kind::Question, Kind::Grid, Kind::Loop, Kind::Computed, Kind::Note],
        Kind::Loop => &[Kind::Question, Kind::Computed, Kind::Note],
        Kind::Grid => &[Kind::Row],
        Kind::Report => &[
            Kind::Chapter,
            Kind::PartSection,
            Kind::Figure,
            Kind::Table,
            Kind::Norm,
            Kind::Theme,
            Kind::Cover,
            Kind::Front,
            Kind::Promoter,
            Kind::Strengths,
        ],
        Kind::Chapter | Kind::PartSection => &[Kind::PartSection, Kind::Figure, Kind::Table],
        _ => &[],
    }
}

/// Every kind of block.
pub const BLOCKS: &[Kind] = &[
    Kind::Survey,
    Kind::Scale,
    Kind::Codelist,
    Kind::TextBlock,
    Kind::Term,
    Kind::Report,
    Kind::Thresholds,
    Kind::Section,
    Kind::Page,
    Kind::Group,
    Kind::Question,
    Kind::Grid,
    Kind::Loop,
    Kind::Computed,
    Kind::Note,
    Kind::Stop,
    Kind::Row,
    Kind::Chapter,
    Kind::PartSection,
    Kind::Figure,
    Kind::Table,
    Kind::Norm,
    Kind::Theme,
    Kind::Cover,
    Kind::Front,
    Kind::Promoter,
    Kind::Strengths,
];

/// What a block is called in a message, with its article.
#[must_use]
pub fn article(block: Kind) -> &'static str {
    match block {
        Kind::Survey => "a survey",
        Kind::Scale => "a scale",
        Kind::Codelist => "a code list",
        Kind::TextBlock => "a text block",
        Kind::Term => "a term",
        Kind::Report => "a report",
        Kind::Thresholds => "thresholds",
        Kind::Section | Kind::PartSection => "a section",
        Kind::Page => "a page",
        Kind::Group => "a group",
        Kind::Question => "a question",
        Kind::Grid => "a grid",
        Kind::Loop => "a loop",
        Kind::Computed => "a computed item",
        Kind::Note => "a note",
        Kind::Stop => "a stop",
        Kind::Row => "a row",
        Kind::Chapter => "a chapter",
        Kind::Figure => "a figure",
        Kind::Table => "a table",
        Kind::Norm => "a norm",
        Kind::Theme => "a theme",
        Kind::Cover => "a cover",
        Kind::Front => "the front matter",
        Kind::Promoter => "a promoter score",
        Kind::Strengths => "strengths",
        _ => "the file",
    }
}

/// The kinds of block that may hold a line that begins with `word`.
pub(super) fn homes(word: &str) -> impl Iterator<Item = Kind> {
    std::iter::once(Kind::File).chain(BLOCKS.iter().copied()).filter(move |&b| members(b).contains(&word))
}

/// `a question`, `a question or a grid`, `a question, a grid or a row`.
pub(super) fn either(words: &[&str]) -> Option<String> {
    let (last, rest) = words.split_last()?;
    if rest.is_empty() { Some((*last).to_owned()) } else { Some(format!("{} or {last}", rest.join(", "))) }
}
