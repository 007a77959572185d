//! Conditions as Dutch clauses, each of which can be joined to another by "en" or "of".
//!
//! A negated answer is said as what was answered instead ("iets anders dan …"), because a question that was left open or not
//! asked satisfies neither the condition nor its negation.

use super::numbering::Numbering;
use super::offer::{offered, settled, whole_route};
use super::{label, option_label};
use crate::model::{CmpOp, Cond, Kind, LoopId, Members, Mode, Opt, Role, StateFn, Survey, Var, VarId};

/// Who is spoken of.
#[derive(Debug, Clone, Copy)]
pub enum Style<'a> {
    /// To the respondent, with question numbers: "u bij vraag 3 ‘Ja’ heeft ingevuld".
    Form(&'a Numbering),
    /// The same inside one iteration of a loop, by its position: "vraag 4b".
    Iteration(&'a Numbering, LoopId, usize),
    /// Of the respondents, with labels: "bij ‘Contact gehad’ ‘Ja’ hebben ingevuld" (after "die").
    Base,
}

/// The condition as a clause that follows "als" (form) or "die" (base).
#[must_use]
pub fn condition_in_words(survey: &Survey, cond: &Cond, wording: usize, mode: Mode, style: Style<'_>) -> String {
    let cond = settled(survey, cond.clone(), true, wording, mode);
    Words { survey, wording, mode, style, answer: None, times: None, lead: "als" }.clause(&cond, true, false)
}

/// "via internet", "per telefoon", "op papier"
#[must_use]
pub fn mode_in_words(mode: Mode) -> &'static str {
    match mode {
        Mode::Web => "via internet",
        Mode::Phone => "per telefoon",
        Mode::Paper => "op papier",
    }
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

/// A negated choice of at most this many other options is said by naming those.
const MOST_OTHERS: usize = 2;

/// The member at hand of a set.
#[derive(Clone)]
struct Member {
    /// "ten minste 2 van de vragen 7a tot en met 7f"
    said: String,
    /// One of the set: all have the same kind of answer.
    like: Option<VarId>,
}

#[derive(Clone)]
pub(super) struct Words<'a> {
    pub(super) survey: &'a Survey,
    wording: usize,
    mode: Mode,
    style: Style<'a>,
    answer: Option<Member>,
    /// "ten minste 2 keer", in the iterations of a loop.
    times: Option<String>,
    /// What the clauses of a form follow: "als" or "dat".
    lead: &'static str,
}

