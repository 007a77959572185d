//! One simulated respondent: an answer for every item that asks for one.

use super::marginals::{Answered, draw_number, draw_one};
use super::{Random, Rates};
use crate::eval::{Answer, Asked, Source, State, Value, clean_text, judge};
use crate::model::{Kind, Opt, Role, Survey};
use std::collections::{BTreeMap, BTreeSet};

pub(super) struct Person<'a> {
    pub(super) survey: &'a Survey,
    pub(super) rates: &'a Rates,
    /// What the sample knows; none: fields are drawn too.
    pub(super) fields: Option<&'a BTreeMap<String, Answer>>,
    pub(super) random: &'a mut Random,
}

impl Source for Person<'_> {
    fn answer(&mut self, at: &Asked<'_>) -> State {
        if let Some(fields) = self.fields.filter(|_| at.field) {
            let known = fields.get(at.path).map(|answer| judge(self.survey, at, answer));
            return known.and_then(Result::ok).unwrap_or(State::Empty);
        }
        let skips = self.random.chance(self.rates.empty);
        let (missing, valid): (Vec<&Opt>, Vec<&Opt>) = self.options(at).into_iter().partition(|option| option.missing);
        let no_value = valid.is_empty() && matches!(at.var.kind, Kind::OneOf { .. } | Kind::AnyOf { .. });
        if skips && !at.var.required {
            return State::Empty;
        }
        if let Some(shares) = self.rates.marginals.of(&at.var.path) {
            return self.by_share(at, shares);
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

    /// By the shares that were set; what they leave open is drawn as ever.
    fn by_share(&mut self, at: &Asked<'_>, shares: &BTreeMap<Answered, u32>) -> State {
        let offered = self.options(at);
        let drawn = match &at.var.kind {
            Kind::AnyOf { at_most, .. } => return self.set_by_share(shares, &offered, *at_most),
            Kind::Number { min, max, .. } => {
                let other = self.between(*min, *max);
                Some(draw_number(shares, self.random).unwrap_or(Answered::Value(other)))
            }
            _ => draw_one(shares, self.survey.options_of(at.var), &offered, self.random),
        };
        let one_of = matches!(at.var.kind, Kind::OneOf { .. });
        match drawn {
            Some(Answered::Missing(code)) => State::Missing(code),
            Some(Answered::Value(code)) if one_of => State::Valid(Value::Option(code)),
            Some(Answered::Value(units)) => State::Valid(Value::Number(units)),
            None => State::Empty,
        }
    }

    /// First the options that exclude others, then each other with the share that is left for it.
    fn set_by_share(&mut self, shares: &BTreeMap<Answered, u32>, offered: &[&Opt], at_most: Option<u32>) -> State {
        let share = |option: &Opt| shares.get(&super::marginals::answered(option)).copied();
        let (alone, others): (Vec<&Opt>, Vec<&Opt>) = offered.iter().partition(|option| option.alone || option.missing);
        let mut weights: Vec<u32> = alone.iter().map(|option| share(option).unwrap_or(0)).collect();
        let left = 1000_u32.saturating_sub(weights.iter().sum());
        weights.push(left);
        match alone.get(self.random.weighted(&weights)) {
            Some(option) if option.missing => return State::Missing(option.code),
            Some(option) => return State::Valid(Value::Set(BTreeSet::from([option.code]))),
            None => {}
        }
        let most = at_most.map_or(others.len(), |most| most as usize);
        let mut chosen = BTreeSet::new();
        for option in others {
            let of_the_rest = share(option).unwrap_or(300).saturating_mul(1000).checked_div(left).unwrap_or(0);
            if chosen.len() < most && self.random.chance(of_the_rest) {
                chosen.insert(option.code);
            }
        }
        if chosen.is_empty() { State::Empty } else { State::Valid(Value::Set(chosen)) }
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
