//! Reports over generated surveys: a figure of every item, grid and loop item, with limits and groups drawn by seed.

use peil::model::{
    CmpOp, Cond, Cover, Division, Figure, FigureKind, Front, GateId, ItemRef, Kind, LoopId, Members, Num, Options,
    OriginId, Part, Per, Pooling, Profile, Prose, Report, Suppress, Survey, Target, Theme, UsedSurvey, VarId,
};
use peil::number::Decimal;
use peil::simulate::Random;

/// A report on the one survey, per its field of this name.
pub(crate) fn random_report(survey: &Survey, unit: &str, random: &mut Random) -> Report {
    let mut writer = Writer { survey, random, parts: Vec::new() };
    writer.items();
    writer.grids();
    let parts = writer.parts;
    let chapter = Division { name: None, title: Prose::default(), when: None, parts, origin: OriginId(0) };
    Report { parts: vec![Part::Chapter(chapter)], ..empty(survey, unit) }
}

fn empty(survey: &Survey, unit: &str) -> Report {
    Report {
        name: "proef".to_owned(),
        title: Prose::default(),
        surveys: vec![UsedSurvey { alias: survey.name.clone(), survey: 0, optional: false, origin: OriginId(0) }],
        per: Per {
            field: unit.to_owned(),
            label: unit.to_owned(),
            vars: vec![survey.find(unit).expect("the unit's field")],
        },
        units: None,
        period: None,
        benchmarks: Vec::new(),
        publish: None,
        suppress: Suppress { base: 1, cell: 1, open: 1, profile: Profile::Published, assumed: false },
        promoters: Vec::new(),
        strengths: Vec::new(),
        largest_remainder: false,
        norms: Vec::new(),
        theme: Theme::default(),
        cover: Cover::default(),
        front: Front::default(),
        parts: Vec::new(),
        provenance: Vec::new(),
        origin: OriginId(0),
    }
}

struct Writer<'a> {
    survey: &'a Survey,
    random: &'a mut Random,
    parts: Vec<Part>,
}