impl Words<'_> {
    /// `positive` is false under an odd number of `not`s; Kleene logic lets them sink to the leaves.
    pub(super) fn clause(&self, cond: &Cond, positive: bool, inner: bool) -> String {
        match cond {
            Cond::Const(truth) => if *truth == positive { "altijd" } else { "nooit" }.to_owned(),
            Cond::Not(negated) => self.clause(negated, !positive, inner),
            Cond::And(parts) => self.joined(parts, positive, positive, inner),
            Cond::Or(parts) => self.joined(parts, positive, !positive, inner),
            Cond::Is { var, codes } => self.is(*var, codes, positive, inner),
            Cond::Has { var, codes } => self.has(*var, codes, positive),
            Cond::Order { var, op, code } => self.ordered(*var, if positive { *op } else { op.negated() }, *code),
            Cond::Compare { left, op, right } => {
                self.compared(left, if positive { *op } else { op.negated() }, right, inner)
            }
            Cond::State { state, var } => self.state(*state, *var, positive),
            Cond::Wording(wordings) => self.wordings(wordings, positive),
            Cond::Mode(modes) => self.modes(modes, positive),
            Cond::Quantified { all, over, cond } => {
                let many = if *all == positive { "elk van" } else { "ten minste één van" };
                let times = if *all == positive { "elke keer" } else { "ten minste één keer" };
                self.counted(over, cond, positive, many, times)
            }
        }
    }

    fn joined(&self, parts: &[Cond], positive: bool, all: bool, inner: bool) -> String {
        if all && let Some(range) = self.range(parts, positive) {
            return range;
        }
        let merged = merged(parts, positive, all);
        let clauses: Vec<String> = merged.iter().map(|part| self.clause(part, positive, true)).collect();
        let joined = if all { clauses.join(" en ") } else { self.alternatives(&clauses) };
        if inner && clauses.len() > 1 { self.bracketed(&joined) } else { joined }
    }

    /// Clauses that belong together among others.
    pub(super) fn bracketed(&self, clauses: &str) -> String {
        if self.is_form() { format!("({} {clauses})", self.lead) } else { format!("({clauses})") }
    }

    /// "u bij vraag 1 … of als u bij vraag 2 …": without the word of the first, the second would read as a question.
    fn alternatives(&self, clauses: &[String]) -> String {
        if !self.is_form() {
            return clauses.join(" of ");
        }
        let led = |clause: &String| {
            if clause.starts_with('(') { clause.clone() } else { format!("{} {clause}", self.lead) }
        };
        let [first, others @ ..] = clauses else { return String::new() };
        std::iter::once(first.clone()).chain(others.iter().map(led)).collect::<Vec<_>>().join(" of ")
    }

    /// The same words after another lead.
    pub(super) fn within(&self, lead: &'static str) -> Self {
        Self { lead, ..self.clone() }
    }

    pub(super) fn is_form(&self) -> bool {
        !matches!(self.style, Style::Base)
    }

    /// "u ", and how often.
    pub(super) fn subject(&self) -> String {
        let you = if self.is_form() { format!("{} ", self.you()) } else { String::new() };
        self.times.as_ref().map_or_else(|| you.clone(), |times| format!("{you}{times} "))
    }

    /// Who is spoken to; by phone an interviewer reads it.
    pub(super) fn you(&self) -> &'static str {
        if self.mode == Mode::Phone { "de respondent" } else { "u" }
    }

    pub(super) fn have(&self) -> &'static str {
        if self.is_form() { "heeft" } else { "hebben" }
    }

    /// "vraag 7", or the label between quotes.
    pub(super) fn item(&self, var: VarId) -> String {
        if var == Members::ANSWER {
            return self.answer.as_ref().map_or_else(|| "die vraag".to_owned(), |member| member.said.clone());
        }
        self.number(var).map_or_else(|| self.quoted_label(var), |number| format!("vraag {number}"))
    }

    /// The variable, or for the member at hand one like it.
    pub(super) fn var(&self, var: VarId) -> VarId {
        let like = self.answer.as_ref().and_then(|member| member.like);
        like.filter(|_| var == Members::ANSWER).unwrap_or(var)
    }

    pub(super) fn def(&self, var: VarId) -> Option<&Var> {
        self.survey.var(self.var(var))
    }

    pub(super) fn number(&self, var: VarId) -> Option<String> {
        match self.style {
            Style::Iteration(numbering, of, turn) if self.survey.var(var)?.in_loop == Some(of) => {
                numbering.of_iteration(var, turn)
            }
            Style::Form(numbering) | Style::Iteration(numbering, ..) => numbering.of(var).map(str::to_owned),
            Style::Base => None,
        }
    }

    fn quoted_label(&self, var: VarId) -> String {
        format!("‘{}’", label(self.survey, var, self.wording, self.mode).trim_end_matches(['?', '.', ':']))
    }

    pub(super) fn is_field(&self, var: VarId) -> bool {
        self.def(var).is_some_and(|item| matches!(item.role, Role::Field { .. } | Role::Computed(_)))
    }

    pub(super) fn options(&self, var: VarId, codes: &[i64]) -> String {
        let quoted =
            |code: &i64| format!("‘{}’", option_label(self.survey, self.var(var), *code, self.wording, self.mode));
        list_in_words(&codes.iter().map(quoted).collect::<Vec<_>>(), "of")
    }

    /// The codes that an item can hold here.
    fn codes(&self, var: VarId) -> Vec<i64> {
        self.offers(var).iter().map(|option| option.code).collect()
    }

    /// The options that can be chosen here.
    pub(super) fn offers(&self, var: VarId) -> Vec<&Opt> {
        self.def(var).map_or_else(Vec::new, |item| offered(self.survey, item, self.wording, self.mode).collect())
    }

    fn is(&self, var: VarId, codes: &[i64], positive: bool, inner: bool) -> String {
        if let Some(unfolded) = self.unfolded(var, codes, positive) {
            return self.clause(&unfolded, true, inner);
        }
        if positive {
            return self.chosen(var, &self.options(var, codes), "ingevuld");
        }
        let others: Vec<i64> = self.codes(var).into_iter().filter(|code| !codes.contains(code)).collect();
        let coded = self.def(var).is_some_and(|item| matches!(item.kind, Kind::OneOf { .. }));
        let what = if coded && (1..=MOST_OTHERS).contains(&others.len()) {
            self.options(var, &others)
        } else {
            format!("iets anders dan {}", self.options(var, codes))
        };
        self.chosen(var, &what, "ingevuld")
    }

    fn has(&self, var: VarId, codes: &[i64], positive: bool) -> String {
        let options = self.options(var, codes);
        let what = if positive { options } else { format!("alleen iets anders dan {options}") };
        self.chosen(var, &what, "aangekruist")
    }

    /// Something is filled in at an item, or given by the sample.
    pub(super) fn chosen(&self, var: VarId, what: &str, verb: &str) -> String {
        let (item, subject, have) = (self.item(var), self.subject(), self.have());
        match (self.is_field(var), self.is_form()) {
            (true, true) => format!("{item} {} {what} is", self.whence(var)),
            (true, false) => format!("als {item} {what} hebben"),
            (false, _) => format!("{subject}bij {item} {what} {have} {verb}"),
        }
    }

    pub(super) fn specialised(&self, cond: &Cond) -> Cond {
        cond.specialise(self.wording, self.mode)
    }

    /// An ordered comparison, as the options that satisfy it.
    fn ordered(&self, var: VarId, op: CmpOp, code: i64) -> String {
        let valid = self.offers(var).into_iter().filter(|option| !option.missing).map(|option| option.code);
        let codes: Vec<i64> = valid.filter(|chosen| op.holds(chosen.cmp(&code))).collect();
        if codes.is_empty() {
            return "nooit".to_owned();
        }
        self.chosen(var, &self.options(var, &codes), "ingevuld")
    }

    fn state(&self, state: StateFn, var: VarId, positive: bool) -> String {
        let (item, have, subject) = (self.item(var), self.have(), self.subject());
        let not = if positive { "" } else { "niet " };
        let missing: Vec<i64> = self.missing_codes(var);
        match state {
            StateFn::Asked if self.is_form() => {
                let must = if positive { "moest invullen" } else { "niet hoefde in te vullen" };
                format!("{subject}{item} {must}")
            }
            StateFn::Asked => format!("{subject}{item} {not}{have} gekregen"),
            StateFn::Answered | StateFn::Valid if self.is_form() && self.is_field(var) => {
                format!("{item} bij ons {not}bekend is")
            }
            StateFn::Missing if missing.is_empty() => if positive { "nooit" } else { "altijd" }.to_owned(),
            StateFn::Missing => {
                format!("{subject}bij {item} {not}{} {have} ingevuld", self.options(var, &missing))
            }
            StateFn::Valid if !missing.is_empty() => {
                let other = if positive { "met iets anders dan" } else { "niet of alleen met" };
                format!("{subject}{item} {other} {} {have} beantwoord", self.options(var, &missing))
            }
            StateFn::Answered | StateFn::Valid if self.is_field(var) => {
                format!("{} bekende waarde van {item} {have}", if positive { "een" } else { "geen" })
            }
            StateFn::Answered | StateFn::Valid => format!("{subject}{item} {not}{have} beantwoord"),
        }
    }

    pub(super) fn missing_codes(&self, var: VarId) -> Vec<i64> {
        self.offers(var).into_iter().filter(|option| option.missing).map(|option| option.code).collect()
    }

    fn wordings(&self, wordings: &[usize], positive: bool) -> String {
        let chosen = self.survey.wordings.iter().enumerate().filter(|(w, _)| wordings.contains(w) == positive);
        let labels: Vec<String> = chosen.map(|(_, wording)| format!("‘{}’", wording.label)).collect();
        format!("{}de {} {} gekregen", self.subject(), list_in_words(&labels, "of"), self.have())
    }

    fn modes(&self, modes: &[Mode], positive: bool) -> String {
        let chosen = self.survey.modes.iter().filter(|mode| modes.contains(mode) == positive);
        let names = chosen.map(|mode| mode_in_words(*mode).to_owned());
        let verb = if self.is_form() { "meedoet" } else { "hebben meegedaan" };
        format!("{}{} {verb}", self.subject(), list_in_words(&names.collect::<Vec<_>>(), "of"))
    }

    /// A condition about some members of a set: `many` reads before the set, `times` says how often in a loop.
    pub(super) fn counted(&self, over: &Members, cond: &Cond, positive: bool, many: &str, times: &str) -> String {
        let limit = |vars: &[VarId]| {
            let literal = !many.starts_with("elk") && !says_of_unasked(cond, positive);
            if literal || self.always_asked(vars) { "" } else { self.as_far_as_asked() }
        };
        let one_leaf = !matches!(cond, Cond::And(_) | Cond::Or(_) | Cond::Not(_) | Cond::Quantified { .. });
        let (said, like) = match over {
            Members::Vars(vars) => (format!("{many} {}{}", self.set(vars), limit(vars)), vars.first().copied()),
            Members::Loop { .. } => (times.to_owned(), None),
        };
        let in_loop = matches!(over, Members::Loop { .. });
        if one_leaf {
            let times = in_loop.then(|| said.clone());
            let answer = (!in_loop).then_some(Member { said, like });
            return Words { answer, times, ..self.clone() }.clause(cond, positive, true);
        }
        let answer = Some(Member { said: "die vraag".to_owned(), like });
        let each = Words { answer, times: None, lead: "dat", ..self.clone() }.clause(cond, positive, false);
        let they = if self.is_form() { "" } else { "zij " };
        let holds = format!("voor {said} geldt dat {they}{each}");
        if self.is_form() { holds } else { format!("voldoen aan de voorwaarde dat {holds}") }
    }

    /// A set says nothing of its members that are not asked (rule 17).
    fn as_far_as_asked(&self) -> &'static str {
        match (self.is_form(), self.mode) {
            (true, Mode::Phone) => " die de respondent moest invullen",
            (true, Mode::Web | Mode::Paper) => " die u moest invullen",
            (false, _) => " (voor zover gekregen)",
        }
    }

    /// Whether every member is asked of everybody here.
    fn always_asked(&self, vars: &[VarId]) -> bool {
        let always = |item: &Var| whole_route(self.survey, item, self.wording, self.mode) == Cond::Const(true);
        vars.iter().all(|var| self.survey.var(*var).is_some_and(always))
    }

    /// That something of a set is asked: without that it has no count. None where that is so for everybody.
    pub(super) fn some_asked(&self, over: &Members) -> Option<String> {
        let asked = |var: VarId| Cond::State { state: StateFn::Asked, var };
        let cond = match over {
            Members::Vars(vars) if vars.iter().any(|var| self.always_asked(&[*var])) => return None,
            Members::Vars(_) => asked(Members::ANSWER),
            Members::Loop { item: Some(item), .. } => asked(*item),
            Members::Loop { of, item: None } => {
                Cond::join(self.survey.loops.get(of.index())?.vars.iter().map(|var| asked(*var)), false)
            }
        };
        Some(self.clause(&Cond::Quantified { all: false, over: over.clone(), cond: Box::new(cond) }, true, true))
    }

    /// "de vragen 7a tot en met 7f", "de vragen 3, 5 en 8", or the labels.
    pub(super) fn set(&self, vars: &[VarId]) -> String {
        let numbers: Vec<String> = vars.iter().filter_map(|var| self.number(*var)).collect();
        if numbers.is_empty() {
            return list_in_words(&vars.iter().map(|var| self.quoted_label(*var)).collect::<Vec<_>>(), "en");
        }
        match numbers.as_slice() {
            [first, _, .., last] if self.is_one_grid(vars) => format!("de vragen {first} tot en met {last}"),
            [one] => format!("vraag {one}"),
            _ => format!("de vragen {}", list_in_words(&numbers, "en")),
        }
    }

    /// Whether the variables are all rows of one grid, in its order.
    fn is_one_grid(&self, vars: &[VarId]) -> bool {
        self.survey.grids.iter().any(|grid| grid.rows == vars)
    }
}

