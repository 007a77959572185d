//! Whether an item is the same in every wording and mode: presence, codes and route.

use super::Resolver;
use crate::analysis::rules::q0605_unpooled_figure as unpooled;
use crate::model::{Cond, Mode, Pooling, Survey, Target, Var, VarId};
use crate::syntax::ast::Path;
use crate::text::Span;

/// What of an item can differ.
#[derive(Debug, PartialEq, Eq)]
struct Variant {
    asked: bool,
    route: Cond,
    /// Offered options with their conditions. The missing options of a whole survey are a matter of its modes, not of the item.
    options: Vec<(i64, Vec<Cond>)>,
}

impl Resolver<'_, '_, '_> {
    /// A figure that takes differing answers together must say so.
    pub(super) fn pooled_knowingly(
        &mut self,
        figure: (&str, Span),
        target: Target,
        path: &Path,
        pooling: &Pooling,
        including_missing: bool,
    ) {
        if *pooling == Pooling::Pooled {
            return;
        }
        let Some(survey) = self.survey(target.survey()) else { return };
        let found = vars(survey, target).into_iter().find_map(|id| {
            let var = survey.var(id)?;
            let differs = differs(survey, var, pooling, including_missing)?;
            Some(differs)
        });
        if let Some((words, by)) = found {
            self.sink.push(unpooled::error(figure.1, figure.0, &path.dotted(), &words, by));
        }
    }
}

fn vars(survey: &Survey, target: Target) -> Vec<VarId> {
    match target {
        Target::Item(item) | Target::Loop { item, .. } => vec![item.var],
        Target::Grid { grid, .. } => survey.grids.get(grid.index()).map_or(Vec::new(), |grid| grid.rows.clone()),
    }
}

/// The first difference that the pooling does not cover, in words, and the dimension that it lies in.
fn differs(survey: &Survey, var: &Var, pooling: &Pooling, missing: bool) -> Option<(String, &'static str)> {
    let at = |wording, mode| variant(survey, var, wording, mode, missing);
    let wordings = 0..survey.wordings.len();
    let first_mode = survey.modes.first().copied().unwrap_or(Mode::Web);
    if *pooling != Pooling::PerWording {
        for mode in &survey.modes {
            let reference = at(0, *mode);
            for wording in wordings.clone().skip(1) {
                if let Some(words) = difference(&reference, &at(wording, *mode)) {
                    let (wording, swapped) = named(survey, wording, reference.asked);
                    return Some((
                        format!("{words} `{}`", if swapped { wording } else { &survey.wordings.first()?.name }),
                        "wording",
                    ));
                }
            }
        }
    }
    if *pooling != Pooling::PerMode {
        for wording in wordings {
            let reference = at(wording, first_mode);
            for mode in survey.modes.iter().skip(1) {
                if let Some(words) = difference(&reference, &at(wording, *mode)) {
                    let name = if reference.asked { mode.name() } else { first_mode.name() };
                    return Some((format!("{words} `{name}`"), "mode"));
                }
            }
        }
    }
    None
}

/// The wording that the words speak of: the other one, unless the first is where it is not asked.
fn named(survey: &Survey, wording: usize, reference_asked: bool) -> (&str, bool) {
    (survey.wordings.get(wording).map_or("", |wording| wording.name.as_str()), reference_asked)
}

fn difference(reference: &Variant, other: &Variant) -> Option<&'static str> {
    match (reference.asked, other.asked) {
        (true, false) | (false, true) => Some("is not asked in"),
        (false, false) => None,
        (true, true) if reference.route != other.route => Some("has another route in"),
        (true, true) if reference.options != other.options => Some("has other options in"),
        (true, true) => None,
    }
}

fn variant(survey: &Survey, var: &Var, wording: usize, mode: Mode, missing: bool) -> Variant {
    let asked = survey.admits(&var.gates, wording, mode);
    let route = survey.route(&var.gates, wording, mode);
    let options =
        survey.options_of(var).iter().filter(|option| if missing { !option.survey_level } else { !option.missing });
    let offered = options.filter_map(|option| {
        let offers: Vec<_> = var.offers.iter().filter(|offer| offer.code == option.code).collect();
        let admitted = option.only.admits(wording, mode) && offers.iter().all(|o| o.only.admits(wording, mode));
        let whens = offers.iter().filter_map(|offer| offer.when.as_ref());
        admitted.then(|| (option.code, whens.map(|when| when.specialise(wording, mode)).collect()))
    });
    Variant { asked, route, options: offered.collect() }
}
