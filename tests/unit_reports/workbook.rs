//! The workbook of a report: read with openpyxl it carries the numbers of the page, and no formula.

use super::page::{pictures, reports};
use super::{figures_of, walk};
use crate::support::oracle::carried;
use crate::support::temp::TempDir;
use peil::emit::report::{html, workbook};
use peil::report::{Content, Piece, Report};
use serde_json::Value;
use std::collections::BTreeSet;

fn read(dir: &TempDir, report: &Report) -> Value {
    dir.put("book.xlsx", workbook(report).unwrap());
    carried(&html(report, &pictures()).unwrap(), &dir.path().join("book.xlsx"))
}

#[test]
fn page_and_workbook_carry_the_same_numbers() {
    let dir = TempDir::new();
    let mut cells = 0;
    for (name, report) in reports() {
        let found = read(&dir, &report);
        let mut page = found["html"].as_object().unwrap().clone();
        for figure in figures_of(&report).iter().filter(|one| matches!(one.content, Content::Picture { .. })) {
            assert!(page.remove(&format!("{} {}", figure.label, figure.caption)).is_some(), "{name}");
        }
        let book = found["xlsx"].as_object().unwrap();
        let names = |tables: &serde_json::Map<String, Value>| tables.keys().cloned().collect::<BTreeSet<_>>();
        assert_eq!(names(&page), names(book), "{name}");
        for (table, carried) in &page {
            assert_eq!(carried, &book[table], "{name}: {table}");
            cells += carried["rows"].as_array().unwrap().iter().map(|row| row.as_array().unwrap().len()).sum::<usize>();
        }
        assert_eq!(found["formulas"].as_array().unwrap().len(), 0, "{name}");
        let (card, pairs) = (found["card"].to_string(), found["pairs"].to_string());
        let grade = report.cover.grade.as_ref().unwrap();
        let bounds = grade.interval.iter().flat_map(|interval| interval.split('–'));
        let of_grade = [Some(&grade.value), grade.n.as_ref(), grade.benchmark.as_ref().map(|(_, value)| value)];
        for number in of_grade.into_iter().flatten().map(String::as_str).chain(bounds) {
            assert!(
                card.contains(number) && pairs.contains(&format!("\"{number}\"")),
                "{name}: {number}: {card} {pairs}"
            );
        }
    }
    assert!(cells > 4_000, "{cells}");
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let (_, report) = reports().remove(0);
    assert_eq!(workbook(&report).unwrap(), workbook(&report).unwrap());
}

#[test]
fn what_is_written_by_respondents_is_never_a_formula() {
    let (_, mut report) = reports().remove(0);
    let nasty = ["=1+1", "+31 6 12345678", "-2", "@SUM(A1)", "=cmd|' /C calc'!A0", "\u{1}\u{7}", "12", "1,5%", "<b>&"];
    let long = "=€😀".repeat(300_000);
    let mut texts = nasty.map(str::to_owned).to_vec();
    texts.push(long);
    fn first(pieces: &mut [Piece], texts: &[String]) -> bool {
        pieces.iter_mut().any(|piece| match piece {
            Piece::Figure(figure) => {
                figure.content = Content::Texts { texts: texts.to_vec() };
                figure.caption = "=2+2".to_owned();
                true
            }
            Piece::Chapter(division) | Piece::Section(division) => first(&mut division.pieces, texts),
            Piece::Text { .. } | Piece::Table(_) => false,
        })
    }
    assert!(first(&mut report.pieces, &texts));
    let mut figures = 0;
    walk(&report.pieces, &mut |piece| figures += usize::from(matches!(piece, Piece::Figure(_))));
    let dir = TempDir::new();
    let found = read(&dir, &report);
    assert_eq!(found["formulas"].as_array().unwrap().len(), 0, "{}", found["formulas"]);
    let texts: BTreeSet<&str> = found["texts"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    for text in ["=1+1", "+31 6 12345678", "-2", "@SUM(A1)", "=cmd|' /C calc'!A0", "12", "1,5%", "<b>&"] {
        assert!(texts.contains(text), "{text} stays text");
    }
    assert!(texts.iter().any(|text| text.starts_with("=€😀") && text.ends_with("toont alles)")), "cut, and says so");
    assert!(figures > 20);
}
