//! Conditions and pipes over what may be read.

use super::{Cond, Known, Mask, Sort, Writer};

impl Writer {
    /// What may be read here: it came before, and can be asked wherever this can.
    pub(super) fn readable(&self) -> Vec<usize> {
        self.earlier().into_iter().filter(|index| self.here & !self.known[*index].there == 0).collect()
    }

    fn earlier(&self) -> Vec<usize> {
        let hidden = |index: &usize| self.closed.iter().any(|(from, to)| (*from..*to).contains(index));
        (0..self.known.len()).filter(|index| !hidden(index)).collect()
    }

    /// A condition that is not false in every wording and mode where this stands; some tries may not find one.
    pub(super) fn possible(&mut self, depth: usize) -> Option<Cond> {
        let here = self.here;
        (0..4).map(|_| self.condition(depth)).find(|cond| here & !cond.never != 0)
    }

    pub(super) fn condition(&mut self, depth: usize) -> Cond {
        if depth > 0 && self.chance(45) {
            return self.joined(depth);
        }
        match self.random.below(12) {
            0 if self.wordings.len() > 1 => {
                let wording = self.pick(&self.wordings.clone());
                self.decided(format!("wording = {wording}"), self.wording_mask(wording))
            }
            1 if self.modes.len() > 1 => {
                let mode = self.pick(&self.modes.clone());
                self.decided(format!("mode = {mode}"), self.mode_mask(mode))
            }
            2 => self.guarded(),
            _ => self.atom(),
        }
    }

    fn joined(&mut self, depth: usize) -> Cond {
        let parts: Vec<Cond> = (0..2 + self.random.below(2)).map(|_| self.condition(depth - 1)).collect();
        let all = self.chance(50);
        let either = |mask: fn(&Cond) -> Mask| parts.iter().map(mask).fold(0, |a, b| a | b);
        let both = |mask: fn(&Cond) -> Mask| parts.iter().map(mask).fold(Mask::MAX, |a, b| a & b);
        let (always, never) = if all {
            (both(|part| part.always), either(|part| part.never))
        } else {
            (either(|part| part.always), both(|part| part.never))
        };
        let reads = either(|part| part.reads);
        let texts: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
        let text = format!("({})", texts.join(if all { " and " } else { " or " }));
        if self.chance(35) {
            return Cond { text: format!("not {text}"), always: never, never: always, reads };
        }
        Cond { text, always, never, reads }
    }

    fn decided(&self, text: String, holds: Mask) -> Cond {
        Cond { text, always: holds, never: self.mask(|_, _| true) & !holds, reads: 0 }
    }

    /// Something that is not there everywhere, behind the wording or mode in which it is.
    fn guarded(&mut self) -> Cond {
        let wordings = self.wordings.iter().map(|wording| (format!("wording = {wording}"), self.wording_mask(wording)));
        let modes = self.modes.iter().map(|mode| (format!("mode = {mode}"), self.mode_mask(mode)));
        let guards: Vec<(String, Mask)> = wordings.chain(modes).collect();
        let found: Vec<(usize, String, Mask)> = self
            .earlier()
            .into_iter()
            .filter(|index| self.here & !self.known[*index].there != 0)
            .flat_map(|index| guards.iter().map(move |(text, mask)| (index, text.clone(), *mask)))
            .filter(|(index, _, mask)| {
                let seen = self.here & mask;
                seen != 0 && seen & !self.known[*index].there == 0
            })
            .collect();
        let Some((index, text, mask)) = self.random.pick(&found).cloned() else { return self.atom() };
        let guard = self.decided(text, mask);
        let reads = self.known[index].there;
        Cond { text: format!("({} and {})", guard.text, self.atom_of(index)), always: 0, never: guard.never, reads }
    }

    fn atom(&mut self) -> Cond {
        // What came last is read most: routes then depend on routes.
        let readable = self.readable();
        let from = if self.chance(60) { readable.len().saturating_sub(4) } else { 0 };
        let index = self.pick(&readable[from..]);
        Cond { text: self.atom_of(index), always: 0, never: 0, reads: self.known[index].there }
    }

    fn atom_of(&mut self, index: usize) -> String {
        let Known { name, sort, .. } = self.known[index].clone();
        self.atom_of_own(&name, &sort)
    }

