//! The numbers of the two published reports, from respondents who are CONSTRUCTED to have their marginals: who gave which
//! answer is invented, only the sums are those of the reports. Profile `published`, as the reports were.

use super::{plan_of, published, tables_of, unit};
use crate::support::real;
use peil::eval::{State, Value};
use peil::plan::Plan;
use peil::report::{Report, Tables, report};
use peil::tabulate::{Person, Respondent, Seen, tabulate};
use std::collections::BTreeMap;

/// How many of a group were approached, and the grades of those who answered, with one decimal.
struct Group {
    service: Option<i64>,
    net: usize,
    grades: Vec<i64>,
}

/// A survey of one unit: its groups, how many recommended it, and the answers on the three items of personal contact.
struct Crowd {
    groups: Vec<Group>,
    recommend: usize,
    contact: Vec<State>,
}

fn option(code: i64) -> State {
    State::Valid(Value::Option(code))
}

/// `counts` of "zeer tevreden" down to "zeer ontevreden", then "geen mening".
fn contact(counts: [usize; 5]) -> Vec<State> {
    let states = [option(4), option(3), option(2), option(1), State::Missing(9)];
    counts.iter().zip(states).flat_map(|(count, state)| vec![state; *count]).collect()
}

fn seen(state: State) -> Seen {
    Seen { state, offered: Vec::new() }
}

/// The crowd as microdata of a survey whose grades have `decimals`.
fn people(plan: &Plan, at: usize, name: &str, crowd: &Crowd) -> (Vec<Respondent>, Vec<Person>) {
    let survey = &plan.surveys[at];
    let decimals = survey.var("cijfer").unwrap().kind.decimals();
    let fields = |service: Option<i64>| {
        let unit = (survey.unit.clone(), State::Valid(Value::Text(name.to_owned())));
        service
            .map(|code| ("dienst".to_owned(), option(code)))
            .into_iter()
            .chain([unit])
            .collect::<BTreeMap<String, State>>()
    };
    let (mut answered, mut approached) = (Vec::new(), Vec::new());
    let mut contact = crowd.contact.iter();
    for group in &crowd.groups {
        approached.extend(
            (0..group.net).map(|_| Person { disposition: "approached".to_owned(), fields: fields(group.service) }),
        );
        for grade in &group.grades {
            let n = answered.len();
            let grade = if decimals == 0 { grade / 10 } else { *grade };
            let mut states = fields(group.service);
            states.insert("cijfer".to_owned(), State::Valid(Value::Number(grade)));
            states.insert("aangeraden".to_owned(), option(if n < crowd.recommend { 1 } else { 2 }));
            for item in ["houding", "informatie", "aandacht"] {
                if let Some(state) = contact.next() {
                    states.insert(format!("persoonlijk.{item}"), state.clone());
                }
            }
            let seen = states.into_iter().map(|(path, state)| (path, seen(state))).collect();
            answered.push(Respondent {
                id: format!("{at}.{n}"),
                wording: "regulier".to_owned(),
                mode: "web".to_owned(),
                usable: true,
                seen,
            });
        }
    }
    (answered, approached)
}

fn made(plan: &Plan, name: &str, crowds: &[Crowd]) -> Report {
    let both: Vec<_> = crowds.iter().enumerate().map(|(at, crowd)| people(plan, at, name, crowd)).collect();
    let (respondents, sample): (Vec<_>, Vec<_>) = both.into_iter().unzip();
    report(plan, &Tables::new(&tabulate(plan, &respondents, &sample)), &unit(name))
}

/// The rows of the response table, without the headings.
fn results(report: &Report) -> Vec<Vec<String>> {
    let table = tables_of(report).into_iter().find(|table| table.name == "resultaten").unwrap();
    table.grid.rows.iter().filter(|row| !row.heading).map(|row| row.cells.clone()).collect()
}

