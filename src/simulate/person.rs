//! One simulated respondent: an answer for every item that asks for one.

use super::{Random, Rates};
use crate::eval::{Asked, Source, State, Value, clean_text};
use crate::model::{Kind, Opt, Role, Survey};
use std::collections::BTreeSet;

pub(super) struct Person<'a> {
    pub(super) survey: &'a Survey,
    pub(super) rates: &'a Rates,
    pub(super) random: &'a mut Random,
}

impl Source for Person<'_> {
    fn answer(&mut self, at: &Asked<'_>) -> State {
        let skips = self.random.chance(self.rates.empty);
        let (missing, valid): (Vec<&Opt>, Vec<&Opt>) = self.options(at).into_iter().partition(|option| option.missing);
        let no_value = valid.is_empty() && matches!(at.var.kind, Kind::OneOf { .. } | Kind::AnyOf { .. });
        if skips && !at.var.required {
            return State::Empty;
        }
        if let Some(option) = self.random.pick(&missing)
            && !matches!(at.var.role, Role::Field { .. })
            && (no_value || self.random.chance(self.rates.missing))
        {
            return State::Missing(option.code);
        }
        self.value(at, &valid).map_or(State::Empty, State::Valid)
    }
}

impl<'a> Person<'a> {
    fn options(&self, at: &Asked<'_>) -> Vec<&'a Opt> {
        let survey = self.survey;
        let list = at.var.kind.list().and_then(|list| survey.list(list));
        let options = list.map_or(&[][..], |list| &list.options).iter();
        options.filter(|option| at.offered.contains(&option.code)).collect()
    }

    fn value(&mut self, at: &Asked<'_>, options: &[&Opt]) -> Option<Value> {
        Some(match &at.var.kind {
            Kind::OneOf { .. } => Value::Option(self.random.pick(options)?.code),
            Kind::AnyOf { at_most, .. } => Value::Set(self.set(options, *at_most)?),
            Kind::Number { min, max, .. } => Value::Number(self.between(*min, *max)),
            Kind::Text { max, long, .. } => Value::Text(self.words(*max, *long)),
            Kind::Date { min, max, .. } => Value::Date(self.between(min.unwrap_or(10_957), max.unwrap_or(21_914))),
        })
    }

    /// Within the range; one in eight at one of its ends, so that thresholds there are met.
    fn between(&mut self, min: i64, max: i64) -> i64 {
        match self.random.below(16) {
            0 => min,
            1 => max,
            _ => self.random.between(min, max),
        }
    }

    fn set(&mut self, options: &[&Opt], at_most: Option<u32>) -> Option<BTreeSet<i64>> {
        let first = self.random.pick(options)?;
        let mut chosen = BTreeSet::from([first.code]);
        let most = at_most.map_or(options.len(), |most| most as usize);
        if !first.alone {
            for option in options.iter().filter(|option| !option.alone) {
                if chosen.len() < most && self.random.chance(300) {
                    chosen.insert(option.code);
                }
            }
        }
        Some(chosen)
    }

    fn words(&mut self, max: u32, long: bool) -> String {
        const WORDS: [&str; 14] = [
            "prima",
            "begeleiding",
            "één",
            "coach",
            "duidelijk",
            "niet",
            "tevreden",
            "\"snel\"",
            "<b>",
            "& co",
            "2,5",
            "tijd",
            "überhaupt",
            "🙂",
        ];
        let count = 1 + self.random.below(if long { 12 } else { 3 });
        let words: Vec<&str> = (0..count).filter_map(|_| self.random.pick(&WORDS).copied()).collect();
        let joined = words.join(if long && self.random.chance(200) { "\n" } else { " " });
        let fits: String = joined.chars().take(max as usize).collect();
        let text = clean_text(&fits);
        if text.is_empty() { "x".to_owned() } else { text }
    }
}
