//! The PDF of a report, read back with poppler: tagged, whole, with the numbers of the document.

use super::page::{pictures, reports};
use crate::support::temp::TempDir;
use peil::emit::report::pdf;
use peil::report::{Content, Grid, Piece, Report, Run};
use std::fs;
use std::process::Command;

/// What a tool of poppler says of a document.
fn said(tool: &str, arguments: &[&str], bytes: &[u8]) -> String {
    let dir = TempDir::new();
    let file = dir.path().join("report.pdf");
    fs::write(&file, bytes).unwrap();
    let (before, after) = arguments.split_at(arguments.iter().position(|one| *one == "-").unwrap_or(arguments.len()));
    let output = Command::new(tool).args(before).arg(&file).args(after).output();
    let output = output.unwrap_or_else(|error| panic!("{tool} is missing: run scripts/setup ({error})"));
    assert!(output.status.success(), "{tool}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn text(bytes: &[u8]) -> String {
    let text = said("pdftotext", &["-layout", "-"], bytes);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn count(bytes: &[u8], what: &str) -> usize {
    bytes.windows(what.len()).filter(|window| *window == what.as_bytes()).count()
}

fn charts(pieces: &[Piece]) -> usize {
    let one = |piece: &Piece| match piece {
        Piece::Chapter(division) | Piece::Section(division) => charts(&division.pieces),
        Piece::Figure(figure) => usize::from(matches!(figure.content, Content::Chart { .. })),
        Piece::Table(_) | Piece::Text { .. } => 0,
    };
    pieces.iter().map(one).sum()
}

fn grids<'r>(pieces: &'r [Piece], all: &mut Vec<&'r Grid>) {
    for piece in pieces {
        match piece {
            Piece::Chapter(division) | Piece::Section(division) => grids(&division.pieces, all),
            Piece::Figure(figure) => {
                if let Content::Chart { table, .. } = &figure.content {
                    all.push(table);
                }
            }
            Piece::Table(table) => all.push(&table.grid),
            Piece::Text { .. } => {}
        }
    }
}

#[test]
fn documents_are_tagged_whole_and_the_same_twice() {
    let mut cells = 0;
    for (name, report) in reports().into_iter().filter(|(name, _)| name.contains("2023") || name.contains("published"))
    {
        let bytes = pdf(&report, &pictures()).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        let info = said("pdfinfo", &[], &bytes);
        let field = |field: &str| {
            let line = info.lines().find(|line| line.starts_with(&format!("{field}:")));
            line.map_or("", |line| line.split_once(':').unwrap().1.trim()).to_owned()
        };
        assert_eq!((field("Tagged").as_str(), field("Title")), ("yes", report.title.clone()), "{name}\n{info}");
        assert!(field("Page size").starts_with("595.") && field("CreationDate").is_empty(), "{info}");
        let meta = said("pdfinfo", &["-meta"], &bytes);
        let marked = meta.contains("<pdfuaid:part>1</pdfuaid:part>") && meta.contains("<rdf:li>nl</rdf:li>");
        assert!(marked, "{name}: {meta}");
        let (outline, alternatives) =
            (count(&bytes, "/Type/Outlines"), count(&bytes, "/Alt(") + count(&bytes, "/Alt<"));
        assert!(outline == 1 && alternatives >= charts(&report.pieces), "{name}: {outline} {alternatives}");
        let fonts = said("pdffonts", &[], &bytes);
        assert!(fonts.lines().count() > 3, "{fonts}");
        for font in fonts.lines().skip(2) {
            assert!(
                font.contains("Inter") && font.contains(" yes yes yes "),
                "embedded, a part, with its letters: {font}"
            );
        }
        let shown = text(&bytes);
        let mut all = Vec::new();
        grids(&report.pieces, &mut all);
        for row in all.iter().flat_map(|grid| &grid.rows) {
            // Numbers of a row stand on one line; words may break.
            let (words, numbers): (Vec<&String>, Vec<&String>) =
                row.cells.iter().skip(1).partition(|cell| cell.contains(char::is_alphabetic));
            let line = numbers.iter().flat_map(|cell| cell.split_whitespace()).collect::<Vec<_>>().join(" ");
            let found = shown.contains(&line) || !words.is_empty();
            assert!(found, "{name}: `{line}` of `{}` is not in the document", row.cells[0]);
            for cell in row.cells.iter().skip(1).flat_map(|cell| cell.split_whitespace()) {
                assert!(shown.contains(cell) || cell.chars().count() > 9, "{name}: `{cell}` is not in the document");
                cells += 1;
            }
        }
        assert_eq!(shown.contains("Niet verspreiden"), name.ends_with("published"), "{name}");
        assert_eq!(pdf(&report, &pictures()).unwrap(), bytes, "{name}: the same bytes");
    }
    assert!(cells > 500, "only {cells} cells were looked for");
}

#[test]
fn hostile_texts_are_texts() {
    let hostile = "#panic(1) $x^2$ *vet* _schuin_ \\ @ref <label> [a](b) ```c``` <script>alert(1)</script> \u{202E}om\u{202C} {{x}} \"q\"";
    let (_, mut report) = reports().remove(0);
    harm(&mut report, hostile);
    let bytes = pdf(&report, &pictures()).unwrap_or_else(|fault| panic!("{fault}"));
    let shown = text(&bytes);
    for piece in ["#panic(1)", "$x^2$", "\\ @ref", "<label>", "<script>alert(1)</script>", "{{x}}"] {
        assert!(shown.contains(piece), "`{piece}` is not shown as it was written");
    }
    report.title = "lang ".repeat(2_000);
    report.method.push("x".repeat(10_000));
    let bytes = pdf(&report, &pictures()).unwrap_or_else(|fault| panic!("{fault}"));
    let shown = text(&bytes);
    assert!(shown.matches("lang").count() >= 2_000 && shown.matches('x').count() >= 10_000, "nothing is cut");
}

/// Puts a text wherever an author, a unit file or a respondent could.
fn harm(report: &mut Report, hostile: &str) {
    report.title = hostile.to_owned();
    report.unit = hostile.to_owned();
    report.client = Some(hostile.to_owned());
    report.method.push(hostile.to_owned());
    report.front.header = Some(vec![Run::Value(hostile.to_owned())]);
    pieces(&mut report.pieces, hostile);
}

fn pieces(all: &mut [Piece], hostile: &str) {
    for piece in all {
        match piece {
            Piece::Chapter(division) | Piece::Section(division) => {
                division.title = hostile.to_owned();
                pieces(&mut division.pieces, hostile);
            }
            Piece::Figure(figure) => {
                figure.caption = hostile.to_owned();
                match &mut figure.content {
                    Content::Chart { chart, .. } => {
                        chart.bars.iter_mut().for_each(|bar| bar.label = hostile.to_owned());
                        chart.title = hostile.to_owned();
                    }
                    Content::Texts { texts } => texts.push(hostile.to_owned()),
                    Content::Hidden { .. } | Content::Picture { .. } => {}
                }
            }
            Piece::Table(table) => table.caption = hostile.to_owned(),
            Piece::Text { runs, .. } => runs.push(Run::Value(hostile.to_owned())),
        }
    }
}
