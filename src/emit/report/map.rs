//! A map of the twelve provinces in a few strokes: our own drawing, for who knows the country and wants to see where.

use super::colour::{Colour, INK, WHITE, rest};
use super::drawing::{Drawing, Mark, Point, Style};
use crate::phrase::list_in_words;

struct Province {
    name: &'static str,
    short: &'static str,
    /// Middle of its short name, on the baseline.
    label: Point,
    /// The mainland first; the larger islands.
    land: &'static [&'static [Point]],
}

const WIDTH: i64 = 250;
const HEIGHT: i64 = 284;

/// Clockwise from the north; provinces that touch share their corners.
#[rustfmt::skip]
const PROVINCES: [Province; 12] = [
    Province { name: "Groningen", short: "Gr", label: (215, 36), land: &[&[(181, 15), (201, 12), (221, 12), (229, 23), (238, 31), (245, 34), (244, 56), (236, 71), (226, 59), (217, 50), (209, 43), (198, 43), (192, 49), (184, 34)]] },
    Province { name: "Fryslân", short: "Fr", label: (160, 54), land: &[&[(153, 72), (132, 70), (133, 49), (135, 38), (147, 25), (167, 17), (181, 15), (184, 34), (192, 49), (198, 64), (178, 71), (167, 76)], &[(106, 32), (115, 27), (112, 25), (106, 29)], &[(121, 19), (141, 13), (140, 10), (121, 16)], &[(148, 12), (166, 11), (165, 8), (148, 9)]] },
    Province { name: "Drenthe", short: "Dr", label: (209, 77), land: &[&[(192, 49), (198, 43), (209, 43), (217, 50), (226, 59), (236, 71), (236, 92), (213, 93), (196, 90), (181, 89), (178, 71), (198, 64)]] },
    Province { name: "Overijssel", short: "Ov", label: (199, 122), land: &[&[(167, 76), (178, 71), (181, 89), (196, 90), (213, 93), (215, 101), (231, 110), (236, 118), (236, 132), (217, 144), (201, 137), (186, 136), (179, 131), (176, 118), (170, 107), (162, 106), (163, 99), (168, 88)]] },
    Province { name: "Flevoland", short: "Fl", label: (144, 116), land: &[&[(117, 119), (131, 125), (144, 119), (162, 106), (163, 99), (168, 88), (167, 76), (153, 72), (146, 80), (145, 91), (154, 96), (138, 102), (128, 114)]] },
    Province { name: "Gelderland", short: "Ge", label: (166, 152), land: &[&[(131, 129), (144, 121), (162, 106), (170, 107), (176, 118), (179, 131), (186, 136), (201, 137), (217, 144), (221, 159), (210, 166), (195, 173), (178, 169), (168, 181), (158, 178), (146, 174), (127, 182), (109, 174), (111, 161), (118, 163), (132, 159), (147, 161), (140, 148), (137, 137)]] },
    Province { name: "Utrecht", short: "Ut", label: (117, 155), land: &[&[(96, 134), (110, 131), (121, 138), (131, 129), (137, 137), (140, 148), (147, 161), (132, 159), (118, 163), (111, 161), (100, 153)]] },
    Province { name: "Noord-Holland", short: "NH", label: (98, 104), land: &[&[(78, 124), (85, 92), (91, 60), (110, 62), (116, 81), (128, 85), (112, 95), (115, 111), (115, 123), (131, 129), (121, 138), (110, 131), (96, 134)], &[(91, 51), (96, 56), (104, 44), (100, 38)]] },
    Province { name: "Zuid-Holland", short: "ZH", label: (80, 163), land: &[&[(42, 181), (38, 174), (52, 157), (71, 136), (78, 124), (96, 134), (100, 153), (111, 161), (109, 174), (99, 178), (87, 185), (59, 190)]] },
    Province { name: "Zeeland", short: "Ze", label: (38, 214), land: &[&[(8, 219), (13, 201), (28, 186), (42, 181), (59, 190), (63, 218), (44, 235), (13, 232)]] },
    Province { name: "Noord-Brabant", short: "NB", label: (118, 203), land: &[&[(63, 218), (59, 190), (87, 185), (99, 178), (109, 174), (127, 182), (146, 174), (158, 178), (168, 181), (167, 198), (160, 210), (161, 222), (143, 234), (124, 229), (112, 210), (95, 207), (86, 214), (72, 220)]] },
    Province { name: "Limburg", short: "Li", label: (172, 227), land: &[&[(168, 181), (177, 191), (184, 206), (183, 218), (175, 234), (164, 250), (175, 264), (172, 280), (152, 280), (149, 269), (157, 253), (156, 240), (143, 234), (161, 222), (160, 210), (167, 198)]] },
];

