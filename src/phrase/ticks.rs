//! How many answers of an any-of are ticked, in Dutch.
//!
//! The language does not count `alone` and missing options, and nothing ticked is no number at all; whoever counts the ticks on
//! paper counts all of them. So the words name the options that count for nothing, and never speak of no ticks.

use super::clause::Words;
use crate::model::{CmpOp, Opt, VarId};
use crate::number::Decimal;

/// The numbers of counted answers that a comparison allows.
pub(super) struct Ticks {
    /// 0 satisfies it.
    none: bool,
    /// The options that exclude all others and count for nothing.
    alone: Vec<i64>,
    /// From 1.
    numbers: Vec<i64>,
    most: i64,
}

impl Words<'_> {
    /// "u bij vraag 7 ten minste 3 antwoorden heeft aangekruist"
    pub(super) fn ticked(&self, var: VarId, op: CmpOp, number: Decimal) -> String {
        let at_most = self.def(var).and_then(|item| item.kind.at_most());
        let ticks = Ticks::new(&self.offers(var), at_most, op, number);
        let one = ticks.numbers.first() == Some(&1);
        let mut uncounted = if one { self.missing_codes(var) } else { Vec::new() };
        let mut ways = Vec::new();
        if !ticks.any() {
            return "nooit".to_owned();
        }
        if ticks.none && !one && !ticks.alone.is_empty() {
            ways.push(self.options(var, &ticks.alone));
        } else if !ticks.none && one {
            uncounted.extend(&ticks.alone);
        }
        ways.extend(ticks.in_words());
        let besides = if uncounted.is_empty() {
            String::new()
        } else {
            format!(", {} niet meegeteld,", self.options(var, &uncounted))
        };
        let (item, subject, have) = (self.item(var), self.subject(), self.have());
        format!("{subject}bij {item}{besides} {} {have} aangekruist", ways.join(" of "))
    }

    /// "het aantal aangekruiste antwoorden bij vraag 7 (‘Geen van deze’ telt niet mee)"
    pub(super) fn number_of_ticks(&self, var: VarId) -> String {
        let alone = alone(&self.offers(var));
        let besides =
            if alone.is_empty() { String::new() } else { format!(" ({} telt niet mee)", self.options(var, &alone)) };
        format!("het aantal aangekruiste antwoorden bij {}{besides}", self.item(var))
    }
}

impl Ticks {
    pub(super) fn new(offered: &[&Opt], at_most: Option<u32>, op: CmpOp, number: Decimal) -> Self {
        let counted = offered.iter().filter(|option| !option.alone && !option.missing).count();
        let counted = i64::try_from(counted).unwrap_or(i64::MAX);
        let most = at_most.map_or(counted, |most| counted.min(i64::from(most)));
        let holds = |n: i64| op.holds(Decimal::new(n, 0).cmp(&number));
        Self { none: holds(0), alone: alone(offered), numbers: (1..=most).filter(|n| holds(*n)).collect(), most }
    }

    /// Whether some answer satisfies the comparison.
    pub(super) fn any(&self) -> bool {
        !self.numbers.is_empty() || (self.none && !self.alone.is_empty())
    }

    /// The numbers stand in a row, or are all but one.
    fn in_words(&self) -> Option<String> {
        let (first, last) = (*self.numbers.first()?, *self.numbers.last()?);
        let gap = (first..=last).find(|n| !self.numbers.contains(n));
        let range = match (first, last) {
            (first, last) if first == last => format!("precies {first} {}", answers(first)),
            (first, last) if last == self.most => format!("ten minste {first} {}", answers(first)),
            (first, last) => format!("ten minste {first} en hoogstens {last} antwoorden"),
        };
        let but = gap.map_or_else(String::new, |gap| format!(", maar niet precies {gap},"));
        Some(format!("{range}{but}"))
    }
}

fn alone(offered: &[&Opt]) -> Vec<i64> {
    offered.iter().filter(|option| option.alone && !option.missing).map(|option| option.code).collect()
}

fn answers(n: i64) -> &'static str {
    if n == 1 { "antwoord" } else { "antwoorden" }
}
