//! Random but sound survey texts, by seed: every kind of item, grids, loops, computed items, stops, shuffles, wordings, modes,
//! option conditions, nested conditions, aggregates, checks and pipes; and large ones for measuring.

use peil::simulate::Random;
use std::fmt::Write;

/// The source of a random survey, sound by construction.
pub(crate) fn random_survey(seed: u64) -> String {
    let mut writer = Writer::new(seed);
    writer.survey();
    writer.out
}

#[derive(Debug, Clone, PartialEq)]
enum Sort {
    /// Option names, the position of each name that has one, and missing ones.
    OneOf {
        options: Vec<String>,
        missing: Vec<String>,
        ordered: bool,
    },
    AnyOf {
        options: Vec<String>,
        missing: Vec<String>,
    },
    Number {
        min: i64,
        max: i64,
        decimals: u32,
    },
    Text,
    Date,
    /// Rows of this sort.
    Grid(Box<Sort>),
    /// Named items of a loop.
    Loop(Vec<(String, Sort)>),
}

#[derive(Debug, Clone)]
struct Known {
    name: String,
    sort: Sort,
    /// What must hold for it to be there: `wording = x`.
    guard: Option<String>,
    field: bool,
}

struct Writer {
    random: Random,
    out: String,
    known: Vec<Known>,
    /// Members of shuffled blocks that others in it may not read: from, to.
    closed: Vec<(usize, usize)>,
    wordings: Vec<&'static str>,
    modes: Vec<&'static str>,
    next: usize,
    depth: usize,
    lists: Vec<(String, Sort)>,
    codes: Vec<String>,
}

impl Writer {
    fn new(seed: u64) -> Self {
        Self {
            random: Random::new(seed),
            out: String::new(),
            known: Vec::new(),
            closed: Vec::new(),
            wordings: Vec::new(),
            modes: Vec::new(),
            next: 0,
            depth: 0,
            lists: Vec::new(),
            codes: Vec::new(),
        }
    }

    fn line(&mut self, text: &str) {
        let _ = writeln!(self.out, "{:1$}{text}", "", self.depth * 2);
    }

    fn open(&mut self, text: &str) {
        self.line(&format!("{text} {{"));
        self.depth += 1;
    }

    fn close(&mut self) {
        self.depth -= 1;
        self.line("}");
    }

    fn name(&mut self, prefix: &str) -> String {
        self.next += 1;
        format!("{prefix}{}", self.next)
    }

    fn chance(&mut self, percent: u32) -> bool {
        self.random.chance(percent * 10)
    }

    fn pick<T: Clone>(&mut self, items: &[T]) -> T {
        self.random.pick(items).expect("something to pick").clone()
    }

    fn survey(&mut self) {
        self.line("edition 2026");
        let lists = 2 + self.random.below(3);
        for _ in 0..lists {
            self.scale();
        }
        self.code_list();
        self.line("text groet \"met {naam} groeten\"");
        self.open("survey proef 2024 \"Proef\"");
        self.heads();
        let pages = 2 + self.random.below(4);
        for _ in 0..pages {
            match self.random.below(6) {
                0 => self.section(),
                _ => self.page(true),
            }
            if self.chance(20) {
                self.stop();
            }
            if self.chance(20) {
                self.computed();
            }
        }
        self.close();
    }

    fn scale(&mut self) {
        let name = self.name("s");
        let ordered = self.chance(60);
        let scored = ordered && self.chance(60);
        let count = 2 + self.random.below(5);
        let header = match (ordered, scored) {
            (true, true) => "ordered scored",
            (true, false) => "ordered",
            _ => "nominal",
        };
        self.open(&format!("scale {name} {header} \"Schaal {name}\""));
        let falling = ordered && self.chance(30);
        let mut options = Vec::new();
        for n in 0..count {
            let code = if falling { 2 * (count - n) } else { 2 * n + 1 };
            let option = format!("{name}_{n}");
            let extra = match self.random.below(8) {
                0 if !ordered && n + 1 == count => " alone",
                1 if !scored => " specify max 20",
                2 if !scored => " specify required",
                _ => "",
            };
            self.line(&format!("{code} {option} \"Optie {code} van {name}\"{extra}"));
            options.push(option);
        }
        let mut missing = Vec::new();
        if self.chance(60) {
            let option = format!("{name}_weet");
            self.line(&format!("90 {option} \"Weet ik niet\" missing"));
            missing.push(option);
        }
        self.close();
        self.lists.push((name, Sort::OneOf { options, missing, ordered }));
    }

