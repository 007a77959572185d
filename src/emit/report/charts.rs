//! Where everything in a chart stands: every part has an edge that shows in grey, nothing is cut, nothing lies on another.

use super::colour::{Colour, INK, Paint, QUIET, WHITE, paint, reference};
use super::drawing::{Drawing, Mark, Style};
use super::letters::{width, wrap};
use crate::report::{Bar, Chart, ChartKind, Length, Side};

/// Width of every chart; it scales with the page.
const WIDTH: i64 = 720;
/// Where bars begin, and the room for labels before them.
const LEFT: i64 = 236;
const LABELS: i64 = LEFT - 18;
/// Room for the number behind a bar.
const VALUE: i64 = 64;
const TEXT: i64 = 14;
const SMALL: i64 = 12;
const LINE: i64 = 18;
/// How much wider a short number may be in the fonts of a reader than the widths that we count with.
const BOLD: i64 = 8;

/// A chart with title and description.
pub(super) fn chart(chart: &Chart, accent: Colour) -> Drawing {
    let mut canvas = Canvas { marks: Vec::new(), y: 4, accent };
    match chart.kind {
        ChartKind::Bars | ChartKind::Means => canvas.bars(chart),
        ChartKind::Columns => canvas.columns(chart),
        ChartKind::Stacked => canvas.stacked(chart),
    }
    Drawing {
        width: WIDTH,
        height: canvas.y + 4,
        marks: canvas.marks,
        title: chart.title.clone(),
        description: chart.description.clone(),
    }
}

struct Canvas {
    marks: Vec<Mark>,
    y: i64,
    accent: Colour,
}

/// The number of the unit.
const VALUE_TEXT: Style = Style { size: TEXT, colour: INK, middle: false, bold: true };
/// The name of a row.
const LABEL_TEXT: Style = Style { bold: false, ..VALUE_TEXT };
/// Everything that is less important.
const QUIET_TEXT: Style = Style { size: SMALL, colour: QUIET, middle: false, bold: false };

impl Canvas {
    fn rect(&mut self, x: i64, y: i64, (width, height): (i64, i64), paint: Paint) {
        if width > 0 {
            self.marks.push(Mark::filled((x, y), (width, height), paint));
        }
    }

    fn text(&mut self, x: i64, y: i64, text: &str, style: Style) {
        self.marks.push(Mark::Text { at: (x, y), text: text.to_owned(), style });
    }

    fn line(&mut self, (x, from, to): (i64, i64, i64), colour: Colour, dashed: bool) {
        self.marks.push(Mark::Line { from: (x, from), to: (x, to), colour, width: 15, dashed });
    }

    /// A quiet line from end to end with a cap at both, with an edge that shows it on a bar; sideways, or standing.
    fn whisker(&mut self, (from, to): (i64, i64), across: i64, sideways: bool) {
        let point = |along: i64, off: i64| if sideways { (along, across + off) } else { (across + off, along) };
        let ends = [(point(from, 0), point(to, 0)), (point(from, -3), point(from, 3)), (point(to, -3), point(to, 3))];
        for (colour, width) in [(WHITE, 40), (QUIET, 12)] {
            let line = |(from, to)| Mark::Line { from, to, colour, width, dashed: false };
            self.marks.extend(ends.map(line));
        }
    }

    /// Label and n of a row, from `y` down; how high they are.
    fn label(&mut self, bar: &Bar, y: i64) -> i64 {
        let lines = wrap(&bar.label, TEXT, LABELS);
        let mut at = y;
        for line in &lines {
            at += LINE;
            self.text(2, at - 4, line, LABEL_TEXT);
        }
        if let Some(n) = &bar.n {
            at += LINE - 2;
            self.text(2, at - 4, &format!("n = {n}"), QUIET_TEXT);
        }
        at - y
    }

    /// Own bar with its number, the benchmark's below it, and the line of a norm.
    fn bars(&mut self, chart: &Chart) {
        let key =
            chart.benchmark.as_ref().map(|label| vec![("U", paint(Side::Good(0), self.accent)), (label, reference())]);
        self.legend(&key.unwrap_or_default());
        let room = WIDTH - LEFT - VALUE;
        let top = self.y;
        // Beside the line of a norm, numbers stand in a column of their own.
        let column = chart.bars.iter().any(|bar| bar.norm.is_some()).then_some(LEFT + room + 12);
        for bar in &chart.bars {
            let start = self.y + if bar.norm.is_some() { 16 } else { 2 };
            let high = self.label(bar, start - 2);
            let place = |length: &Length| length.size * room / 1_000;
            if let Some(own) = bar.parts.first() {
                self.rect(LEFT, start, (place(own), 17), paint(Side::Good(0), self.accent));
                let mut right = place(own);
                if let Some(interval) = &own.interval {
                    let at = |size: i64| LEFT + size * room / 1_000;
                    self.whisker((at(interval.low), at(interval.high)), start + 9, true);
                    right = right.max(at(interval.high) - LEFT + 1);
                }
                self.text(column.unwrap_or(LEFT + right + 7), start + 14, &own.text, VALUE_TEXT);
            }
            let mut end = start + 17;
            if let Some(other) = bar.benchmark.first() {
                self.rect(LEFT, end + 3, (place(other), 9), reference());
                self.text(column.unwrap_or(LEFT + place(other) + 7), end + 13, &other.text, QUIET_TEXT);
                end += 14;
            }
            if let Some(norm) = &bar.norm {
                let x = LEFT + place(norm);
                self.line((x, start - 3, end + 2), INK, true);
                self.text(x, start - 6, &format!("norm {}", norm.text), Style { colour: INK, ..QUIET_TEXT }.middle());
            }
            self.y = end.max(start + high) + 10;
        }
        self.line((LEFT, top, self.y - 4), QUIET, false);
        if chart.kind == ChartKind::Means {
            let (low, high) = &chart.axis;
            self.text(LEFT, self.y + 10, low, QUIET_TEXT.middle());
            self.text(LEFT + room, self.y + 10, high, QUIET_TEXT.middle());
            self.y += 16;
        }
    }

