//! What may be told of every item of one unit: its view, by the rules of [`super::safety`].

use super::hist::{Answer, Hist, Slice, groups, read_moments, read_options, read_states};
use super::safety::{Choice, Minimum, Offer, Share, blocks, fits, mean_may, open_groups, open_options, room};
use super::tables::{Scope, Tables};
use crate::plan::{
    Group, Measure, MeasureKind, Missing, Part, Plan, PlanVar, Pred, Prose, Provinces, Quantity, QueryKind, Segment,
    VarKind,
};
use crate::tabulate::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// An item as it is counted: survey, variable, iteration, extra limit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    survey: usize,
    path: String,
    turn: Option<i64>,
    limit: Option<String>,
}

/// A number with more values than this is an amount: its values are no categories.
const WIDE: i64 = 1_000;

/// What may be told of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum View {
    /// Everything.
    Full,
    /// Sums of blocks of answers.
    Blocks(Vec<Vec<Answer>>),
    /// Number and mean of the valid answers.
    Mean,
    /// Of an any-of, the options in it.
    Options(BTreeSet<i64>),
    Nothing(Why),
}

/// Why nothing is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// Nobody answered.
    Empty,
    /// Fewer than the minimum; of what an answer leads to, also nobody.
    Few,
    /// Single answers could be found out.
    Traceable,
}

/// The views of one unit.
#[derive(Debug)]
pub(super) struct Views<'a> {
    plan: &'a Plan,
    tables: &'a Tables,
    unit: &'a Cell,
    pub(super) safe: bool,
    pub(super) minimum: Minimum,
    views: BTreeMap<Key, View>,
    /// Per item and breakdown: the groups of which a mean is told.
    open: BTreeMap<(Key, String), BTreeSet<i64>>,
}

/// The key of a row of a measure.
pub(super) fn key(measure: &Measure, row: i64) -> Option<Key> {
    let at = if measure.in_loop.is_some() { 0 } else { usize::try_from(row).ok()? };
    let limit = (measure.base.filter != Pred::Const(true)).then(|| format!("{:?}", measure.base.filter));
    Some(Key {
        survey: measure.survey,
        path: measure.rows.get(at)?.clone(),
        turn: measure.in_loop.is_some().then_some(row),
        limit,
    })
}

/// The rows of a measure: places of its variables, or codes of the iterations.
pub(super) fn row_codes(plan: &Plan, measure: &Measure) -> Vec<i64> {
    match (&measure.in_loop, plan.survey_of(measure)) {
        (Some(name), Some(survey)) => {
            survey.loops.get(name).map_or(Vec::new(), |turns| turns.iter().map(|turn| turn.code).collect())
        }
        _ => (0..i64::try_from(measure.rows.len()).unwrap_or(0)).collect(),
    }
}

pub(super) fn var_of<'p>(plan: &'p Plan, measure: &Measure, row: i64) -> Option<&'p PlanVar> {
    plan.survey_of(measure)?.var(&key(measure, row)?.path)
}

/// Offered and chosen, per option.
type Offers = BTreeMap<i64, (i64, i64)>;

/// The answers of an item by group, and those of no group.
pub(super) struct Parts {
    pub(super) each: Vec<(i64, Share)>,
    pub(super) rest: Share,
}

/// What is known of one item before it is judged.
#[derive(Debug, Default)]
pub(super) struct Item<'p> {
    pub(super) var: Option<&'p PlanVar>,
    pub(super) values: Option<Hist>,
    pub(super) moments: (i64, i64),
    pub(super) options: Option<(Offers, i64)>,
    texts: Option<i64>,
    pub(super) included: bool,
    pub(super) mean: bool,
    pub(super) breakdowns: Vec<(String, &'p Measure, i64)>,
}

impl<'a> Views<'a> {
    pub(super) fn new(plan: &'a Plan, tables: &'a Tables, unit: &'a Cell) -> Self {
        let minimum = Minimum {
            base: i64::from(plan.suppress.base),
            cell: i64::from(plan.suppress.cell),
            open: i64::from(plan.suppress.open),
        };
        let safe = plan.suppress.profile != "published";
        let mut views = Self { plan, tables, unit, safe, minimum, views: BTreeMap::new(), open: BTreeMap::new() };
        if safe {
            views.judge();
        }
        views
    }

