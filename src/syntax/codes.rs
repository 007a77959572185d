//! The codes of syntax: Q01xx, and Q9999 for faults of Peil itself.

use crate::diag::{Code, RuleInfo, Status};

const SINCE: Status = Status::Stable { since: "0.1.0" };

macro_rules! rules {
    ($($name:ident = $number:literal $slug:literal $summary:literal $page:literal;)*) => {
        $(
            #[doc = $summary]
            pub const $name: RuleInfo = RuleInfo {
                code: Code::new($number, $slug),
                summary: $summary,
                status: SINCE,
                page: include_str!(concat!("../../docs/errors/", $page, ".md")),
            };
        )*
        /// All rules of this area, by code.
        pub const ALL: &[RuleInfo] = &[$($name),*];
    };
}

rules! {
    UNEXPECTED_TEXT = 101 "unexpected-text" "something stands where the construct cannot have it" "Q0101";
    NESTING_TOO_DEEP = 102 "nesting-too-deep" "brackets or blocks are nested more than 64 deep" "Q0102";
    UNTERMINATED_TEXT = 103 "unterminated-text" "a text has no closing quotes" "Q0103";
    MISSING_BRACE = 104 "missing-brace" "a block has no opening or no closing brace" "Q0104";
    STRAY_BRACE = 105 "stray-brace" "a closing brace closes nothing" "Q0105";
    UNKNOWN_MEMBER = 106 "unknown-member" "a line begins with a word that Peil does not know" "Q0106";
    UNKNOWN_KIND = 107 "unknown-kind" "a type of answer or a kind of figure does not exist" "Q0107";
    MISSING_PART = 108 "missing-part" "a construct lacks a part that it must have" "Q0108";
    FOREIGN_OPERATOR = 109 "foreign-operator" "an operator of another language" "Q0109";
    BAD_NUMBER = 110 "bad-number" "a number is not written as Peil writes numbers" "Q0110";
    BAD_NAME = 111 "bad-name" "a name has capitals, hyphens or accents" "Q0111";
    BAD_ESCAPE = 112 "bad-escape" "a backslash stands before a character that needs none" "Q0112";
    BAD_PIPE = 113 "bad-pipe" "braces in a text hold nothing that can be piped" "Q0113";
    DUPLICATE_MEMBER = 114 "duplicate-member" "a member stands twice where it may stand once" "Q0114";
    EDITION = 115 "edition-missing-or-unknown" "the file does not begin with an edition that exists" "Q0115";
    MEMBER_NOT_ALLOWED_HERE = 116 "member-not-allowed-here" "a line stands in a block that cannot have it" "Q0116";
    STRAY_PUNCTUATION = 117 "stray-punctuation" "a comma, semicolon or colon that Peil does not use" "Q0117";
    NO_JUMPS = 118 "no-jumps" "a jump to another question" "Q0118";
    FOREIGN_QUOTES = 119 "foreign-quotes" "single or curly quotes around a text" "Q0119";
    BAD_DATE = 120 "bad-date" "a date that is not written as year, month and day, or that does not exist" "Q0120";
    INVISIBLE_CHARACTER = 121 "invisible-character" "a character that nobody sees" "Q0121";
    FOREIGN_COMMENT = 122 "foreign-comment" "a comment in the manner of another language" "Q0122";
    INTERNAL = 9999 "internal-error" "a fault of Peil itself" "Q9999";
}
