//! What a schema leaves out: data, so that a test (or whoever validates with the schema alone) can tell what may slip through.

use crate::eval::{Fault, FaultKind, pointer};
use crate::model::{PageId, SectionId, Survey};
use std::fmt;

/// Something that the evaluator decides and the schema does not.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Omission {
    /// Computed items are read as given.
    Computed,
    /// NFC, and white space beyond ASCII at the ends of texts.
    Texts,
    /// First and last day of a date, by path.
    DateRange(String),
    /// Rising order of an any-of with too many sets to list, by path.
    SetOrder(String),
    /// The route of an item compares answers or computes with them, by path.
    Route(String),
    /// The condition of an option does, by path of the item.
    Offer { item: String, option: String },
    /// The condition of a refusal does, by id.
    Refusal(String),
    /// Whether a stop ends the interview, by name.
    Stop(String),
    /// Which pages of a shuffled section were reached, unless the response is complete.
    ShuffledPages(SectionId, String),
}

impl Omission {
    /// Whether a fault may slip through because of this omission.
    #[must_use]
    pub fn explains(&self, survey: &Survey, fault: &Fault) -> bool {
        use FaultKind as F;
        let answer = |path: &str| fault.at == pointer("answers", path);
        match self {
            Self::Computed => fault.kind == F::ComputedDiffers,
            Self::Texts => matches!(fault.kind, F::NotNormal | F::Blank),
            Self::DateRange(path) => {
                matches!(fault.kind, F::BelowRange | F::AboveRange)
                    && (answer(path) || fault.at == pointer("fields", path))
            }
            Self::SetOrder(path) => fault.kind == F::Unsorted && (answer(path) || fault.at == pointer("fields", path)),
            Self::Route(path) => matches!(fault.kind, F::KeyAbsent | F::OffRoute | F::BeyondReached) && answer(path),
            Self::Offer { item, .. } => fault.kind == F::NotOffered && answer(item),
            Self::Refusal(id) => fault.kind == F::Refused && fault.detail == *id,
            Self::Stop(_) => matches!(fault.kind, F::BeyondReached | F::ReachedWrong | F::StatusWrong),
            Self::ShuffledPages(section, _) => {
                matches!(fault.kind, F::KeyAbsent | F::BeyondReached) && stands_in(survey, *section, &fault.at)
            }
        }
    }
}

/// Whether the item that a pointer leads to stands on a page of a section.
fn stands_in(survey: &Survey, section: SectionId, at: &str) -> bool {
    let on = |page: PageId| survey.page(page).is_some_and(|page| page.section == Some(section));
    let places = crate::eval::Places::new(survey);
    let path = at.strip_prefix("/answers/").unwrap_or_default();
    let place = places.find(path).and_then(|place| survey.var(place.var));
    place.and_then(|var| var.page).is_some_and(on)
}

/// For the manifest: where, and what may slip through there.
impl fmt::Display for Omission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let computes = "condition compares answers or computes with them";
        match self {
            Self::Computed => {
                f.write_str("computed: that computed items hold what the answers give; they are read as given")
            }
            Self::Texts => f.write_str("texts: that a text is in NFC and has no white space beyond ASCII at its ends"),
            Self::DateRange(path) => write!(f, "{path}: that a date lies between its first and last day"),
            Self::SetOrder(path) => write!(f, "{path}: that the codes of an any-of stand in rising order"),
            Self::Route(path) => write!(f, "{path}: its route; a {computes}"),
            Self::Offer { item, option } => write!(f, "{item}={option}: that it is offered; its {computes}"),
            Self::Refusal(id) => write!(f, "{id}: its {computes}"),
            Self::Stop(name) => write!(f, "{name}: whether this stop ends the interview"),
            Self::ShuffledPages(_, name) => {
                write!(f, "{name}: which of its shuffled pages were reached, unless the response is complete")
            }
        }
    }
}
