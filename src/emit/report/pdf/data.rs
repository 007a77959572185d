//! What the template reads, as one JSON document: texts as they are, prose in blocks, charts as marks, colours.

use super::super::colour::{self, Colour};
use super::super::drawing::Drawing;
use super::super::letters::width;
use super::super::{Pictures, charts, known, map};
use super::prose::{Block, blocks};
use super::readable::{self, NO_SHAPE};
use crate::report::{Chart, Content, Division, Figure, Front, Grid, GridRow, Piece, Report, Run, Table};
use crate::text::Picture;
use serde::Serialize;
use std::collections::BTreeSet;

/// Pixels of a drawing from edge to edge of the text.
const ACROSS: i64 = 720;
/// Size of the letters of tables, in such pixels.
const CELL: i64 = 13;
/// Pixels that a page has room for below a heading.
const PAGE: i64 = 940;
/// Letters of a running header.
const RUNNING: usize = 110;

#[derive(Debug, Serialize)]
struct Data<'r> {
    report: &'r Report,
    accent: Colour,
    wash: Colour,
    ink: Colour,
    quiet: Colour,
    logo: Option<Image>,
    map: Option<Drawing>,
    split: Option<ChartData>,
    front: FrontData<'r>,
    running: String,
    pieces: Vec<Shown<'r>>,
    notes: Vec<String>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Shown<'r> {
    Heading { level: usize, number: &'r str, title: &'r str, anchor: &'r str },
    Text { blocks: Vec<Block> },
    Figure { figure: &'r Figure, shown: FigureData, together: bool },
    Table { table: &'r Table, shown: TableData, together: bool },
}

#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum FigureData {
    Chart(ChartData),
    Image(Image),
    /// A sentence, or what people wrote: both stand in the figure itself.
    Words,
}

#[derive(Debug, Serialize)]
struct ChartData {
    drawing: Drawing,
    /// Title and description in one.
    alt: String,
    table: TableData,
}

#[derive(Debug, Serialize)]
struct Image {
    /// As the world of the template knows it.
    name: String,
    alt: String,
}

/// A table with the widths of its columns in pixels; the first has the rest.
#[derive(Debug, Serialize)]
struct TableData {
    head: Vec<String>,
    rows: Vec<GridRow>,
    widths: Vec<i64>,
    /// Columns of words, set left.
    words: Vec<bool>,
}

#[derive(Debug, Serialize)]
struct FrontData<'r> {
    status: Vec<Block>,
    disclaimers: Vec<(&'r str, Vec<Block>)>,
    contact: Vec<Block>,
}

/// The data of a report, and its pictures by the names in them.
pub(super) fn of(report: &Report, pictures: &Pictures) -> (String, Vec<(String, Vec<u8>)>) {
    let accent = colour::accent(report.accent.as_deref());
    let mut maker = Maker { pictures, accent, drawn: Vec::new(), anchors: BTreeSet::new() };
    maker.see(&report.pieces);
    let mut pieces = Vec::new();
    maker.flatten(&report.pieces, &mut pieces);
    let client = report.client.as_deref().unwrap_or("de opdrachtgever");
    let data = Data {
        report,
        accent,
        wash: colour::wash(accent),
        ink: colour::INK,
        quiet: colour::QUIET,
        logo: report.logo.as_ref().and_then(|path| maker.image(path, &format!("Logo van {client}"))),
        map: map::map(&report.cover.provinces, accent),
        split: report.cover.split.as_ref().map(|split| maker.chart(&split.chart, &split.table)),
        front: maker.front(&report.front),
        running: running(report),
        pieces,
        notes: Vec::new(),
    };
    let mut value = serde_json::to_value(&data).unwrap_or_default();
    if readable::make(&mut value) {
        let note = format!("{NO_SHAPE} staat voor een teken dat het lettertype van dit document niet heeft.");
        if let Some(notes) = value.get_mut("notes") {
            *notes = vec![note].into();
        }
    }
    (value.to_string(), maker.drawn)
}

/// What stands over every page.
fn running(report: &Report) -> String {
    let said = |run: &Run| match run {
        Run::Text(text) | Run::Value(text) | Run::Link { label: text, .. } => text.clone(),
    };
    let header = report.front.header.as_ref().map(|runs| runs.iter().map(said).collect::<String>());
    let whole = header.unwrap_or_else(|| report.title.clone());
    if whole.chars().count() <= RUNNING {
        return whole;
    }
    let cut: String = whole.chars().take(RUNNING).collect();
    format!("{}…", cut.trim_end())
}

struct Maker<'p> {
    pictures: &'p Pictures,
    accent: Colour,
    drawn: Vec<(String, Vec<u8>)>,
    /// Places that a link can lead to.
    anchors: BTreeSet<String>,
}

