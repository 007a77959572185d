//! The five states of a variable, its values, and three-valued truth.

use std::collections::BTreeSet;

/// What is known of one variable instance of one respondent (rule 1).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum State {
    /// Its route is not true, or it is absent from this wording or mode.
    #[default]
    NotAsked,
    /// On the route, but the interview stopped on an earlier page.
    NotReached,
    /// Shown, nothing given.
    Empty,
    /// A `missing` option, by code.
    Missing(i64),
    Valid(Value),
}

/// A valid value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Option(i64),
    /// The chosen options of an any-of; never empty.
    Set(BTreeSet<i64>),
    /// `units × 10^-decimals` with the decimals that the variable declares.
    Number(i64),
    /// NFC, line feeds, trimmed, never blank.
    Text(String),
    /// Days since 1970-01-01.
    Date(i64),
}

impl State {
    #[must_use]
    pub fn asked(&self) -> bool {
        !matches!(self, Self::NotAsked)
    }

    /// Shown to the respondent: asked, and its page was reached.
    #[must_use]
    pub fn shown(&self) -> bool {
        !matches!(self, Self::NotAsked | Self::NotReached)
    }

    #[must_use]
    pub fn answered(&self) -> bool {
        matches!(self, Self::Missing(_) | Self::Valid(_))
    }

    #[must_use]
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing(_))
    }

    #[must_use]
    pub fn valid(&self) -> Option<&Value> {
        match self {
            Self::Valid(value) => Some(value),
            Self::NotAsked | Self::NotReached | Self::Empty | Self::Missing(_) => None,
        }
    }

    /// Whether the option with this code is chosen, valid or missing.
    #[must_use]
    pub fn chose(&self, code: i64) -> bool {
        match self {
            Self::Missing(chosen) | Self::Valid(Value::Option(chosen)) => *chosen == code,
            Self::Valid(Value::Set(chosen)) => chosen.contains(&code),
            Self::NotAsked | Self::NotReached | Self::Empty => false,
            Self::Valid(Value::Number(_) | Value::Text(_) | Value::Date(_)) => false,
        }
    }

    /// `not-asked`, `not-reached`, `empty`, `missing` or `valid`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::NotAsked => "not-asked",
            Self::NotReached => "not-reached",
            Self::Empty => "empty",
            Self::Missing(_) => "missing",
            Self::Valid(_) => "valid",
        }
    }
}

/// Kleene's three truth values (rule 2); only [`Truth::True`] shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    True,
    False,
    Unknown,
}

impl Truth {
    #[must_use]
    pub fn is_true(self) -> bool {
        self == Self::True
    }

    #[must_use]
    pub fn is_false(self) -> bool {
        self == Self::False
    }

    #[must_use]
    pub fn negate(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }

    /// And of all: false if one is false, else unknown if one is unknown.
    #[must_use]
    pub fn all(parts: impl Iterator<Item = Self>) -> Self {
        Self::fold(parts, Self::False)
    }

    /// Or of all: true if one is true, else unknown if one is unknown.
    #[must_use]
    pub fn any(parts: impl Iterator<Item = Self>) -> Self {
        Self::fold(parts, Self::True)
    }

    fn fold(parts: impl Iterator<Item = Self>, decisive: Self) -> Self {
        let mut outcome = decisive.negate();
        for part in parts {
            if part == decisive {
                return decisive;
            }
            if part == Self::Unknown {
                outcome = part;
            }
        }
        outcome
    }
}

impl From<bool> for Truth {
    fn from(truth: bool) -> Self {
        if truth { Self::True } else { Self::False }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{self, False, True, Unknown};

    #[test]
    fn kleene() {
        let all = |parts: &[Truth]| Truth::all(parts.iter().copied());
        let any = |parts: &[Truth]| Truth::any(parts.iter().copied());
        assert_eq!(all(&[True, Unknown]), Unknown);
        assert_eq!(all(&[Unknown, False]), False);
        assert_eq!(all(&[]), True);
        assert_eq!(any(&[False, Unknown]), Unknown);
        assert_eq!(any(&[Unknown, True]), True);
        assert_eq!(any(&[]), False);
        assert_eq!(Unknown.negate(), Unknown);
    }
}