/// Whether the words about a member fit one that was not asked at all, as "niet beantwoord" does.
fn says_of_unasked(cond: &Cond, positive: bool) -> bool {
    match cond {
        Cond::Not(inner) => says_of_unasked(inner, !positive),
        Cond::And(parts) | Cond::Or(parts) => parts.iter().any(|part| says_of_unasked(part, positive)),
        Cond::State { .. } => !positive,
        Cond::Const(_) | Cond::Quantified { .. } => true,
        Cond::Is { .. }
        | Cond::Has { .. }
        | Cond::Order { .. }
        | Cond::Compare { .. }
        | Cond::Wording(_)
        | Cond::Mode(_) => false,
    }
}

/// Choices of one item as one choice: "‘A’ of ‘B’" once among alternatives, "iets anders dan ‘A’ of ‘B’" once where `all`
/// must hold.
fn merged(parts: &[Cond], positive: bool, all: bool) -> Vec<Cond> {
    let mut merged: Vec<Cond> = Vec::new();
    for part in parts {
        let known = choice(part, positive).filter(|(_, _, is)| *is != all).and_then(|(var, codes, is)| {
            let same = |other: &&mut Cond| choice(other, positive).is_some_and(|(v, _, other)| v == var && other == is);
            Some((merged.iter_mut().find(same)?, codes))
        });
        match known {
            Some((other, codes)) => add_codes(other, codes),
            None => merged.push(part.clone()),
        }
    }
    merged
}

/// The item and codes of a choice, and whether one of them must be chosen rather than none.
fn choice(cond: &Cond, positive: bool) -> Option<(VarId, &[i64], bool)> {
    match cond {
        Cond::Is { var, codes } => Some((*var, codes, positive)),
        Cond::Not(inner) => choice(inner, !positive),
        _ => None,
    }
}

fn add_codes(choice: &mut Cond, more: &[i64]) {
    match choice {
        Cond::Is { codes, .. } => {
            let new: Vec<i64> = more.iter().filter(|code| !codes.contains(code)).copied().collect();
            codes.extend(new);
        }
        Cond::Not(inner) => add_codes(inner, more),
        _ => {}
    }
}
