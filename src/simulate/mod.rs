//! Simulated respondents who obey the routes, by seed; and responses tampered with in named ways.

mod invited;
mod marginals;
mod mutate;
mod person;
mod random;

pub use invited::{Invited, Turnout, invited};
pub use marginals::{Answered, Marginals, marginals};
pub use mutate::{Mutation, Tampering};
pub use random::Random;

use crate::eval::order::{blocks, positions_in, shown_order};
use crate::eval::{Answer, Evaluator, Firing, Response, Routed, Situation, Status};
use crate::model::{CheckKind, Survey};
use person::Person;
use std::collections::BTreeMap;

/// How simulated respondents behave; all rates are per mille.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rates {
    /// Weights of the wordings, in the survey's order; missing ones count 1.
    pub wordings: Vec<u32>,
    /// Weights of the modes, in the survey's order; missing ones count 1.
    pub modes: Vec<u32>,
    /// Items that are skipped where they may be.
    pub empty: u32,
    /// Answers that are a missing option, where one is offered.
    pub missing: u32,
    /// Respondents who break off on some page.
    pub partial: u32,
    /// Warnings that are confirmed.
    pub confirm: u32,
    /// Shares of answers; an item without any is answered at random.
    pub marginals: Marginals,
}

impl Default for Rates {
    fn default() -> Self {
        let (wordings, modes, marginals) = (Vec::new(), Vec::new(), Marginals::default());
        Self { wordings, modes, empty: 60, missing: 60, partial: 80, confirm: 800, marginals }
    }
}

/// One respondent. Every outcome is a sound response under `Evaluator::check`.
#[must_use]
pub fn respondent(evaluator: &Evaluator<'_>, build: &str, rates: &Rates, random: &mut Random) -> Response {
    respondent_with(evaluator, build, rates, None, random)
}

/// One respondent, with the fields of the sample where they are known.
fn respondent_with(
    evaluator: &Evaluator<'_>,
    build: &str,
    rates: &Rates,
    fields: Option<&BTreeMap<String, Answer>>,
    random: &mut Random,
) -> Response {
    let survey = evaluator.survey();
    let mut response = head(survey, build, rates, random);
    let breaks_off = random.chance(rates.partial);
    let pages = survey.pages.len();
    let situation = Situation {
        wording: survey.wordings.iter().position(|w| w.name == response.wording).unwrap_or(0),
        mode: response.mode,
        reached: if breaks_off { random.below(pages) } else { pages },
        positions: positions_in(survey, &response.order),
    };
    let (routed, refused) = obedient_walk(evaluator, &situation, rates, fields, random);
    let (fields, answers) = evaluator.stored(&routed);
    response.fields = fields;
    response.answers = answers;
    response.computed = evaluator.computed(&routed);
    response.confirmed = confirmed(evaluator, &routed, rates, random);
    response.reached = routed.reached;
    response.status = match routed.stop {
        _ if refused => Status::Partial,
        Some(_) => Status::Stopped,
        None if routed.reached == pages && !breaks_off => Status::Complete,
        None => Status::Partial,
    };
    response
}

/// `count` respondents, one by one; the same for the same seed.
pub fn respondents<'e>(
    evaluator: &'e Evaluator<'_>,
    build: &'e str,
    rates: &'e Rates,
    seed: u64,
    count: usize,
) -> impl Iterator<Item = Response> + 'e {
    let mut random = Random::new(seed);
    (0..count).map(move |_| respondent(evaluator, build, rates, &mut random))
}

fn head(survey: &Survey, build: &str, rates: &Rates, random: &mut Random) -> Response {
    let weights = |given: &[u32], count: usize| -> Vec<u32> {
        (0..count).map(|index| given.get(index).copied().unwrap_or(1)).collect()
    };
    let wording = random.weighted(&weights(&rates.wordings, survey.wordings.len()));
    let mode = random.weighted(&weights(&rates.modes, survey.modes.len()));
    let seed = (!blocks(survey).is_empty()).then(|| format!("{:016x}", random.bits()));
    Response {
        form: survey.id(),
        build: build.to_owned(),
        wording: survey.wordings.get(wording).map_or_else(String::new, |wording| wording.name.clone()),
        mode: survey.modes.get(mode).copied().unwrap_or(crate::model::Mode::Web),
        status: Status::Partial,
        reached: 0,
        fields: BTreeMap::new(),
        answers: BTreeMap::new(),
        computed: BTreeMap::new(),
        confirmed: Vec::new(),
        order: seed.as_ref().map(|seed| shown_order(survey, seed)).unwrap_or_default(),
        seed,
    }
}

/// A walk in which nothing is refused, if some tries find one; else the last, and that something is refused.
fn obedient_walk(
    evaluator: &Evaluator<'_>,
    situation: &Situation,
    rates: &Rates,
    fields: Option<&BTreeMap<String, Answer>>,
    random: &mut Random,
) -> (Routed, bool) {
    const TRIES: usize = 20;
    let mut tries = 0;
    loop {
        let mut person = Person { survey: evaluator.survey(), rates, fields, random };
        let routed = evaluator.walk(situation, &mut person);
        let refused = !evaluator.firing(&routed, CheckKind::Refuse).is_empty();
        tries += 1;
        if !refused || tries == TRIES {
            return (routed, refused);
        }
    }
}

fn confirmed(evaluator: &Evaluator<'_>, routed: &Routed, rates: &Rates, random: &mut Random) -> Vec<String> {
    let firing = evaluator.firing(routed, CheckKind::Warn);
    firing.into_iter().filter(|_| random.chance(rates.confirm)).map(|Firing { id, .. }| id).collect()
}
