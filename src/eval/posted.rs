//! What the long form posts without script, as the raw submission that [`Evaluator::normalise`] takes.
//!
//! The names are those of the form: a variable's path, `PATH!missing`, one name many times for an any-of. Without script
//! nothing is known of what was shown, so that all pages count as reached; routes decide what stays.

use super::normalise::{Dropped, Normalised};
use super::{Answer, Asked, Evaluator, Fault, FaultKind, Situation, Source, State, clean_text};
use crate::model::{Kind, Role, Var};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// Hidden inputs at the head of every form; an item may have the name of one, and comes later in the post.
const HEAD: [&str; 4] = ["form", "build", "wording", "mode"];

/// The name under which a form of one unit sends who it was for.
const TOKEN: &str = "token";

/// What follows a path where one of its missing options is ticked.
const MISSING: &str = "!missing";

/// A form post, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// The raw submission, its keys sorted.
    pub submission: Json,
    /// Empty for a form that anybody can open.
    pub token: String,
    /// Fields that cannot be read, and hidden fields that come twice.
    pub dropped: Vec<Dropped>,
}

/// The first value of a field of a post in `application/x-www-form-urlencoded`; none where it is absent or unreadable.
#[must_use]
pub fn posted_value(body: &[u8], name: &str) -> Option<String> {
    pairs(body).find(|pair| pair.name == name)?.value.ok()
}

/// Every readable field of a post, in its order.
pub fn posted_pairs(body: &[u8]) -> impl Iterator<Item = (String, String)> {
    pairs(body).filter_map(|pair| Some((pair.name, pair.value.ok()?)))
}

struct Pair {
    name: String,
    /// Else as it came.
    value: Result<String, String>,
}

fn pairs(body: &[u8]) -> impl Iterator<Item = Pair> {
    let segments = body.split(|byte| *byte == b'&').filter(|segment| !segment.is_empty());
    segments.map(|segment| {
        let mut parts = segment.splitn(2, |byte| *byte == b'=');
        let mut part = || parts.next().unwrap_or_default();
        let (name, value) = (part(), part());
        let lossy = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        match decoded(name) {
            Some(name) => Pair { name, value: decoded(value).ok_or_else(|| lossy(value)) },
            None => Pair { name: lossy(name), value: Err(lossy(value)) },
        }
    })
}

/// Percent-encoded UTF-8 with `+` for a space; none for a `%` without two digits and for bytes that are no UTF-8.
fn decoded(text: &[u8]) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.iter();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit = || char::from(*rest.next()?).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            other => *other,
        });
    }
    String::from_utf8(bytes).ok()
}

/// What came under one path.
#[derive(Default)]
struct Given {
    values: Vec<String>,
    missing: Vec<String>,
}

impl Evaluator<'_> {
    /// Reads a form post. Nothing in it is judged but its encoding; unknown names stay in, for normalising to report.
    #[must_use]
    pub fn read_posted(&self, body: &[u8]) -> Posted {
        let mut reader =
            Reader { evaluator: self, head: Map::new(), token: None, given: BTreeMap::new(), dropped: vec![] };
        pairs(body).for_each(|pair| reader.pair(pair));
        let (mut answers, mut fields) = (Map::new(), Map::new());
        for (path, given) in &reader.given {
            let role = self.var_at(path).map(|var| &var.role);
            let into = if matches!(role, Some(Role::Field { .. })) { &mut fields } else { &mut answers };
            if let Some(raw) = self.raw(path, given) {
                into.insert(path.clone(), raw);
            }
        }
        let mut submission = reader.head;
        submission.insert("status".to_owned(), json!("complete"));
        submission.insert("fields".to_owned(), fields.into());
        submission.insert("answers".to_owned(), answers.into());
        submission.sort_keys();
        Posted { submission: submission.into(), token: reader.token.unwrap_or_default(), dropped: reader.dropped }
    }

    /// Normalises a form post; see [`Evaluator::normalise`].
    ///
    /// # Errors
    /// As there, and all fields that cannot be read.
    pub fn normalise_posted(
        &self,
        build: Option<&str>,
        sample: &BTreeMap<String, Answer>,
        body: &[u8],
    ) -> Result<Normalised, Vec<Fault>> {
        let Posted { submission, dropped, .. } = self.read_posted(body);
        match self.normalise_json(build, sample, &submission) {
            Ok(normalised) => {
                Ok(Normalised { dropped: dropped.into_iter().chain(normalised.dropped).collect(), ..normalised })
            }
            Err(faults) => Err(dropped.into_iter().map(|one| one.fault).chain(faults).collect()),
        }
    }

    /// Sample fields from typed texts, as in the fragment of a link; what is no value of its field is left out and reported.
    #[must_use]
    pub fn typed_fields(&self, given: &BTreeMap<String, String>) -> (BTreeMap<String, Answer>, Vec<Dropped>) {
        let situation = Situation {
            wording: 0,
            mode: self.survey.modes.first().copied().unwrap_or(crate::model::Mode::Web),
            reached: 0,
            positions: Vec::new(),
        };
        let mut typed = Typed { evaluator: self, given, dropped: Vec::new() };
        let routed = self.walk(&situation, &mut typed);
        (self.stored(&routed).0, typed.dropped)
    }

    fn var_at(&self, path: &str) -> Option<&Var> {
        self.survey.var(self.places.find(path)?.var)
    }

    /// None for an item that was left open: a form posts every text box.
    fn raw(&self, path: &str, given: &Given) -> Option<Json> {
        let var = self.var_at(path);
        let said = |text: &&String| var.is_none() || !clean_text(text).is_empty();
        let values = given.values.iter().filter(said).map(|text| self.value(var, text));
        let missing = given.missing.iter().filter(said).map(|code| json!({ "missing": code }));
        let mut all: Vec<Json> = values.chain(missing).collect();
        if all.len() > 1 { Some(all.into()) } else { all.pop() }
    }

    /// The missing options of a number whose values are offered as options share their name.
    fn value(&self, var: Option<&Var>, text: &str) -> Json {
        let short = var.filter(|var| var.kind.is_short_range());
        let code = short.and_then(|_| text.trim().parse::<i64>().ok());
        let missing = short.zip(code).is_some_and(|(var, code)| {
            self.survey.options_of(var).iter().any(|option| option.missing && option.code == code)
        });
        if missing { json!({ "missing": text.trim() }) } else { json!(text) }
    }
}

