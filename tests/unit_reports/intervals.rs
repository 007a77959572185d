//! Intervals: against SciPy, and as functions of what a report prints.

use super::{CROWDS, figures_of, plan_of, relations, tables_of, unit};
use crate::support::oracle::judge_intervals;
use crate::support::real;
use peil::number::Ratio;
use peil::report::{ChartKind, Content, Figure, INTERVAL, Report, Tables, report};
use peil::simulate::Random;
use peil::tabulate::figures::{Frame, Interval, Printed, mean_interval, share_interval};
use serde_json::{Value, json};

/// Both bounds as they are printed, with a point.
fn printed(interval: &Interval, decimals: u8) -> [String; 2] {
    let (low, high) = interval.print(decimals).unwrap();
    [low, high].map(|bound| bound.to_string().replace(',', "."))
}

fn frames(random: &mut Random, n: i64) -> Option<Frame> {
    let usable = n + random.between(0, 60);
    let net = usable + random.between(0, 400);
    random.chance(700).then_some(Frame { net, usable })
}

#[test]
fn scipy_agrees_on_thousands_of_shares_and_means() {
    let mut random = Random::new(11);
    let (mut shares, mut means): (Vec<Value>, Vec<Value>) = (Vec::new(), Vec::new());
    for turn in 0..6_000 {
        let n = random.between(1, if turn % 10 == 0 { 20_000 } else { 120 });
        let part = [0, n, random.between(0, n)][random.below(3)];
        let (frame, decimals) = (frames(&mut random, n), u8::try_from(random.below(5)).unwrap());
        let Some(interval) = share_interval(part, n, frame) else {
            assert_eq!(frame.map(|frame| frame.net), frame.map(|frame| frame.usable), "only where everyone answered");
            continue;
        };
        let [low, high] = printed(&interval, decimals);
        let (net, usable) = (frame.map(|frame| frame.net), frame.map_or(0, |frame| frame.usable));
        shares.push(json!([part, n, net, usable, decimals, low, high]));
    }
    for _ in 0..3_000 {
        let of_value = u8::try_from(random.below(2)).unwrap();
        let (least, most) = (random.between(-20, 5), random.between(10, 100));
        let counts: Vec<(i64, i64)> =
            (0..random.between(2, 12)).map(|_| (random.between(least, most), random.between(1, 40))).collect();
        let n: i64 = counts.iter().map(|(_, count)| count).sum();
        let frame = frames(&mut random, n);
        let ends = (Ratio::scaled(least, of_value), Ratio::scaled(most, of_value));
        let Some(interval) = mean_interval(&counts, of_value, ends, frame) else { continue };
        let decimals = u8::try_from(random.below(5)).unwrap();
        let [low, high] = printed(&interval, decimals);
        let (net, usable) = (frame.map(|frame| frame.net), frame.map_or(0, |frame| frame.usable));
        let end = |end: i64| Printed::Number { units: end, decimals: of_value }.to_string().replace(',', ".");
        let ends: Vec<Value> = [least, most].iter().map(|at| serde_json::from_str(&end(*at)).unwrap()).collect();
        means.push(json!([counts, of_value, net, usable, ends, decimals, low, high]));
    }
    let (wrong, compared) = judge_intervals(&json!({ "shares": shares, "means": means }));
    assert_eq!(wrong, Vec::<String>::new());
    assert!(compared > 8_000, "{compared}");
}

/// Net sample and usable responses of the clients, as the table of response prints them.
fn frame_of(report: &Report) -> Frame {
    let tables = tables_of(report);
    let table = tables.iter().find(|table| table.name == "resultaten").unwrap();
    let total = table.grid.rows.iter().find(|row| row.total).unwrap();
    Frame { net: total.cells[1].parse().unwrap(), usable: total.cells[2].parse().unwrap() }
}

/// The cells of a column, by the first cell of their row.
fn column<'f>(figure: &'f Figure, name: &str) -> Vec<(&'f str, &'f str)> {
    let Content::Chart { table, .. } = &figure.content else { return Vec::new() };
    let Some(at) = table.head.iter().position(|head| head == name) else { return Vec::new() };
    let rows = table.rows.iter().filter(|row| !row.heading);
    rows.map(|row| (row.cells[0].as_str(), row.cells[at].as_str())).collect()
}

