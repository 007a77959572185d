//! The page of a report: valid, self-contained, resolved.

use super::{CROWDS, plan_of, published, relations, unit};
use crate::browser::node;
use crate::support::oracle::html_faults;
use crate::support::real;
use crate::support::temp::TempDir;
use peil::emit::report::{Pictures, html};
use peil::report::{Content, Piece, Report, Tables, report};
use serde_json::json;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

pub(super) fn pictures() -> Pictures {
    let path = "report-specs/figures/uitnodiging.svg";
    let bytes = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    [(path.to_owned(), bytes)].into_iter().collect()
}

/// Some reports of both specs, in both profiles, with a name each.
pub(super) fn reports() -> Vec<(String, Report)> {
    let outcome = real::project();
    let mut all = Vec::new();
    for name in ["keurmerk_2020", "keurmerk_2023"] {
        let plan = plan_of(&outcome, name);
        let tables = Tables::new(&relations(&outcome, &plan, &CROWDS, 1));
        for id in ["Groot", "Klein", "Leeg"] {
            all.push((format!("{name}-{id}-safe"), report(&plan, &tables, &unit(id))));
        }
        all.push((format!("{name}-Groot-published"), report(&published(&plan), &tables, &unit("Groot"))));
    }
    all
}

/// The text of a page without its tags and its style.
fn read(html: &str) -> String {
    let (head, rest) = html.split_once("<style>").unwrap();
    let (_, body) = rest.split_once("</style>").unwrap();
    let page = format!("{head}{body}");
    page.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| format!("{text} ")).collect()
}

fn values<'h>(html: &'h str, attribute: &str) -> Vec<&'h str> {
    html.split(&format!(" {attribute}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn pages_are_valid_and_whole() {
    let dir = TempDir::new();
    for (name, report) in reports() {
        let page = html(&report, &pictures()).unwrap();
        let text = read(&page);
        for never in ["{", "}", "NaN", "undefined", "Infinity", "ontbreekt", "niet in dit rapport", "figuur  ", "None"]
        {
            assert!(!text.contains(never), "{name}: `{never}`");
        }
        assert!(!page.contains("<script"), "{name}");
        assert_eq!(page.matches("http://").count(), page.matches("http://www.w3.org/2000/svg").count(), "{name}");
        let ids = values(&page, "id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{name}: an id stands twice");
        for link in values(&page, "href") {
            assert!(unique.contains(link.trim_start_matches('#')), "{name}: {link} leads nowhere");
        }
        assert_eq!(page.contains("Niet verspreiden"), name.ends_with("published"));
        dir.put(&format!("{name}.html"), &page);
    }
    assert_eq!(html_faults(dir.path()), Vec::<String>::new());
}

/// Every label of a chart becomes one of these.
const LONG: [&str; 3] = [
    "Toeleiden van werk naar werk (eerste en tweede spoor), inclusief begeleiding",
    "Arbeidsongeschiktheidsverzekeringsuitkeringsgerechtigdenbegeleiding",
    "Ja, helemaal mee eens, want de dienstverlener hield zich aan alle afspraken die wij samen hadden gemaakt",
];

fn lengthen(pieces: &mut [Piece]) {
    for piece in pieces {
        match piece {
            Piece::Chapter(division) | Piece::Section(division) => lengthen(&mut division.pieces),
            Piece::Figure(figure) => {
                if let Content::Chart { chart, .. } = &mut figure.content {
                    let labels = chart.bars.iter_mut().map(|bar| &mut bar.label);
                    let all = labels.chain(chart.legend.iter_mut().map(|tone| &mut tone.label));
                    all.zip(LONG.iter().cycle()).for_each(|(label, long)| *label = (*long).to_owned());
                }
            }
            Piece::Text { .. } | Piece::Table(_) => {}
        }
    }
}

#[test]
fn pages_pass_axe_and_no_text_of_a_chart_is_cut() {
    let dir = TempDir::new();
    let mut paths = Vec::new();
    for (name, mut report) in reports() {
        dir.put(&format!("{name}.html"), html(&report, &pictures()).unwrap());
        lengthen(&mut report.pieces);
        dir.put(&format!("{name}-long.html"), html(&report, &pictures()).unwrap());
        paths.extend([format!("{name}.html"), format!("{name}-long.html")]);
    }
    let answer = node("reports.mjs", &json!({ "folder": dir.path(), "paths": paths }));
    assert_eq!(answer["findings"], json!([]), "{answer:#}");
    assert!(answer["texts"].as_u64().unwrap() > 2_000, "{}", answer["texts"]);
}