    fn judge(&mut self) {
        let items = self.items();
        let wholes: BTreeMap<(usize, String, Option<i64>), Hist> = items
            .iter()
            .filter(|(key, _)| key.limit.is_none())
            .filter_map(|(key, item)| Some(((key.survey, key.path.clone(), key.turn), item.values.clone()?)))
            .collect();
        for (key, item) in &items {
            let whole = wholes.get(&(key.survey, key.path.clone(), key.turn));
            let view = self.limited(key, item, whole).unwrap_or_else(|| self.of(item));
            let view = self.with_breakdowns(key, item, view);
            self.views.insert(key.clone(), view);
        }
        self.routes(&items);
        self.unsaid(&items);
    }

    /// An extra limit beside the same item without it: both, and what the limit leaves out, fit; else nothing.
    fn limited(&self, key: &Key, item: &Item<'_>, whole: Option<&Hist>) -> Option<View> {
        key.limit.as_ref()?;
        let own = item.values.as_ref();
        let parts = own.zip(whole).map(|(own, whole)| [own.clone(), whole.minus(own)]);
        let all =
            parts.is_some_and(|parts| parts.iter().all(|part| fits(part.cells.values().copied(), self.minimum.cell)));
        let enough = own.is_some_and(|own| own.base(Missing::Included) >= self.minimum.base);
        Some(if all && enough { View::Full } else { View::Nothing(Why::Traceable) })
    }

    fn of(&self, item: &Item<'_>) -> View {
        if let Some((options, n)) = &item.options {
            return self.of_options(item, options, *n);
        }
        if let Some(n) = item.texts {
            return if n >= self.minimum.open { View::Full } else { nothing(n) };
        }
        let missing = if item.included { Missing::Included } else { Missing::Excluded };
        let Some(hist) = &item.values else {
            let (n, sum) = item.moments;
            let may = n >= self.minimum.base && self.mean_may(item, Share { n, sum, full: false });
            return if may { View::Mean } else { nothing_under(n, self.minimum.base) };
        };
        let n = hist.base(missing);
        if n < self.minimum.base {
            return nothing(n);
        }
        let counted = hist.cells.iter().filter(|(answer, _)| item.included || matches!(answer, Answer::Valid(_)));
        if fits(counted.map(|(_, n)| *n), self.minimum.cell) {
            return View::Full;
        }
        if item.mean {
            let (n, sum) = hist.moments();
            let may = self.mean_may(item, Share { n, sum, full: false });
            return if may { View::Mean } else { View::Nothing(Why::Traceable) };
        }
        self.merged(item, hist).unwrap_or(View::Nothing(Why::Traceable))
    }

    fn merged(&self, item: &Item<'_>, hist: &Hist) -> Option<View> {
        let VarKind::OneOf { ordered, options, .. } = &item.var?.kind else { return None };
        let cells: Vec<Answer> = options
            .iter()
            .filter(|option| item.included || !option.missing)
            .map(|option| if option.missing { Answer::Missing(option.code) } else { Answer::Valid(option.code) })
            .collect();
        let choices: Vec<Choice> = cells
            .iter()
            .map(|answer| Choice { count: hist.count(*answer), missing: matches!(answer, Answer::Missing(_)) })
            .collect();
        let merged = blocks(&choices, *ordered, self.minimum.cell)?;
        let answers = |block: Vec<usize>| block.into_iter().filter_map(|at| cells.get(at)).copied().collect();
        Some(View::Blocks(merged.into_iter().map(answers).collect()))
    }

    fn of_options(&self, item: &Item<'_>, options: &BTreeMap<i64, (i64, i64)>, n: i64) -> View {
        if n < self.minimum.base {
            return nothing(n);
        }
        let known = item.var.map_or(&[][..], |var| var.kind.options());
        let alone = |code: i64| known.iter().any(|option| option.code == code && option.alone);
        let offers: Vec<Offer> = options
            .iter()
            .map(|(code, (offered, chosen))| Offer { offered: *offered, chosen: *chosen, alone: alone(*code) })
            .collect();
        match open_options(&offers, n, self.minimum.cell) {
            Some(open) if open.iter().all(|open| *open) => View::Full,
            Some(open) => {
                View::Options(options.keys().zip(open).filter(|(_, open)| *open).map(|(code, _)| *code).collect())
            }
            None => View::Nothing(Why::Traceable),
        }
    }

    /// Rule 3: the ends of a scale, of codes without a gap. On a wide scale a value is no category: n is enough.
    fn mean_may(&self, item: &Item<'_>, share: Share) -> bool {
        item.var.and_then(range).is_some_and(|range| {
            let wide = range.1 - range.0 > WIDE;
            mean_may(Share { full: share.full || wide, ..share }, range, self.minimum)
        })
    }

