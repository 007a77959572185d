//! The base of an item and of an option: who was asked, and who could choose it, in Dutch.

use crate::model::{Cond, Kind, LoopOver, Mode, Role, Survey, Var, VarId};
use crate::phrase::{
    Style, askable, condition_in_words, label, list_in_words, mode_in_words, offered, option_route, plain, whole_route,
};
use std::collections::BTreeSet;

/// The most items that a computed item is said to come from by name.
const MOST_INPUTS: usize = 6;

const NOBODY: &str = "Niet gesteld";

/// Who was asked, per variant where it differs; where a field and a computed item come from.
pub(super) fn base(survey: &Survey, var: &Var) -> String {
    let said = per_variant(survey, |wording, mode| match &var.role {
        Role::Field { .. } => "Uit de steekproef".to_owned(),
        Role::Computed(formula) => computed(survey, var, &formula.reads(), wording, mode),
        Role::Specify { of, code } => specified(survey, *of, *code, wording, mode),
        Role::Question | Role::Row { .. } => asked(survey, var, wording, mode),
    });
    match each(survey, var) {
        Some(each) if said == EVERYONE && is_over_chosen(survey, var) => format!("Voor {each}"),
        Some(each) => format!("{said}; voor {each}"),
        None => said,
    }
}

const EVERYONE: &str = "Aan iedereen";

fn asked(survey: &Survey, var: &Var, wording: usize, mode: Mode) -> String {
    if !askable(survey, var, wording, mode) {
        return NOBODY.to_owned();
    }
    match whole_route(survey, var, wording, mode) {
        Cond::Const(_) => EVERYONE.to_owned(),
        cond => of_those(survey, &cond, wording, mode),
    }
}

fn of_those(survey: &Survey, cond: &Cond, wording: usize, mode: Mode) -> String {
    format!("Aan respondenten die {}", condition_in_words(survey, cond, wording, mode, Style::Base))
}

/// Whoever chose the option; what its item asks for holds then as well.
fn specified(survey: &Survey, of: VarId, code: i64, wording: usize, mode: Mode) -> String {
    let Some(item) = survey.var(of) else { return NOBODY.to_owned() };
    let can_choose =
        askable(survey, item, wording, mode) && offered(survey, item, wording, mode).any(|option| option.code == code);
    if !can_choose {
        return NOBODY.to_owned();
    }
    let codes = vec![code];
    let chosen = match item.kind {
        Kind::AnyOf { .. } => Cond::Has { var: of, codes },
        Kind::OneOf { .. } | Kind::Number { .. } | Kind::Text { .. } | Kind::Date { .. } => Cond::Is { var: of, codes },
    };
    of_those(survey, &chosen, wording, mode)
}

fn computed(survey: &Survey, var: &Var, reads: &BTreeSet<VarId>, wording: usize, mode: Mode) -> String {
    let mut names: Vec<String> =
        reads.iter().take(MOST_INPUTS).map(|read| format!("‘{}’", label(survey, *read, wording, mode))).collect();
    if let more @ 1.. = reads.len().saturating_sub(MOST_INPUTS) {
        names.push(format!("{more} andere"));
    }
    let from =
        if names.is_empty() { "Berekend".to_owned() } else { format!("Berekend uit {}", list_in_words(&names, "en")) };
    match survey.route(&var.gates, wording, mode) {
        Cond::Const(true) => from,
        Cond::Const(false) => "Niet berekend".to_owned(),
        cond => {
            format!("{from}, bij respondenten die {}", condition_in_words(survey, &cond, wording, mode, Style::Base))
        }
    }
}

