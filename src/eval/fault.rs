//! What can be wrong with a response, as located data; wording is up to whoever shows it.

use serde::Serialize;
use std::fmt;

/// One fault in a response document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Fault {
    /// JSON pointer (RFC 6901) into the document; empty for the whole.
    pub at: String,
    pub kind: FaultKind,
    /// The check's id, the number of a line, the expected value; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

/// The kinds of fault, with stable names in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FaultKind {
    // The document.
    NotJson,
    DuplicateKey,
    /// A field of a form post whose percent-encoding or UTF-8 is broken.
    NotEncoded,
    /// A value of another JSON type than the wire form has there, or than the item's kind wants.
    WrongType,
    /// A member of the document is absent.
    MemberAbsent,
    /// A member that the wire form does not know.
    UnknownMember,
    OtherForm,
    OtherBuild,
    UnknownWording,
    UnknownMode,
    UnknownStatus,
    /// Below zero, beyond the pages, not all of them where complete, or beyond a stop.
    ReachedWrong,
    /// Complete or stopped where the route says otherwise.
    StatusWrong,
    UnknownCheck,
    UnknownOrder,
    /// A stored order is not an arrangement of its block.
    OrderWrong,
    // Keys.
    /// No item, row, iteration or specify text of this name.
    UnknownKey,
    /// The item is not asked on this route.
    OffRoute,
    /// The item's page was not reached.
    BeyondReached,
    /// The item was shown, so it must be there, if only as null.
    KeyAbsent,
    // Values.
    UnknownCode,
    NotOffered,
    /// The code of a missing option, which is written `{"missing": …}`.
    MissingAsValue,
    /// `{"missing": …}` with a code that is no missing option of the item.
    NotMissing,
    EmptySet,
    /// Codes not in rising order, or twice.
    Unsorted,
    AloneWithOthers,
    MissingWithOthers,
    TooMany,
    BelowRange,
    AboveRange,
    TooManyDecimals,
    NotANumber,
    TooLong,
    /// Not NFC, with carriage returns or control characters, or blank at an end.
    NotNormal,
    Blank,
    NotADate,
    /// A one-of with several marks.
    TwoMarks,
    /// A field that came with a submission; fields come from the sample.
    FieldFromSubmission,
    // Answers together.
    Required,
    Refused,
    /// A warning that was not confirmed; it never makes a response unsound.
    Unconfirmed,
    /// A confirmation of a warning that does not fire.
    NotWarned,
    /// A computed item has another value than the answers give.
    ComputedDiffers,
}

impl FaultKind {
    /// The name in JSON, `off-route`.
    #[must_use]
    pub fn name(self) -> String {
        serde_json::to_value(self).ok().and_then(|v| v.as_str().map(String::from)).unwrap_or_default()
    }
}

impl Fault {
    #[must_use]
    pub fn new(at: impl Into<String>, kind: FaultKind) -> Self {
        Self { at: at.into(), kind, detail: String::new() }
    }

    #[must_use]
    pub fn with(at: impl Into<String>, kind: FaultKind, detail: impl Into<String>) -> Self {
        Self { at: at.into(), kind, detail: detail.into() }
    }

    /// A fault at a member of a member: `answers` and `begeleiding.afspraken`.
    #[must_use]
    pub fn member(parent: &str, key: &str, kind: FaultKind) -> Self {
        Self::new(pointer(parent, key), kind)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = if self.at.is_empty() { "/" } else { &self.at };
        write!(f, "{at}: {}", self.kind.name())?;
        if self.detail.is_empty() { Ok(()) } else { write!(f, " ({})", self.detail) }
    }
}

/// `/parent/key`, escaped as RFC 6901 says.
#[must_use]
pub fn pointer(parent: &str, key: &str) -> String {
    format!("/{parent}/{}", key.replace('~', "~0").replace('/', "~1"))
}