    fn code_list(&mut self) {
        self.open("codelist dienst \"Diensten\"");
        for (code, name) in [(1, "job"), (2, "scholing"), (12, "nazorg")] {
            self.line(&format!("{code} {name} \"Dienst {name}\" from 2020"));
            self.codes.push(name.to_owned());
        }
        self.close();
    }

    fn heads(&mut self) {
        self.line("language nl");
        let wordings = 1 + self.random.below(3);
        self.wordings = ["gewoon", "kort", "lang"].into_iter().take(wordings).collect();
        for wording in self.wordings.clone() {
            self.line(&format!("wording {wording} \"Variant {wording}\""));
        }
        let modes = 1 + self.random.below(3);
        self.modes = ["web", "phone", "paper"].into_iter().take(modes).collect();
        self.line(&format!("mode {}", self.modes.join(" ")));
        self.line("field naam text \"Naam\" required spoken \"de organisatie\"");
        self.line("field soort one of dienst \"Dienst\" required spoken each");
        self.line("field jaar number 2000..2030 \"Jaar\" else \"dit jaar\"");
        self.line("field start date \"Begin\" else \"het begin\"");
        let options = self.codes.clone();
        self.know("soort", Sort::OneOf { options, missing: Vec::new(), ordered: false }, None);
        self.know("jaar", Sort::Number { min: 2000, max: 2030, decimals: 0 }, None);
        self.know("start", Sort::Date, None);
        self.known.iter_mut().for_each(|known| known.field = true);
        if self.chance(50) {
            let only = if self.modes.contains(&"phone") { " only phone" } else { "" };
            self.line(&format!("missing 998 weigert \"Wil niet zeggen\"{only}"));
        }
        if self.chance(50) {
            self.line("intro \"Welkom bij {naam}, over {soort} in {jaar}.\"");
        }
        self.line("end \"Dank u wel, {text.groet}.\"");
    }

    fn know(&mut self, name: &str, sort: Sort, guard: Option<String>) {
        self.known.push(Known { name: name.to_owned(), sort, guard, field: false });
    }

    /// `only …` for a member, and the condition under which it is there.
    fn scope(&mut self) -> (String, Option<String>) {
        if !self.chance(15) {
            return (String::new(), None);
        }
        if self.wordings.len() > 1 && self.chance(60) {
            let wording = self.pick(&self.wordings.clone());
            return (format!("only {wording}"), Some(format!("wording = {wording}")));
        }
        if self.modes.len() > 1 {
            let mode = self.pick(&self.modes.clone());
            return (format!("only {mode}"), Some(format!("mode = {mode}")));
        }
        (String::new(), None)
    }

    /// Members of a shuffled block do not see each other.
    fn shuffled(&mut self, each: impl Fn(&mut Self), count: usize) {
        let start = self.known.len();
        let outer = self.closed.len();
        for _ in 0..count {
            let from = self.known.len();
            self.closed.push((start, from));
            each(self);
            self.closed.truncate(outer);
        }
    }

    fn section(&mut self) {
        let name = self.name("deel");
        let shuffled = self.chance(50);
        self.open(&format!("section {name} \"Deel\"{}", if shuffled { " shuffled" } else { "" }));
        let guard = self.container();
        let start = self.known.len();
        if shuffled {
            self.shuffled(|writer| writer.page(false), 2);
        } else {
            self.page(false);
            self.page(false);
        }
        self.guard_from(start, guard.as_ref());
        self.close();
    }

    /// `when` and `only` of a container; what stands in it is there only so.
    fn container(&mut self) -> Option<String> {
        let (only, guard) = self.scope();
        if !only.is_empty() {
            self.line(&only);
        }
        if self.chance(25) {
            let cond = self.condition(2, guard.as_deref());
            self.line(&format!("when {cond}"));
        }
        guard
    }

    fn guard_from(&mut self, start: usize, guard: Option<&String>) {
        let Some(guard) = guard else { return };
        for known in self.known.iter_mut().skip(start) {
            known.guard = Some(known.guard.as_ref().map_or_else(|| guard.clone(), |own| format!("{guard} and {own}")));
        }
    }