/// The map with these provinces filled; none where it knows none of them.
pub(super) fn map(names: &[String], accent: Colour) -> Option<Drawing> {
    let is = |province: &Province, name: &str| {
        let name = name.to_lowercase();
        name == province.name.to_lowercase() || (province.short == "Fr" && name == "friesland")
    };
    let here = |province: &Province| names.iter().any(|name| is(province, name));
    if !PROVINCES.iter().any(here) {
        return None;
    }
    let mut marks = Vec::new();
    for province in &PROVINCES {
        let fill = if here(province) { accent } else { rest() };
        let title = if here(province) { format!("{}: actief", province.name) } else { province.name.to_owned() };
        marks.extend(province.land.iter().map(|land| Mark::Shape {
            points: land.to_vec(),
            fill,
            edge: WHITE,
            title: title.clone(),
        }));
    }
    for province in &PROVINCES {
        let colour = if here(province) { WHITE } else { INK };
        let style = Style { size: 12, colour, middle: true, bold: here(province) };
        marks.push(Mark::Text { at: province.label, text: province.short.to_owned(), style });
    }
    let known: Vec<String> =
        PROVINCES.iter().filter(|province| here(province)).map(|province| province.name.to_owned()).collect();
    Some(Drawing {
        width: WIDTH,
        height: HEIGHT,
        marks,
        title: "Kaart van de provincies".to_owned(),
        description: format!("Gekleurd: {}.", list_in_words(&known, "en")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(names: &[&str]) -> Vec<String> {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let filled = |mark: Mark| match mark {
            Mark::Shape { fill, title, .. } => (fill != rest()).then_some(title),
            _ => None,
        };
        let drawing = map(&names, INK).unwrap();
        let inside = |(x, y): Point| (0..=WIDTH).contains(&x) && (0..=HEIGHT).contains(&y);
        for mark in &drawing.marks {
            if let Mark::Shape { points, .. } = mark {
                assert!(points.iter().all(|point| inside(*point)), "{points:?}");
            }
        }
        let mut all: Vec<String> = drawing.marks.into_iter().filter_map(filled).collect();
        all.dedup();
        all
    }

    #[test]
    fn what_is_named_is_filled() {
        assert_eq!(shapes(&["Friesland", "limburg", "Elders"]), ["Fryslân: actief", "Limburg: actief"]);
        assert!(map(&["Elders".to_owned()], INK).is_none());
    }

    #[test]
    fn no_land_lies_on_other_land() {
        let twice = |land: &[Point]| -> i64 {
            land.iter().zip(land.iter().cycle().skip(1)).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<i64>().abs()
        };
        // The corners of a label's middle lie in exactly one province.
        let inside = |land: &[Point], (x, y): Point| {
            land.iter().zip(land.iter().cycle().skip(1)).fold(false, |odd, (a, b)| {
                let crosses = (a.1 > y) != (b.1 > y) && {
                    let (down, across) = (b.1 - a.1, (b.0 - a.0) * (y - a.1));
                    if down > 0 { (x - a.0) * down < across } else { (x - a.0) * down > across }
                };
                odd != crosses
            })
        };
        for province in &PROVINCES {
            let middle = (province.label.0, province.label.1 - 4);
            let home: Vec<&str> = PROVINCES
                .iter()
                .filter(|other| other.land.iter().any(|land| inside(land, middle)))
                .map(|other| other.name)
                .collect();
            assert_eq!(home, [province.name]);
            assert!(twice(province.land[0]) > 1_500, "{} is too small to see", province.name);
        }
    }
}
