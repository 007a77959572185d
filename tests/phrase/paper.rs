//! A respondent with a pen: reads from top to bottom, obeys the printed jumps, lines and stops, and knows no route. Who answers
//! every question that they meet fills in exactly what the evaluator asks.

use super::words::Pen;
use crate::support::generate::random_survey;
use crate::support::project::ours;
use crate::support::survey::survey;
use peil::eval::{Asked, Evaluator, Place, Places, Routed, Situation, Source, State, Value};
use peil::model::{Kind, LoopOver, Mode, Role, Survey, VarId};
use peil::phrase::{Entry, Numbering, SkipRules, offered};
use peil::simulate::Random;
use std::collections::{BTreeMap, BTreeSet};

/// Answers by place, drawn before anything is asked, so that both see the same respondent.
type Answers = BTreeMap<Place, State>;

struct Given<'a>(&'a Answers);

impl Source for Given<'_> {
    fn answer(&mut self, at: &Asked<'_>) -> State {
        match self.0.get(&at.place).cloned().unwrap_or(State::Empty) {
            State::Valid(Value::Option(code)) if !at.offered.contains(&code) => State::Empty,
            State::Missing(code) if !at.offered.contains(&code) => State::Empty,
            other => other,
        }
    }
}

/// An answer for every item of the form, whether or not it will be asked.
fn answers(survey: &Survey, places: &Places, wording: usize, mode: Mode, random: &mut Random) -> Answers {
    let draw = |place: Place| Some((place, answer(survey, survey.var(place.var)?, wording, mode, random)?));
    places.iter().filter_map(draw).collect()
}

fn answer(survey: &Survey, var: &peil::model::Var, wording: usize, mode: Mode, random: &mut Random) -> Option<State> {
    let all: Vec<_> = offered(survey, var, wording, mode).collect();
    let valid: Vec<_> = all.iter().filter(|option| !option.missing).copied().collect();
    let missing: Vec<_> = all.iter().filter(|option| option.missing).copied().collect();
    if let Some(option) = random.pick(&missing)
        && (valid.is_empty() && matches!(var.kind, Kind::OneOf { .. } | Kind::AnyOf { .. }) || random.chance(150))
    {
        return Some(State::Missing(option.code));
    }
    Some(State::Valid(match &var.kind {
        Kind::OneOf { .. } => Value::Option(random.pick(&valid)?.code),
        Kind::AnyOf { at_most, .. } => {
            let first = random.pick(&valid)?;
            let most = at_most.unwrap_or(u32::MAX) as usize;
            let mut set = BTreeSet::from([first.code]);
            for option in valid.iter().filter(|option| !option.alone && !first.alone) {
                if set.len() < most && random.chance(400) {
                    set.insert(option.code);
                }
            }
            Value::Set(set)
        }
        Kind::Number { min, max, .. } => Value::Number(random.between(*min, *max)),
        Kind::Text { .. } => Value::Text("x".to_owned()),
        Kind::Date { min, max, .. } => Value::Date(random.between(min.unwrap_or(0), max.unwrap_or(30_000))),
    }))
}

/// Reads a printed form.
struct Reader<'a> {
    survey: &'a Survey,
    numbering: &'a Numbering,
    rules: &'a SkipRules,
    places: &'a Places,
    /// The route as the evaluator sees it: a line says in words what it decides.
    routed: &'a Routed,
    evaluator: &'a Evaluator<'a>,
    answers: &'a Answers,
    filled: BTreeSet<Place>,
    /// Lines that were obeyed by their words, and lines whose words were too hard.
    lines: [usize; 2],
}

