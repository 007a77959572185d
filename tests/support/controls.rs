//! The controls of an emitted form, filled and sent as a browser without script does it.

use peil::eval::{Answer, Evaluator, Response};
use peil::model::Kind;
use peil::simulate::Random;
use std::collections::BTreeMap;

/// An input, or a text area.
#[derive(Debug, Clone)]
struct Control {
    name: String,
    kind: String,
    value: String,
}

/// The controls of one form, in its order.
#[derive(Debug)]
pub(crate) struct Browser {
    controls: Vec<Control>,
}

/// Finds the controls of the page's form.
pub(crate) fn controls(html: &str) -> Browser {
    let form = html.split("<form ").nth(1).expect("a form").split("</form>").next().unwrap();
    let mut controls = Vec::new();
    for tag in form.split('<').skip(1) {
        let kind = if tag.starts_with("input ") { "type" } else { "rows" };
        if kind == "rows" && !tag.starts_with("textarea ") {
            continue;
        }
        if let Some(name) = attribute(tag, "name") {
            let kind = if kind == "rows" { "textarea".to_owned() } else { attribute(tag, "type").unwrap_or_default() };
            controls.push(Control { name, kind, value: attribute(tag, "value").unwrap_or_default() });
        }
    }
    assert!(controls.len() > 4, "hidden fields only");
    Browser { controls }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = format!(" {name}=\"");
    let value = tag.split_once(start.as_str())?.1.split('"').next()?;
    Some(value.replace("&#39;", "'").replace("&quot;", "\"").replace("&lt;", "<").replace("&amp;", "&"))
}

impl Browser {
    /// The post of a respondent who gives the answers of a response.
    pub(crate) fn post(&self, evaluator: &Evaluator<'_>, response: &Response, random: &mut Random) -> String {
        self.fill(evaluator, response, random, &[])
    }

    /// As [`Browser::post`], with answers to some questions that the route does not ask; their names are told.
    pub(crate) fn post_with_junk(
        &self,
        evaluator: &Evaluator<'_>,
        response: &Response,
        random: &mut Random,
    ) -> (String, Vec<String>) {
        let off = |control: &&Control| {
            let path = control.name.trim_end_matches("!missing");
            control.kind != "hidden" && !response.answers.contains_key(path)
        };
        let junk: Vec<Control> =
            self.controls.iter().filter(off).filter(|_| random.chance(300)).cloned().map(filled).collect();
        let names = junk.iter().map(|control| control.name.clone()).collect();
        (self.fill(evaluator, response, random, &junk), names)
    }

    /// What is picked and typed for the answers of a response, by the name of the input.
    pub(crate) fn wanted(
        &self,
        evaluator: &Evaluator<'_>,
        response: &Response,
        random: &mut Random,
    ) -> BTreeMap<String, Vec<String>> {
        let mut wanted: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (path, answer) in &response.answers {
            for (name, value) in self.typed(evaluator, path, answer, random) {
                wanted.entry(name).or_default().push(value);
            }
        }
        wanted
    }

    /// The fields of the sample as a link carries them.
    pub(crate) fn link(
        &self,
        evaluator: &Evaluator<'_>,
        response: &Response,
        random: &mut Random,
    ) -> BTreeMap<String, String> {
        let typed = |(path, answer): (&String, &Answer)| self.typed(evaluator, path, answer, random);
        response.fields.iter().flat_map(typed).collect()
    }

    fn fill(&self, evaluator: &Evaluator<'_>, response: &Response, random: &mut Random, junk: &[Control]) -> String {
        let mut wanted = self.wanted(evaluator, response, random);
        let mut pairs: Vec<(String, String)> = Vec::new();
        for control in &self.controls {
            let values = wanted.get_mut(&control.name);
            match control.kind.as_str() {
                "hidden" => pairs.push((control.name.clone(), control.value.clone())),
                "radio" | "checkbox" => {
                    if let Some(values) = values
                        && let Some(at) = values.iter().position(|value| *value == control.value)
                    {
                        pairs.push((control.name.clone(), values.remove(at)));
                    }
                }
                _ => pairs.push((control.name.clone(), values.and_then(Vec::pop).unwrap_or_default())),
            }
        }
        for (name, left) in wanted {
            assert!(left.is_empty(), "the form has no control for {left:?} of `{name}`");
        }
        pairs.extend(junk.iter().map(|control| (control.name.clone(), control.value.clone())));
        let encoded = pairs.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value)));
        encoded.collect::<Vec<_>>().join("&")
    }

    /// What a respondent ticks or types for an answer.
    fn typed(
        &self,
        evaluator: &Evaluator<'_>,
        path: &str,
        answer: &Answer,
        random: &mut Random,
    ) -> Vec<(String, String)> {
        let place = evaluator.places().find(path).expect("a path of the survey");
        let kind = &evaluator.survey().var(place.var).unwrap().kind;
        let own = |value: String| vec![(path.to_owned(), value)];
        let is_boxed = self.controls.iter().any(|control| control.name == format!("{path}!missing"));
        match (answer, kind) {
            (Answer::Empty, _) => Vec::new(),
            (Answer::Missing(code), _) if is_boxed => vec![(format!("{path}!missing"), code.to_string())],
            (Answer::Missing(code), _) => own(code.to_string()),
            (Answer::Integer(units), Kind::Number { decimals, .. }) => own(number(*units, *decimals, random)),
            (Answer::Integer(code), _) => own(code.to_string()),
            (Answer::Codes(codes), _) => codes.iter().map(|code| (path.to_owned(), code.to_string())).collect(),
            (Answer::Text(date), Kind::Date { .. }) if random.chance(500) => own(in_dutch(date)),
            (Answer::Text(text), _) => own(text.replace('\n', "\r\n")),
            (Answer::Names(_), _) => panic!("an order is no answer"),
        }
    }
}

/// Some answer in a control, the right kind or not.
fn filled(control: Control) -> Control {
    match control.kind.as_str() {
        "radio" | "checkbox" => control,
        _ => Control { value: "rommel".to_owned(), ..control },
    }
}

/// With a comma or a point, and mostly not more decimals than it needs.
fn number(units: i64, decimals: u8, random: &mut Random) -> String {
    let shown = peil::number::Decimal::new(units, decimals).to_string();
    let short = match shown.contains('.') && random.chance(500) {
        true => shown.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => shown,
    };
    if random.chance(700) { short.replace('.', ",") } else { short }
}

/// `2023-08-31` as `31-8-2023`.
fn in_dutch(date: &str) -> String {
    let parts: Vec<&str> = date.split('-').collect();
    let [year, month, day] = parts.as_slice() else { panic!("{date} is no date") };
    format!("{}-{}-{year}", day.trim_start_matches('0'), month.trim_start_matches('0'))
}

/// `application/x-www-form-urlencoded`.
pub(crate) fn encode(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b' ' => out.push('+'),
            b'*' | b'-' | b'.' | b'_' => out.push(byte.into()),
            _ if byte.is_ascii_alphanumeric() => out.push(byte.into()),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