fn split(report: &Report) -> Vec<String> {
    report.cover.split.as_ref().unwrap().table.rows.iter().map(|row| row.cells[1].clone()).collect()
}

fn nobody() -> Crowd {
    Crowd { groups: Vec::new(), recommend: 0, contact: Vec::new() }
}

fn workaut(grades: Vec<i64>) -> Report {
    let outcome = real::project();
    let plan = published(&plan_of(&outcome, "keurmerk_2023"));
    let clients = Crowd {
        groups: vec![Group { service: Some(10), net: 16, grades }],
        recommend: 7,
        contact: contact([24, 6, 3, 0, 0]),
    };
    made(&plan, "WorkAut", &[clients, nobody()])
}

/// Eleven grades with the sum 91.
fn grades() -> Vec<i64> {
    [vec![90; 4], vec![80; 6], vec![70]].concat()
}

#[test]
fn the_numbers_of_workaut() {
    let report = workaut(grades());
    let row = |label: &str| [label, "16", "11", "68,8", "8,3", "ja"].map(str::to_owned).to_vec();
    assert_eq!(results(&report), [row("Sociale activering en participatie"), row("Totaal")]);
    assert_eq!(report.cover.grade.as_ref().unwrap().value, "8,3");
    assert_eq!(split(&report)[..3], ["73%", "18%", "9%"]);
    let text = serde_json::to_string(&report.pieces).unwrap();
    assert!(text.contains("\"63,6\""), "the promoter score");
    assert!(text.contains("\"68,8%\""), "the rate in the text");
    assert!(!text.contains("inburgeraar"), "nobody of them was approached");
    assert!(report.banner.is_some(), "the profile is named");
}

#[test]
fn one_grade_changes_the_report() {
    let mut other = grades();
    other[0] = 10;
    assert_eq!(results(&workaut(other)).last().unwrap()[4], "7,5", "83 by 11");
}

#[test]
fn the_numbers_of_tweede_spoor() {
    let outcome = real::project();
    let plan = published(&plan_of(&outcome, "keurmerk_2020"));
    let group = |service, net, grades: Vec<i64>| Group { service: Some(service), net, grades };
    let clients = Crowd {
        groups: vec![
            group(3, 14, vec![80, 80, 70]),
            group(7, 21, [vec![80; 4], vec![70; 3], vec![60]].concat()),
            group(8, 149, [vec![80; 29], vec![70; 15]].concat()),
        ],
        recommend: 13,
        contact: contact([107, 43, 6, 6, 3]),
    };
    let principals = Crowd {
        groups: vec![Group { service: None, net: 133, grades: vec![73; 27] }],
        recommend: 0,
        contact: Vec::new(),
    };
    let report = made(&plan, "2de Spoor", &[clients, principals]);
    let expected = [
        ["Diagnose, onderzoek en loopbaanoriëntatie", "14", "3", "21,4", "7,7", "nee"],
        ["Outplacement", "21", "8", "38,1", "7,4", "ja"],
        ["Toeleiden van werk naar werk (eerste en tweede spoor)", "149", "44", "29,5", "7,7", "ja"],
        ["Totaal", "184", "55", "29,9", "7,6", "ja"],
        ["Totaal opdrachtgevers", "133", "27", "20,3", "7,3", "ja"],
    ];
    assert_eq!(results(&report), expected.map(|row| row.map(str::to_owned).to_vec()));
    assert_eq!(report.cover.grade.as_ref().unwrap().value, "7,6");
    assert_eq!(split(&report), ["65%", "26%", "4%", "4%", "2%"], "each rounded by itself: 101 together (E46)");
    assert!(report.cover.split.as_ref().unwrap().remarks.iter().any(|remark| remark.contains("afronding")));
    let text = serde_json::to_string(&report.pieces).unwrap();
    for number in ["\"23,6\"", "\"29,9%\"", "\"20,3%\""] {
        assert!(text.contains(number), "{number}");
    }
}
