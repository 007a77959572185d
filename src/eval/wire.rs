//! The wire form of a response (rule 16): reading it and printing it exactly.
//!
//! `status` is `complete` (every page was passed), `stopped` (a screen-out ended it) or `partial`. `reached` is the position, from
//! 1, of the last page that was shown; complete means all of them. `seed` and `order` are there for random orders only: `order`
//! holds, by block, the member ids, and by item the option codes, as they were shown.

use super::fault::pointer;
use super::json::{JsonError, parse_json};
use super::{Fault, FaultKind};
use crate::model::Mode;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// A stored or submitted response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// `clients@2023`
    pub form: String,
    /// The build under which it was filled, and by which it is judged.
    pub build: String,
    pub wording: String,
    pub mode: Mode,
    pub status: Status,
    pub reached: usize,
    /// By name, from the sample.
    pub fields: BTreeMap<String, Answer>,
    /// By path; an absent key is not asked or not reached.
    pub answers: BTreeMap<String, Answer>,
    pub computed: BTreeMap<String, Answer>,
    /// Ids of warnings that the respondent confirmed.
    pub confirmed: Vec<String>,
    pub seed: Option<String>,
    /// Shown orders by `section:NAME`, `page:NAME`, `group:NAME` or path of an item.
    pub order: BTreeMap<String, Answer>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    Complete,
    /// A `stop` ended the interview.
    Stopped,
    /// Broken off, or complete with something refused or required left.
    Partial,
}

/// A value on the wire, not yet judged by its item's kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// `null`
    Empty,
    /// `{"missing": 9}`
    Missing(i64),
    /// A code, or a number × 10^decimals.
    Integer(i64),
    /// Codes of an any-of.
    Codes(Vec<i64>),
    /// A text, or a date as `YYYY-MM-DD`.
    Text(String),
    /// Member ids of a shuffled block.
    Names(Vec<String>),
}

impl Status {
    pub const ALL: [Self; 3] = [Self::Complete, Self::Stopped, Self::Partial];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Stopped => "stopped",
            Self::Partial => "partial",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

impl Answer {
    /// Reads a wire value; `None` for JSON that no answer has (booleans, fractions, other objects, mixed arrays).
    #[must_use]
    pub fn from_json(value: &Json) -> Option<Self> {
        match value {
            Json::Null => Some(Self::Empty),
            Json::Number(_) => integer(value).map(Self::Integer),
            Json::String(text) => Some(Self::Text(text.clone())),
            Json::Array(items) if !items.is_empty() && items.iter().all(Json::is_string) => {
                Some(Self::Names(items.iter().filter_map(|item| item.as_str().map(String::from)).collect()))
            }
            Json::Array(items) => items.iter().map(integer).collect::<Option<_>>().map(Self::Codes),
            Json::Object(members) if members.len() == 1 => members.get("missing").and_then(integer).map(Self::Missing),
            Json::Object(_) | Json::Bool(_) => None,
        }
    }

    #[must_use]
    pub fn to_json(&self) -> Json {
        match self {
            Self::Empty => Json::Null,
            Self::Missing(code) => json!({ "missing": code }),
            Self::Integer(number) => json!(number),
            Self::Codes(codes) => json!(codes),
            Self::Text(text) => json!(text),
            Self::Names(names) => json!(names),
        }
    }
}

/// JSON has one kind of number: `3.0` is the integer 3, as for JSON Schema and JavaScript.
pub(super) fn integer(value: &Json) -> Option<i64> {
    const EXACT: i64 = (1 << 53) - 1;
    let whole = value.as_i64().or_else(|| {
        let shown = value.as_f64()?.to_string();
        shown.parse::<i64>().ok()
    })?;
    (-EXACT..=EXACT).contains(&whole).then_some(whole)
}

impl Response {
    /// The document on one line, keys within an object in alphabetical order.
    #[must_use]
    pub fn print(&self) -> String {
        self.to_json().to_string()
    }

    #[must_use]
    pub fn to_json(&self) -> Json {
        let object = |answers: &BTreeMap<String, Answer>| {
            Json::Object(answers.iter().map(|(key, answer)| (key.clone(), answer.to_json())).collect())
        };
        let mut all = Map::new();
        let mut put = |key: &str, value: Json| {
            all.insert(key.to_owned(), value);
        };
        put("form", json!(self.form));
        put("build", json!(self.build));
        put("wording", json!(self.wording));
        put("mode", json!(self.mode.name()));
        put("status", json!(self.status.name()));
        put("reached", json!(self.reached));
        put("fields", object(&self.fields));
        put("answers", object(&self.answers));
        put("computed", object(&self.computed));
        put("confirmed", json!(self.confirmed));
        if let Some(seed) = &self.seed {
            put("seed", json!(seed));
        }
        put("order", object(&self.order));
        Json::Object(all)
    }

    /// Reads a response document.
    ///
    /// # Errors
    /// All faults of form: no JSON, duplicate or unknown or absent members, values that no answer can have.
    pub fn parse(text: &str) -> Result<Self, Vec<Fault>> {
        let json = parse_json(text).map_err(|error| vec![json_fault(error)])?;
        Self::from_json(&json)
    }