impl Reader<'_> {
    fn read(&mut self) {
        let entries = self.numbering.entries();
        let mut at = 0;
        while let Some(entry) = entries.get(at) {
            at = match entry {
                Entry::Stop(stop) if self.stops(*stop) => return,
                Entry::Stop(_) => at + 1,
                Entry::Question { vars, .. } => self.question(at, vars),
            };
        }
    }

    fn stops(&self, stop: usize) -> bool {
        self.evaluator.open(self.routed, &self.survey.stops[stop].gates, None)
    }

    /// Fills in what stands under one number, and says where to read on.
    fn question(&mut self, at: usize, vars: &[VarId]) -> usize {
        for var in vars {
            for place in self.places.of(*var).collect::<Vec<_>>() {
                if self.printed(place) && self.line_allows(*var, place) {
                    self.filled.insert(place);
                }
            }
        }
        let [var] = vars else { return at + 1 };
        let place = Place::single(*var);
        let chosen = if self.filled.contains(&place) { self.answers.get(&place) } else { None };
        let code = match chosen {
            Some(State::Valid(Value::Option(code)) | State::Missing(code)) => *code,
            _ => return at + 1,
        };
        match self.rules.jumps(*var).iter().find(|jump| jump.code == code) {
            None => at + 1,
            Some(jump) => jump.target.map_or(usize::MAX, |target| self.entry_of(target)),
        }
    }

    fn entry_of(&self, target: VarId) -> usize {
        let holds = |entry: &Entry| matches!(entry, Entry::Question { vars, .. } if vars.contains(&target));
        self.numbering.entries().iter().position(holds).unwrap()
    }

    /// A loop is printed once per option, and says "only if you ticked …" where it runs over chosen options.
    fn printed(&self, place: Place) -> bool {
        let Some(of) = self.survey.var(place.var).unwrap().in_loop else { return true };
        let code = self.places.turns(of)[place.turn.unwrap()];
        let over = self.survey.loops[of.index()].over;
        let (wording, mode) = (self.routed.situation.wording, self.routed.situation.mode);
        let option = self.survey.list(over.list()).unwrap().by_code(code).unwrap();
        option.only.admits(wording, mode)
            && match over {
                LoopOver::List(_) => true,
                LoopOver::Chosen { var, .. } => {
                    self.filled.contains(&Place::single(var))
                        && matches!(self.answers.get(&Place::single(var)), Some(State::Valid(Value::Set(set))) if set.contains(&code))
                }
            }
    }

    /// The position of an iteration among those that are printed.
    fn position(&self, place: Place) -> Option<usize> {
        let of = self.survey.var(place.var).unwrap().in_loop?;
        let list = self.survey.list(self.survey.loops[of.index()].over.list()).unwrap();
        let (wording, mode) = (self.routed.situation.wording, self.routed.situation.mode);
        let earlier = self.places.turns(of)[..place.turn.unwrap()].iter();
        Some(earlier.filter(|code| list.by_code(**code).unwrap().only.admits(wording, mode)).count())
    }

    /// Without a line everybody fills in. A line is obeyed by its words; where these are too hard, the evaluator helps.
    fn line_allows(&mut self, var: VarId, place: Place) -> bool {
        let turn = self.position(place);
        let line = turn.map_or_else(|| self.rules.only_if(var), |turn| self.rules.only_if_in(var, turn));
        let Some(line) = line else { return true };
        let pen = Pen {
            survey: self.survey,
            numbering: self.numbering,
            places: self.places,
            routed: self.routed,
            filled: &self.filled,
            here: place,
            turn,
        };
        let read = pen.allows(line);
        self.lines[usize::from(read.is_none())] += 1;
        read.unwrap_or_else(|| {
            let situation = &self.routed.situation;
            let item = self.survey.var(var).unwrap();
            let route = peil::phrase::whole_route(self.survey, item, situation.wording, situation.mode);
            self.evaluator.truth(self.routed, &route, Some(place)).is_true()
        })
    }
}

