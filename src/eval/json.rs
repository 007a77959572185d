//! Reads JSON and refuses duplicate keys, which `serde_json` would silently drop.

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::fmt;

/// The marker by which a duplicate key is told from other errors.
const DUPLICATE: &str = "duplicate key ";

/// Why a text is not the JSON that Peil reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JsonError {
    /// Line and column, from 1, and the reader's reason.
    Syntax {
        line: usize,
        column: usize,
        reason: String,
    },
    DuplicateKey(String),
}

/// Reads one JSON document.
///
/// # Errors
/// When the text is no JSON, or some object has a key twice.
pub fn parse_json(text: &str) -> Result<Value, JsonError> {
    serde_json::from_str::<Strict>(text).map(|strict| strict.0).map_err(|error| {
        let reason = error.to_string();
        match reason.split_once(DUPLICATE) {
            Some((_, rest)) => JsonError::DuplicateKey(quoted(rest)),
            None => JsonError::Syntax { line: error.line(), column: error.column(), reason },
        }
    })
}

/// The key is the JSON string at the start of what follows the marker.
fn quoted(rest: &str) -> String {
    let mut values = serde_json::Deserializer::from_str(rest).into_iter::<String>();
    values.next().and_then(Result::ok).unwrap_or_default()
}

struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StrictVisitor).map(Strict)
    }
}

struct StrictVisitor;

impl<'de> Visitor<'de> for StrictVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(Strict(item)) = seq.next_element()? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some((key, Strict(value))) = map.next_entry::<String, Strict>()? {
            let shown = Value::from(key.as_str()).to_string();
            if members.insert(key, value).is_some() {
                return Err(A::Error::custom(format!("{DUPLICATE}{shown}")));
            }
        }
        Ok(Value::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn duplicate_keys_are_refused_at_any_depth() {
        assert_eq!(parse_json(r#"{"a":{"b\"":1,"b\"":2}}"#), Err(JsonError::DuplicateKey("b\"".to_owned())));
        assert!(matches!(parse_json("{"), Err(JsonError::Syntax { line: 1, .. })));
        assert_eq!(parse_json(r#"[1,null,"x",true]"#).unwrap().to_string(), r#"[1,null,"x",true]"#);
    }
}