#[test]
fn the_interval_of_a_share_follows_from_what_is_printed() {
    let outcome = real::project();
    let (mut seen, mut of_means, mut without) = (0, 0, 0);
    for name in ["keurmerk_2020", "keurmerk_2023"] {
        let plan = plan_of(&outcome, name);
        // Also where no number is small, so that grades are told one by one.
        for (seed, least) in [(20, None), (21, None), (22, None), (23, Some(1))] {
            let mut plan = plan.clone();
            (plan.suppress.base, plan.suppress.cell) =
                (least.unwrap_or(plan.suppress.base), least.unwrap_or(plan.suppress.cell));
            let tables = Tables::new(&relations(&outcome, &plan, &CROWDS, seed));
            for id in ["Groot", "Tweede", "Klein", "Leeg"] {
                let made = report(&plan, &tables, &unit(id));
                let frame = frame_of(&made);
                for figure in figures_of(&made) {
                    let of_clients = plan.figures.iter().find(|known| known.name == figure.name);
                    let measure = of_clients.and_then(|known| plan.measure(known.measures.first()?));
                    if measure.is_none_or(|measure| measure.survey != 0) {
                        continue;
                    }
                    let Content::Chart { chart, .. } = &figure.content else { continue };
                    for bar in chart.bars.iter().flat_map(|bar| &bar.parts) {
                        let Some(interval) = &bar.interval else { continue };
                        assert!(interval.low <= bar.size && bar.size <= interval.high, "{}: {bar:?}", figure.label);
                    }
                    let any_of = figure.remarks.iter().any(|remark| remark.starts_with("Meer dan"));
                    let n: Option<i64> = figure.n.as_deref().and_then(|n| n.parse().ok());
                    let counts = column(figure, "Aantal");
                    for ((label, count), (_, interval)) in counts.iter().zip(column(figure, INTERVAL)) {
                        let (Ok(count), Some(n)) = (count.parse::<i64>(), n.filter(|_| !any_of)) else {
                            assert!(any_of || interval == "–", "{} {label}: {interval}", figure.label);
                            continue;
                        };
                        let [low, high] = printed(&share_interval(count, n, Some(frame)).unwrap(), 0);
                        assert_eq!(interval, format!("{low}–{high}%"), "{} {label}: {count} of {n}", figure.label);
                        seen += 1;
                    }
                    // A mean has one only where the figure of the same grades shows each of them.
                    if chart.kind == ChartKind::Means && figure.name == "cijfer" {
                        let all = figures_of(&made).into_iter().find(|other| other.name == "spreiding").unwrap();
                        let grades = column(all, "Aantal");
                        let whole =
                            !grades.is_empty() && all.remarks.iter().all(|remark| !remark.starts_with("Kleine"));
                        let intervals = column(figure, INTERVAL);
                        assert!(whole || intervals.iter().all(|(_, cell)| cell.is_empty()), "{id}: {intervals:?}");
                        let total = intervals.iter().find(|(label, _)| *label == "Totaal");
                        let Some((_, total)) = total.filter(|_| whole) else {
                            without += 1;
                            continue;
                        };
                        let values: Vec<(i64, i64)> = grades
                            .iter()
                            .map(|(value, count)| (value.parse().unwrap(), count.parse().unwrap()))
                            .collect();
                        let ends = (Ratio::integer(1), Ratio::integer(10));
                        let [low, high] = printed(&mean_interval(&values, 0, ends, Some(frame)).unwrap(), 1);
                        assert_eq!(total.replace(',', "."), format!("{low}–{high}"));
                        of_means += 1;
                    }
                }
            }
        }
    }
    assert!(seen > 200 && of_means > 0 && without > 0, "{seen}, {of_means}, {without}");
}

#[test]
fn the_spread_of_hidden_grades_moves_no_interval() {
    let outcome = real::project();
    let mut plan = plan_of(&outcome, "keurmerk_2023");
    // Nothing of a grade is ever full.
    plan.suppress.cell = 1_000_000;
    let made = report(&plan, &Tables::new(&relations(&outcome, &plan, &CROWDS, 24)), &unit("Groot"));
    let figure = figures_of(&made).into_iter().find(|figure| figure.name == "cijfer").unwrap();
    let Content::Chart { chart, table } = &figure.content else { panic!("the mean is told") };
    assert!(chart.bars.iter().flat_map(|bar| &bar.parts).all(|part| part.interval.is_none()));
    assert!(!table.head.iter().any(|head| head == INTERVAL));
    assert_eq!(made.cover.grade.as_ref().and_then(|grade| grade.interval.clone()), None);
}
