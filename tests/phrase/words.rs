//! Someone who reads the printed lines: judges a condition by its Dutch words and by what was filled in, and knows no route.

use peil::eval::{Place, Places, Routed, State, Value};
use peil::model::{Role, Survey, Var, VarId};
use peil::phrase::{Numbering, option_label};
use std::collections::BTreeSet;

pub(super) struct Pen<'a> {
    pub(super) survey: &'a Survey,
    pub(super) numbering: &'a Numbering,
    pub(super) places: &'a Places,
    /// What was answered; only where something was filled in does it stand on the form.
    pub(super) routed: &'a Routed,
    pub(super) filled: &'a BTreeSet<Place>,
    /// Where the line stands: a loop speaks of its own iteration.
    pub(super) here: Place,
    pub(super) turn: Option<usize>,
}

impl Pen<'_> {
    /// Whether a line lets one fill in; none for words that this reader has not learnt.
    pub(super) fn allows(&self, line: &str) -> Option<bool> {
        // By phone an interviewer reads of somebody else.
        let line = line.replace("de respondent ", "u ");
        self.condition(line.strip_prefix("Alleen invullen als ")?.strip_suffix('.')?)
    }

    fn condition(&self, words: &str) -> Option<bool> {
        if words.contains("geldt dat") {
            return None;
        }
        let either = split(words, " of ", &["als ", "("]);
        if either.len() > 1 {
            return kleene(either.iter().map(|part| self.condition(part.strip_prefix("als ").unwrap_or(part))), false);
        }
        let both = split(words, " en ", &["u ", "(", "‘"]);
        if both.len() > 1 {
            return kleene(both.iter().map(|part| self.condition(part)), true);
        }
        match words.strip_prefix("(als ").and_then(|inner| inner.strip_suffix(')')) {
            Some(inner) => self.condition(inner),
            None => self.clause(words),
        }
    }

    fn clause(&self, words: &str) -> Option<bool> {
        if let Some((label, rest)) = words.strip_prefix('‘').and_then(|rest| rest.split_once('’')) {
            return self.known(label, rest.trim_start());
        }
        if let Some(read) = self.some_of(words) {
            return read;
        }
        if let Some(rest) = words.strip_prefix("u bij vraag ") {
            let (number, rest) = rest.split_at(rest.find([' ', ','])?);
            let at = self.at(number)?;
            if let Some(what) = rest.strip_suffix(" heeft aangekruist") {
                return self.ticked(at, what);
            }
            return self.entered(at, rest.strip_prefix(' ')?.strip_suffix(" heeft ingevuld")?);
        }
        let (number, what) = words.strip_prefix("u vraag ")?.split_once(' ')?;
        let at = self.at(number)?;
        match what {
            "moest invullen" => return Some(self.filled.contains(&at)),
            "niet hoefde in te vullen" => return Some(!self.filled.contains(&at)),
            _ => {}
        }
        let marks = self.marks(at);
        let answered = self.state(at).is_some_and(|state| matches!(state, State::Valid(_) | State::Missing(_)));
        match what.strip_suffix("heeft beantwoord")?.trim() {
            "" => Some(answered),
            "niet" => Some(!answered),
            how => {
                let only = how.strip_prefix("niet of alleen met ");
                let named = quoted(only.or(how.strip_prefix("met iets anders dan "))?)?;
                let other = answered && marks.iter().all(|mark| !named.contains(mark));
                Some(other == only.is_none())
            }
        }
    }

    /// A sample field: the sender knows it.
    fn known(&self, label: &str, words: &str) -> Option<bool> {
        let (wording, mode) = (self.routed.situation.wording, self.routed.situation.mode);
        let mut fields = self.survey.vars_with_ids().filter(|(_, item)| matches!(item.role, Role::Field { .. }));
        let (var, _) = fields.find(|(var, _)| peil::phrase::label(self.survey, *var, wording, mode) == label)?;
        let answered =
            matches!(self.routed.state(self.places, Place::single(var)), State::Valid(_) | State::Missing(_));
        match words {
            "bij ons bekend is" => Some(answered),
            "bij ons niet bekend is" => Some(!answered),
            _ => self.entered(Place::single(var), words.strip_prefix("volgens onze gegevens ")?.strip_suffix(" is")?),
        }
    }

    /// "u bij ten minste 2 van de vragen 7a tot en met 7c die u moest invullen ‘Ja’ heeft ingevuld": each question of the set
    /// is judged as if it stood there alone. None where no set is spoken of.
    fn some_of(&self, words: &str) -> Option<Option<bool>> {
        let (before, many, rest) = ["u bij ", "u "].iter().find_map(|start| {
            let (many, rest) = words.strip_prefix(start)?.split_once(" van de vragen ")?;
            Some((*start, many, rest))
        })?;
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == ',' || c == ' '));
        let numbers = |words: &str| words.split([' ', ',']).map(str::to_owned).collect::<Vec<_>>();
        let is_number = |word: &&str| word.trim_end_matches(',').starts_with(|c: char| c.is_ascii_digit());
        let words_of: Vec<&str> = rest.get(..end.unwrap_or(rest.len()))?.split(' ').collect();
        let joints = ["tot", "en", "met"];
        let set: Vec<&str> =
            words_of.iter().copied().take_while(|word| is_number(word) || joints.contains(word)).collect();
        let said = set.join(" ");
        let what = rest.get(said.len()..)?.trim_start();
        let what = what.strip_prefix("die u moest invullen ").unwrap_or(what);
        let listed: Vec<String> = numbers(&said).into_iter().filter(|word| is_number(&word.as_str())).collect();
        Some(self.count_of(&listed, said.contains("tot en met"), many, before, what))
    }

    fn count_of(&self, listed: &[String], range: bool, many: &str, before: &str, what: &str) -> Option<bool> {
        let all: Vec<&str> = self.survey.vars_with_ids().filter_map(|(id, _)| self.numbering.of(id)).collect();
        let set: Vec<&str> = if range {
            let at = |number: &String| all.iter().position(|known| known == number);
            all.get(at(listed.first()?)?..=at(listed.get(1)?)?)?.to_vec()
        } else {
            listed.iter().map(String::as_str).collect()
        };
        let asked: Vec<&&str> =
            set.iter().filter(|number| self.at(number).is_some_and(|at| self.filled.contains(&at))).collect();
        let holds = asked.iter().map(|number| {
            let preposition = if before == "u bij " { "bij " } else { "" };
            self.clause(&format!("u {preposition}vraag {number} {what}"))
        });
        let holds: Vec<bool> = holds.collect::<Option<_>>()?;
        let true_of = holds.iter().filter(|holds| **holds).count();
        let n = many.rsplit(' ').next().and_then(|word| if word == "één" { Some(1) } else { word.parse().ok() });
        Some(match (many, n) {
            ("elk", _) => true_of == holds.len(),
            (many, Some(n)) if many.starts_with("ten minste") => true_of >= n,
            (many, Some(n)) if many.starts_with("precies") => true_of == n,
            (many, Some(n)) if many.starts_with("minder dan") => true_of < n,
            (many, Some(n)) if many.starts_with("hoogstens") => true_of <= n,
            (many, Some(n)) if many.starts_with("meer dan") => true_of > n,
            (many, Some(n)) if many.starts_with("een ander aantal dan") => true_of != n,
            _ => return None,
        })
    }

    /// The place of a question by its number; in a loop that of the same iteration.
    fn at(&self, number: &str) -> Option<Place> {
        let here = self.survey.var(self.here.var).and_then(|item| item.in_loop);
        let numbered = |(var, item): (VarId, &Var)| {
            if item.in_loop.is_some() && item.in_loop == here {
                let own = self.numbering.of_iteration(var, self.turn?)?;
                return (own == number).then_some(Place { var, turn: self.here.turn });
            }
            let alone = item.in_loop.is_none() && self.numbering.of(var) == Some(number);
            alone.then(|| Place::single(var))
        };
        self.survey.vars_with_ids().find_map(numbered)
    }

    fn state(&self, at: Place) -> Option<&State> {
        let field = self.survey.var(at.var).is_some_and(|item| matches!(item.role, Role::Field { .. }));
        (field || self.filled.contains(&at)).then(|| self.routed.state(self.places, at))
    }

    /// The labels beside the marks.
    fn marks(&self, at: Place) -> Vec<String> {
        let codes: Vec<i64> = match self.state(at) {
            Some(State::Valid(Value::Option(code)) | State::Missing(code)) => vec![*code],
            Some(State::Valid(Value::Set(codes))) => codes.iter().copied().collect(),
            _ => Vec::new(),
        };
        let (wording, mode) = (self.routed.situation.wording, self.routed.situation.mode);
        codes.into_iter().map(|code| option_label(self.survey, at.var, code, wording, mode)).collect()
    }

    fn entered(&self, at: Place, what: &str) -> Option<bool> {
        let marks = self.marks(at);
        if let Some(others) = what.strip_prefix("iets anders dan ") {
            let named = quoted(others)?;
            let answered = self.state(at).is_some_and(|state| matches!(state, State::Valid(_) | State::Missing(_)));
            return Some(answered && marks.iter().all(|mark| !named.contains(mark)));
        }
        if let Some(named) = what.strip_prefix("niet ").and_then(quoted) {
            return Some(!marks.iter().any(|mark| named.contains(mark)));
        }
        if let Some(named) = quoted(what) {
            return Some(marks.iter().any(|mark| named.contains(mark)));
        }
        if what.contains(" datum ") {
            let day = match self.state(at) {
                Some(State::Valid(Value::Date(day))) => Some(*day),
                _ => None,
            };
            let among = days(what)?;
            return Some(day.is_some_and(among));
        }
        let decimals = self.survey.var(at.var)?.kind.decimals();
        let number = match self.state(at) {
            Some(State::Valid(Value::Number(number))) => Some(*number),
            _ => None,
        };
        let among = among(what, decimals)?;
        Some(number.is_some_and(among))
    }

    /// `what` begins with a comma where some options are not counted.
    fn ticked(&self, at: Place, what: &str) -> Option<bool> {
        let marks = self.marks(at);
        let (uncounted, what) = match what.strip_prefix(", ") {
            Some(rest) => {
                let (named, what) = rest.split_once(" niet meegeteld, ")?;
                (quoted(named)?, what)
            }
            None => (Vec::new(), what.trim_start()),
        };
        if let Some(others) = what.strip_prefix("alleen iets anders dan ") {
            let named = quoted(others)?;
            return Some(!marks.is_empty() && marks.iter().all(|mark| !named.contains(mark)));
        }
        let mut ticks = i64::try_from(marks.iter().filter(|mark| !uncounted.contains(mark)).count()).ok()?;
        let what = what.trim_end_matches(',');
        let (what, but) = what.split_once(", maar niet precies ").unwrap_or((what, ""));
        if but.parse() == Ok(ticks) {
            ticks = -1;
        }
        let range = what.find("precies").or_else(|| what.find("ten minste"));
        let (named, range) = what.split_at(range.unwrap_or(what.len()));
        let named = if named.is_empty() { Vec::new() } else { quoted(named.trim_end().trim_end_matches(" of"))? };
        let numbers: Vec<i64> = range.split([' ', ',']).filter_map(|word| word.parse().ok()).collect();
        let enough = match numbers.as_slice() {
            [] if range.is_empty() => false,
            [n] if range.starts_with("precies") => ticks == *n,
            [n] => ticks >= *n,
            [from, to] => (*from..=*to).contains(&ticks),
            _ => return None,
        };
        Some(enough || marks.iter().any(|mark| named.contains(mark)))
    }
}