    /// Rule 6: which groups are told; beside groups that are not full the distribution of the total is not.
    fn with_breakdowns(&mut self, key: &Key, item: &Item<'_>, view: View) -> View {
        let mut view = view;
        for (at, (name, measure, row)) in item.breakdowns.iter().enumerate() {
            let told = match &view {
                View::Nothing(_) => BTreeSet::new(),
                _ => match self.told_groups(item, measure, *row, at == 0) {
                    (told, true) => told,
                    (told, false) => {
                        view = self.without_distribution(item);
                        if matches!(view, View::Nothing(_)) { BTreeSet::new() } else { told }
                    }
                },
            };
            self.open.insert((key.clone(), name.clone()), told);
        }
        view
    }

    fn without_distribution(&self, item: &Item<'_>) -> View {
        let (n, sum) = item.values.as_ref().map_or(item.moments, Hist::moments);
        let may = item.mean && self.mean_may(item, Share { n, sum, full: false });
        if may { View::Mean } else { View::Nothing(Why::Traceable) }
    }

    /// The answers of an item by group.
    pub(super) fn parts(&self, item: &Item<'_>, measure: &Measure, row: i64) -> Parts {
        let kind = if measure.kind == MeasureKind::Moments { QueryKind::Moments } else { QueryKind::Values };
        let counts = self.tables.counts(&measure.id, kind, Scope::One(self.unit));
        let share = |slice: Slice| {
            if kind == QueryKind::Moments {
                let (n, sum) = read_moments(&counts, slice);
                return Share { n, sum, full: false };
            }
            let hist = Hist::read(&counts, slice);
            let (n, sum) = hist.moments();
            let counted = hist.cells.iter().filter(|(answer, _)| item.included || matches!(answer, Answer::Valid(_)));
            Share { n, sum, full: fits(counted.map(|(_, n)| *n), self.minimum.cell) }
        };
        let of = |code: i64| (code, share(Slice { group: Some(code), row: Some(row) }));
        let each: Vec<(i64, Share)> = groups(&counts).into_iter().map(of).collect();
        let all = share(Slice::row(row));
        let sums = each.iter().fold((0, 0), |(n, sum), (_, part)| (n + part.n, sum + part.sum));
        Parts { each, rest: Share { n: all.n - sums.0, sum: all.sum - sums.1, full: false } }
    }

    /// The groups that are told, and whether the distribution of the total may stay.
    fn told_groups(&self, item: &Item<'_>, measure: &Measure, row: i64, first: bool) -> (BTreeSet<i64>, bool) {
        let Parts { each, rest } = self.parts(item, measure, row);
        let (codes, parts): (Vec<i64>, Vec<Share>) = each.into_iter().unzip();
        let whole = parts.iter().filter(|part| part.n > 0).count() == 1 && rest.n == 0;
        let full = rest.n == 0 && parts.iter().all(|part| part.full && (part.n == 0 || part.n >= self.minimum.base));
        let range = item.var.and_then(range).unwrap_or((0, 0));
        let open =
            if first || full { open_groups(&parts, rest, range, self.minimum) } else { vec![false; parts.len()] };
        let told: BTreeSet<i64> = codes.iter().zip(open).filter(|(_, open)| *open).map(|(code, _)| *code).collect();
        // One group that is the total tells nothing more; groups that are all hidden tell nothing at all.
        let stays = full || whole || told.is_empty();
        (told, stays)
    }

    /// Rule 7, until nothing changes.
    fn routes(&mut self, items: &BTreeMap<Key, Item<'_>>) {
        loop {
            let closed: Vec<Key> =
                items.iter().filter(|(key, item)| self.betrays(key, item, items)).map(|(key, _)| key.clone()).collect();
            if closed.is_empty() {
                break;
            }
            for key in closed {
                let breakdowns = self.open.iter_mut().filter(|((of, _), _)| *of == key);
                breakdowns.for_each(|(_, told)| told.clear());
                self.views.insert(key, View::Nothing(Why::Traceable));
            }
        }
    }

    /// Rule 7 without an n: that nobody answered what few may be led to tells of those who lead to it.
    fn unsaid(&mut self, items: &BTreeMap<Key, Item<'_>>) {
        for (key, item) in items {
            let led = item.var.is_some_and(|var| !var.route.is_empty());
            if led && self.views.get(key) == Some(&View::Nothing(Why::Empty)) {
                self.views.insert(key.clone(), View::Nothing(Why::Few));
            }
        }
    }

