//! Shares that a simulated crowd shows, as a table sets them: item, answer, percentage.
//!
//! Of one choice and of numbers the listed answers get their share, what is left is spread over the answers that are not
//! listed. Of any of several each option has a share of its own.

use super::{Random, Rates};
use crate::diag::units::{COLUMN, MARGINAL, ROW};
use crate::diag::{Diagnostic, nearest};
use crate::model::{Kind, Opt, Role, Survey, Var};
use crate::number::{Decimal, per_mille};
use crate::text::csv::{Table, TableCell, TableRow};
use crate::text::{FileId, Span};
use std::collections::BTreeMap;

/// An answer that has a share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answered {
    /// A code, or a number as an integer × 10^decimals.
    Value(i64),
    /// A missing option.
    Missing(i64),
}

/// Shares per item, in thousandths.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marginals {
    shares: BTreeMap<String, BTreeMap<Answered, u32>>,
}

impl Marginals {
    pub(super) fn of(&self, path: &str) -> Option<&BTreeMap<Answered, u32>> {
        self.shares.get(path)
    }
}

pub(super) fn answered(option: &Opt) -> Answered {
    if option.missing { Answered::Missing(option.code) } else { Answered::Value(option.code) }
}

/// One of the options that are offered; none where none of them has any share.
pub(super) fn draw_one(
    shares: &BTreeMap<Answered, u32>,
    all: &[Opt],
    offered: &[&Opt],
    random: &mut Random,
) -> Option<Answered> {
    let listed = |option: &Opt| shares.get(&answered(option)).copied();
    let rest = all.iter().filter(|option| !option.missing && listed(option).is_none()).count();
    let left = left(shares).saturating_mul(1000).checked_div(u32::try_from(rest).ok()?).unwrap_or(0);
    let weight = |option: &&Opt| listed(option).map_or(if option.missing { 0 } else { left }, |share| share * 1000);
    let weights: Vec<u32> = offered.iter().map(weight).collect();
    let some = weights.iter().any(|weight| *weight > 0);
    some.then(|| random.weighted(&weights)).and_then(|at| offered.get(at)).map(|option| answered(option))
}

/// A listed number or missing option; none for any other number.
pub(super) fn draw_number(shares: &BTreeMap<Answered, u32>, random: &mut Random) -> Option<Answered> {
    let mut weights: Vec<u32> = shares.values().copied().collect();
    weights.push(left(shares));
    let at = random.weighted(&weights);
    shares.keys().nth(at).copied()
}

fn left(shares: &BTreeMap<Answered, u32>) -> u32 {
    1000_u32.saturating_sub(shares.values().sum())
}

const ITEM: &str = "item";
const ANSWER: &str = "answer";
const PERCENT: &str = "percent";
const SURVEY: &str = "survey";

/// Reads a table of shares into the rates of each survey; every fault has its place in `file`. The column `survey` says which
/// survey a row is about; without it, each that has the item.
#[must_use]
pub fn marginals(file: FileId, text: &str, surveys: &[Survey], rates: &Rates) -> (Vec<Rates>, Vec<Diagnostic>) {
    let mut all = vec![rates.clone(); surveys.len()];
    let Some(table) = Table::read(text) else {
        let span = Span::new(file, 0, text.len());
        return (all, vec![Diagnostic::error(ROW, span, "expected the columns `item`, `answer` and `percent`")]);
    };
    let mut reader = Reader { file, surveys, faults: Vec::new(), totals: BTreeMap::new() };
    if let Some(columns) = reader.columns(&table) {
        for row in &table.rows {
            if let Some(places) = reader.row(&columns, row) {
                places.into_iter().for_each(|place| place.set(surveys, &mut all));
            }
        }
    }
    (all, reader.faults)
}

/// Where the columns stand.
struct Columns {
    item: usize,
    answer: usize,
    percent: usize,
    survey: Option<usize>,
    width: usize,
}

/// What a row says of one survey.
struct Placed {
    survey: usize,
    what: What,
    share: u32,
}

enum What {
    Wording(usize),
    Mode(usize),
    Item(String, Answered),
}

impl Placed {
    fn set(self, surveys: &[Survey], all: &mut [Rates]) {
        let Some((survey, rates)) = surveys.get(self.survey).zip(all.get_mut(self.survey)) else { return };
        let weigh = |weights: &mut Vec<u32>, count: usize, at: usize| {
            weights.resize(count, 0);
            weights.iter_mut().skip(at).take(1).for_each(|weight| *weight = self.share);
        };
        match self.what {
            What::Wording(at) => weigh(&mut rates.wordings, survey.wordings.len(), at),
            What::Mode(at) => weigh(&mut rates.modes, survey.modes.len(), at),
            What::Item(path, answered) => {
                rates.marginals.shares.entry(path).or_default().insert(answered, self.share);
            }
        }
    }
}

