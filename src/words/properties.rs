//! What holds for any text: every check ends, and what it underlines lies in the text.

use super::*;
use proptest::prelude::*;

type Check = fn(&str) -> Vec<Finding>;

const CHECKS: [(&str, Check); 11] = [
    ("double_question", double_question),
    ("missing_question_mark", missing_question_mark),
    ("instruction", instruction),
    ("spacing", spacing),
    ("space_before_punctuation", space_before_punctuation),
    ("typography", typography),
    ("markup", markup),
    ("placeholders", placeholders),
    ("unresolved_plural", unresolved_plural),
    ("typed_reference", typed_reference),
    ("phone_unfit", phone_unfit),
];

/// Text that is dense in everything that the checks look at.
fn tricky() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "?",
        ".",
        "…",
        " ",
        "  ",
        "\n",
        "\t",
        "\u{a0}",
        "(",
        ")",
        "s",
        "en",
        "'",
        "’",
        "\"",
        "´",
        "-",
        "–",
        "{",
        "}",
        "<b>",
        "<",
        ">",
        "&nbsp;",
        "&",
        ";",
        "Hoe",
        "u",
        "Anders, namelijk",
        "Geef hier",
        "een",
        "1",
        "3.10",
        "figuur",
        "§",
        "klik",
        "é",
        "e\u{308}",
        "👍",
        "İ",
        "ß",
        "bijv.",
        "coach",
        "Coachen",
    ]);
    prop::collection::vec(pieces, 0..14).prop_map(|parts| parts.concat())
}

fn check_all(text: &str) {
    for (name, check) in CHECKS {
        let found = check(text);
        for finding in &found {
            assert!(text.get(finding.range.clone()).is_some(), "{name}: {:?} in {text:?}", finding.range);
            assert!(!finding.why.is_empty());
        }
        assert!(found.is_sorted_by_key(|f| f.range.start), "{name} in {text:?}");
        let _ = mended(text, &found);
    }
    let once = mended(text, &spacing(text));
    assert_eq!(spacing(&once), [], "{text:?} -> {once:?}");
    let glossary = [Term { preferred: "vaste coach", instead_of: vec!["coach", "Hoe u", "é"] }];
    assert!(terms(text, &glossary).iter().all(|f| text.get(f.range.clone()).is_some()));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn any_text_can_be_checked(text in any::<String>()) {
        check_all(&text);
    }

    #[test]
    fn tricky_text_can_be_checked(text in tricky()) {
        check_all(&text);
    }

    #[test]
    fn sentences_and_words_lie_apart_and_in_order(text in tricky()) {
        for ranges in [sentences(&text), words(&text)] {
            prop_assert!(ranges.iter().all(|range| text.get(range.clone()).is_some_and(|part| part.trim() == part && !part.is_empty())));
            prop_assert!(ranges.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }

    #[test]
    fn sentences_leave_out_nothing_but_space(text in tricky()) {
        let kept: String = sentences(&text).into_iter().filter_map(|range| text.get(range)).collect();
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(bare(&kept), bare(&text));
    }
}