/// Who of those that are asked is offered an option; empty where all are.
pub(super) fn offer(survey: &Survey, var: &Var, code: i64) -> String {
    let variants = survey.variants().filter(|(wording, mode)| askable(survey, var, *wording, *mode));
    let (with, without): (Vec<_>, Vec<_>) = variants.partition(|(wording, mode)| {
        offered(survey, var, *wording, *mode).any(|option| option.code == code)
            && option_route(survey, var, code, *wording, *mode) != Cond::Const(false)
    });
    if with.is_empty() {
        return "nergens".to_owned();
    }
    let said = grouped(&with, |wording, mode| match option_route(survey, var, code, wording, mode) {
        Cond::Const(_) => String::new(),
        cond => {
            format!("alleen respondenten die {}", condition_in_words(survey, &cond, wording, mode, Style::Base))
        }
    });
    match said.as_slice() {
        [(limit, _)] if without.is_empty() => limit.clone(),
        parts => {
            let part = |(limit, of): &(String, Vec<(usize, Mode)>)| {
                let limit = if limit.is_empty() { String::new() } else { format!(" {limit}") };
                format!("{}{limit}", variants_in_words(survey, of))
            };
            let parts: Vec<String> = parts.iter().map(part).collect();
            format!("{}{}", if without.is_empty() { "" } else { "alleen " }, parts.join("; "))
        }
    }
}

type Grouped = Vec<(String, Vec<(usize, Mode)>)>;

/// Variants of which the same is said.
fn grouped(variants: &[(usize, Mode)], say: impl Fn(usize, Mode) -> String) -> Grouped {
    let mut groups: Grouped = Vec::new();
    for variant in variants {
        let said = say(variant.0, variant.1);
        match groups.iter_mut().find(|(words, _)| *words == said) {
            Some((_, of)) => of.push(*variant),
            None => groups.push((said, vec![*variant])),
        }
    }
    groups
}

fn per_variant(survey: &Survey, say: impl Fn(usize, Mode) -> String) -> String {
    match grouped(&survey.variants().collect::<Vec<_>>(), say).as_slice() {
        [(only, _)] => only.clone(),
        many => {
            let one = |(said, of): &(String, Vec<(usize, Mode)>)| format!("{}: {said}", variants_in_words(survey, of));
            many.iter().map(one).collect::<Vec<_>>().join("; ")
        }
    }
}

/// The names of wordings, with the modes where these are not all; the modes alone where every wording has the same.
fn variants_in_words(survey: &Survey, variants: &[(usize, Mode)]) -> String {
    let modes = |wording: usize| -> Vec<&'static str> {
        variants.iter().filter(|(of, _)| *of == wording).map(|(_, mode)| mode_in_words(*mode)).collect()
    };
    let all: Vec<Vec<&str>> = (0..survey.wordings.len()).map(modes).collect();
    if let Some(first) = all.first().filter(|first| all.iter().all(|modes| modes == *first))
        && first.len() < survey.modes.len()
    {
        return first.join(", ");
    }
    let named = survey.wordings.iter().zip(&all).filter(|(_, modes)| !modes.is_empty()).map(|(wording, modes)| {
        if modes.len() == survey.modes.len() {
            wording.name.clone()
        } else {
            format!("{} ({})", wording.name, modes.join(", "))
        }
    });
    named.collect::<Vec<_>>().join(", ")
}

fn over(survey: &Survey, var: &Var) -> Option<LoopOver> {
    Some(survey.loops.get(var.in_loop?.index())?.over)
}

fn is_over_chosen(survey: &Survey, var: &Var) -> bool {
    matches!(over(survey, var), Some(LoopOver::Chosen { .. }))
}

/// What an item of a loop is asked for each of.
fn each(survey: &Survey, var: &Var) -> Option<String> {
    let mode = survey.modes.first().copied()?;
    Some(match over(survey, var)? {
        LoopOver::Chosen { var, .. } => {
            format!("elk antwoord dat bij ‘{}’ is gekozen", label(survey, var, 0, mode))
        }
        LoopOver::List(list) => {
            let names: Vec<String> =
                survey.list(list)?.options.iter().map(|option| plain(survey, &option.label, 0, mode)).collect();
            format!("elk van: {}", names.join(", "))
        }
    })
}