    /// Whether the n of an item, if told, tells too much of an answer that leads to it.
    fn betrays(&self, key: &Key, item: &Item<'_>, items: &BTreeMap<Key, Item<'_>>) -> bool {
        if matches!(self.views.get(key), Some(View::Nothing(_)) | None) {
            return false;
        }
        let n = item.n(true);
        let told = [n, item.n(false)];
        let led = item.var.map_or(&[][..], |var| var.route.as_slice());
        let parents =
            items.iter().filter(|(of, _)| of.survey == key.survey && of.limit.is_none() && led.contains(&of.path));
        let usable = self.usable(key.survey);
        parents.into_iter().any(|(parent, of)| {
            let wholes: Vec<i64> = match self.views.get(parent) {
                None | Some(View::Full) => Vec::new(),
                Some(View::Blocks(blocks)) => {
                    let hist = of.values.clone().unwrap_or_default();
                    let merged = blocks.iter().filter(|block| block.len() > 1);
                    merged.map(|block| block.iter().map(|answer| hist.count(*answer)).sum()).collect()
                }
                Some(View::Mean) => vec![of.n(false), usable],
                Some(View::Options(_) | View::Nothing(_)) => vec![usable],
            };
            wholes.iter().any(|whole| told.iter().any(|n| !room(*n, *whole, self.minimum.cell)))
        })
    }

    fn usable(&self, survey: usize) -> i64 {
        let of = |measure: &&Measure| {
            measure.survey == survey
                && measure.kind == MeasureKind::Responses
                && measure.base.filter == Pred::Const(true)
        };
        let Some(measure) = self.plan.measures.iter().find(of) else { return 0 };
        let counts = self.tables.counts(&measure.id, QueryKind::Responses, Scope::One(self.unit));
        super::hist::total(&counts, None, 0)
    }

    /// Everything that the plan counts of items, each once.
    pub(super) fn items(&self) -> BTreeMap<Key, Item<'a>> {
        let means = printed_means(self.plan);
        let names = place_names(self.plan);
        let mut items: BTreeMap<Key, Item<'a>> = BTreeMap::new();
        for measure in &self.plan.measures {
            if names.contains(measure.id.as_str()) {
                continue;
            }
            for row in row_codes(self.plan, measure) {
                let Some(key) = key(measure, row) else { continue };
                let item = items.entry(key).or_default();
                item.var = var_of(self.plan, measure, row);
                item.included |= measure.base.missing == Missing::Included;
                item.mean |= means.contains(measure.id.as_str());
                if let Some(group) = &measure.group {
                    item.breakdowns.push((group_name(group), measure, row));
                }
                self.read(item, measure, row);
            }
        }
        for item in items.values_mut() {
            // The same breakdown is counted once, by values where there are any.
            item.breakdowns.sort_by_key(|(name, measure, _)| (name.clone(), measure.kind != MeasureKind::Values));
            item.breakdowns.dedup_by_key(|(name, ..)| name.clone());
        }
        items
    }

    fn read(&self, item: &mut Item<'_>, measure: &Measure, row: i64) {
        let slice = Slice::row(row);
        let counts = |kind| self.tables.counts(&measure.id, kind, Scope::One(self.unit));
        match measure.kind {
            MeasureKind::Values => item.values = Some(Hist::read(&counts(QueryKind::Values), slice)),
            MeasureKind::Moments => item.moments = read_moments(&counts(QueryKind::Moments), slice),
            MeasureKind::Options => {
                let states = read_states(&counts(QueryKind::States), slice);
                let n = states.get(&4).copied().unwrap_or(0)
                    + if item.included { states.get(&3).copied().unwrap_or(0) } else { 0 };
                item.options = Some((read_options(&counts(QueryKind::Options), slice), n));
            }
            MeasureKind::Texts => {
                let texts = self.tables.texts(&measure.id, self.unit).iter().filter(|(at, _)| *at == row).count();
                item.texts = Some(i64::try_from(texts).unwrap_or(i64::MAX));
            }
            MeasureKind::Responses | MeasureKind::Sample => {}
        }
    }

    pub(super) fn view(&self, measure: &Measure, row: i64) -> View {
        if !self.safe {
            return View::Full;
        }
        key(measure, row).and_then(|key| self.views.get(&key).cloned()).unwrap_or(View::Nothing(Why::Traceable))
    }

    pub(super) fn of_key(&self, key: &Key) -> View {
        self.views.get(key).cloned().unwrap_or(View::Nothing(Why::Traceable))
    }

    /// Whether the mean of a group of a breakdown is told.
    pub(super) fn tells(&self, key: &Key, breakdown: &str, group: i64) -> bool {
        self.open.get(&(key.clone(), breakdown.to_owned())).is_some_and(|told| told.contains(&group))
    }

    /// Whether the mean of a group may be told.
    pub(super) fn tells_group(&self, measure: &Measure, row: i64, group: i64) -> bool {
        let Some(by) = measure.group.as_ref().filter(|_| self.safe) else { return true };
        let Some(key) = key(measure, row) else { return false };
        self.open.get(&(key, group_name(by))).is_some_and(|told| told.contains(&group))
    }
}

