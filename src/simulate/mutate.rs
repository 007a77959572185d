//! Tampering with a response in one named way; what comes out is mostly, not always, unsound.

use super::Random;
use crate::eval::{Answer, Evaluator, Place, Response, State, Status, Value, to_answer};
use crate::model::{CheckKind, Kind, Mode, Opt, Role, Var};
use serde_json::{Value as Json, json};
use std::borrow::Cow;

macro_rules! mutations {
    ($($name:ident)*) => {
        /// The ways to tamper with a response.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Mutation { $($name),* }

        impl Mutation {
            /// All, in a fixed order.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($name)),* }
            }
        }
    };
}

mutations! {
    OffRouteAnswer BeyondReached AnswerAbsent AnswerEmptied AnswerChanged UnknownKey UnknownCode NotOffered WrongType
    Fraction AloneAndOther MissingInSet EmptySet UnsortedSet CodeTwice TooMany MissingAsValue UnknownMissing
    BelowRange AboveRange TextTooLong TextUntrimmed TextBlank BadDate
    ReachedMore ReachedLess StatusChanged OtherForm UnknownWording OtherWording OtherMode UnknownMember MemberAbsent
    FieldEmptied FieldUnknown ComputedChanged UnknownConfirmation OrderWrong DuplicateKey NotJson
}

/// A response to tamper with, as often as wanted: it is routed once.
#[derive(Debug)]
pub struct Tampering<'a, 's> {
    evaluator: &'a Evaluator<'s>,
    response: &'a Response,
    items: Vec<Item<'s>>,
}

impl<'a, 's> Tampering<'a, 's> {
    #[must_use]
    pub fn new(evaluator: &'a Evaluator<'s>, response: &'a Response) -> Self {
        Self { evaluator, response, items: items(evaluator, response) }
    }

    /// The document tampered with; `None` where this response offers nothing to tamper with in this way.
    #[must_use]
    pub fn mutate(&self, how: Mutation, random: &mut Random) -> Option<String> {
        let Self { evaluator, response, items } = self;
        let mut work = Work { evaluator, items, response: Cow::Borrowed(response), random };
        match how {
            Mutation::DuplicateKey => work.duplicate_key(),
            Mutation::NotJson => response.print().strip_suffix('}').map(String::from),
            Mutation::UnknownMember | Mutation::MemberAbsent => work.members(how == Mutation::MemberAbsent),
            Mutation::WrongType | Mutation::Fraction => work.odd_json(how),
            _ => work.edit(how).map(|()| work.response.print()),
        }
    }
}

/// An instance that takes an answer, with its state.
#[derive(Debug)]
struct Item<'s> {
    path: String,
    var: &'s Var,
    options: &'s [Opt],
    offered: Vec<i64>,
    state: State,
}

struct Work<'a, 's> {
    evaluator: &'a Evaluator<'s>,
    items: &'a [Item<'s>],
    /// Copied when something is found to change: most ways do not apply to most responses.
    response: Cow<'a, Response>,
    random: &'a mut Random,
}

fn items<'s>(evaluator: &Evaluator<'s>, response: &Response) -> Vec<Item<'s>> {
    let (survey, places) = (evaluator.survey(), evaluator.places());
    let routed = evaluator.route(response);
    let item = |place: Place| {
        let var = survey.var(place.var)?;
        let answers = !matches!(var.role, Role::Field { .. } | Role::Computed(_));
        answers.then(|| Item {
            path: places.path(place).to_owned(),
            var,
            options: survey.options_of(var),
            offered: routed.offered(places, place).to_vec(),
            state: routed.state(places, place).clone(),
        })
    };
    places.iter().filter_map(item).collect()
}

impl Item<'_> {
    fn is_set(&self) -> bool {
        matches!(self.var.kind, Kind::AnyOf { .. }) && self.state.shown()
    }

    fn codes(&self) -> Option<Vec<i64>> {
        match &self.state {
            State::Valid(Value::Set(codes)) => Some(codes.iter().copied().collect()),
            _ => None,
        }
    }

    /// A code in the place that the kind has for one.
    fn coded(&self, code: i64) -> Option<Answer> {
        match self.var.kind {
            Kind::OneOf { .. } if self.state.shown() => Some(Answer::Integer(code)),
            Kind::AnyOf { .. } if self.state.shown() => Some(Answer::Codes(vec![code])),
            _ => None,
        }
    }
}