struct Reader<'t> {
    file: FileId,
    surveys: &'t [Survey],
    faults: Vec<Diagnostic>,
    /// Per survey and item the sum so far, of items that take one answer; and the answers that have a row.
    totals: BTreeMap<(usize, String), (u32, Vec<String>)>,
}

impl Reader<'_> {
    fn span(&self, cell: &TableCell) -> Span {
        Span::new(self.file, cell.range.start, cell.range.end)
    }

    fn columns(&mut self, table: &Table) -> Option<Columns> {
        let known = [ITEM, ANSWER, PERCENT, SURVEY];
        for cell in table.header.iter().filter(|cell| !known.contains(&cell.text.as_str())) {
            let message = format!("a table of shares has no column `{}`", cell.text);
            let fault = Diagnostic::error(COLUMN, self.span(cell), message);
            self.faults
                .push(fault.help("its columns are `item`, `answer`, `percent` and, for several surveys, `survey`"));
        }
        let place = |name: &str| table.header.iter().position(|cell| cell.text == name);
        let found = place(ITEM).zip(place(ANSWER)).zip(place(PERCENT));
        if found.is_none() {
            let span = table.header.first().map_or(Span::new(self.file, 0, 0), |cell| self.span(cell));
            self.faults.push(Diagnostic::error(ROW, span, "expected the columns `item`, `answer` and `percent`"));
        }
        let ((item, answer), percent) = found?;
        Some(Columns { item, answer, percent, survey: place(SURVEY), width: table.header.len() })
    }

    fn row(&mut self, columns: &Columns, row: &TableRow) -> Option<Vec<Placed>> {
        let cell = |at: usize| row.cells.get(at);
        let (item, answer, percent) = (cell(columns.item)?, cell(columns.answer)?, cell(columns.percent)?);
        if row.cells.len() != columns.width {
            let message = format!("row {}: expected {} values, found {}", row.line, columns.width, row.cells.len());
            self.faults.push(Diagnostic::error(ROW, self.span(item), message));
            return None;
        }
        let named = columns.survey.and_then(cell).filter(|cell| !cell.text.is_empty());
        let meant = self.meant(row, named)?;
        let Some(share) = per_mille(&percent.text) else {
            let message = format!("row {}: expected a percentage from 0 to 100, found `{}`", row.line, percent.text);
            self.faults
                .push(Diagnostic::error(MARGINAL, self.span(percent), message).label("with at most one decimal"));
            return None;
        };
        let mut placed = Vec::new();
        let mut knows_item = false;
        for at in meant {
            let Some(survey) = self.surveys.get(at) else { continue };
            match what(survey, &item.text, &answer.text) {
                Found::No => {}
                Found::Item => knows_item = true,
                Found::Odd(var) => {
                    self.faults.push(no_share(row.line, &var, self.span(item)));
                    return None;
                }
                Found::Answer(what, alone) => {
                    knows_item = true;
                    self.total(at, row.line, item, answer, (share, alone));
                    placed.push(Placed { survey: at, what, share });
                }
            }
        }
        if !knows_item {
            self.faults.push(self.no_item(row.line, item));
        } else if placed.is_empty() {
            self.faults.push(self.no_answer(row.line, item, answer));
        }
        Some(placed)
    }

    /// The surveys that a row is about.
    fn meant(&mut self, row: &TableRow, named: Option<&TableCell>) -> Option<Vec<usize>> {
        let Some(cell) = named else { return Some((0..self.surveys.len()).collect()) };
        let at = self.surveys.iter().position(|survey| survey.id() == cell.text);
        if at.is_none() {
            let ids: Vec<String> = self.surveys.iter().map(Survey::id).collect();
            let message = format!("row {}: expected one of {}, found `{}`", row.line, ids.join(", "), cell.text);
            self.faults.push(Diagnostic::error(MARGINAL, self.span(cell), message));
        }
        Some(vec![at?])
    }

    /// An answer has one share, and those of an item that takes one answer are at most the whole.
    fn total(&mut self, at: usize, line: usize, item: &TableCell, answer: &TableCell, (share, alone): (u32, bool)) {
        let (sum, seen) = self.totals.entry((at, item.text.clone())).or_default();
        let twice = seen.contains(&answer.text);
        seen.push(answer.text.clone());
        let before = *sum;
        *sum += if alone { share } else { 0 };
        let over = before <= 1000 && *sum > 1000;
        let total = format!("{},{}", *sum / 10, *sum % 10);
        if twice {
            let message = format!("row {line}: `{}` of `{}` has a share already", answer.text, item.text);
            self.faults.push(Diagnostic::error(MARGINAL, self.span(answer), message));
        } else if over {
            let message = format!("row {line}: the shares of `{}` come to {total} %", item.text);
            let fault = Diagnostic::error(MARGINAL, self.span(item), message);
            self.faults.push(fault.label("a respondent gives one answer here: at most 100 % in all"));
        }
    }

    fn no_item(&self, line: usize, item: &TableCell) -> Diagnostic {
        let message = format!("row {line}: there is no item `{}`", item.text);
        let fault = Diagnostic::error(MARGINAL, self.span(item), message);
        let known = self.surveys.iter().flat_map(|survey| &survey.vars).filter(|var| may_be_set(var));
        match nearest(&item.text, known.map(|var| var.path.as_str()).chain(["wording", "mode"])) {
            Some(near) => fault.help(format!("a similar item exists: `{near}`")),
            None => fault.help("name an item of the survey, `wording` or `mode`"),
        }
    }

    fn no_answer(&self, line: usize, item: &TableCell, answer: &TableCell) -> Diagnostic {
        let message = format!("row {line}: `{}` has no answer `{}`", item.text, answer.text);
        let fault = Diagnostic::error(MARGINAL, self.span(answer), message);
        let mut names: Vec<String> = Vec::new();
        for name in self.surveys.iter().flat_map(|survey| answers(survey, &item.text)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        match nearest(&answer.text, names.iter().map(String::as_str)) {
            Some(near) => fault.help(format!("did you mean `{near}`?")),
            None => fault.help(format!("its answers are {}", names.join(", "))),
        }
    }
}