struct Reader<'a> {
    evaluator: &'a Evaluator<'a>,
    head: Map<String, Json>,
    token: Option<String>,
    given: BTreeMap<String, Given>,
    dropped: Vec<Dropped>,
}

impl Reader<'_> {
    fn pair(&mut self, pair: Pair) {
        let known = self.evaluator.var_at(&pair.name).is_some();
        let head = HEAD.contains(&pair.name.as_str());
        match pair.value {
            Err(raw) => self.drop(&pair.name, head && !known, FaultKind::NotEncoded, raw),
            Ok(value) if head && !self.head.contains_key(&pair.name) => drop(self.head.insert(pair.name, value.into())),
            Ok(value) if head && !known => self.drop(&pair.name, true, FaultKind::DuplicateKey, value),
            Ok(value) if pair.name == TOKEN && !known && self.token.is_none() => self.token = Some(value),
            Ok(value) => self.answer(&pair.name, value),
        }
    }

    fn answer(&mut self, name: &str, value: String) {
        let base = name.strip_suffix(MISSING).filter(|base| self.evaluator.var_at(base).is_some());
        let given = self.given.entry(base.unwrap_or(name).to_owned()).or_default();
        if base.is_some() { given.missing.push(value) } else { given.values.push(value) }
    }

    fn drop(&mut self, name: &str, head: bool, kind: FaultKind, raw: String) {
        let fault = if head { Fault::new(format!("/{name}"), kind) } else { Fault::member("answers", name, kind) };
        self.dropped.push(Dropped { fault, value: raw.into() });
    }
}

/// Reads fields as they were typed.
struct Typed<'a> {
    evaluator: &'a Evaluator<'a>,
    given: &'a BTreeMap<String, String>,
    dropped: Vec<Dropped>,
}

impl Source for Typed<'_> {
    fn answer(&mut self, at: &Asked<'_>) -> State {
        let Some(text) = self.given.get(at.path).filter(|_| at.field) else { return State::Empty };
        let raw = if matches!(at.var.kind, Kind::AnyOf { .. }) {
            text.split(',').map(str::trim).collect::<Vec<_>>().into()
        } else {
            Json::from(text.as_str())
        };
        let (state, left) = super::clean::clean(self.evaluator.survey, at, &raw);
        let report =
            left.into_iter().map(|(kind, value)| Dropped { fault: Fault::member("fields", at.path, kind), value });
        self.dropped.extend(report);
        state
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_encoding() {
        assert_eq!(decoded(b"a+b%20%C3%a9%00").as_deref(), Some("a b \u{e9}\0"));
        for broken in [&b"%"[..], b"%4", b"%zz", b"%+1", b"%ff", b"\xff"] {
            assert_eq!(decoded(broken), None, "{broken:?}");
        }
    }

    #[test]
    fn the_first_value_of_a_name() {
        let body = b"build=%zz&form=a%40b&&form=c&=x&bare";
        assert_eq!(posted_value(body, "form").as_deref(), Some("a@b"));
        assert_eq!(posted_value(body, "build"), None);
        assert_eq!(posted_value(body, "bare").as_deref(), Some(""));
        assert_eq!(posted_value(body, ""), Some("x".to_owned()));
    }
}