impl Writer<'_> {
    fn items(&mut self) {
        let survey = self.survey;
        for (id, var) in survey.vars_with_ids().filter(|(_, var)| !var.private) {
            let item = ItemRef { survey: 0, var: id };
            let target = var.in_loop.map_or(Target::Item(item), |of| Target::Loop { item, of });
            for kind in kinds(survey, &var.kind) {
                self.figure(*kind, target, var.in_loop);
            }
        }
    }

    fn grids(&mut self) {
        for (index, grid) in self.survey.grids.iter().enumerate() {
            let open = grid.rows.iter().all(|row| self.survey.var(*row).is_some_and(|var| !var.private));
            if open {
                let target = Target::Grid { survey: 0, grid: peil::model::GridId(u32::try_from(index).unwrap()) };
                self.figure(FigureKind::Grid, target, None);
            }
        }
    }

    fn figure(&mut self, kind: FigureKind, target: Target, in_loop: Option<LoopId>) {
        let options = Options {
            per: self.per(in_loop),
            filter: self.filter(in_loop),
            including_missing: self.random.chance(300),
            pooling: match self.random.below(6) {
                0 => Pooling::PerWording,
                1 => Pooling::PerMode,
                _ => Pooling::Plain,
            },
            ..Options::default()
        };
        let figure = Figure {
            name: format!("f{}", self.parts.len()),
            kind,
            target: Some(target),
            options,
            caption: None,
            note: None,
            base: None,
            provenance: Vec::new(),
            origin: OriginId(0),
        };
        self.parts.push(Part::Figure(Box::new(figure)));
    }

    /// A one-of item, of the same loop or outside every loop.
    fn per(&mut self, in_loop: Option<LoopId>) -> Option<VarId> {
        let fits = |var: &peil::model::Var| {
            matches!(var.kind, Kind::OneOf { .. }) && !var.private && (var.in_loop.is_none() || var.in_loop == in_loop)
        };
        let vars: Vec<VarId> = self.survey.vars_with_ids().filter(|(_, var)| fits(var)).map(|(id, _)| id).collect();
        if self.random.chance(300) { self.random.pick(&vars).copied() } else { None }
    }

    /// A condition of the survey itself, sometimes negated: its routes, option conditions and checks.
    fn filter(&mut self, in_loop: Option<LoopId>) -> Option<Cond> {
        if self.random.chance(250)
            && let Some(cond) = self.arithmetic()
        {
            return Some(cond);
        }
        let survey = self.survey;
        let outside = survey.vars.iter().filter(|var| var.in_loop.is_none() || var.in_loop == in_loop);
        let gates: Vec<GateId> = outside.clone().flat_map(|var| var.gates.clone()).collect();
        let whens = gates.iter().filter_map(|id| survey.gate(*id)?.when.as_ref());
        let offers = outside.flat_map(|var| &var.offers).filter_map(|offer| offer.when.as_ref());
        let conds: Vec<&Cond> = whens.chain(offers).chain(&survey.usable).filter(|cond| self.open(cond)).collect();
        if conds.is_empty() || self.random.chance(500) {
            return None;
        }
        let cond = (*self.random.pick(&conds)?).clone();
        Some(if self.random.chance(400) { Cond::Not(Box::new(cond)) } else { cond })
    }

    /// A comparison of a sum, a count or arithmetic of open items with a number.
    fn arithmetic(&mut self) -> Option<Cond> {
        let survey = self.survey;
        let open = |in_loop: bool| {
            let fits = move |var: &&peil::model::Var| !var.private && var.in_loop.is_some() == in_loop;
            survey.vars_with_ids().filter(move |(_, var)| fits(var))
        };
        let number = |(_, var): &(VarId, &peil::model::Var)| matches!(var.kind, Kind::Number { .. });
        let plain: Vec<VarId> = open(false).filter(number).map(|(id, _)| id).collect();
        let repeated: Vec<(VarId, LoopId)> =
            open(true).filter(number).filter_map(|(id, var)| Some((id, var.in_loop?))).collect();
        let sets: Vec<VarId> =
            open(false).filter(|(_, var)| matches!(var.kind, Kind::AnyOf { .. })).map(|(id, _)| id).collect();
        let at_least = [None, Some(1), Some(2)][self.random.below(3)];
        let (a, b) = (self.random.pick(&plain).copied()?, self.random.pick(&plain).copied()?);
        let (left, right) = (Box::new(Num::Var(a)), Box::new(Num::Var(b)));
        let num = match (self.random.below(6), self.random.pick(&repeated).copied(), self.random.pick(&sets).copied()) {
            (0, Some((item, of)), _) => Num::Sum { over: Members::Loop { of, item: Some(item) }, at_least },
            (1, _, Some(set)) => Num::CountChosen(set),
            (2, ..) => Num::Multiply(left, Box::new(Num::Negate(right))),
            (3, ..) => Num::Add(left, right),
            (4, ..) => Num::Subtract(left, right),
            _ => Num::Sum { over: Members::Vars(plain), at_least },
        };
        let op = [CmpOp::Less, CmpOp::GreaterEqual, CmpOp::NotEqual][self.random.below(3)];
        let bound = Decimal::new(self.random.between(-50, 500), [0, 1][self.random.below(2)]);
        Some(Cond::Compare { left: num, op, right: Num::Const(bound) })
    }

    fn open(&self, cond: &Cond) -> bool {
        cond.reads().iter().all(|var| self.survey.var(*var).is_some_and(|var| !var.private))
    }
}

fn kinds(survey: &Survey, kind: &Kind) -> &'static [FigureKind] {
    let scored = kind.list().and_then(|list| survey.list(list)).is_some_and(|list| list.scored);
    match kind {
        Kind::OneOf { .. } if scored => &[FigureKind::Bars, FigureKind::Mean],
        Kind::OneOf { .. } => &[FigureKind::Bars],
        Kind::AnyOf { .. } => &[FigureKind::Anyof],
        Kind::Number { .. } => &[FigureKind::Distribution, FigureKind::Sum],
        Kind::Text { .. } => &[FigureKind::Verbatim],
        Kind::Date { .. } => &[FigureKind::Distribution],
    }
}
