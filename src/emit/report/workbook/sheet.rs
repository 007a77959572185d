//! One sheet, written from the top down.

use super::cell::{bounds, fitting, number};
use crate::emit::report::colour::{Colour, INK, QUIET};
use crate::report::{Grid, GridRow, INTERVAL, Report};
use crate::text::like_a_formula;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Url, Worksheet, XlsxError};

/// How cells look.
pub(super) struct Looks {
    plain: Format,
    title: Format,
    heading: Format,
    head: Format,
    quiet: Format,
    total: Format,
    banner: Format,
}

impl Looks {
    pub(super) fn new(accent: Colour) -> Self {
        let colour = |colour: Colour| Color::RGB(colour.rgb());
        let plain = Format::new().set_font_color(colour(INK)).set_align(FormatAlign::Top);
        let bold = || plain.clone().set_bold();
        Self {
            title: bold().set_font_size(14).set_font_color(colour(accent)),
            heading: bold().set_font_color(colour(accent)),
            head: bold().set_border_bottom(FormatBorder::Thin).set_text_wrap(),
            quiet: plain.clone().set_font_color(colour(QUIET)),
            total: bold(),
            banner: bold().set_font_color(Color::White).set_background_color(Color::RGB(0x7a_1f1f)),
            plain,
        }
    }
}

pub(super) struct Sheet<'l> {
    sheet: Worksheet,
    looks: &'l Looks,
    row: u32,
}

/// "–", "n.v.t.", "ja": what stands in the place of a number.
const SHORT: usize = 8;

/// Widths of the first column and of the others, in characters.
const FIRST: u16 = 48;
const OTHER: u16 = 15;

impl<'l> Sheet<'l> {
    pub(super) fn new(name: &str, looks: &'l Looks) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        sheet.set_column_range_width(1, 20, OTHER)?;
        sheet.set_column_width(0, FIRST)?;
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        Ok(Self { sheet, looks, row: 0 })
    }

    pub(super) fn done(self) -> Worksheet {
        self.sheet
    }

    pub(super) fn gap(&mut self) {
        self.row += 1;
    }

    fn text(&mut self, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        let format = if like_a_formula(text) { format.clone().set_quote_prefix() } else { format.clone() };
        self.sheet.write_string_with_format(self.row, column, fitting(text), &format)?;
        Ok(())
    }

    /// A number where the text prints one.
    fn value(&mut self, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        match number(text) {
            Some(number) => {
                let format = format.clone().set_num_format(number.format);
                self.sheet.write_number_with_format(self.row, column, number.value, &format)?;
                Ok(())
            }
            None if column > 0 && text.len() <= SHORT => {
                self.text(column, text, &format.clone().set_align(FormatAlign::Right))
            }
            None => self.text(column, text, format),
        }
    }

    /// What every page says stands on every sheet.
    pub(super) fn banner(&mut self, report: &Report) -> Result<(), XlsxError> {
        report.banner.iter().try_for_each(|banner| self.whole(banner, &self.looks.banner))
    }

    pub(super) fn title(&mut self, label: &str, caption: &str) -> Result<(), XlsxError> {
        self.whole(format!("{label} {caption}").trim(), &self.looks.title)
    }

    pub(super) fn heading(&mut self, text: &str) -> Result<(), XlsxError> {
        self.whole(text, &self.looks.heading)
    }

    pub(super) fn line(&mut self, text: &str) -> Result<(), XlsxError> {
        self.whole(text, &self.looks.plain)
    }

    pub(super) fn quiet(&mut self, text: &str) -> Result<(), XlsxError> {
        self.whole(text, &self.looks.quiet)
    }

    fn whole(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.text(0, text, format)?;
        self.row += 1;
        Ok(())
    }

    /// A name and what it stands for.
    pub(super) fn pair(&mut self, name: &str, value: &str) -> Result<(), XlsxError> {
        self.text(0, name, &self.looks.quiet)?;
        self.value(1, value, &self.looks.plain)?;
        self.row += 1;
        Ok(())
    }

    pub(super) fn interval(&mut self, text: &str) -> Result<(), XlsxError> {
        match bounds(text) {
            Some((low, high)) => {
                self.pair(&format!("{INTERVAL} van"), &low)?;
                self.pair(&format!("{INTERVAL} tot"), &high)
            }
            None => self.pair(INTERVAL, text),
        }
    }

    /// A way to another sheet.
    pub(super) fn link(&mut self, to: &str, text: &str, after: &str) -> Result<(), XlsxError> {
        self.sheet.write_url_with_text(self.row, 0, Url::new(format!("internal:'{to}'!A1")), text)?;
        self.text(1, after, &self.looks.plain)?;
        self.row += 1;
        Ok(())
    }

    /// A table; an interval has a column, or a row, for each of its bounds.
    pub(super) fn grid(&mut self, grid: &Grid) -> Result<(), XlsxError> {
        if grid.rows.is_empty() {
            return Ok(());
        }
        let split: Vec<bool> = grid.head.iter().map(|name| name == INTERVAL).collect();
        let looks = self.looks;
        self.row_of(&spread(&grid.head, &split, |name| [format!("{name} van"), format!("{name} tot")]), &looks.head)?;
        for row in &grid.rows {
            let format = if row.heading {
                &looks.heading
            } else if row.total {
                &looks.total
            } else if row.aside {
                &looks.quiet
            } else {
                &looks.plain
            };
            if row.aside && row.cells.first().is_some_and(|name| name == INTERVAL) {
                let (low, high) = halves(row);
                self.row_of(&low, format)?;
                self.row_of(&high, format)?;
                continue;
            }
            let both = |cell: &str| bounds(cell).map_or_else(|| [cell.to_owned(), cell.to_owned()], |(a, b)| [a, b]);
            self.row_of(&spread(&row.cells, &split, both), format)?;
        }
        Ok(())
    }

    fn row_of(&mut self, cells: &[String], format: &Format) -> Result<(), XlsxError> {
        for (column, cell) in (0..).zip(cells) {
            self.value(column, cell, format)?;
        }
        self.row += 1;
        Ok(())
    }
}

/// Cells, with two in the place of each that is split.
fn spread(cells: &[String], split: &[bool], halves: impl Fn(&str) -> [String; 2]) -> Vec<String> {
    let one = |(cell, split): (&String, &bool)| if *split { halves(cell).to_vec() } else { vec![cell.clone()] };
    cells.iter().zip(split).flat_map(one).collect()
}

/// A row of intervals as a row of the lower bounds and one of the upper ones.
fn halves(row: &GridRow) -> (Vec<String>, Vec<String>) {
    let both = row.cells.iter().enumerate().map(|(at, cell)| match bounds(cell) {
        _ if at == 0 => (format!("{cell} van"), format!("{cell} tot")),
        Some(both) => both,
        None => (cell.clone(), cell.clone()),
    });
    both.unzip()
}