    fn page(&mut self, may_check: bool) {
        let name = self.name("blad");
        let shuffled = self.chance(15);
        self.open(&format!("page {name} \"Blad\"{}", if shuffled { " shuffled" } else { "" }));
        let start = self.known.len();
        let guard = self.container();
        if self.chance(10) {
            self.line("core");
        }
        let count = 1 + self.random.below(4);
        if shuffled {
            self.shuffled(Self::item, count);
        } else {
            for _ in 0..count {
                match self.random.below(10) {
                    0 => self.group(),
                    1 => self.note(),
                    2 => self.computed(),
                    _ => self.item(),
                }
            }
            // A page is not made of notes and computed items alone.
            self.question();
        }
        if may_check && self.chance(25) {
            let kind = self.pick(&["refuse", "warn"]);
            let cond = self.condition(2, guard.as_deref());
            self.line(&format!("{kind} \"Klopt dit blad?\" when {cond}"));
        }
        self.guard_from(start, guard.as_ref());
        self.close();
    }

    fn group(&mut self) {
        let name = self.name("groep");
        let shuffled = self.chance(30);
        self.open(&format!("group {name} \"Groep\"{}", if shuffled { " shuffled" } else { "" }));
        let start = self.known.len();
        let guard = self.container();
        if shuffled {
            self.shuffled(Self::item, 3);
        } else {
            self.item();
            self.item();
        }
        self.guard_from(start, guard.as_ref());
        self.close();
    }

    fn note(&mut self) {
        let name = self.name("nota");
        self.open(&format!("note {name}"));
        let pipe = self.pipe();
        self.line(&format!("say \"Let op {pipe}.\""));
        self.container();
        self.close();
    }

    fn stop(&mut self) {
        let name = self.name("einde");
        self.open(&format!("stop {name}"));
        self.line("say \"U hoort niet bij de doelgroep.\"");
        let cond = self.condition(1, None);
        self.line(&format!("when {cond}"));
        self.close();
    }

    fn item(&mut self) {
        match self.random.below(10) {
            0 | 1 => self.grid(),
            2 => self.repeated(),
            _ => self.question(),
        }
    }