/// What a number must be, in units of 10^-`decimals`.
fn among(what: &str, decimals: u8) -> Option<Box<dyn Fn(i64) -> bool>> {
    let numbers: Vec<i64> = what.split(' ').filter_map(|word| units(word, decimals)).collect();
    let is = |start: &str, end: &str| what.starts_with(start) && what.ends_with(end);
    Some(match numbers.as_slice() {
        [from, to] if is("een getal van ", "") => Box::new({
            let (from, to) = (*from, *to);
            move |n| n >= from && n <= to
        }),
        [of] => {
            let of = *of;
            if is("het getal ", "") {
                Box::new(move |n| n == of)
            } else if is("een ander getal dan ", "") {
                Box::new(move |n| n != of)
            } else if is("een getal lager dan ", "") {
                Box::new(move |n| n < of)
            } else if is("een getal hoger dan ", "") {
                Box::new(move |n| n > of)
            } else if is("een getal van ", " of lager") {
                Box::new(move |n| n <= of)
            } else if is("een getal van ", " of hoger") {
                Box::new(move |n| n >= of)
            } else {
                return None;
            }
        }
        _ => return None,
    })
}

/// Which days "een datum op of na 15 juni 2022" means.
fn days(what: &str) -> Option<Box<dyn Fn(i64) -> bool>> {
    const MONTHS: [&str; 12] = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ];
    let mut words = what.rsplit(' ');
    let (year, month, day) = (words.next()?, words.next()?, words.next()?);
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    let of = peil::number::parse_date(&format!("{year}-{month:02}-{day:0>2}"))?;
    let how = what.strip_prefix("een datum ")?.strip_suffix(&format!(" {day} {} {year}", MONTHS[month - 1]))?;
    Some(match how {
        "vóór" => Box::new(move |day| day < of),
        "op of vóór" => Box::new(move |day| day <= of),
        "na" => Box::new(move |day| day > of),
        "op of na" => Box::new(move |day| day >= of),
        _ => return None,
    })
}

