//! Questions with their types and members, grids, loops, computed items.

use super::{Known, Sort, Writer};

impl Writer {
    pub(super) fn item(&mut self) {
        match self.random.below(10) {
            0 | 1 => self.grid(),
            2 => self.repeated(),
            _ => self.question(),
        }
    }

    /// The type as written and what it is; `own` options follow in the block.
    pub(super) fn sort(&mut self, in_grid: bool) -> (String, Sort, Vec<String>) {
        match self.random.below(if in_grid { 7 } else { 10 }) {
            0..=2 => {
                let (list, sort) = self.pick(&self.lists.clone());
                (format!("one of {list}"), sort, Vec::new())
            }
            3 => {
                let (list, sort) = self.pick(&self.lists.clone());
                let Sort::OneOf { options, missing, .. } = sort else { unreachable!() };
                let most = if options.len() > 2 && self.chance(30) { " at most 2" } else { "" };
                (format!("any of {list}{most}"), Sort::AnyOf { options, missing }, Vec::new())
            }
            4 | 5 => {
                let decimals = self.pick(&[0, 0, 1, 2]);
                let (min, max) = self.pick(&[(1, 10), (0, 100), (-5, 5), (0, 1)]);
                let shown = if decimals > 0 { format!(" decimals {decimals}") } else { String::new() };
                // Without a draw of its own: every seed gives the survey that it gave before, but for this.
                let unit = if (min + max) % 2 == 0 { " unit \"uur\"" } else { "" };
                (format!("number {min}..{max}{shown}{unit}"), Sort::Number { min, max, decimals }, Vec::new())
            }
            6 => {
                let kind = self.pick(&["text", "text max 12", "text long"]);
                (kind.to_owned(), Sort::Text, Vec::new())
            }
            7 => {
                let kind = self.pick(&["date", "date 2020-01-01..2024-12-31"]);
                (kind.to_owned(), Sort::Date, Vec::new())
            }
            n => self.own_options(n == 8),
        }
    }

    pub(super) fn own_options(&mut self, any: bool) -> (String, Sort, Vec<String>) {
        let count = 2 + self.random.below(4);
        let mut lines = Vec::new();
        let mut options = Vec::new();
        for n in 1..=count {
            let name = self.name("o");
            let extra = match self.random.below(6) {
                0 if any && n == count => " alone",
                1 => " specify",
                _ => "",
            };
            let only = if n > 1 { self.scope() } else { None };
            let mut when = String::new();
            self.inside(|writer| {
                writer.here &= only.as_ref().map_or(writer.here, |(_, mask)| *mask);
                if n > 1 && writer.chance(25) {
                    when = writer.possible(1).map_or(String::new(), |cond| format!(" when {}", cond.text));
                }
            });
            let only = only.map_or(String::new(), |(only, _)| format!(" {only}"));
            let pipe = if self.chance(20) { format!(" van {}", self.pipe()) } else { String::new() };
            lines.push(format!("{n} {name} \"Keuze {n}{pipe}\"{extra}{only}{when}"));
            // An option with a scope of its own is not compared with: in the other wordings it is not there.
            if only.is_empty() {
                options.push(name);
            }
        }
        let name = self.name("o");
        lines.push(format!("77 {name} \"Geen mening\" missing"));
        let missing = vec![name];
        if any {
            ("any of".to_owned(), Sort::AnyOf { options, missing }, lines)
        } else {
            ("one of".to_owned(), Sort::OneOf { options, missing, ordered: false }, lines)
        }
    }

    pub(super) fn question(&mut self) {
        let name = self.name("v");
        let (kind, sort, lines) = self.sort(false);
        self.open(&format!("question {name} {kind}"));
        self.inside(|writer| {
            writer.members(&name, &sort);
            for line in lines {
                writer.line(&line);
            }
            writer.know(&name, sort);
        });
        self.close();
    }

    /// What a question says besides its options; what it is, is known to its own checks.
    pub(super) fn members(&mut self, name: &str, sort: &Sort) {
        let pipe = if self.chance(40) { format!(" over {}", self.pipe()) } else { String::new() };
        self.line(&format!("label \"Item {name}\""));
        self.line(&format!("ask \"Wat vindt u van {name}{pipe}?\""));
        if self.wordings.len() > 1 && self.chance(40) {
            let (wording, pipe) = (self.wordings[1], self.pipe());
            self.line(&format!("ask {wording} \"Hoe is {name} met {pipe}?\""));
        }
        self.line("else \"dat\"");
        self.limits(40);
        for (word, percent) in [("required", 25), ("core", 20), ("private", 5)] {
            if self.chance(percent) {
                self.line(word);
            }
        }
        let coded = matches!(sort, Sort::OneOf { .. } | Sort::AnyOf { .. });
        if coded && self.chance(20) {
            self.line("order random");
        }
        if self.chance(25) {
            let own = self.atom_of_own(name, sort);
            let more = if self.chance(50) { self.possible(1) } else { None };
            let more = more.map_or(String::new(), |cond| format!(" and {}", cond.text));
            let kind = self.pick(&["refuse", "warn"]);
            self.line(&format!("{kind} \"Klopt {name}?\" when {own}{more}"));
        }
    }

