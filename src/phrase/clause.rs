//! Conditions as Dutch clauses.

use super::numbering::Numbering;
use super::{label, option_label};
use crate::model::{CmpOp, Cond, Members, Mode, Num, Role, StateFn, Survey, VarId};
use crate::number::Decimal;

/// Who is spoken of.
#[derive(Debug, Clone, Copy)]
pub enum Style<'a> {
    /// To the respondent, with question numbers: "u bij vraag 3 ‘Ja’ heeft ingevuld".
    Form(&'a Numbering),
    /// Of the respondents, with labels: "bij ‘Contact gehad’ ‘Ja’ hebben ingevuld" (after "die").
    Base,
}

/// The condition as a clause that follows "als" (form) or "die" (base).
#[must_use]
pub fn condition_in_words(survey: &Survey, cond: &Cond, wording: usize, mode: Mode, style: Style<'_>) -> String {
    Words { survey, wording, mode, style }.clause(cond, true, false)
}

/// "a", "a of b", "a, b of c".
#[must_use]
pub fn list_in_words(parts: &[String], conjunction: &str) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [init @ .., last] => format!("{} {conjunction} {last}", init.join(", ")),
    }
}

struct Words<'a> {
    survey: &'a Survey,
    wording: usize,
    mode: Mode,
    style: Style<'a>,
}

