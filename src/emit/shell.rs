//! Large contents in a rendered page: the template leaves a place for them, so that they are not copied through it.

use minijinja::Value;

/// No source and no JSON text has this character.
const PLACE: &str = "\0";

/// What the template shows where contents go.
pub(super) fn place() -> Value {
    Value::from_safe_string(PLACE.to_owned())
}

/// The page with its contents, ready HTML, in the order of their places. The page grows around `main`, its largest part,
/// which has room for that or is moved once.
pub(super) fn filled(shell: &str, before: &[&str], mut main: String, after: &[&str]) -> String {
    let mut pieces = shell.split(PLACE);
    let mut lead = pieces.next().unwrap_or_default().to_owned();
    for content in before {
        lead.push_str(content);
        lead.push_str(pieces.next().unwrap_or_default());
    }
    main.insert_str(0, &lead);
    let mut after = after.iter();
    for piece in pieces {
        main.push_str(piece);
        main.push_str(after.next().copied().unwrap_or_default());
    }
    main
}

#[cfg(test)]
mod tests {
    use super::{PLACE, filled};

    #[test]
    fn contents_go_to_their_places_in_order() {
        let shell = format!("a{PLACE}b{PLACE}c");
        assert_eq!(filled(&shell, &["1"], "<2>".to_owned(), &[]), "a1b<2>c");
        assert_eq!(filled(&shell, &[], "<1>".to_owned(), &["2"]), "a<1>b2c");
        assert_eq!(filled(&format!("a{PLACE}b"), &[], "1".to_owned(), &[""]), "a1b");
    }
}