impl Work<'_, '_> {
    fn edit(&mut self, how: Mutation) -> Option<()> {
        use Mutation as M;
        match how {
            M::OffRouteAnswer => self.plausible(|item| item.state == State::NotAsked),
            M::BeyondReached => self.plausible(|item| item.state == State::NotReached),
            M::AnswerChanged => self.plausible(|item| item.state.shown()),
            M::AnswerAbsent => self.absent(),
            M::AnswerEmptied => self.set(|item| item.state.answered().then_some(Answer::Empty)),
            M::UnknownKey => self.put("geen_vraag", Answer::Integer(1)),
            M::UnknownCode => self.set(|item| item.coded(987_654)),
            M::NotOffered => self.set(not_offered),
            M::AloneAndOther => self.set(|item| beside(item, |option| option.alone && !option.missing)),
            M::MissingInSet => self.set(|item| beside(item, |option| option.missing)),
            M::EmptySet => self.set(|item| item.is_set().then(|| Answer::Codes(Vec::new()))),
            M::UnsortedSet => self.set(|item| {
                Some(Answer::Codes(item.codes().filter(|codes| codes.len() > 1)?.into_iter().rev().collect()))
            }),
            M::CodeTwice => {
                self.set(|item| Some(Answer::Codes(item.codes()?.into_iter().flat_map(|code| [code, code]).collect())))
            }
            M::TooMany => self.set(too_many),
            M::MissingAsValue => self.set(|item| {
                let missing =
                    item.options.iter().find(|option| option.missing && item.offered.contains(&option.code))?;
                item.coded(missing.code)
            }),
            M::UnknownMissing => self.set(|item| item.state.shown().then_some(Answer::Missing(987_654))),
            M::BelowRange | M::AboveRange => self.set(|item| out_of_range(item, how == M::BelowRange)),
            M::TextTooLong | M::TextUntrimmed | M::TextBlank => self.set(|item| bad_text(item, how)),
            M::BadDate => self.set(|item| {
                let date = matches!(item.var.kind, Kind::Date { .. }) && item.state.shown();
                date.then(|| Answer::Text("2023-02-30".to_owned()))
            }),
            M::FieldEmptied => self.field_emptied(),
            M::FieldUnknown => {
                drop_some(self.response.to_mut().fields.insert("geen_veld".to_owned(), Answer::Integer(1)))
            }
            M::ComputedChanged => self.computed(),
            _ => self.head(how),
        }
    }

    fn put(&mut self, path: &str, answer: Answer) -> Option<()> {
        drop_some(self.response.to_mut().answers.insert(path.to_owned(), answer))
    }

