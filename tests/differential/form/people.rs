//! Who fills in a form: what the sample knows of them, what they may type, and drafts of those who come back to hand in.

use peil::eval::{Answer, Evaluator, Place};
use peil::model::{Kind, Mode, Role, Var};
use peil::number::{Decimal, format_date};
use peil::simulate::{Random, Rates, respondents};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

pub(super) struct People<'e> {
    evaluator: &'e Evaluator<'e>,
    random: Random,
    /// Sample fields as simulated respondents have them.
    samples: Vec<BTreeMap<String, Answer>>,
}

impl<'e> People<'e> {
    pub(super) fn new(evaluator: &'e Evaluator<'e>, seed: u64) -> Self {
        let samples = respondents(evaluator, "", &Rates::default(), seed, 12).map(|response| response.fields).collect();
        Self { evaluator, random: Random::new(seed), samples }
    }

    /// Fields as a link has them behind its #, and as a receiver reads them; some are not what their field wants.
    pub(super) fn fields(&mut self) -> (String, BTreeMap<String, Answer>) {
        let sample = self.random.pick(&self.samples).cloned().unwrap_or_default();
        let mut typed = BTreeMap::new();
        for (path, answer) in sample {
            let var = self.evaluator.survey().find(&path).and_then(|id| self.evaluator.survey().var(id)).unwrap();
            let strange = !var.required && self.random.chance(40);
            let text = if strange { Some("vreemd".to_owned()) } else { field_text(var, &answer) };
            typed.extend(text.map(|text| (path, text)));
        }
        let (sample, _) = self.evaluator.typed_fields(&typed);
        let pairs: Vec<String> =
            typed.iter().map(|(path, text)| format!("{path}={}", crate::support::controls::encode(text))).collect();
        (format!("#{}", pairs.join("&")), sample)
    }

    pub(super) fn seed(&mut self) -> u32 {
        (self.random.bits() >> 32) as u32
    }

    /// What may be typed in each box.
    pub(super) fn texts(&self) -> Json {
        let places = self.evaluator.places();
        let all = places.iter().map(|place| (places.path(place).to_owned(), json!(typed(self.var(place)))));
        Json::Object(all.collect())
    }

    fn var(&self, place: Place) -> &'e Var {
        self.evaluator.survey().var(place.var).unwrap()
    }

    /// What a browser kept of somebody who answered all that there is, on the route or not, and stood before sending; with
    /// the warnings that were confirmed.
    pub(super) fn draft(&mut self, seed: &str) -> (Json, Vec<String>) {
        let places = self.evaluator.places();
        let mut all = Map::new();
        for place in places.iter() {
            let var = self.var(place);
            let optional = if var.required { 10 } else { 120 };
            if matches!(var.role, Role::Field { .. } | Role::Computed(_)) || self.random.chance(optional) {
                continue;
            }
            let (picked, text) = self.given(var);
            let picked: Vec<String> = picked.iter().map(ToString::to_string).collect();
            all.insert(places.path(place).to_owned(), json!([picked, text]));
        }
        let confirmed: Vec<String> =
            if self.random.chance(850) { self.evaluator.warning_ids().into_iter().collect() } else { Vec::new() };
        let draft =
            json!({ "id": seed, "seed": seed, "token": "", "typed": all, "confirmed": confirmed, "seen": ["check"] });
        (draft, confirmed)
    }

    /// What is picked and what is typed, as the page lets it stand.
    fn given(&mut self, var: &Var) -> (Vec<i64>, String) {
        let options = self.evaluator.survey().options_of(var);
        let (single, plain): (Vec<_>, Vec<_>) = options.iter().partition(|option| option.missing || option.alone);
        let codes = |options: &[&peil::model::Opt]| options.iter().map(|option| option.code).collect::<Vec<_>>();
        let one = |random: &mut Random, codes: &[i64]| random.pick(codes).copied().into_iter().collect::<Vec<_>>();
        let excluded = codes(&single);
        match &var.kind {
            Kind::OneOf { .. } => (one(&mut self.random, &[codes(&plain), excluded].concat()), String::new()),
            Kind::AnyOf { .. } if self.random.chance(150) => (one(&mut self.random, &excluded), String::new()),
            Kind::AnyOf { at_most, .. } => {
                let most = at_most.map_or(usize::MAX, |most| most as usize + usize::from(self.random.chance(20)));
                let some: Vec<i64> = codes(&plain).into_iter().filter(|_| self.random.chance(450)).take(most).collect();
                (some, String::new())
            }
            _ if self.random.chance(100) && !excluded.is_empty() => (one(&mut self.random, &excluded), String::new()),
            Kind::Number { min, max, .. } if var.kind.is_short_range() => {
                (vec![self.random.between(*min, *max)], String::new())
            }
            Kind::Number { .. } | Kind::Text { .. } | Kind::Date { .. } => {
                // Mostly something that can be handed in.
                let all = typed(var);
                let sound = if self.random.chance(985) { &all[..SOUND] } else { &all[..] };
                (Vec::new(), self.random.pick(sound).cloned().unwrap_or_default())
            }
        }
    }
}