impl Words<'_> {
    /// `positive` is false under an odd number of `not`s; Kleene logic lets them sink to the leaves.
    fn clause(&self, cond: &Cond, positive: bool, inner: bool) -> String {
        match cond {
            Cond::Const(truth) => if *truth == positive { "altijd" } else { "nooit" }.to_owned(),
            Cond::Not(negated) => self.clause(negated, !positive, inner),
            Cond::And(parts) => self.joined(parts, positive, if positive { "en" } else { "of" }, inner),
            Cond::Or(parts) => self.joined(parts, positive, if positive { "of" } else { "en" }, inner),
            Cond::Is { var, codes } => self.chosen(*var, codes, positive, "ingevuld"),
            Cond::Has { var, codes } => self.chosen(*var, codes, positive, "aangekruist"),
            Cond::Order { var, op, code } => self.ordered(*var, if positive { *op } else { op.negated() }, *code),
            Cond::Compare { left, op, right } => self.compared(left, if positive { *op } else { op.negated() }, right),
            Cond::State { state, var } => self.state(*state, *var, positive),
            Cond::Wording(wordings) => self.wordings(wordings, positive),
            Cond::Mode(modes) => self.modes(modes, positive),
            Cond::Quantified { all, over, cond } => self.quantified(*all == positive, over, cond, positive),
        }
    }

    fn joined(&self, parts: &[Cond], positive: bool, word: &str, inner: bool) -> String {
        let clauses: Vec<String> = parts.iter().map(|part| self.clause(part, positive, true)).collect();
        let joined = clauses.join(&format!(" {word} "));
        if inner && clauses.len() > 1 { format!("({joined})") } else { joined }
    }

    fn subject(&self) -> &'static str {
        if matches!(self.style, Style::Form(_)) { "u " } else { "" }
    }

    fn have(&self) -> &'static str {
        if matches!(self.style, Style::Form(_)) { "heeft" } else { "hebben" }
    }

    /// "vraag 7", or the label between quotes.
    fn item(&self, var: VarId) -> String {
        if var == Members::ANSWER {
            return "zo’n vraag".to_owned();
        }
        if let Style::Form(numbering) = self.style
            && let Some(number) = numbering.of(var)
        {
            return format!("vraag {number}");
        }
        format!("‘{}’", label(self.survey, var, self.wording, self.mode).trim_end_matches(['?', '.', ':']))
    }

    fn is_field(&self, var: VarId) -> bool {
        self.survey.var(var).is_some_and(|v| matches!(v.role, Role::Field { .. } | Role::Computed(_)))
    }

    fn chosen(&self, var: VarId, codes: &[i64], positive: bool, verb: &str) -> String {
        let quoted = |code: &i64| format!("‘{}’", option_label(self.survey, var, *code, self.wording, self.mode));
        let options = list_in_words(&codes.iter().map(quoted).collect::<Vec<_>>(), "of");
        let not = if positive { "" } else { "niet " };
        if self.is_field(var) {
            return format!("{} {not}{options} is", self.item(var));
        }
        format!("{}bij {} {not}{options} {} {verb}", self.subject(), self.item(var), self.have())
    }

    /// An ordered comparison, as the options that satisfy it.
    fn ordered(&self, var: VarId, op: CmpOp, code: i64) -> String {
        let Some(item) = self.survey.var(var) else { return String::new() };
        let valid = self.survey.options_of(item).iter().filter(|option| !option.missing);
        let codes: Vec<i64> = valid.map(|o| o.code).filter(|chosen| op.holds(chosen.cmp(&code))).collect();
        self.chosen(var, &codes, true, "ingevuld")
    }

    fn compared(&self, left: &Num, op: CmpOp, right: &Num) -> String {
        match (left, right) {
            (Num::Var(var), Num::Const(number)) => self.number_of(*var, op, *number),
            (Num::Const(number), Num::Var(var)) => self.number_of(*var, mirrored(op), *number),
            _ => format!("{} {} is {} {}", self.number(left), adjective(op), than(op), self.number(right)),
        }
    }

    fn number_of(&self, var: VarId, op: CmpOp, number: Decimal) -> String {
        let shown = self.constant(var, number);
        let amount = match op {
            CmpOp::Equal => format!("precies {shown}"),
            CmpOp::NotEqual => format!("iets anders dan {shown}"),
            CmpOp::Less => format!("minder dan {shown}"),
            CmpOp::LessEqual => format!("{shown} of minder"),
            CmpOp::Greater => format!("meer dan {shown}"),
            CmpOp::GreaterEqual => format!("{shown} of meer"),
        };
        if self.is_field(var) {
            return format!("{} {amount} is", self.item(var));
        }
        format!("{}bij {} {amount} {} ingevuld", self.subject(), self.item(var), self.have())
    }

    fn constant(&self, var: VarId, number: Decimal) -> String {
        let is_date = self.survey.var(var).is_some_and(|v| matches!(v.kind, crate::model::Kind::Date { .. }));
        if is_date { crate::number::date_in_dutch(number.units) } else { number.to_string().replace('.', ",") }
    }

    fn state(&self, state: StateFn, var: VarId, positive: bool) -> String {
        let (item, have, subject) = (self.item(var), self.have(), self.subject());
        let not = if positive { "" } else { "niet " };
        let some = if positive { "een" } else { "geen" };
        match state {
            StateFn::Asked => format!("{item} {not}is gesteld"),
            StateFn::Answered => format!("{subject}{item} {not}{have} beantwoord"),
            StateFn::Missing if positive => format!("{subject}bij {item} geen inhoudelijk antwoord {have} gegeven"),
            StateFn::Missing => format!("{subject}bij {item} niet ‘weet niet’ of iets dergelijks {have} ingevuld"),
            StateFn::Valid => format!("{subject}bij {item} {some} inhoudelijk antwoord {have} gegeven"),
        }
    }

    fn wordings(&self, wordings: &[usize], positive: bool) -> String {
        let labels = wordings.iter().filter_map(|w| self.survey.wordings.get(*w)).map(|w| format!("‘{}’", w.label));
        let not = if positive { "" } else { "niet " };
        format!("{}{not}{} {} gekregen", self.subject(), list_in_words(&labels.collect::<Vec<_>>(), "of"), self.have())
    }

    fn modes(&self, modes: &[Mode], positive: bool) -> String {
        let names = modes.iter().map(|mode| match mode {
            Mode::Web => "via internet".to_owned(),
            Mode::Phone => "per telefoon".to_owned(),
            Mode::Paper => "op papier".to_owned(),
        });
        let not = if positive { "" } else { "niet " };
        let verb = if matches!(self.style, Style::Form(_)) { "meedoet" } else { "hebben meegedaan" };
        format!("{}{not}{} {verb}", self.subject(), list_in_words(&names.collect::<Vec<_>>(), "of"))
    }

    fn quantified(&self, all: bool, over: &Members, cond: &Cond, positive: bool) -> String {
        let which = if all { "alle" } else { "ten minste één van" };
        format!("voor {which} {} geldt dat {}", self.members(over), self.clause(cond, positive, true))
    }

    fn members(&self, over: &Members) -> String {
        let vars = match over {
            Members::Vars(vars) => vars.clone(),
            Members::Loop { of, item } => {
                let of = self.survey.loops.get(of.index()).map_or_else(Vec::new, |l| l.vars.clone());
                item.map_or(of, |var| vec![var])
            }
        };
        list_in_words(&vars.iter().map(|var| self.item(*var)).collect::<Vec<_>>(), "en")
    }

    fn number(&self, num: &Num) -> String {
        let two = |a: &Num, word: &str, b: &Num| format!("{} {word} {}", self.number(a), self.number(b));
        match num {
            Num::Const(number) => number.to_string().replace('.', ","),
            Num::Var(var) => format!("het antwoord op {}", self.item(*var)),
            Num::Negate(inner) => format!("min {}", self.number(inner)),
            Num::Add(a, b) => two(a, "plus", b),
            Num::Subtract(a, b) => two(a, "min", b),
            Num::Multiply(a, b) => two(a, "maal", b),
            Num::Divide(a, b) => two(a, "gedeeld door", b),
            Num::CountChosen(var) => format!("het aantal gekozen antwoorden bij {}", self.item(*var)),
            Num::Count { over, cond } => {
                format!("het aantal van {} waarvoor geldt dat {}", self.members(over), self.clause(cond, true, true))
            }
            Num::Sum { over, .. } => format!("de som van {}", self.members(over)),
            Num::Mean { over, .. } => format!("het gemiddelde van {}", self.members(over)),
        }
    }
}

fn mirrored(op: CmpOp) -> CmpOp {
    match op {
        CmpOp::Less => CmpOp::Greater,
        CmpOp::LessEqual => CmpOp::GreaterEqual,
        CmpOp::Greater => CmpOp::Less,
        CmpOp::GreaterEqual => CmpOp::LessEqual,
        CmpOp::Equal | CmpOp::NotEqual => op,
    }
}

fn adjective(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Equal => "gelijk",
        CmpOp::NotEqual => "niet gelijk",
        CmpOp::Less => "kleiner",
        CmpOp::LessEqual => "hoogstens gelijk",
        CmpOp::Greater => "groter",
        CmpOp::GreaterEqual => "minstens gelijk",
    }
}

fn than(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Less | CmpOp::Greater => "dan",
        CmpOp::Equal | CmpOp::NotEqual | CmpOp::LessEqual | CmpOp::GreaterEqual => "aan",
    }
}