    pub(super) fn grid(&mut self) {
        let name = self.name("g");
        let (kind, sort, _) = self.sort(true);
        self.open(&format!("grid {name} {kind}"));
        self.inside(|writer| {
            let grid = Sort::Grid(Box::new(sort.clone()));
            writer.members(&name, &grid);
            let mut paths = Vec::new();
            for n in 0..2 + writer.random.below(3) {
                let limited = if n > 0 && writer.chance(25) { writer.possible(1) } else { None };
                // The grid is read as a whole, so every row stands wherever it does.
                let limited = limited.filter(|cond| cond.never & writer.here == 0);
                let when = limited.map_or(String::new(), |cond| format!(" when {}", cond.text));
                writer.line(&format!("row r{n} \"Rij {n}\"{when}"));
                paths.push(format!("{name}.r{n}"));
            }
            let row = writer.pick(&paths);
            writer.know(&row, sort);
            writer.know(&name, grid);
        });
        self.close();
    }

    pub(super) fn repeated(&mut self) {
        let name = self.name("l");
        let sets: Vec<String> = self
            .readable()
            .into_iter()
            .filter(|index| {
                matches!(self.known[*index].sort, Sort::AnyOf { .. }) && !self.known[*index].name.contains('.')
            })
            .map(|index| self.known[index].name.clone())
            .collect();
        let over = if sets.is_empty() || self.chance(40) {
            "dienst".to_owned()
        } else {
            format!("chosen {}", self.pick(&sets))
        };
        self.open(&format!("loop {name} over {over}"));
        let mut items: Vec<(String, Sort)> = Vec::new();
        for n in 0..1 + self.random.below(2) {
            let item = format!("{name}_{n}");
            let (kind, sort, _) = self.sort(true);
            self.open(&format!("question {item} {kind}"));
            self.line(&format!("ask \"Hoe was {{{name}}} bij {item}?\""));
            if let (Some((earlier, sort)), true) = (items.first().cloned(), self.chance(60)) {
                let cond = self.atom_of_own(&earlier, &sort);
                self.line(&format!("when {cond}"));
            }
            if self.chance(20) {
                self.line("required");
            }
            if self.chance(20) {
                let cond = self.atom_of_own(&item, &sort);
                self.line(&format!("warn \"Klopt dit bij {{{name}}}?\" when {cond}"));
            }
            self.close();
            items.push((item, sort));
        }
        self.close();
        self.know(&name, Sort::Loop(items));
    }

    pub(super) fn computed(&mut self) {
        let name = self.name("c");
        if self.chance(40) {
            let (list, sort) = self.pick(&self.lists.clone());
            let Sort::OneOf { options, ordered, .. } = sort else { unreachable!() };
            self.open(&format!("computed {name} one of {list}"));
            self.line(&format!("label \"Berekend {name}\""));
            let mut reads = 0;
            for option in options.iter().skip(1).take(2) {
                let cond = self.possible(2);
                reads |= cond.as_ref().map_or(self.here, |cond| cond.reads);
                let cond = cond.map_or_else(|| "soort = job".to_owned(), |cond| cond.text);
                self.line(&format!("take {option} when {cond}"));
            }
            if self.chance(60) {
                self.line(&format!("take {} else", options[0]));
            }
            self.close();
            let sort = Sort::OneOf { options, missing: Vec::new(), ordered };
            // It is asked where something that it reads is, or everywhere when it reads nothing.
            let there = if reads == 0 { self.here } else { self.here & reads };
            return self.known.push(Known { name, sort, there, field: false });
        }
        let Some(sum) = self.arithmetic() else { return };
        let decimals = self.pick(&[1, 2, 3]);
        self.open(&format!("computed {name} number decimals {decimals} = {sum}"));
        self.line(&format!("label \"Berekend {name}\""));
        self.line("else \"onbekend\"");
        self.close();
        // Its range follows from its formula; it is read by state only.
        self.know(&name, Sort::Text);
    }

    pub(super) fn arithmetic(&mut self) -> Option<String> {
        let open: Vec<Known> = self.readable().into_iter().map(|index| self.known[index].clone()).collect();
        let numbers: Vec<String> = open
            .iter()
            .filter(|known| matches!(known.sort, Sort::Number { .. }) && !known.field)
            .map(|known| known.name.clone())
            .collect();
        let sets: Vec<String> = open
            .iter()
            .filter(|known| matches!(known.sort, Sort::AnyOf { .. }))
            .map(|known| known.name.clone())
            .collect();
        let grids: Vec<String> = open
            .iter()
            .filter(|known| matches!(&known.sort, Sort::Grid(row) if matches!(**row, Sort::Number { .. })))
            .map(|known| known.name.clone())
            .collect();
        let mut parts = Vec::new();
        if !numbers.is_empty() {
            let (a, b) = (self.pick(&numbers), self.pick(&numbers));
            parts.push(format!("({a} + {b}) / 3"));
            parts.push(format!("{a} * {b} - 2 / 7"));
            parts.push(format!("-{a} / ({b} + 0.5)"));
            parts.push(format!("{a} / {b}"));
            if a != b {
                parts.push(format!("mean({a}, {b}) at least 1"));
                parts.push(format!("sum({a}, {b}) / 2"));
            }
        }
        for set in sets {
            parts.push(format!("count({set}) / 4"));
        }
        for grid in grids {
            parts.push(format!("mean({grid})"));
            parts.push(format!("(sum({grid}) at least 1) / 2"));
            parts.push(format!("count({grid} where valid(answer)) / 3"));
        }
        self.random.pick(&parts).cloned()
    }
}