impl Item<'_> {
    pub(super) fn n(&self, included: bool) -> i64 {
        match (&self.options, &self.values) {
            (Some((_, n)), _) => *n,
            (None, Some(hist)) => hist.base(if included { Missing::Included } else { Missing::Excluded }),
            (None, None) => self.texts.unwrap_or(self.moments.0),
        }
    }
}

fn nothing(n: i64) -> View {
    View::Nothing(if n == 0 { Why::Empty } else { Why::Few })
}

fn nothing_under(n: i64, base: i64) -> View {
    if n < base { nothing(n) } else { View::Nothing(Why::Traceable) }
}

pub(super) fn group_name(group: &Group) -> String {
    match group {
        Group::Item(path) => format!("item {path}"),
        Group::Wording => "wording".to_owned(),
        Group::Mode => "mode".to_owned(),
    }
}

/// Lowest and highest valid value of a scale whose codes have no gap, or of a number.
pub(super) fn range(var: &PlanVar) -> Option<(i64, i64)> {
    match &var.kind {
        VarKind::Number { min, max, .. } => Some((*min, *max)),
        VarKind::OneOf { options, .. } => {
            let codes: BTreeSet<i64> =
                options.iter().filter(|option| !option.missing).map(|option| option.code).collect();
            let (low, high) = (*codes.first()?, *codes.last()?);
            (i64::try_from(codes.len()) == Ok(high - low + 1)).then_some((low, high))
        }
        VarKind::AnyOf { .. } | VarKind::Text { .. } | VarKind::Date { .. } => None,
    }
}

/// Measures of which a mean is printed somewhere.
fn printed_means(plan: &Plan) -> BTreeSet<&str> {
    let mut means: BTreeSet<&str> = BTreeSet::new();
    for figure in &plan.figures {
        let of_number = |id: &&String| {
            let measure = plan.measure(id);
            let var = measure.and_then(|measure| var_of(plan, measure, 0));
            matches!(var.map(|var| &var.kind), Some(VarKind::Number { .. }))
        };
        let grid_of_numbers =
            matches!(figure.kind.as_str(), "grid" | "stacked") && figure.measures.iter().any(|id| of_number(&id));
        if figure.kind == "mean" || grid_of_numbers {
            means.extend(figure.measures.iter().map(String::as_str));
        }
    }
    for norm in &plan.norms {
        means.insert(&norm.measure);
        means.extend(norm.per.iter().map(|per| per.measure.as_str()));
    }
    for table in &plan.tables {
        if let crate::plan::TableContent::Response { surveys } = &table.content {
            means.extend(surveys.iter().filter_map(|rows| rows.grades.as_deref()));
        }
    }
    means.extend(plan.cover.grade.as_deref());
    in_texts(&plan.parts, &mut means);
    means
}

fn in_texts<'p>(parts: &'p [Part], means: &mut BTreeSet<&'p str>) {
    let prose = |prose: &'p Prose, means: &mut BTreeSet<&'p str>| {
        for segment in &prose.segments {
            if let Segment::Value(Quantity::Mean(id)) | Segment::Plural { of: Quantity::Mean(id), .. } = segment {
                means.insert(id);
            }
        }
    };
    for part in parts {
        match part {
            Part::Chapter(division) | Part::Section(division) => {
                prose(&division.title, means);
                in_texts(&division.parts, means);
            }
            Part::Text { text, .. } => prose(text, means),
            Part::Figure { .. } | Part::Table { .. } => {}
        }
    }
}

/// Measures that only name places on the cover.
fn place_names(plan: &Plan) -> BTreeSet<&str> {
    let of = match &plan.cover.provinces {
        Some(Provinces::Measure(id)) => Some(id.as_str()),
        Some(Provinces::Column(_)) | None => None,
    };
    let used: BTreeSet<&str> =
        plan.figures.iter().flat_map(|figure| figure.measures.iter().map(String::as_str)).collect();
    of.filter(|id| !used.contains(id)).into_iter().collect()
}
