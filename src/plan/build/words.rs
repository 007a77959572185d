//! Bases in Dutch: who was counted, who was left out, and who never had the question.

use crate::model::{Cond, GateId, Mode, Survey, VarId};
use crate::phrase::{Style, condition_in_words, list_in_words, option_label};

/// What a base is about.
pub(super) struct Asked<'a> {
    pub(super) survey: &'a Survey,
    /// The items that are counted; several are the rows of a grid.
    pub(super) vars: &'a [VarId],
    /// Gates that all of them share.
    pub(super) gates: &'a [GateId],
    pub(super) filter: Option<&'a Cond>,
    pub(super) including_missing: bool,
    pub(super) in_loop: bool,
}

/// One or more sentences, without "Basis:".
pub(super) fn base(asked: &Asked<'_>) -> String {
    let sentences = [who(asked), missing(asked), never_asked(asked)];
    sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Wordings and modes in which the items are asked at all.
fn variants(asked: &Asked<'_>) -> Vec<(usize, Mode)> {
    asked.survey.variants().filter(|(wording, mode)| asked.survey.admits(asked.gates, *wording, *mode)).collect()
}

fn who(asked: &Asked<'_>) -> Option<String> {
    let variants = variants(asked);
    let route = |(wording, mode): &(usize, Mode)| asked.survey.route(asked.gates, *wording, *mode);
    let mut groups: Vec<(Cond, Vec<(usize, Mode)>)> = Vec::new();
    for variant in &variants {
        let cond = route(variant);
        match groups.iter_mut().find(|(known, _)| *known == cond) {
            Some((_, members)) => members.push(*variant),
            None => groups.push((cond, vec![*variant])),
        }
    }
    let sentence = |(cond, members): &(Cond, Vec<(usize, Mode)>), named: bool| {
        let at = members.first().copied().unwrap_or((0, Mode::Web));
        let conditions = [Some(cond), asked.filter].into_iter().flatten().filter(|cond| **cond != Cond::Const(true));
        let clauses: Vec<String> = conditions.map(|cond| clause(asked.survey, cond, at)).collect();
        let place = if named { format!("{}: r", scope(asked.survey, members)) } else { "R".to_owned() };
        format!("{place}espondenten met een bruikbare vragenlijst{}.", limits(clauses, answered(asked)))
    };
    let several = groups.len() > 1;
    let sentences: Vec<String> = groups.iter().map(|group| sentence(group, several)).collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// " die … en deze vraag hebben beantwoord, en van wie …": what respondents did, then what is known of them.
fn limits(clauses: Vec<String>, answered: Option<&str>) -> String {
    let (known, mut did): (Vec<String>, Vec<String>) = clauses.into_iter().partition(|clause| clause.starts_with('‘'));
    did.extend(answered.map(str::to_owned));
    let (did, known) = (list_in_words(&did, "en"), list_in_words(&known, "en"));
    match (did.is_empty(), known.is_empty()) {
        (true, true) => String::new(),
        (false, true) => format!(" die {did}"),
        (true, false) => format!(" van wie {known}"),
        (false, false) => format!(" die {did} en van wie {known}"),
    }
}

/// None where no item is counted.
fn answered(asked: &Asked<'_>) -> Option<&'static str> {
    match (asked.in_loop, asked.vars.len()) {
        (_, 0) => None,
        (true, _) => Some("deze vraag hebben beantwoord, elke keer apart geteld"),
        (false, 1) => Some("deze vraag hebben beantwoord"),
        (false, _) => Some("het onderdeel hebben beantwoord"),
    }
}

fn clause(survey: &Survey, cond: &Cond, (wording, mode): (usize, Mode)) -> String {
    condition_in_words(survey, &cond.specialise(wording, mode), wording, mode, Style::Base)
}

/// "Eenvoudige vragenlijst", "Reguliere vragenlijst per telefoon".
fn scope(survey: &Survey, members: &[(usize, Mode)]) -> String {
    let mut names: Vec<String> = Vec::new();
    for (index, wording) in survey.wordings.iter().enumerate() {
        let modes: Vec<Mode> = members.iter().filter(|(w, _)| *w == index).map(|(_, mode)| *mode).collect();
        match modes.len() {
            0 => {}
            n if n == survey.modes.len() => names.push(wording.label.clone()),
            _ => {
                let modes: Vec<String> = modes.iter().map(|mode| mode_in_words(*mode).to_owned()).collect();
                names.push(format!("{} {}", wording.label, list_in_words(&modes, "en")));
            }
        }
    }
    list_in_words(&names, "en")
}

fn mode_in_words(mode: Mode) -> &'static str {
    match mode {
        Mode::Web => "op internet",
        Mode::Phone => "per telefoon",
        Mode::Paper => "op papier",
    }
}

/// The missing options, and whether they count.
fn missing(asked: &Asked<'_>) -> Option<String> {
    let var = *asked.vars.first()?;
    let options = asked.survey.options_of(asked.survey.var(var)?).iter().filter(|option| option.missing);
    let mode = asked.survey.modes.first().copied().unwrap_or(Mode::Web);
    let labels: Vec<String> =
        options.map(|option| format!("‘{}’", option_label(asked.survey, var, option.code, 0, mode))).collect();
    let (one, treatment) = (labels.len() == 1, asked.including_missing);
    let verb = match (one, treatment) {
        (true, true) => "telt mee",
        (false, true) => "tellen mee",
        (true, false) => "telt niet mee",
        (false, false) => "tellen niet mee",
    };
    (!labels.is_empty()).then(|| format!("{} {verb}.", list_in_words(&labels, "en")))
}

/// Wordings and modes that never had the question.
fn never_asked(asked: &Asked<'_>) -> Option<String> {
    let with = variants(asked);
    let without: Vec<(usize, Mode)> = asked.survey.variants().filter(|variant| !with.contains(variant)).collect();
    (!without.is_empty() && !with.is_empty()).then(|| format!("Niet gevraagd: {}.", scope(asked.survey, &without)))
}

#[cfg(test)]
mod tests {
    use super::limits;

    #[test]
    fn what_they_did_and_what_is_known_of_them() {
        let said = |clauses: &[&str], answered| limits(clauses.iter().map(|c| (*c).to_owned()).collect(), answered);
        assert_eq!(said(&[], None), "");
        assert_eq!(said(&[], Some("a hebben beantwoord")), " die a hebben beantwoord");
        assert_eq!(said(&["‘Dienst’ ‘X’ is"], None), " van wie ‘Dienst’ ‘X’ is");
        assert_eq!(
            said(&["bij ‘Klacht’ ‘Ja’ hebben ingevuld", "‘Dienst’ ‘X’ is"], Some("a hebben beantwoord")),
            " die bij ‘Klacht’ ‘Ja’ hebben ingevuld en a hebben beantwoord en van wie ‘Dienst’ ‘X’ is"
        );
    }
}