impl Maker<'_> {
    fn see(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Chapter(division) | Piece::Section(division) => {
                    self.anchors.insert(division.anchor.clone());
                    self.see(&division.pieces);
                }
                Piece::Figure(figure) => _ = self.anchors.insert(figure.anchor.clone()),
                Piece::Table(table) => _ = self.anchors.insert(table.anchor.clone()),
                Piece::Text { .. } => {}
            }
        }
    }

    fn flatten<'r>(&mut self, pieces: &'r [Piece], out: &mut Vec<Shown<'r>>) {
        for piece in pieces {
            match piece {
                Piece::Chapter(Division { number, title, anchor, pieces })
                | Piece::Section(Division { number, title, anchor, pieces }) => {
                    let level = number.split('.').count().min(6);
                    out.push(Shown::Heading { level, number, title, anchor });
                    self.flatten(pieces, out);
                }
                Piece::Text { markdown, runs } => out.push(Shown::Text { blocks: self.prose(runs, *markdown) }),
                Piece::Figure(figure) => {
                    let shown = self.figure(figure);
                    let together = shown.height(figure) <= PAGE;
                    out.push(Shown::Figure { figure, shown, together });
                }
                Piece::Table(table) => {
                    let shown = TableData::of(&table.grid);
                    let together = shown.height() <= PAGE / 2;
                    out.push(Shown::Table { table, shown, together });
                }
            }
        }
    }

    fn figure(&mut self, figure: &Figure) -> FigureData {
        match &figure.content {
            Content::Chart { chart, table } => FigureData::Chart(self.chart(chart, table)),
            Content::Picture { path } => self.image(path, &figure.caption).map_or(FigureData::Words, FigureData::Image),
            Content::Hidden { .. } | Content::Texts { .. } => FigureData::Words,
        }
    }

    fn chart(&self, chart: &Chart, table: &Grid) -> ChartData {
        let drawing = charts::chart(chart, self.accent);
        let alt = format!("{}. {}", drawing.title.trim_end_matches('.'), drawing.description);
        ChartData { drawing, alt, table: TableData::of(table) }
    }

    /// A picture under a name of its own; one that is not there or cannot be shown is none.
    fn image(&mut self, path: &str, otherwise: &str) -> Option<Image> {
        let picture = known(self.pictures, path)?;
        let (ending, bytes) = match picture {
            Picture::Svg(svg) => ("svg", svg.as_bytes()),
            Picture::Png(png) => ("png", png),
        };
        let name = format!("picture-{}.{ending}", self.drawn.len());
        self.drawn.push((name.clone(), bytes.to_vec()));
        Some(Image { name, alt: picture.said().unwrap_or_else(|| otherwise.to_owned()) })
    }

    fn prose(&self, runs: &[Run], markdown: bool) -> Vec<Block> {
        let mut blocks = blocks(runs, markdown);
        blocks.iter_mut().for_each(|block| block.keep_links(&|anchor| self.anchors.contains(anchor)));
        blocks
    }

    fn front<'r>(&self, front: &'r Front) -> FrontData<'r> {
        let shown = |runs: &Option<Vec<Run>>| runs.as_ref().map_or_else(Vec::new, |runs| self.prose(runs, true));
        let disclaimers = front.disclaimers.iter();
        FrontData {
            status: shown(&front.status),
            disclaimers: disclaimers.map(|(language, runs)| (language.as_str(), self.prose(runs, true))).collect(),
            contact: shown(&front.contact),
        }
    }
}

impl FigureData {
    /// Pixels from its first to its last line, rather too many than too few.
    fn height(&self, figure: &Figure) -> i64 {
        let lines = |text: &str| (width(text, 15) / ACROSS + 1) * 20;
        let around = figure.questions.iter().map(|question| lines(&question.text)).sum::<i64>()
            + figure.base.iter().chain(&figure.remarks).chain(&figure.note).map(|text| lines(text)).sum::<i64>();
        let inside = match (self, &figure.content) {
            (Self::Chart(chart), _) => chart.drawing.height + chart.table.height(),
            (Self::Image(_), _) => 400,
            (Self::Words, Content::Texts { texts }) => texts.iter().map(|text| lines(text) + 8).sum(),
            (Self::Words, _) => 60,
        };
        around + inside + 80
    }
}

impl TableData {
    fn of(grid: &Grid) -> Self {
        let words: Vec<bool> = grid.head.iter().map(|name| name == "Naam").collect();
        let columns = grid.head.len().max(1);
        // Numbers stay on one line; a head breaks between its words; no column takes so much that the first has no room.
        let most = (ACROSS - 180) / i64::try_from(columns).unwrap_or(1).max(1);
        let longest = |text: &str| text.split_whitespace().map(|word| width(word, CELL)).max().unwrap_or(0);
        let column = |at: usize| {
            let cells = grid.rows.iter().filter(|row| !row.heading).filter_map(|row| row.cells.get(at));
            let wide = cells.map(|cell| width(cell, CELL)).max().unwrap_or(0);
            let head = grid.head.get(at).map_or(0, |head| longest(head).max(width(head, CELL).min(110)));
            (wide.max(head) + 20).min(most.max(70))
        };
        Self { head: grid.head.clone(), rows: grid.rows.clone(), widths: (1..columns).map(column).collect(), words }
    }

    fn height(&self) -> i64 {
        let first = (ACROSS - self.widths.iter().sum::<i64>()).max(100);
        let lines = |text: Option<&String>| text.map_or(1, |text| width(text, CELL) / first + 1);
        40 + self.rows.iter().map(|row| lines(row.cells.first()) * 17 + 8).sum::<i64>()
    }
}
