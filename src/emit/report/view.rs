//! What the template reads: the pieces in a row, texts as HTML, charts as SVG.

use super::colour::Colour;
use super::runs::{LINK, source};
use super::{Pictures, charts, known, map};
use crate::emit::form::markup::{escape, prose};
use crate::report::{Content, Division, Figure, Front, Piece, Report, Run, Table};
use crate::text::Picture;
use serde::Serialize;
use std::fmt::Write;

#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Shown<'r> {
    Chapter { number: &'r str, title: &'r str, anchor: &'r str },
    Section { number: &'r str, title: &'r str, anchor: &'r str, level: usize },
    Text { html: String },
    Figure { figure: &'r Figure, drawing: String },
    Table { table: &'r Table },
}

#[derive(Debug, Serialize)]
pub(super) struct Entry<'r> {
    number: &'r str,
    title: &'r str,
    anchor: &'r str,
    sections: Vec<Entry<'r>>,
}

#[derive(Debug, Serialize)]
pub(super) struct FrontView {
    status: Option<String>,
    disclaimers: Vec<(String, String)>,
    header: Option<String>,
    contact: Option<String>,
}

#[derive(Debug)]
pub(super) struct View<'r> {
    pub(super) pieces: Vec<Shown<'r>>,
    pub(super) contents: Vec<Entry<'r>>,
    pub(super) front: FrontView,
    pub(super) split: String,
    pub(super) logo: Option<String>,
    pub(super) map: Option<String>,
}

impl<'r> View<'r> {
    pub(super) fn of(report: &'r Report, pictures: &Pictures, accent: Colour) -> Self {
        let mut pieces = Vec::new();
        flatten(&report.pieces, pictures, accent, &mut pieces);
        let split = report.cover.split.as_ref().map(|split| charts::chart(&split.chart, accent).svg("omslag"));
        let logo = report.logo.as_ref().and_then(|path| known(pictures, path));
        Self {
            pieces,
            contents: entries(&report.pieces),
            front: front(&report.front),
            split: split.unwrap_or_default(),
            logo: logo.map(|logo| picture(logo, report.client.as_deref().unwrap_or("Logo"))),
            map: map::map(&report.cover.provinces, accent).map(|map| map.svg("kaart")),
        }
    }
}

fn flatten<'r>(pieces: &'r [Piece], pictures: &Pictures, accent: Colour, out: &mut Vec<Shown<'r>>) {
    for piece in pieces {
        match piece {
            Piece::Chapter(Division { number, title, anchor, pieces }) => {
                out.push(Shown::Chapter { number, title, anchor });
                flatten(pieces, pictures, accent, out);
            }
            Piece::Section(Division { number, title, anchor, pieces }) => {
                // Sections in chapters are headings of the third level; deeper ones of the next, of which there are six.
                let level = (number.split('.').count() + 1).min(6);
                out.push(Shown::Section { number, title, anchor, level });
                flatten(pieces, pictures, accent, out);
            }
            Piece::Text { markdown, runs } => out.push(Shown::Text { html: text(runs, *markdown) }),
            Piece::Figure(figure) => out.push(Shown::Figure { figure, drawing: drawing(figure, pictures, accent) }),
            Piece::Table(table) => out.push(Shown::Table { table }),
        }
    }
}

fn drawing(figure: &Figure, pictures: &Pictures, accent: Colour) -> String {
    match &figure.content {
        Content::Chart { chart, .. } => charts::chart(chart, accent).svg(&figure.anchor),
        Content::Picture { path } => known(pictures, path).map_or_else(
            || format!("<p class=\"hidden-figure\">De tekening ‘{}’ ontbreekt.</p>", escape(path)),
            |known| picture(known, &figure.caption),
        ),
        Content::Hidden { .. } | Content::Texts { .. } => String::new(),
    }
}

/// A picture in a frame of its own: what is in it cannot reach the page.
fn picture(picture: Picture<'_>, otherwise: &str) -> String {
    let said = picture.said();
    let said = said.as_deref().unwrap_or(otherwise);
    let (kind, bytes) = match picture {
        Picture::Svg(svg) => ("svg+xml", svg.as_bytes()),
        Picture::Png(png) => ("png", png),
    };
    let mut data = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(byte) {
            data.push(char::from(*byte));
        } else {
            let _ = write!(data, "%{byte:02X}");
        }
    }
    format!("<img alt=\"{}\" src=\"data:image/{kind},{data}\">", escape(said))
}

fn entries(pieces: &[Piece]) -> Vec<Entry<'_>> {
    pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Chapter(division) | Piece::Section(division) => Some(Entry {
                number: &division.number,
                title: &division.title,
                anchor: &division.anchor,
                sections: entries(&division.pieces),
            }),
            Piece::Text { .. } | Piece::Figure(_) | Piece::Table(_) => None,
        })
        .collect()
}

fn front(front: &Front) -> FrontView {
    let shown = |runs: &Option<Vec<Run>>| runs.as_ref().map(|runs| text(runs, true));
    FrontView {
        status: shown(&front.status),
        disclaimers: front.disclaimers.iter().map(|(language, runs)| (language.clone(), text(runs, true))).collect(),
        header: shown(&front.header),
        contact: shown(&front.contact),
    }
}

/// Runs as HTML: Markdown, or one paragraph of plain text.
fn text(runs: &[Run], markdown: bool) -> String {
    let (source, links) = source(runs, markdown);
    let html = if markdown { prose(&source) } else { format!("<p>{}</p>", escape(&source)) };
    let mut links = links.into_iter();
    let mut out = String::with_capacity(html.len());
    for c in html.chars() {
        if c == LINK {
            let link = links.next();
            out.push_str(&link.map_or_else(String::new, |(label, anchor)| {
                format!("<a href=\"#{}\">{}</a>", escape(anchor), escape(label))
            }));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_no_markup_and_links_lead_somewhere() {
        let link = Run::Link { label: "Figuur 3.1".to_owned(), anchor: "figuur-3-1".to_owned() };
        let runs = [Run::Text("**Zie** ".to_owned()), link, Run::Value(" <b>*x*".to_owned())];
        assert_eq!(
            text(&runs, true),
            "<p><strong>Zie</strong> <a href=\"#figuur-3-1\">Figuur 3.1</a> &lt;b&gt;*x*</p>"
        );
        assert_eq!(text(std::slice::from_ref(&runs[2]), false), "<p> &lt;b&gt;*x*</p>");
    }

    #[test]
    fn a_drawing_cannot_reach_the_page() {
        let html = picture(Picture::Svg("<svg><title>T</title><script>x</script></svg>"), "C");
        assert!(html.starts_with("<img alt=\"T\"") && !html.contains("<script"), "{html}");
    }
}
