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

/// A set of wording-and-mode pairs, a bit each.
type Mask = u32;

#[derive(Debug, Clone)]
struct Known {
    name: String,
    sort: Sort,
    /// Where it can be asked: what wording and mode alone decide.
    there: Mask,
    field: bool,
}

/// A condition, where wording and mode alone make it true or false, and where something that it reads can be asked.
#[derive(Debug, Clone)]
struct Cond {
    text: String,
    always: Mask,
    never: Mask,
    reads: Mask,
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
    /// Where what is being written can be asked.
    here: Mask,
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
            here: 0,
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
        self.here = (1 << (self.wordings.len() * self.modes.len())) - 1;
        self.line("field naam text \"Naam\" required spoken \"de organisatie\"");
        self.line("field soort one of dienst \"Dienst\" required spoken each");
        self.line("field jaar number 2000..2030 \"Jaar\" else \"dit jaar\"");
        self.line("field start date \"Begin\" else \"het begin\"");
        let options = self.codes.clone();
        self.know("soort", Sort::OneOf { options, missing: Vec::new(), ordered: false });
        self.know("jaar", Sort::Number { min: 2000, max: 2030, decimals: 0 });
        self.know("start", Sort::Date);
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

    /// What follows may read this, wherever it can be asked itself.
    fn know(&mut self, name: &str, sort: Sort) {
        self.known.push(Known { name: name.to_owned(), sort, there: self.here, field: false });
    }

    fn wording_mask(&self, wording: &str) -> Mask {
        self.mask(|w, _| self.wordings[w] == wording)
    }

    fn mode_mask(&self, mode: &str) -> Mask {
        self.mask(|_, m| self.modes[m] == mode)
    }

    fn mask(&self, test: impl Fn(usize, usize) -> bool) -> Mask {
        let pairs = (0..self.wordings.len()).flat_map(|w| (0..self.modes.len()).map(move |m| (w, m)));
        pairs.enumerate().filter(|(_, (w, m))| test(*w, *m)).map(|(bit, _)| 1 << bit).sum()
    }

    /// Writes something that stands where this does, and perhaps in fewer places.
    fn inside(&mut self, write: impl FnOnce(&mut Self)) {
        let outer = self.here;
        write(self);
        self.here = outer;
    }

    /// `only …` for a member, and where it lets it stand; never nowhere.
    fn scope(&mut self) -> Option<(String, Mask)> {
        if !self.chance(15) {
            return None;
        }
        let (name, mask) = if self.wordings.len() > 1 && self.chance(60) {
            let wording = self.pick(&self.wordings.clone());
            (wording, self.wording_mask(wording))
        } else {
            let mode = self.pick(&self.modes.clone());
            (mode, self.mode_mask(mode))
        };
        (self.here & mask != 0).then(|| (format!("only {name}"), mask))
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
        self.inside(|writer| {
            writer.limits(25);
            if shuffled {
                writer.shuffled(|writer| writer.page(false), 2);
            } else {
                writer.page(false);
                writer.page(false);
            }
        });
        self.close();
    }

    /// `only` and `when`, which narrow where this stands.
    fn limits(&mut self, percent: u32) {
        if let Some((only, mask)) = self.scope() {
            self.line(&only);
            self.here &= mask;
        }
        if self.chance(percent)
            && let Some(cond) = self.possible(3)
        {
            self.line(&format!("when {}", cond.text));
            self.here &= !cond.never;
        }
    }

    fn page(&mut self, may_check: bool) {
        let name = self.name("blad");
        let shuffled = self.chance(15);
        self.open(&format!("page {name} \"Blad\"{}", if shuffled { " shuffled" } else { "" }));
        self.inside(|writer| {
            writer.limits(25);
            if writer.chance(10) {
                writer.line("core");
            }
            writer.items_of_page(shuffled);
            if may_check
                && writer.chance(25)
                && let Some(cond) = writer.possible(2)
            {
                let kind = writer.pick(&["refuse", "warn"]);
                writer.line(&format!("{kind} \"Klopt dit blad?\" when {}", cond.text));
            }
        });
        self.close();
    }

    fn items_of_page(&mut self, shuffled: bool) {
        let count = 1 + self.random.below(4);
        if shuffled {
            return self.shuffled(Self::item, count);
        }
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

    fn group(&mut self) {
        let name = self.name("groep");
        let shuffled = self.chance(30);
        self.open(&format!("group {name} \"Groep\"{}", if shuffled { " shuffled" } else { "" }));
        self.inside(|writer| {
            writer.limits(25);
            if shuffled {
                writer.shuffled(Self::item, 3);
            } else {
                writer.item();
                writer.item();
            }
        });
        self.close();
    }

    fn note(&mut self) {
        let name = self.name("nota");
        self.open(&format!("note {name}"));
        let pipe = self.pipe();
        self.line(&format!("say \"Let op {pipe}.\""));
        self.inside(|writer| writer.limits(25));
        self.close();
    }

    /// A stop ends some interviews, in no wording and mode all of them.
    fn stop(&mut self) {
        let Some(cond) = self.possible(1).filter(|cond| self.here & cond.always == 0) else { return };
        let name = self.name("einde");
        self.open(&format!("stop {name}"));
        self.line("say \"U hoort niet bij de doelgroep.\"");
        self.line(&format!("when {}", cond.text));
        self.close();
    }
}
