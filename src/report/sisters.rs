//! What the reports of all units tell together: how far a benchmark may go (rule 9 of [`super::safety`]).
//!
//! Whoever has every report takes from a benchmark what is printed for the single units. What is left is what the units gave
//! whose own reports hide it, and a benchmark is told only as far as that remainder may be.

use super::answers::joined;
use super::hist::{Answer, Hist};
use super::safety::{Minimum, Share, apart, enough, mean_may, open_parts};
use super::tables::Tables;
use super::views::{Item, Key, View, Views, range};
use crate::plan::{Plan, PlanVar};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

/// What a benchmark may tell of every item.
#[derive(Debug, Default)]
pub(super) struct Sisters {
    told: BTreeMap<Key, Told>,
}

/// What a benchmark may tell of one item.
#[derive(Debug, Default)]
struct Told {
    /// Counts: sums of these blocks, beside all that no hidden unit is asked.
    counts: Counts,
    /// What the units give that tell everything of it.
    printed: Hist,
    mean: bool,
    /// Options of an any-of.
    options: BTreeSet<i64>,
    /// Per breakdown: the groups of which a mean may be compared, and those of which a distribution.
    groups: BTreeMap<String, Groups>,
}

#[derive(Debug, Default)]
enum Counts {
    /// No unit hides a count.
    All,
    Blocks(Vec<Vec<Answer>>),
    #[default]
    Nothing,
}

#[derive(Debug, Default)]
struct Groups {
    means: BTreeSet<i64>,
    counts: BTreeSet<i64>,
}

/// One unit's answers to an item, and what its own report tells of them.
struct Own {
    view: View,
    hist: Hist,
    moments: (i64, i64),
    n: i64,
    options: BTreeMap<i64, (i64, i64)>,
    /// Per breakdown and group: number and sum, and whether its mean is told.
    groups: BTreeMap<String, BTreeMap<Option<i64>, (Share, bool)>>,
}

/// An item over all units.
#[derive(Default)]
struct Over<'p> {
    var: Option<&'p PlanVar>,
    included: bool,
    mean: bool,
    owns: Vec<Own>,
}

/// The same for the reports of all units: made when it is first asked for, per report and what it holds numbers to.
#[derive(Debug, Default)]
pub(super) struct Made(Mutex<BTreeMap<String, Arc<Sisters>>>);

impl Made {
    pub(super) fn of(&self, plan: &Plan, tables: &Tables) -> Arc<Sisters> {
        let mut made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let name = format!("{} {:?}", plan.report, plan.suppress);
        Arc::clone(made.entry(name).or_insert_with(|| Arc::new(Sisters::new(plan, tables))))
    }
}

impl Sisters {
    fn new(plan: &Plan, tables: &Tables) -> Self {
        if plan.suppress.profile == "published" || plan.benchmarks.is_empty() {
            return Self::default();
        }
        let mut over: BTreeMap<Key, Over<'_>> = BTreeMap::new();
        let mut minimum = Minimum { base: 0, cell: 0, open: 0 };
        for unit in tables.all_units() {
            let views = Views::new(plan, tables, unit);
            minimum = views.minimum;
            for (key, item) in views.items() {
                let own = own(&views, &key, &item);
                let whole = over.entry(key).or_default();
                whole.var = item.var;
                whole.included = item.included;
                whole.mean = item.mean;
                whole.owns.extend((own.n > 0).then_some(own));
            }
        }
        Self { told: over.into_iter().map(|(key, item)| (key, item.told(minimum))).collect() }
    }

    /// Whether the sum of a block may be compared.
    pub(super) fn tells_counts(&self, key: Option<&Key>, block: &[Answer]) -> bool {
        match key.and_then(|key| self.told.get(key)).map(|told| &told.counts) {
            Some(Counts::All) => true,
            Some(Counts::Blocks(blocks)) => blocks.iter().all(|known| whole_or_none(known, block)),
            Some(Counts::Nothing) | None => false,
        }
    }

    /// The answers that some report prints with their counts.
    pub(super) fn printed(&self, key: Option<&Key>) -> Hist {
        key.and_then(|key| self.told.get(key)).map_or_else(Hist::default, |told| told.printed.clone())
    }

    pub(super) fn tells_mean(&self, key: Option<&Key>) -> bool {
        key.and_then(|key| self.told.get(key)).is_some_and(|told| told.mean)
    }