    /// Reads a response from JSON that is known to have no duplicate keys.
    ///
    /// # Errors
    /// As [`Response::parse`].
    pub fn from_json(json: &Json) -> Result<Self, Vec<Fault>> {
        let Json::Object(members) = json else { return Err(vec![Fault::new("", FaultKind::WrongType)]) };
        let mut reader = Reader { members, faults: Vec::new() };
        let response = reader.read();
        match response {
            Some(response) if reader.faults.is_empty() => Ok(response),
            _ => Err(reader.faults),
        }
    }
}

/// The located fault of a text that is not JSON.
#[must_use]
pub(super) fn json_fault(error: JsonError) -> Fault {
    match error {
        JsonError::DuplicateKey(key) => Fault::with("", FaultKind::DuplicateKey, key),
        JsonError::Syntax { line, column, .. } => {
            Fault::with("", FaultKind::NotJson, format!("line {line}, column {column}"))
        }
    }
}

const MEMBERS: [&str; 12] = [
    "form",
    "build",
    "wording",
    "mode",
    "status",
    "reached",
    "fields",
    "answers",
    "computed",
    "confirmed",
    "seed",
    "order",
];

struct Reader<'a> {
    members: &'a Map<String, Json>,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn read(&mut self) -> Option<Response> {
        for key in self.members.keys().filter(|key| !MEMBERS.contains(&key.as_str())) {
            self.faults.push(Fault::new(format!("/{key}"), FaultKind::UnknownMember));
        }
        let (form, build, wording) = (self.text("form"), self.text("build"), self.text("wording"));
        let mode = self.named("mode", Mode::from_name, FaultKind::UnknownMode);
        let status = self.named("status", Status::from_name, FaultKind::UnknownStatus);
        let reached = self.reached();
        let (fields, answers) = (self.answers("fields"), self.answers("answers"));
        let (computed, order) = (self.answers("computed"), self.answers("order"));
        let confirmed = self.confirmed();
        let seed = self.members.contains_key("seed").then(|| self.text("seed")).flatten();
        Some(Response {
            form: form?,
            build: build?,
            wording: wording?,
            mode: mode?,
            status: status?,
            reached: reached?,
            fields: fields?,
            answers: answers?,
            computed: computed?,
            confirmed: confirmed?,
            seed,
            order: order?,
        })
    }

    fn member<T>(&mut self, key: &str, read: impl Fn(&Json) -> Option<T>) -> Option<T> {
        let Some(value) = self.members.get(key) else {
            self.faults.push(Fault::new(format!("/{key}"), FaultKind::MemberAbsent));
            return None;
        };
        let found = read(value);
        if found.is_none() {
            self.faults.push(Fault::new(format!("/{key}"), FaultKind::WrongType));
        }
        found
    }

    fn text(&mut self, key: &str) -> Option<String> {
        self.member(key, |value| value.as_str().map(String::from))
    }

    fn named<T>(&mut self, key: &str, find: impl Fn(&str) -> Option<T>, kind: FaultKind) -> Option<T> {
        let name = self.text(key)?;
        let found = find(&name);
        if found.is_none() {
            self.faults.push(Fault::with(format!("/{key}"), kind, name));
        }
        found
    }

    fn reached(&mut self) -> Option<usize> {
        let reached = self.member("reached", integer)?;
        let whole = usize::try_from(reached).ok();
        if whole.is_none() {
            self.faults.push(Fault::new("/reached", FaultKind::ReachedWrong));
        }
        whole
    }

    fn answers(&mut self, key: &str) -> Option<BTreeMap<String, Answer>> {
        let members = self.member(key, |value| value.as_object().cloned())?;
        let mut answers = BTreeMap::new();
        for (path, value) in &members {
            match Answer::from_json(value) {
                Some(answer) => drop(answers.insert(path.clone(), answer)),
                None => self.faults.push(Fault::new(pointer(key, path), FaultKind::WrongType)),
            }
        }
        Some(answers)
    }

    fn confirmed(&mut self) -> Option<Vec<String>> {
        self.member("confirmed", |value| {
            value.as_array()?.iter().map(|id| id.as_str().map(String::from)).collect::<Option<Vec<_>>>()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = r#"{"form":"clients@2023","build":"sha256:00","wording":"laagdrempelig","mode":"web","status":"complete","reached":7,"fields":{"dienst":8},"answers":{"cijfer":8,"frequentie":{"missing":9},"kanaal":[1,2],"naam":"Jan","leeg":null},"computed":{},"confirmed":["cijfer.warn1"],"order":{}}"#;

    #[test]
    fn reads_and_prints() {
        let response = Response::parse(SAMPLE).unwrap();
        assert_eq!(response.answers.get("frequentie"), Some(&Answer::Missing(9)));
        assert_eq!(Response::parse(&response.print()), Ok(response));
    }

    #[test]
    fn faults_are_located() {
        let text =
            SAMPLE.replace("\"cijfer\":8", "\"cij/fer\":true").replace("\"reached\":7,", "").replace("web", "fax");
        let faults = Response::parse(&text).unwrap_err();
        let shown: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(shown, ["/mode: unknown-mode (fax)", "/reached: member-absent", "/answers/cij~1fer: wrong-type"]);
    }

    #[test]
    fn numbers_are_numbers() {
        assert_eq!(Answer::from_json(&json!(3.0)), Some(Answer::Integer(3)));
        for odd in [json!(3.5), json!(1e300), json!(true), json!({"missing": 1, "x": 2}), json!([1, "a"])] {
            assert_eq!(Answer::from_json(&odd), None, "{odd}");
        }
    }
}
