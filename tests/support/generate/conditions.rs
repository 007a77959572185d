//! Conditions and pipes over what may be read.

use super::{Known, Sort, Writer};

impl Writer {
    /// What may be read here; with `guard`, also what is there under that same guard.
    pub(super) fn readable(&self, guard: Option<&str>) -> Vec<usize> {
        let hidden = |index: &usize| self.closed.iter().any(|(from, to)| (*from..*to).contains(index));
        let there = |index: &usize| {
            let own = self.known[*index].guard.as_deref();
            own.is_none() || own == guard
        };
        (0..self.known.len()).filter(|index| !hidden(index)).filter(there).collect()
    }

    pub(super) fn condition(&mut self, depth: usize, guard: Option<&str>) -> String {
        if depth > 0 && self.chance(45) {
            let parts: Vec<String> = (0..2 + self.random.below(2)).map(|_| self.condition(depth - 1, guard)).collect();
            let joined = parts.join(self.pick(&[" and ", " or "]));
            return if self.chance(35) { format!("not ({joined})") } else { format!("({joined})") };
        }
        match self.random.below(12) {
            0 if self.wordings.len() > 1 => format!("wording = {}", self.pick(&self.wordings.clone())),
            1 if self.modes.len() > 1 => format!("mode = {}", self.pick(&self.modes.clone())),
            // Something that is not there everywhere, under its guard.
            2 => {
                let hidden = |index: &usize| self.closed.iter().any(|(from, to)| (*from..*to).contains(index));
                let guarded: Vec<usize> =
                    (0..self.known.len()).filter(|i| !hidden(i) && self.known[*i].guard.is_some()).collect();
                if guarded.is_empty() {
                    return self.atom(guard);
                }
                let index = self.pick(&guarded);
                let own = self.known[index].guard.clone().expect("guarded");
                format!("({own} and {})", self.atom_of(index))
            }
            _ => self.atom(guard),
        }
    }

    pub(super) fn atom(&mut self, guard: Option<&str>) -> String {
        // What came last is read most: routes then depend on routes.
        let readable = self.readable(guard);
        let from = if self.chance(60) { readable.len().saturating_sub(4) } else { 0 };
        let index = self.pick(&readable[from..]);
        self.atom_of(index)
    }

    pub(super) fn atom_of(&mut self, index: usize) -> String {
        let Known { name, sort, .. } = self.known[index].clone();
        let negated = self.chance(20);
        let atom = self.atom_for(&name, &sort);
        if negated { format!("not {atom}") } else { atom }
    }

    pub(super) fn atom_for(&mut self, name: &str, sort: &Sort) -> String {
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
                    1 if !name.contains("answer") => format!("count({name}) >= 1"),
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

    pub(super) fn aggregate(&mut self, set: &str, inner: &str) -> String {
        match self.random.below(4) {
            0 => format!("any({set} where {inner})"),
            1 => format!("all({set} where {inner})"),
            2 => format!("count({set} where {inner}) = 1"),
            _ => format!("count({set} where {inner}) >= 1"),
        }
    }

    pub(super) fn pipe(&mut self) -> String {
        let readable = self.readable(None);
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
