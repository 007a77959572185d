//! What a respondent wrote down of the page: `tests/support/page/respondent.js`.

use serde::Deserialize;
use serde_json::Value as Json;

#[derive(Debug, Deserialize)]
pub(crate) struct Told {
    /// Of the random orders.
    pub(crate) seed: String,
    pub(crate) log: Vec<Entry>,
}

/// What was done, and what is there after it.
#[derive(Debug, Deserialize)]
pub(crate) struct Entry {
    /// `open`, `give`, `nothing`, `next`, `sure`, `back` or `link`.
    pub(crate) act: String,
    /// All inputs, as the form would post them without script.
    pub(crate) posted: String,
    /// Path, state and value of everything that is asked.
    pub(crate) states: Vec<(String, String, Json)>,
    pub(crate) questions: Vec<Question>,
    pub(crate) notes: Vec<(String, String)>,
    pub(crate) stops: Vec<(String, String)>,
    /// Link, question and answer of each line of the page before sending, where it is shown; above the rows of a grid what
    /// it asks, alone.
    pub(crate) check: Option<Vec<(String, String, String)>>,
    /// Links of the summary of faults.
    pub(crate) faults: Vec<(String, String)>,
    /// The summary has a button that takes the warnings as they are.
    pub(crate) confirm: bool,
    pub(crate) title: String,
    pub(crate) sent: Option<Sent>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Question {
    /// Of its element.
    pub(crate) id: String,
    pub(crate) ask: String,
    /// Codes and labels, in their order.
    pub(crate) options: Vec<(i64, String)>,
    /// Names of the boxes to type in.
    pub(crate) boxes: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Sent {
    pub(crate) address: String,
    pub(crate) body: String,
    /// The idempotency key.
    pub(crate) key: String,
}