    /// About something that is not known yet: the item itself, or another of its iteration.
    pub(super) fn atom_of_own(&mut self, name: &str, sort: &Sort) -> String {
        let negated = self.chance(20);
        let atom = self.atom_for(name, sort);
        if negated { format!("not {atom}") } else { atom }
    }

    fn atom_for(&mut self, name: &str, sort: &Sort) -> String {
        let state = |writer: &mut Self| {
            let function = writer.pick(&["asked", "answered", "missing", "valid"]);
            format!("{function}({name})")
        };
        match sort {
            Sort::OneOf { options, missing, ordered } => {
                let all: Vec<String> = options.iter().chain(missing).cloned().collect();
                match self.random.below(6) {
                    0 => format!("{name} != {}", self.pick(&all)),
                    1 if all.len() > 1 => format!("{name} in {{ {}, {} }}", all[0], all[all.len() - 1]),
                    2 if *ordered && options.len() > 2 => {
                        let op = self.pick(&["<", "<=", ">", ">="]);
                        format!("{name} {op} {}", self.pick(&options[1..options.len() - 1]))
                    }
                    3 => state(self),
                    _ => format!("{name} = {}", self.pick(&all)),
                }
            }
            Sort::AnyOf { options, missing } => {
                let all: Vec<String> = options.iter().chain(missing).cloned().collect();
                match self.random.below(5) {
                    0 if all.len() > 1 => format!("{name} has any {{ {}, {} }}", all[0], all[1]),
                    1 if !name.contains("answer") => {
                        // Whoever chose `alone` has 0, whoever ticked nothing has no number.
                        format!("count({name}) {}", self.pick(&[">= 1", "= 0", "!= 1", "= 1"]))
                    }
                    2 => state(self),
                    _ => format!("{name} has {}", self.pick(&all)),
                }
            }
            Sort::Number { min, max, decimals } => {
                let middle = self.random.between(*min, *max - 1);
                let value = if *decimals > 0 && middle >= 0 { format!("{middle}.5") } else { middle.to_string() };
                match self.random.below(5) {
                    0 if max - min > 1 => format!("{name} in {}..{max}", min + 1),
                    1 => state(self),
                    2 => format!("{name} * 2 - 1 > {}", middle * 2 - 1),
                    _ => {
                        let op = self.pick(&["=", "!=", "<=", ">"]);
                        format!("{name} {op} {value}")
                    }
                }
            }
            Sort::Date => match self.random.below(2) {
                0 => state(self),
                _ => format!("{name} {} 2022-06-15", self.pick(&["<", ">="])),
            },
            Sort::Text => state(self),
            Sort::Grid(row) => {
                let inner = self.atom_for("answer", row);
                self.aggregate(name, &inner)
            }
            Sort::Loop(items) => {
                let (item, sort) = self.pick(items);
                let inner = self.atom_for(&item, &sort);
                self.aggregate(name, &inner)
            }
        }
    }

    fn aggregate(&mut self, set: &str, inner: &str) -> String {
        match self.random.below(4) {
            0 => format!("any({set} where {inner})"),
            1 => format!("all({set} where {inner})"),
            2 => format!("count({set} where {inner}) = 1"),
            _ => format!("count({set} where {inner}) >= 1"),
        }
    }

    pub(super) fn pipe(&mut self) -> String {
        let readable = self.readable();
        let known: Vec<Known> = readable.into_iter().map(|index| self.known[index].clone()).collect();
        let usable: Vec<&Known> =
            known.iter().filter(|known| !matches!(known.sort, Sort::Grid(_) | Sort::Loop(_))).collect();
        match self.random.below(4) {
            0 => "{naam}".to_owned(),
            1 => "{soort}".to_owned(),
            2 => {
                let numbers: Vec<&&Known> =
                    usable.iter().filter(|known| matches!(known.sort, Sort::Number { .. })).collect();
                match self.random.pick(&numbers) {
                    Some(known) => format!("{{{}|geen punt|één punt|# punten}}", known.name),
                    None => "{jaar}".to_owned(),
                }
            }
            _ => match self.random.pick(&usable) {
                Some(known) if known.name != "soort" => format!("{{{}|het}}", known.name),
                _ => "{start|toen}".to_owned(),
            },
        }
    }
}