    /// A column per value, the benchmark's beside it.
    fn columns(&mut self, chart: &Chart) {
        let key =
            chart.benchmark.as_ref().map(|label| vec![("U", paint(Side::Good(0), self.accent)), (label, reference())]);
        self.legend(&key.unwrap_or_default());
        let count = i64::try_from(chart.bars.len()).unwrap_or(1).max(1);
        let slot = (WIDTH - 16) / count;
        let (high, base) = (170, self.y + 210);
        let (own_width, other_width) = (slot * 46 / 100, slot * 26 / 100);
        let highest = |length: &Length| length.interval.as_ref().map_or(length.size, |interval| interval.high);
        let most = chart.bars.iter().flat_map(|bar| bar.parts.iter().chain(&bar.benchmark)).map(highest).max();
        let scale = most.unwrap_or(0).max(1);
        let mut lowest = base;
        for (at, bar) in chart.bars.iter().enumerate() {
            let x = 8 + slot * i64::try_from(at).unwrap_or(0);
            let has_other = !bar.benchmark.is_empty();
            let left = x + if has_other { slot * 10 / 100 } else { (slot - own_width) / 2 };
            let tall = |length: &Length| length.size * high / scale;
            let mut above = None;
            if let Some(own) = bar.parts.first() {
                self.rect(left, base - tall(own), (own_width, tall(own).max(1)), paint(Side::Good(0), self.accent));
                let middle = left + own_width / 2;
                if let Some(interval) = &own.interval {
                    let at = |size: i64| base - size * high / scale;
                    self.whisker((at(interval.low), at(interval.high)), middle, false);
                }
                let y = base - highest(own) * high / scale - 6;
                self.text(middle, y, &own.text, VALUE_TEXT.middle());
                above = Some((middle, y, width(&own.text, TEXT)));
            }
            if let Some(other) = bar.benchmark.first() {
                let from = left + own_width + 3;
                self.rect(from, base - tall(other), (other_width, tall(other).max(1)), reference());
                let (middle, mut y) = (from + other_width / 2, base - tall(other) - 6);
                let wide = width(&other.text, SMALL);
                let close = |(m, own_y, own_wide): (i64, i64, i64)| {
                    (own_y - y).abs() < 18 && middle - m < i64::midpoint(own_wide, wide) + BOLD
                };
                if let Some(own) = above.filter(|own| close(*own)) {
                    y = own.1 - 18;
                }
                self.text(middle, y, &other.text, QUIET_TEXT.middle());
            }
            let mut y = base;
            for line in wrap(&bar.label, TEXT, slot - 4) {
                y += LINE;
                self.text(x + slot / 2, y, &line, Style { size: TEXT, ..QUIET_TEXT }.middle());
            }
            lowest = lowest.max(y);
        }
        self.marks.push(Mark::Line { from: (8, base), to: (WIDTH - 8, base), colour: QUIET, width: 10, dashed: false });
        self.y = lowest + 6;
    }

    /// Names of colours, as many beside each other as fit.
    fn legend(&mut self, names: &[(impl AsRef<str>, Paint)]) {
        if names.is_empty() {
            return;
        }
        let (mut x, mut y) = (0, self.y + 12);
        for (name, paint) in names {
            let most = WIDTH - 24;
            let lines = wrap(name.as_ref(), SMALL + 1, most);
            let wide = 22 + lines.iter().map(|line| width(line, SMALL + 1)).max().unwrap_or(0) + 18;
            if x > 0 && x + wide > WIDTH {
                x = 0;
                y += LINE + 2;
            }
            self.rect(x + 1, y - 10, (13, 11), *paint);
            for (at, line) in lines.iter().enumerate() {
                y += if at == 0 { 0 } else { LINE };
                self.text(x + 20, y, line, Style { size: SMALL + 1, ..QUIET_TEXT });
            }
            x += wide;
        }
        self.y = y + 12;
    }