    /// Puts the answer that `make` has for one of the items that it has one for.
    fn set(&mut self, make: impl Fn(&Item<'_>) -> Option<Answer>) -> Option<()> {
        let made: Vec<(String, Answer)> =
            self.items.iter().filter_map(|item| Some((item.path.clone(), make(item)?))).collect();
        let (path, answer) = self.random.pick(&made)?.clone();
        self.put(&path, answer)
    }

    fn absent(&mut self) -> Option<()> {
        let paths: Vec<String> = self.response.answers.keys().cloned().collect();
        let path = self.random.pick(&paths)?;
        drop_some(self.response.to_mut().answers.remove(path))
    }

    /// A value of the right kind, whatever the route says.
    fn plausible(&mut self, test: impl Fn(&Item<'_>) -> bool) -> Option<()> {
        let found: Vec<usize> =
            self.items.iter().enumerate().filter(|(_, item)| test(item)).map(|(index, _)| index).collect();
        let item = self.items.get(*self.random.pick(&found)?)?;
        let option = self.random.pick(item.options);
        let answer = match (&item.var.kind, option) {
            (_, Some(option)) if option.missing => Answer::Missing(option.code),
            (Kind::OneOf { .. }, option) => Answer::Integer(option?.code),
            (Kind::AnyOf { .. }, option) => Answer::Codes(vec![option?.code]),
            (Kind::Number { min, max, .. }, _) => Answer::Integer(self.random.between(*min, *max)),
            (Kind::Text { .. }, _) => Answer::Text("x".to_owned()),
            (Kind::Date { min, .. }, _) => to_answer(&State::Valid(Value::Date(min.unwrap_or(0))))?,
        };
        let path = item.path.clone();
        self.put(&path, answer)
    }

    fn field_emptied(&mut self) -> Option<()> {
        let names: Vec<String> = self.response.fields.keys().cloned().collect();
        let name = self.random.pick(&names)?;
        drop_some(self.response.to_mut().fields.insert(name.clone(), Answer::Empty))
    }

    fn computed(&mut self) -> Option<()> {
        let paths: Vec<String> = self.response.computed.keys().cloned().collect();
        let path = self.random.pick(&paths)?.clone();
        let other = match self.response.computed.get(&path)? {
            Answer::Integer(number) => Answer::Integer(number + 1),
            _ => Answer::Integer(1),
        };
        drop_some(self.response.to_mut().computed.insert(path, other))
    }

    fn head(&mut self, how: Mutation) -> Option<()> {
        let survey = self.evaluator.survey();
        let response = self.response.to_mut();
        match how {
            Mutation::ReachedMore => response.reached += 1 + self.random.below(2),
            Mutation::ReachedLess => response.reached = response.reached.checked_sub(1)?,
            Mutation::StatusChanged => {
                let others: Vec<Status> = Status::ALL.into_iter().filter(|status| *status != response.status).collect();
                response.status = *self.random.pick(&others)?;
            }
            Mutation::OtherForm => response.form.push('9'),
            Mutation::UnknownWording => response.wording = "geen_variant".to_owned(),
            Mutation::OtherWording => {
                let others: Vec<_> =
                    survey.wordings.iter().filter(|wording| wording.name != response.wording).collect();
                response.wording.clone_from(&self.random.pick(&others)?.name);
            }
            Mutation::OtherMode => {
                let others: Vec<Mode> = Mode::ALL.into_iter().filter(|mode| *mode != response.mode).collect();
                response.mode = *self.random.pick(&others)?;
            }
            Mutation::UnknownConfirmation => {
                let refusal = survey.checks.iter().find(|check| check.kind == CheckKind::Refuse);
                response.confirmed.push(refusal.map_or_else(|| "x.warn9".to_owned(), |check| check.id.clone()));
            }
            Mutation::OrderWrong => drop(response.order.insert("section:geen".to_owned(), Answer::Codes(vec![1]))),
            _ => return None,
        }
        Some(())
    }

    /// JSON that no answer has; a fraction only where a number stands.
    fn odd_json(&mut self, how: Mutation) -> Option<String> {
        let mut json = self.response.to_json();
        let answers = json.get_mut("answers")?.as_object_mut()?;
        let fits = |value: &Json| how == Mutation::WrongType || value.is_i64();
        let paths: Vec<String> =
            answers.iter().filter(|(_, value)| fits(value)).map(|(path, _)| path.clone()).collect();
        let value = answers.get_mut(self.random.pick(&paths)?)?;
        *value = match how {
            Mutation::Fraction => serde_json::from_str(&format!("{value}.5")).ok()?,
            _ => match value {
                Json::String(_) => json!(1),
                Json::Array(_) => json!("1"),
                _ => self
                    .random
                    .pick(&[json!(true), json!([1, "a"]), json!({"missing": "9"}), json!({}), json!("acht")])?
                    .clone(),
            },
        };
        Some(json.to_string())
    }

    fn members(&mut self, remove: bool) -> Option<String> {
        let mut json = self.response.to_json();
        let members = json.as_object_mut()?;
        if remove {
            let keys: Vec<String> = members.keys().filter(|key| *key != "seed").cloned().collect();
            members.shift_remove(self.random.pick(&keys)?);
        } else {
            members.insert("extra".to_owned(), json!(1));
        }
        Some(json.to_string())
    }

    fn duplicate_key(&mut self) -> Option<String> {
        let text = self.response.print();
        let (before, rest) = text.split_once("\"answers\":{")?;
        let first = self.response.answers.keys().next()?;
        Some(format!("{before}\"answers\":{{{}:null,{rest}", json!(first)))
    }
}

fn drop_some<T>(_: T) -> Option<()> {
    Some(())
}

fn not_offered(item: &Item<'_>) -> Option<Answer> {
    let hidden = item.options.iter().find(|option| !item.offered.contains(&option.code))?;
    if hidden.missing && item.state.shown() {
        return Some(Answer::Missing(hidden.code));
    }
    item.coded(hidden.code)
}

/// A chosen set with an excluding option beside it, in order.
fn beside(item: &Item<'_>, test: impl Fn(&Opt) -> bool) -> Option<Answer> {
    let mut codes = item.codes()?;
    let option = item.options.iter().find(|option| test(option) && !codes.contains(&option.code))?;
    codes.push(option.code);
    codes.sort_unstable();
    Some(Answer::Codes(codes))
}

fn too_many(item: &Item<'_>) -> Option<Answer> {
    let Kind::AnyOf { at_most: Some(most), .. } = item.var.kind else { return None };
    let free = item.options.iter().filter(|option| !option.alone && !option.missing);
    let mut codes: Vec<i64> = free.map(|option| option.code).filter(|code| item.offered.contains(code)).collect();
    codes.sort_unstable();
    (codes.len() > most as usize && item.state.shown()).then_some(Answer::Codes(codes))
}

fn out_of_range(item: &Item<'_>, below: bool) -> Option<Answer> {
    if !item.state.shown() {
        return None;
    }
    match item.var.kind {
        Kind::Number { min, max, .. } => {
            Some(Answer::Integer(if below { min.checked_sub(1)? } else { max.checked_add(1)? }))
        }
        Kind::Date { min, max, .. } => {
            let day = if below { min?.checked_sub(1)? } else { max?.checked_add(1)? };
            to_answer(&State::Valid(Value::Date(day)))
        }
        Kind::OneOf { .. } | Kind::AnyOf { .. } | Kind::Text { .. } => None,
    }
}

fn bad_text(item: &Item<'_>, how: Mutation) -> Option<Answer> {
    let Kind::Text { max, .. } = item.var.kind else { return None };
    let text = match how {
        Mutation::TextTooLong => "é".repeat(max as usize + 1),
        Mutation::TextBlank => "\u{a0} ".to_owned(),
        _ => " x".to_owned(),
    };
    item.state.shown().then_some(Answer::Text(text))
}