/// How many of the typed texts stand for an answer.
const SOUND: usize = 6;

/// What is typed for an item: first what is an answer, then what is not, or is nothing.
fn typed(var: &Var) -> Vec<String> {
    let texts = |sound: [String; SOUND], others: Vec<String>| [sound.to_vec(), others].concat();
    match &var.kind {
        Kind::Number { min, max, decimals, .. } => {
            let shown = |units: i64| Decimal::new(units, *decimals).to_string().replace('.', ",");
            let middle = min + (max - min) / 2;
            let near = |step: i64| shown((middle + step).clamp(*min, *max));
            let sound = [
                shown(*min),
                shown(*max),
                shown(middle),
                near(1),
                format!(" {} ", near(-1)),
                near(2).replace(',', "."),
            ];
            let below = min.checked_sub(1).map(shown);
            let others = ["acht", "", "1,123456789012", "1.000,5", "-", "9999999999999999"].map(str::to_owned);
            texts(sound, others.into_iter().chain(below).chain(max.checked_add(1).map(shown)).collect())
        }
        Kind::Date { min, max, .. } => {
            let day = min.or(*max).unwrap_or(19_158);
            let other = max.or(*min).unwrap_or(19_600);
            let iso = |day: i64| format_date(day);
            let sound = [iso(day), iso(other), dutch(day), dutch(other), format!(" {}", dutch(day)), iso(other)];
            texts(sound, ["30-2-2023", "morgen", "", "2023-13-01", "1-1-0001"].map(str::to_owned).to_vec())
        }
        Kind::Text { max, .. } => {
            let sound = ["Een antwoord", "  e\u{301}\u{1} ", "<b>&\"' {x}", "regel\r\nregel", "\u{202e}om", "0"];
            let fit = |text: &str| text.chars().take(*max as usize).collect::<String>();
            texts(sound.map(fit), vec![String::new(), " \u{2003} ".to_owned(), "x".repeat(*max as usize + 1)])
        }
        Kind::OneOf { .. } | Kind::AnyOf { .. } => Vec::new(),
    }
}

fn dutch(day: i64) -> String {
    let iso = format_date(day);
    let parts: Vec<&str> = iso.split('-').collect();
    format!("{}-{}-{}", parts[2].trim_start_matches('0'), parts[1].trim_start_matches('0'), parts[0])
}

fn field_text(var: &Var, answer: &Answer) -> Option<String> {
    Some(match (answer, &var.kind) {
        (Answer::Integer(units), Kind::Number { decimals, .. }) => {
            Decimal::new(*units, *decimals).to_string().replace('.', ",")
        }
        (Answer::Integer(code) | Answer::Missing(code), Kind::OneOf { .. }) => code.to_string(),
        (Answer::Text(text), _) => text.clone(),
        _ => return None,
    })
}

/// Forms that have a script.
pub(super) fn on_screen(mode: Mode) -> bool {
    mode != Mode::Paper
}
