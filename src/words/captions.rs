//! The figure captions of the two published reports, as test data.

const FILE: &str = include_str!("../../tests/data/seed-captions.txt");

/// A caption and its figure: `W 3.9` is figure 3.9 of the report of 2023, `T` that of 2020.
pub(super) struct Caption {
    pub(super) figure: &'static str,
    pub(super) text: &'static str,
}

pub(super) fn captions() -> impl Iterator<Item = Caption> {
    let lines = FILE.lines().filter(|line| !line.starts_with("//"));
    lines.filter_map(|line| line.split_once('\t')).map(|(figure, text)| Caption { figure, text })
}

#[test]
fn both_reports_are_whole() {
    assert_eq!(captions().filter(|c| c.figure.starts_with("W ")).count(), 32);
    assert_eq!(captions().filter(|c| c.figure.starts_with("T ")).count(), 30);
}