    pub(super) fn tells_option(&self, key: Option<&Key>, option: i64) -> bool {
        key.and_then(|key| self.told.get(key)).is_some_and(|told| told.options.contains(&option))
    }

    /// The mean of a group, or with `counts` its distribution.
    pub(super) fn tells_group(&self, key: Option<&Key>, breakdown: &str, group: i64, counts: bool) -> bool {
        let groups = key.and_then(|key| self.told.get(key)).and_then(|told| told.groups.get(breakdown));
        groups.is_some_and(|groups| if counts { &groups.counts } else { &groups.means }.contains(&group))
    }
}

fn whole_or_none(some: &[Answer], block: &[Answer]) -> bool {
    let inside = some.iter().filter(|answer| block.contains(answer)).count();
    inside == 0 || inside == some.len()
}

fn own(views: &Views<'_>, key: &Key, item: &Item<'_>) -> Own {
    let hist = item.values.clone().unwrap_or_default();
    let moments = item.values.as_ref().map_or(item.moments, Hist::moments);
    let view = views.of_key(key);
    let mut groups: BTreeMap<String, BTreeMap<Option<i64>, (Share, bool)>> = BTreeMap::new();
    for (name, measure, row) in &item.breakdowns {
        let parts = views.parts(item, measure, *row);
        let told = |code: i64| !matches!(view, View::Nothing(_)) && views.tells(key, name, code);
        let of = groups.entry(name.clone()).or_default();
        of.extend(parts.each.into_iter().map(|(code, share)| (Some(code), (share, told(code)))));
        of.insert(None, (parts.rest, false));
    }
    let options = item.options.as_ref().map_or_else(BTreeMap::new, |(options, _)| options.clone());
    Own { view, hist, moments, n: item.n(item.included), options, groups }
}