    /// The type as written and what it is; `own` options follow in the block.
    fn sort(&mut self, in_grid: bool) -> (String, Sort, Vec<String>) {
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
                (format!("number {min}..{max}{shown}"), Sort::Number { min, max, decimals }, Vec::new())
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

    fn own_options(&mut self, any: bool) -> (String, Sort, Vec<String>) {
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
            let (only, guard) = if n > 1 { self.scope() } else { (String::new(), None) };
            let when = if n > 1 && self.chance(25) {
                format!(" when {}", self.condition(1, guard.as_deref()))
            } else {
                String::new()
            };
            let only = if only.is_empty() { only } else { format!(" {only}") };
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

    fn question(&mut self) {
        let name = self.name("v");
        let (kind, sort, lines) = self.sort(false);
        self.open(&format!("question {name} {kind}"));
        let guard = self.members(&name, &sort);
        for line in lines {
            self.line(&line);
        }
        self.close();
        self.know(&name, sort, guard);
    }

    /// What a question says besides its options; what it is, is known to its own checks.
    fn members(&mut self, name: &str, sort: &Sort) -> Option<String> {
        let pipe = if self.chance(40) { format!(" over {}", self.pipe()) } else { String::new() };
        self.line(&format!("label \"Item {name}\""));
        self.line(&format!("ask \"Wat vindt u van {name}{pipe}?\""));
        if self.wordings.len() > 1 && self.chance(40) {
            let (wording, pipe) = (self.wordings[1], self.pipe());
            self.line(&format!("ask {wording} \"Hoe is {name} met {pipe}?\""));
        }
        self.line("else \"dat\"");
        let (only, guard) = self.scope();
        if !only.is_empty() {
            self.line(&only);
        }
        if self.chance(40) {
            let cond = self.condition(3, guard.as_deref());
            self.line(&format!("when {cond}"));
        }
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
            self.know(name, sort.clone(), None);
            let cond = self.atom_of(self.known.len() - 1);
            self.known.pop();
            let kind = self.pick(&["refuse", "warn"]);
            let more =
                if self.chance(50) { format!(" and {}", self.condition(1, guard.as_deref())) } else { String::new() };
            self.line(&format!("{kind} \"Klopt {name}?\" when {cond}{more}"));
        }
        guard
    }

    fn grid(&mut self) {
        let name = self.name("g");
        let (kind, sort, _) = self.sort(true);
        self.open(&format!("grid {name} {kind}"));
        let guard = self.members(&name, &Sort::Grid(Box::new(sort.clone())));
        let rows = 2 + self.random.below(3);
        let mut paths = Vec::new();
        for n in 0..rows {
            let row = format!("r{n}");
            let when = if n > 0 && self.chance(25) {
                format!(" when {}", self.condition(1, guard.as_deref()))
            } else {
                String::new()
            };
            self.line(&format!("row {row} \"Rij {n}\"{when}"));
            paths.push(format!("{name}.{row}"));
        }
        self.close();
        let row = self.pick(&paths);
        self.know(&row, sort.clone(), guard.clone());
        self.know(&name, Sort::Grid(Box::new(sort)), guard);
    }

    fn repeated(&mut self) {
        let name = self.name("l");
        let sets: Vec<String> = self
            .readable(None)
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
                self.know(&earlier, sort, None);
                let cond = self.atom_of(self.known.len() - 1);
                self.known.pop();
                self.line(&format!("when {cond}"));
            }
            if self.chance(20) {
                self.line("required");
            }
            if self.chance(20) {
                self.know(&item, sort.clone(), None);
                let cond = self.atom_of(self.known.len() - 1);
                self.known.pop();
                self.line(&format!("warn \"Klopt dit bij {{{name}}}?\" when {cond}"));
            }
            self.close();
            items.push((item, sort));
        }
        self.close();
        self.know(&name, Sort::Loop(items), None);
    }

    fn computed(&mut self) {
        let name = self.name("c");
        if self.chance(40) {
            let (list, sort) = self.pick(&self.lists.clone());
            let Sort::OneOf { options, ordered, .. } = sort else { unreachable!() };
            self.open(&format!("computed {name} one of {list}"));
            self.line(&format!("label \"Berekend {name}\""));
            for option in options.iter().skip(1).take(2) {
                let cond = self.condition(2, None);
                self.line(&format!("take {option} when {cond}"));
            }
            if self.chance(60) {
                self.line(&format!("take {} else", options[0]));
            }
            self.close();
            let sort = Sort::OneOf { options, missing: Vec::new(), ordered };
            return self.know(&name, sort, None);
        }
        let Some(sum) = self.arithmetic() else { return };
        let decimals = self.pick(&[1, 2, 3]);
        self.open(&format!("computed {name} number decimals {decimals} = {sum}"));
        self.line(&format!("label \"Berekend {name}\""));
        self.line("else \"onbekend\"");
        self.close();
        // Its range follows from its formula; it is read by state only.
        self.know(&name, Sort::Text, None);
    }

    fn arithmetic(&mut self) -> Option<String> {
        let open: Vec<Known> = self
            .readable(None)
            .into_iter()
            .map(|index| self.known[index].clone())
            .filter(|known| known.guard.is_none())
            .collect();
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

    /// What may be read here; with `guard`, also what is there under that same guard.
    fn readable(&self, guard: Option<&str>) -> Vec<usize> {
        let hidden = |index: &usize| self.closed.iter().any(|(from, to)| (*from..*to).contains(index));
        let there = |index: &usize| {
            let own = self.known[*index].guard.as_deref();
            own.is_none() || own == guard
        };
        (0..self.known.len()).filter(|index| !hidden(index)).filter(there).collect()
    }

    fn condition(&mut self, depth: usize, guard: Option<&str>) -> String {
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

    fn atom(&mut self, guard: Option<&str>) -> String {
        // What came last is read most: routes then depend on routes.
        let readable = self.readable(guard);
        let from = if self.chance(60) { readable.len().saturating_sub(4) } else { 0 };
        let index = self.pick(&readable[from..]);
        self.atom_of(index)
    }

    fn atom_of(&mut self, index: usize) -> String {
        let Known { name, sort, .. } = self.known[index].clone();
        let negated = self.chance(20);
        let atom = self.atom_for(&name, &sort);
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

    fn aggregate(&mut self, set: &str, inner: &str) -> String {
        match self.random.below(4) {
            0 => format!("any({set} where {inner})"),
            1 => format!("all({set} where {inner})"),
            2 => format!("count({set} where {inner}) = 1"),
            _ => format!("count({set} where {inner}) >= 1"),
        }
    }

    fn pipe(&mut self) -> String {
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

/// A large survey in two wordings: items on pages of ten in sections of five pages, with grids, routes, pipes and checks in a
/// realistic mix. Grids count as their rows.
pub(crate) fn big(items: usize) -> String {
    let mut out = String::from(BIG_HEAD);
    let mut random = Random::new(items as u64);
    let mut written = 0;
    let mut page = 0;
    while written < items {
        if page % 5 == 0 {
            let _ = writeln!(
                out,
                "{}  section deel_{page} \"Deel {}\" {{",
                if page > 0 { "  }\n" } else { "" },
                page / 5 + 1
            );
        }
        let _ = writeln!(out, "    page blad_{page} \"Blad {}\" {{", page + 1);
        if page > 0 && page % 3 == 0 {
            let _ = writeln!(out, "      when poort_{} != nee", page - 1);
        }
        let end = (written + 10).min(items);
        let _ = writeln!(
            out,
            "      question poort_{page} one of ja_nee {{\n        label \"Contact over onderwerp {page}\"\n        ask \"Heeft u contact gehad over onderwerp {page}?\"\n        ask simpel \"Sprak u over onderwerp {page}?\"\n        core\n      }}"
        );
        written += 1;
        while written < end {
            written += big_item(&mut out, &mut random, page, written, end - written);
        }
        out.push_str("    }\n");
        page += 1;
    }
    out.push_str("  }\n}\n");
    out
}

const BIG_HEAD: &str = r#"edition 2026

scale ja_nee nominal "Ja of nee" {
  1 ja "Ja"
  2 nee "Nee"
  9 weet_niet "Weet ik niet" missing
}

scale tevredenheid ordered scored "Tevredenheid" {
  1 heel_ontevreden "Zeer ontevreden" simpel "Heel ontevreden"
  2 ontevreden "Ontevreden"
  3 tevreden "Tevreden"
  4 heel_tevreden "Zeer tevreden" simpel "Heel tevreden"
  9 geen_mening "Geen mening" missing
}

survey groot 2026 "Grote vragenlijst" {
  language nl
  wording gewoon "Gewone vragenlijst"
  wording simpel "Eenvoudige vragenlijst" simpler than gewoon
  mode web phone paper
  field bedrijf text "Naam van de dienstverlener" required spoken "de organisatie"

"#;

/// Writes one item and tells how many variables it is.
fn big_item(out: &mut String, random: &mut Random, page: usize, n: usize, left: usize) -> usize {
    let texts = format!(
        "        label \"Onderwerp {n}\"\n        ask \"Wat vindt u van onderdeel {n} bij {{bedrijf}}?\"\n        ask simpel \"Hoe goed was onderdeel {n} bij {{bedrijf}}?\"\n"
    );
    let when = if random.chance(400) { format!("        when poort_{page} = ja\n") } else { String::new() };
    match random.below(10) {
        0..=3 if left >= 4 => {
            let rows: String = (0..4)
                .map(|row| format!("        row aspect_{row} \"Aspect {row} van {n}\" simpel \"Deel {row} van {n}\"\n"))
                .collect();
            let _ = write!(out, "      grid tabel_{n} one of tevredenheid {{\n{texts}{when}{rows}      }}\n");
            4
        }
        4 | 5 => {
            let check = format!("        warn \"Dat is erg laag. Klopt dat?\" when cijfer_{n} < 3\n");
            let _ = write!(out, "      question cijfer_{n} number 1..10 decimals 1 {{\n{texts}{when}{check}      }}\n");
            1
        }
        6 => {
            let options = "        1 gesprek \"Persoonlijk gesprek\"\n        2 telefoon \"Telefoon\"\n        3 mail \"E-mail\"\n        8 geen \"Geen van deze\" alone\n";
            let _ = write!(out, "      question kanaal_{n} any of {{\n{texts}{when}{options}      }}\n");
            1
        }
        7 => {
            let _ = write!(out, "      question toelichting_{n} text long {{\n{texts}{when}      }}\n");
            1
        }
        _ => {
            let _ = write!(out, "      question oordeel_{n} one of tevredenheid {{\n{texts}{when}      }}\n");
            1
        }
    }
}
