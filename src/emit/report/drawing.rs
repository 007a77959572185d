//! What a chart or a map is made of, whoever draws it: boxes, lines, shapes and texts with their places, in pixels of the screen.

use super::colour::{Colour, Paint};
use crate::emit::form::markup::escape;
use serde::Serialize;
use std::fmt::Write;

/// A point: across and down.
pub(super) type Point = (i64, i64);

#[derive(Debug, Clone, Serialize)]
#[serde(tag = "mark", rename_all = "snake_case")]
pub(super) enum Mark {
    Box {
        at: Point,
        size: Point,
        fill: Colour,
        edge: Colour,
    },
    Line {
        from: Point,
        to: Point,
        colour: Colour,
        /// Tenths of a pixel.
        width: i64,
        dashed: bool,
    },
    Shape {
        points: Vec<Point>,
        fill: Colour,
        edge: Colour,
        title: String,
    },
    /// `at` is where its baseline begins, or the middle of it.
    Text {
        at: Point,
        text: String,
        style: Style,
    },
}

/// How a text looks.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Style {
    pub(super) size: i64,
    pub(super) colour: Colour,
    pub(super) middle: bool,
    pub(super) bold: bool,
}

impl Style {
    pub(super) const fn middle(self) -> Self {
        Self { middle: true, ..self }
    }
}

/// Marks in the order in which they are drawn, and what is said for them.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Drawing {
    pub(super) width: i64,
    pub(super) height: i64,
    pub(super) marks: Vec<Mark>,
    pub(super) title: String,
    pub(super) description: String,
}

impl Drawing {
    /// Inline SVG with title and description; `id` makes the ids unique in the page.
    pub(super) fn svg(&self, id: &str) -> String {
        let mut body = String::new();
        self.marks.iter().for_each(|mark| mark.svg(&mut body));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\">\
             <title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>{body}</svg>",
            self.width,
            self.height,
            escape(&self.title),
            escape(&self.description)
        )
    }
}

impl Mark {
    pub(super) fn filled(at: Point, size: Point, paint: Paint) -> Self {
        Self::Box { at, size, fill: paint.fill, edge: paint.edge }
    }

    fn svg(&self, out: &mut String) {
        let _ = match self {
            Self::Box { at, size, fill, edge } => write!(
                out,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"1.5\" fill=\"{}\" stroke=\"{}\"/>",
                at.0,
                at.1,
                size.0,
                size.1,
                fill.css(),
                edge.css()
            ),
            Self::Line { from, to, colour, width, dashed } => write!(
                out,
                "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\" stroke-width=\"{}.{}\"{}/>",
                from.0,
                from.1,
                to.0,
                to.1,
                colour.css(),
                width / 10,
                width % 10,
                if *dashed { " stroke-dasharray=\"4 3\"" } else { "" }
            ),
            Self::Shape { points, fill, edge, title } => {
                let points: Vec<String> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
                write!(
                    out,
                    "<polygon points=\"{}\" fill=\"{}\" stroke=\"{}\" stroke-width=\"1.2\" stroke-linejoin=\"round\"><title>{}</title></polygon>",
                    points.join(" "),
                    fill.css(),
                    edge.css(),
                    escape(title)
                )
            }
            Self::Text { at, text, style } => write!(
                out,
                "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{}\"{}{}>{}</text>",
                at.0,
                at.1,
                style.size,
                style.colour.css(),
                if style.middle { " text-anchor=\"middle\"" } else { "" },
                if style.bold { " font-weight=\"600\"" } else { "" },
                escape(text)
            ),
        };
    }
}
