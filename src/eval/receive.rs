//! What a receiver makes of one submission, with or without script: its identity, its receipt and the verdict. The same
//! submission gives the same receipt, so that whoever sends twice is counted once.

use super::{Answer, Evaluator, Fault, Normalised, parse_json};
use crate::text::sha256;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// A submission as it arrives.
#[derive(Debug, Clone, Copy)]
pub enum Sent<'a> {
    /// The long form's post, `application/x-www-form-urlencoded`.
    Form(&'a [u8]),
    /// The wire document that a script sends, `application/json`.
    Script(&'a str),
}

/// A submission, judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// Two submissions with one id are one.
    pub id: String,
    /// Changes with every answer: tells a repetition from other answers under the same key.
    pub content: String,
    /// What the respondent is given to keep.
    pub receipt: String,
    /// Faults where it cannot be judged at all.
    pub outcome: Result<Normalised, Vec<Fault>>,
}

impl Evaluator<'_> {
    /// Judges a submission. `key` is what the form drew when it was opened; without one, token and content identify it.
    #[must_use]
    pub fn receive(
        &self,
        build: Option<&str>,
        sample: &BTreeMap<String, Answer>,
        sent: Sent<'_>,
        key: Option<&str>,
    ) -> Received {
        let (outcome, content, token) = match sent {
            Sent::Form(body) => {
                let posted = self.read_posted(body);
                let content = sha256(posted.submission.to_string().as_bytes());
                (self.normalise_posted(build, sample, body), content, posted.token)
            }
            Sent::Script(text) => {
                let content = parse_json(text).map_or_else(|_| text.to_owned(), sorted);
                (self.normalise(build, sample, text), sha256(content.as_bytes()), String::new())
            }
        };
        let id = match key {
            Some(key) => sha256(format!("key\n{key}").as_bytes()),
            None => sha256(format!("content\n{token}\n{content}").as_bytes()),
        };
        Received { receipt: receipt(&id), id, content, outcome }
    }
}

fn sorted(mut json: Json) -> String {
    json.sort_all_objects();
    json.to_string()
}

/// Short, to be read out over the phone, and not the id itself.
fn receipt(id: &str) -> String {
    let hash: Vec<char> = sha256(format!("receipt\n{id}").as_bytes()).chars().take(12).collect();
    hash.chunks(4).map(|group| group.iter().collect()).collect::<Vec<String>>().join("-")
}

impl Received {
    /// `complete`, `stopped`, `partial`; `refused` for what cannot be judged.
    #[must_use]
    pub fn status(&self) -> &'static str {
        self.outcome.as_ref().map_or("refused", |normalised| normalised.response.status.name())
    }

    /// What was dropped, then what fails; where it cannot be judged, why.
    pub fn faults(&self) -> impl Iterator<Item = &Fault> {
        let (refused, normalised) = match &self.outcome {
            Ok(normalised) => (None, Some(normalised)),
            Err(faults) => (Some(faults), None),
        };
        let dropped = normalised.into_iter().flat_map(|one| one.dropped.iter().map(|dropped| &dropped.fault));
        let failures = normalised.into_iter().flat_map(|one| &one.failures);
        dropped.chain(failures).chain(refused.into_iter().flatten())
    }

    /// The answer to a client that speaks JSON.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let faults: Vec<&Fault> = self.faults().collect();
        match self.outcome {
            Ok(_) => json!({ "receipt": self.receipt, "status": self.status(), "faults": faults }),
            Err(_) => json!({ "status": self.status(), "faults": faults }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::receipt;

    #[test]
    fn a_receipt_is_short_and_follows_from_the_id() {
        assert_eq!(receipt("a"), receipt("a"));
        assert_ne!(receipt("a"), receipt("b"));
        assert_eq!(receipt("a").len(), 14);
    }
}