/// Compares one respondent; the places that are filled in on paper and asked by the evaluator.
fn compare(
    survey: &Survey,
    wording: usize,
    mode: Mode,
    rules: &(Numbering, SkipRules),
    random: &mut Random,
) -> [usize; 2] {
    let evaluator = Evaluator::new(survey);
    let answers = answers(survey, evaluator.places(), wording, mode, random);
    let pages = survey.pages.len();
    let situation = Situation { wording, mode, reached: pages, positions: (1..=pages).collect() };
    let routed = evaluator.walk(&situation, &mut Given(&answers));
    let (numbering, rules) = rules;
    let filled = BTreeSet::new();
    let mut reader = Reader {
        survey,
        numbering,
        rules,
        places: evaluator.places(),
        routed: &routed,
        evaluator: &evaluator,
        answers: &answers,
        filled,
        lines: [0; 2],
    };
    reader.read();
    let on_paper: Vec<&str> = reader.filled.iter().map(|place| evaluator.places().path(*place)).collect();
    let is_question = |place: &Place| {
        survey.var(place.var).is_some_and(|item| matches!(item.role, Role::Question | Role::Row { .. }))
    };
    let asked: Vec<&str> = evaluator
        .places()
        .iter()
        .filter(is_question)
        .filter(|place| routed.state(evaluator.places(), *place).shown())
        .map(|place| evaluator.places().path(place))
        .collect();
    assert_eq!(on_paper, asked, "{} {} {}", survey.id(), survey.wordings[wording].name, mode.name());
    reader.lines
}

/// Respondents on every form of a survey; how many jumps, lines and stops there were, how many lines were obeyed by their
/// words, and how many were too hard.
fn check(survey: &Survey, each: usize, random: &mut Random) -> [usize; 5] {
    let mut seen = [0; 5];
    for (wording, mode) in survey.variants() {
        let numbering = Numbering::new(survey, wording, mode);
        let rules = SkipRules::new(survey, wording, mode, &numbering);
        for (id, _) in survey.vars_with_ids() {
            seen[0] += rules.jumps(id).len();
            seen[1] += usize::from(rules.only_if(id).is_some());
        }
        seen[2] += (0..survey.stops.len()).filter(|stop| rules.stop(*stop).is_some()).count();
        let rules = (numbering, rules);
        for _ in 0..each {
            let [read, hard] = compare(survey, wording, mode, &rules, random);
            seen[3] += read;
            seen[4] += hard;
        }
    }
    seen
}

/// Every survey; there must have been jumps, lines and stops, and most lines are read.
fn check_all<'a>(surveys: impl Iterator<Item = &'a Survey>, each: usize) {
    let mut random = Random::new(20);
    let mut total = [0; 5];
    for survey in surveys {
        let seen = check(survey, each, &mut random);
        total.iter_mut().zip(seen).for_each(|(all, seen)| *all += seen);
    }
    println!("jumps, lines, stops; lines read, lines too hard: {total:?}");
    assert!(total[..4].iter().all(|count| *count > 0) && total[3] > total[4], "{total:?}");
}

#[test]
fn our_forms_lead_on_paper_where_the_evaluator_leads() {
    check_all(ours().project.surveys.iter(), 200);
}

#[test]
fn generated_forms_lead_on_paper_where_the_evaluator_leads() {
    let surveys: Vec<Survey> = (0..60).map(|seed| survey(&random_survey(seed))).collect();
    check_all(surveys.iter(), 20);
}

/// Where `alone` options are not counted, and what nothing ticked means, is heard from the words alone.
#[test]
fn counts_of_ticked_answers_lead_where_the_evaluator_leads() {
    let counts = ["= 0", "!= 0", ">= 1", "<= 1", "= 1", "!= 1", "< 3", "!= 2", "= 2", "> 2", "<= 2"];
    let mut source = "edition 2026\nsurvey s 2026 \"S\" {\n  mode paper\n  page p \"P\" {\n    question m any of {\n      ask \"Wat?\"\n      1 a \"A\"\n      2 b \"B\"\n      3 c \"C\"\n      8 geen \"Geen\" alone\n      9 weet \"Weet niet\" missing\n    }\n".to_owned();
    for (n, count) in counts.iter().enumerate() {
        source += &format!("    question t{n} text {{\n      ask \"T?\"\n      when count(m) {count}\n    }}\n");
    }
    let survey = survey(&(source + "  }\n}\n"));
    let mut random = Random::new(7);
    let [_, lines, _, read, hard] = check(&survey, 200, &mut random);
    assert_eq!((lines, read, hard), (counts.len(), 200 * counts.len(), 0));
}
