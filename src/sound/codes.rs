//! Q0806 and further: sounds that are not there, not current, or not fit to be heard.

use crate::diag::{Code, RuleInfo, Status};

pub const TOOL_MISSING: Code = Code::new(806, "speech-tool-missing");
pub const TOOL_FAILED: Code = Code::new(807, "speech-tool-failed");
pub const SOUND_MISSING: Code = Code::new(808, "sound-missing");
pub const SOUND_STALE: Code = Code::new(809, "sound-stale");
pub const SOUND_CHANGED: Code = Code::new(810, "sound-changed");
pub const STALE: Code = Code::new(811, "recording-stale");
pub const CHANGED: Code = Code::new(812, "recording-changed");
pub const ORPHAN: Code = Code::new(813, "recording-orphan");
pub const UNACCEPTED: Code = Code::new(814, "recording-unaccepted");
pub const ABSENT: Code = Code::new(815, "recording-absent");
pub const TWICE: Code = Code::new(816, "recording-twice");
pub const SILENT: Code = Code::new(817, "recording-silent");
pub const PAUSE: Code = Code::new(818, "recording-pause");
pub const CLIPPED: Code = Code::new(819, "recording-clipped");
pub const LOUDNESS: Code = Code::new(820, "recording-loudness");
pub const DURATION: Code = Code::new(821, "recording-duration");
pub const PACE: Code = Code::new(822, "recording-pace");
pub const FORMAT: Code = Code::new(823, "recording-format");
pub const UNREADABLE: Code = Code::new(824, "recording-unreadable");
pub const BOOK: Code = Code::new(825, "sound-record-broken");

/// The codes of this file for the catalogue.
pub const RULES: &[RuleInfo] = &[
    rule(TOOL_MISSING, "a program that makes sound is not installed", include_str!("../../docs/errors/Q0806.md")),
    rule(TOOL_FAILED, "a program that makes sound fails on a text", include_str!("../../docs/errors/Q0807.md")),
    rule(SOUND_MISSING, "a text that is read aloud has no sound", include_str!("../../docs/errors/Q0808.md")),
    rule(SOUND_STALE, "a made sound says an earlier text", include_str!("../../docs/errors/Q0809.md")),
    rule(SOUND_CHANGED, "a made sound is not as it was made", include_str!("../../docs/errors/Q0810.md")),
    rule(STALE, "a text changed after it was recorded", include_str!("../../docs/errors/Q0811.md")),
    rule(CHANGED, "a recording changed after it was accepted", include_str!("../../docs/errors/Q0812.md")),
    rule(ORPHAN, "a recording of no text", include_str!("../../docs/errors/Q0813.md")),
    rule(UNACCEPTED, "a recording that nobody accepted", include_str!("../../docs/errors/Q0814.md")),
    rule(ABSENT, "a recording that is not there", include_str!("../../docs/errors/Q0815.md")),
    rule(TWICE, "one recording for two texts, or two for one", include_str!("../../docs/errors/Q0816.md")),
    rule(SILENT, "a recording in which nothing is heard", include_str!("../../docs/errors/Q0817.md")),
    rule(PAUSE, "a recording with a long silence", include_str!("../../docs/errors/Q0818.md")),
    rule(CLIPPED, "a recording that is too loud for its format", include_str!("../../docs/errors/Q0819.md")),
    rule(LOUDNESS, "a recording that is softer or louder than the rest", include_str!("../../docs/errors/Q0820.md")),
    rule(
        DURATION,
        "a recording that is too short or too long for its text",
        include_str!("../../docs/errors/Q0821.md"),
    ),
    rule(PACE, "a recording that is spoken too slowly or too fast", include_str!("../../docs/errors/Q0822.md")),
    rule(FORMAT, "a recording in a format of less use", include_str!("../../docs/errors/Q0823.md")),
    rule(UNREADABLE, "a recording that cannot be read to its end", include_str!("../../docs/errors/Q0824.md")),
    rule(BOOK, "a record of sounds that cannot be read", include_str!("../../docs/errors/Q0825.md")),
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