/// "7,5" as 75 tenths; none for a word, or a number with more decimals.
fn units(word: &str, decimals: u8) -> Option<i64> {
    let (whole, rest) = word.split_once(',').unwrap_or((word, ""));
    let missing = usize::from(decimals).checked_sub(rest.len())?;
    format!("{whole}{rest}{}", "0".repeat(missing)).parse().ok()
}

/// The names in "‘A’, ‘B’ of ‘C’"; none where there is anything else.
fn quoted(words: &str) -> Option<Vec<String>> {
    let mut names = Vec::new();
    let mut rest = words;
    loop {
        let (name, after) = rest.strip_prefix('‘')?.split_once('’')?;
        names.push(name.to_owned());
        if after.is_empty() {
            return Some(names);
        }
        rest = after.strip_prefix(", ").or_else(|| after.strip_prefix(" of "))?;
    }
}

/// Splits where `joint` stands outside quotes and brackets, and one of `next` follows.
fn split<'t>(words: &'t str, joint: &str, next: &[&str]) -> Vec<&'t str> {
    let (mut depth, mut from, mut parts) = (0, 0, Vec::new());
    for (at, c) in words.char_indices() {
        match c {
            '‘' | '(' => depth += 1,
            '’' | ')' => depth -= 1,
            _ => {}
        }
        let after = words.get(at..).and_then(|rest| rest.strip_prefix(joint));
        if depth == 0 && at >= from && after.is_some_and(|after| next.iter().any(|start| after.starts_with(start))) {
            parts.extend(words.get(from..at));
            from = at + joint.len();
        }
    }
    parts.extend(words.get(from..));
    parts
}

fn kleene(parts: impl Iterator<Item = Option<bool>>, all: bool) -> Option<bool> {
    let parts: Vec<Option<bool>> = parts.collect();
    if parts.contains(&Some(!all)) {
        return Some(!all);
    }
    if parts.contains(&None) { None } else { Some(all) }
}