/// What a survey knows of an item and an answer.
enum Found {
    No,
    /// The item, and not the answer.
    Item,
    /// An item that no share can be set of.
    Odd(String),
    /// The answer, and whether it is the only one that a respondent gives.
    Answer(What, bool),
}

fn may_be_set(var: &Var) -> bool {
    matches!(var.role, Role::Question | Role::Row { .. })
}

fn what(survey: &Survey, item: &str, answer: &str) -> Found {
    let at =
        |found: Option<usize>, what: fn(usize) -> What| found.map_or(Found::Item, |at| Found::Answer(what(at), true));
    match item {
        "wording" => return at(survey.wordings.iter().position(|wording| wording.name == answer), What::Wording),
        "mode" => return at(survey.modes.iter().position(|mode| mode.name() == answer), What::Mode),
        _ => {}
    }
    let Some(var) = survey.vars.iter().find(|var| var.path == item) else { return Found::No };
    if !may_be_set(var) || matches!(var.kind, Kind::Text { .. } | Kind::Date { .. }) {
        return Found::Odd(item.to_owned());
    }
    let options = survey.options_of(var);
    let named = options.iter().find(|option| option.name == answer);
    let found = match &var.kind {
        Kind::Number { min, max, decimals, .. } => named.map(answered).or_else(|| {
            let units = Decimal::parse(&answer.replace(',', ".")).ok()?.at(*decimals)?;
            (*min..=*max).contains(&units).then_some(Answered::Value(units))
        }),
        _ => {
            let code = || answer.parse().ok().and_then(|code: i64| options.iter().find(|option| option.code == code));
            named.or_else(code).map(answered)
        }
    };
    let alone = !matches!(var.kind, Kind::AnyOf { .. });
    found.map_or(Found::Item, |answered| Found::Answer(What::Item(item.to_owned(), answered), alone))
}

/// The names of an item's answers.
fn answers(survey: &Survey, item: &str) -> Vec<String> {
    match item {
        "wording" => survey.wordings.iter().map(|wording| wording.name.clone()).collect(),
        "mode" => survey.modes.iter().map(|mode| mode.name().to_owned()).collect(),
        _ => {
            let var = survey.vars.iter().find(|var| var.path == item);
            let options = var.map_or(&[][..], |var| survey.options_of(var)).iter().map(|option| option.name.clone());
            let range = var.and_then(|var| match var.kind {
                Kind::Number { min, max, decimals, .. } => {
                    Some(format!("{} to {}", Decimal::new(min, decimals), Decimal::new(max, decimals)))
                }
                Kind::OneOf { .. } | Kind::AnyOf { .. } | Kind::Text { .. } | Kind::Date { .. } => None,
            });
            range.into_iter().chain(options).collect()
        }
    }
}

fn no_share(line: usize, item: &str, span: Span) -> Diagnostic {
    Diagnostic::error(MARGINAL, span, format!("row {line}: no share can be set of `{item}`"))
        .label("only of questions and rows with options or numbers")
}