impl Over<'_> {
    fn told(&self, minimum: Minimum) -> Told {
        let mean = self.tells_mean(minimum);
        let mut counts = if self.tells_n(minimum) { self.counts(minimum) } else { Counts::Nothing };
        // A mean beside merged counts could part them again; all counts tell the mean.
        if self.mean && (!matches!(&counts, Counts::All) && (!mean || self.merges(&counts))) {
            counts = Counts::Nothing;
        }
        let codes: BTreeSet<i64> = self.owns.iter().flat_map(|own| own.options.keys().copied()).collect();
        let options = codes.into_iter().filter(|code| self.tells_option(*code, minimum)).collect();
        let names: BTreeSet<&String> = self.owns.iter().flat_map(|own| own.groups.keys()).collect();
        let groups = names.into_iter().map(|name| (name.clone(), self.groups(name, minimum))).collect();
        let mut printed = Hist::default();
        for own in self.owns.iter().filter(|own| own.view == View::Full) {
            own.hist.cells.iter().for_each(|(answer, n)| *printed.cells.entry(*answer).or_default() += n);
        }
        Told { counts, printed, mean, options, groups }
    }

    fn merges(&self, counts: &Counts) -> bool {
        matches!(counts, Counts::Blocks(blocks) if blocks.iter().any(|block| block.len() > 1))
    }

    /// The units that hide their n give it together.
    fn tells_n(&self, minimum: Minimum) -> bool {
        let hidden: Vec<i64> =
            self.owns.iter().filter(|own| matches!(own.view, View::Nothing(_))).map(|own| own.n).collect();
        hidden.is_empty() || enough(&hidden, minimum.base)
    }

    fn range(&self) -> (i64, i64) {
        self.var.and_then(range).unwrap_or((0, 0))
    }

    fn tells_mean(&self, minimum: Minimum) -> bool {
        let hidden: Vec<Share> = self
            .owns
            .iter()
            .filter(|own| !matches!(own.view, View::Full | View::Mean) && own.moments.0 > 0)
            .map(|own| Share { n: own.moments.0, sum: own.moments.1, full: false })
            .collect();
        let whole = Share::together(&hidden);
        hidden.is_empty() || (hidden.len() > 1 && mean_may(whole, self.range(), minimum))
    }

    /// Whether the report of a unit tells the sum of a block.
    fn sums(own: &Own, block: &[Answer]) -> bool {
        match &own.view {
            View::Full => true,
            View::Blocks(blocks) => blocks.iter().all(|own| whole_or_none(own, block)),
            View::Mean | View::Options(_) | View::Nothing(_) => false,
        }
    }

    /// Rule 4 on what is hidden anywhere; then each block for itself, also those that merged answers of units add up to.
    fn counts(&self, minimum: Minimum) -> Counts {
        let cells = self.cells();
        let hidden: Vec<&Own> = self.owns.iter().filter(|own| own.view != View::Full).collect();
        if hidden.is_empty() {
            return Counts::All;
        }
        let count = |answer: &Answer| hidden.iter().map(|own| own.hist.count(*answer)).sum::<i64>();
        let counts: Vec<i64> = cells.iter().map(count).collect();
        let Some(merged) = apart(&counts, minimum.cell).filter(|_| hidden.len() > 1) else { return Counts::Nothing };
        let blocks: Vec<Vec<Answer>> = merged
            .into_iter()
            .map(|block| block.into_iter().filter_map(|at| cells.get(at)).copied().collect())
            .collect();
        let merged: Vec<Vec<Vec<Answer>>> = self
            .owns
            .iter()
            .filter_map(|own| if let View::Blocks(own) = &own.view { Some(own.clone()) } else { None })
            .collect();
        let levels = merged.iter().map(|level| joined(&[blocks.clone(), level.clone()]));
        let all = joined(&[vec![blocks.clone()], merged.clone()].concat());
        let fits = |block: &Vec<Answer>| {
            let rest: Vec<&Own> = self.owns.iter().filter(|own| !Self::sums(own, block)).collect();
            let sum: i64 = rest.iter().flat_map(|own| block.iter().map(|answer| own.hist.count(*answer))).sum();
            rest.is_empty() || (rest.len() > 1 && sum >= minimum.cell)
        };
        if !levels.flatten().chain(all).chain(blocks.clone()).all(|block| fits(&block)) {
            return Counts::Nothing;
        }
        Counts::Blocks(blocks)
    }

    /// Every answer that the base counts, of a number those within its bounds that anyone gave.
    fn cells(&self) -> Vec<Answer> {
        let Some(var) = self.var else { return Vec::new() };
        let mut cells: BTreeSet<Answer> = super::answers::answers_of(var, self.included).into_iter().collect();
        let counted = |answer: &Answer| self.included || matches!(answer, Answer::Valid(_));
        cells.extend(self.owns.iter().flat_map(|own| own.hist.cells.keys().copied()).filter(counted));
        cells.into_iter().collect()
    }

    fn tells_option(&self, code: i64, minimum: Minimum) -> bool {
        let tells = |own: &&Own| match &own.view {
            View::Full => true,
            View::Options(open) => open.contains(&code),
            View::Blocks(_) | View::Mean | View::Nothing(_) => false,
        };
        let hidden: Vec<(i64, i64)> = self
            .owns
            .iter()
            .filter(|own| !tells(own))
            .filter_map(|own| own.options.get(&code).copied())
            .filter(|(offered, _)| *offered > 0)
            .collect();
        let offered: i64 = hidden.iter().map(|(offered, _)| offered).sum();
        let chosen: i64 = hidden.iter().map(|(_, chosen)| chosen).sum();
        hidden.is_empty() || (hidden.len() > 1 && chosen >= minimum.cell && offered - chosen >= minimum.cell)
    }

    fn groups(&self, name: &String, minimum: Minimum) -> Groups {
        let mut hidden: BTreeMap<Option<i64>, Vec<Share>> = BTreeMap::new();
        let mut all: BTreeSet<i64> = BTreeSet::new();
        for (code, (share, told)) in self.owns.iter().filter_map(|own| own.groups.get(name)).flatten() {
            all.extend(*code);
            if !told && share.n > 0 {
                hidden.entry(*code).or_default().push(*share);
            }
        }
        let codes: Vec<i64> = all.into_iter().collect();
        let none = Vec::new();
        let parts: Vec<&[Share]> =
            codes.iter().map(|code| hidden.get(&Some(*code)).unwrap_or(&none).as_slice()).collect();
        let rest = hidden.get(&None).unwrap_or(&none);
        let open = open_parts(&parts, rest, self.range(), minimum);
        let means = codes.iter().zip(&open).filter(|(_, open)| **open).map(|(code, _)| *code).collect();
        let counts = codes.iter().zip(&parts).filter(|(_, part)| part.is_empty()).map(|(code, _)| *code).collect();
        Groups { means, counts }
    }
}