    fn stacked(&mut self, chart: &Chart) {
        let order = Order::of(chart);
        let named: Vec<(String, Paint)> = order
            .places
            .iter()
            .filter_map(|at| chart.legend.get(*at))
            .map(|tone| (tone.label.clone(), paint(tone.side, self.accent)))
            .collect();
        self.legend(&named);
        if let Some(label) = &chart.benchmark {
            self.text(0, self.y + 10, &format!("Brede balk: u. Smalle balk: {label}."), QUIET_TEXT);
            self.y += 22;
        }
        let top = self.y;
        let one = chart.bars.len() == 1;
        let (from, room) = if one { (0, WIDTH - 2) } else { (LEFT, WIDTH - LEFT - 2) };
        let scale = order.scale(chart, from, room);
        for bar in &chart.bars {
            let start = self.y + 4;
            let high = if one { 0 } else { self.label(bar, start - 2) };
            self.stack(&order.laid(&bar.parts, chart, &scale), start, 24);
            let mut end = start + 24;
            if !bar.benchmark.is_empty() {
                self.stack(&order.laid(&bar.benchmark, chart, &scale), end + 3, 8);
                end += 11;
            }
            self.y = end.max(start + high) + 10;
        }
        if order.diverging {
            self.line((scale.zero, top, self.y - 6), INK, false);
        }
    }

    fn stack(&mut self, parts: &[Laid<'_>], y: i64, high: i64) {
        for part in parts {
            let paint = paint(part.side, self.accent);
            self.rect(part.x, y, ((part.wide - 1).max(1), high), paint);
            if high > 16 && width(&part.length.text, SMALL) + 4 <= part.wide {
                self.text(
                    part.x + part.wide / 2,
                    y + 16,
                    &part.length.text,
                    Style { colour: paint.text, ..QUIET_TEXT }.middle(),
                );
            }
        }
    }
}

/// A part of a bar with its place.
struct Laid<'a> {
    x: i64,
    wide: i64,
    side: Side,
    length: &'a Length,
}

/// From left to right: the worst, the middle, the best, what is apart. Without such sides as they come.
struct Order {
    places: Vec<usize>,
    diverging: bool,
}

/// Pixels of a thousand, and where the middle and what is apart begin.
struct Scale {
    room: i64,
    whole: i64,
    zero: i64,
    apart: i64,
}

impl Order {
    fn of(chart: &Chart) -> Self {
        let sides: Vec<Side> = chart.legend.iter().map(|tone| tone.side).collect();
        let diverging = sides.iter().any(|side| matches!(side, Side::Good(_)))
            && sides.iter().any(|side| matches!(side, Side::Bad(_)));
        let mut places: Vec<usize> = (0..sides.len()).collect();
        let rank = |side: Option<&Side>| match side {
            Some(Side::Bad(at)) => (0, i64::from(*at)),
            Some(Side::Middle) => (1, 0),
            Some(Side::Good(at)) => (2, -i64::from(*at)),
            Some(Side::Plain(at)) => (1, i64::from(*at)),
            Some(Side::Apart) | None => (3, 0),
        };
        places.sort_by_key(|at| rank(sides.get(*at)));
        Self { places, diverging }
    }

    /// Thousandths left of the middle line, right of it, and apart.
    fn extent(parts: &[Length], chart: &Chart) -> (i64, i64, i64) {
        let mut sums = (0, 0, 0);
        for (part, tone) in parts.iter().zip(&chart.legend) {
            match tone.side {
                Side::Bad(_) => sums.0 += part.size,
                Side::Middle => sums = (sums.0 + part.size / 2, sums.1 + part.size - part.size / 2, sums.2),
                Side::Good(_) | Side::Plain(_) => sums.1 += part.size,
                Side::Apart => sums.2 += part.size,
            }
        }
        sums
    }

    fn scale(&self, chart: &Chart, from: i64, room: i64) -> Scale {
        let all =
            chart.bars.iter().flat_map(|bar| [&bar.parts, &bar.benchmark]).map(|parts| Self::extent(parts, chart));
        let most = all.fold((0, 0, 0), |a, b| (a.0.max(b.0), a.1.max(b.1), a.2.max(b.2)));
        let gap = if most.2 > 0 { 10 } else { 0 };
        let room = room - gap;
        let whole = (most.0 + most.1 + most.2).max(1_000);
        let pixels = |size: i64| size * room / whole;
        let zero = if self.diverging { from + pixels(most.0) } else { from };
        let right = if self.diverging { most.1 } else { most.0 + most.1 };
        Scale { room, whole, zero, apart: zero + pixels(right) + gap }
    }

    fn laid<'a>(&self, parts: &'a [Length], chart: &Chart, scale: &Scale) -> Vec<Laid<'a>> {
        let pixels = |size: i64| size * scale.room / scale.whole;
        let left = if self.diverging { Self::extent(parts, chart).0 } else { 0 };
        let mut x = scale.zero - pixels(left);
        let mut apart = scale.apart;
        let mut laid = Vec::new();
        for at in &self.places {
            let (Some(length), Some(tone)) = (parts.get(*at), chart.legend.get(*at)) else { continue };
            let wide = pixels(length.size);
            if length.size == 0 {
                continue;
            }
            let place = if tone.side == Side::Apart { &mut apart } else { &mut x };
            laid.push(Laid { x: *place, wide, side: tone.side, length });
            *place += wide;
        }
        laid
    }
}
