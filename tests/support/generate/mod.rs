//! Random but sound survey texts, by seed: every kind of item, grids, loops, computed items, stops, shuffles, wordings, modes,
//! option conditions, nested conditions, aggregates, checks and pipes.

mod conditions;
mod items;

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
}
