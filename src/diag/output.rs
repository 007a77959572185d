//! Q00xx: output that cannot be written, or is not what the sources say.

use super::{Code, RuleInfo, Status};

pub const NOT_WRITABLE: Code = Code::new(11, "output-not-writable");
pub const FULL: Code = Code::new(12, "output-full");
pub const INTERRUPTED: Code = Code::new(13, "output-interrupted");
pub const STALE: Code = Code::new(14, "output-stale");
pub const NOT_DIRECTORY: Code = Code::new(15, "output-not-directory");
pub const NAME_UNSOUND: Code = Code::new(16, "output-name-unsound");
pub const BUSY: Code = Code::new(17, "output-busy");
pub const OCCUPIED: Code = Code::new(18, "output-occupied");
pub const THROUGH_LINK: Code = Code::new(19, "output-through-link");
pub const ADDRESS_UNSOUND: Code = Code::new(20, "address-unsound");
pub const PORT_UNAVAILABLE: Code = Code::new(24, "port-unavailable");

/// The codes of this file for the catalogue.
pub const RULES: &[RuleInfo] = &[
    rule(NOT_WRITABLE, "the system refuses to write the output", include_str!("../../docs/errors/Q0011.md")),
    rule(FULL, "the disk has no room for the output", include_str!("../../docs/errors/Q0012.md")),
    rule(INTERRUPTED, "an earlier build did not finish", include_str!("../../docs/errors/Q0013.md")),
    rule(STALE, "the output is not what the sources give", include_str!("../../docs/errors/Q0014.md")),
    rule(NOT_DIRECTORY, "the output path is no directory", include_str!("../../docs/errors/Q0015.md")),
    rule(
        NAME_UNSOUND,
        "an output has a name that some systems cannot hold",
        include_str!("../../docs/errors/Q0016.md"),
    ),
    rule(BUSY, "another build is writing the same output", include_str!("../../docs/errors/Q0017.md")),
    rule(OCCUPIED, "a file of someone else is in the way", include_str!("../../docs/errors/Q0018.md")),
    rule(THROUGH_LINK, "a symbolic link leads the output elsewhere", include_str!("../../docs/errors/Q0019.md")),
    rule(ADDRESS_UNSOUND, "forms cannot send to this address", include_str!("../../docs/errors/Q0020.md")),
    rule(PORT_UNAVAILABLE, "the preview cannot listen on its port", include_str!("../../docs/errors/Q0024.md")),
];

const fn rule(code: Code, summary: &'static str, page: &'static str) -> RuleInfo {
    RuleInfo { code, summary, status: Status::Stable { since: "0.1.0" }, page }
}

#[cfg(test)]
mod tests {
    use super::RULES;

    #[test]
    fn every_page_names_its_code_and_slug() {
        for rule in RULES {
            let title = format!("# {} {}\n", rule.code, rule.code.slug);
            assert!(rule.page.starts_with(&title), "{title}");
        }
    }
}
