//! Forms and codebooks as HTML: valid by a real validator, complete, linked within the output.

use crate::support::generate::random_survey;
use crate::support::oracle::html_faults;
use crate::support::project::{alone, artifacts, clean_cases, our_artifacts, ours};
use crate::support::temp::TempDir;
use peil::emit::{Artifacts, Kind};
use peil::eval::Evaluator;
use peil::model::{Cond, Mode, Role, Survey, Text, Var};
use peil::phrase::{askable, offered, option_route, plain};
use std::collections::BTreeSet;

/// A page without the form data and without the spans that the script fills: what a reader sees.
fn read(html: &str) -> String {
    let (before, after) = html.split_once("<script type=").unwrap_or((html, ""));
    let after = after.split_once("</script>").map_or(after, |(_, rest)| rest);
    let mut out = String::new();
    for part in format!("{before}{after}").split("<bdi data-pipe=\"") {
        match part.split_once("\">").filter(|_| !out.is_empty()) {
            Some((_, rest)) => out.push_str(&rest.replacen("</bdi>", "", 1)),
            None => out.push_str(part),
        }
    }
    out
}

fn pages(artifacts: &Artifacts) -> impl Iterator<Item = (&str, &str)> {
    let html = artifacts.iter().filter(|(path, _)| path.as_str().ends_with(".html"));
    html.map(|(path, artifact)| (path.as_str(), std::str::from_utf8(&artifact.bytes).unwrap()))
}

/// Our own project, the clean cases and some generated surveys, each with a folder name.
fn many() -> Vec<(String, Artifacts)> {
    let mut all = vec![("ours".to_owned(), our_artifacts().clone())];
    all.extend(clean_cases().iter().enumerate().map(|(n, (_, outcome))| (format!("case{n}"), artifacts(outcome))));
    all.extend((0..6).map(|seed| (format!("random{seed}"), artifacts(&alone(&random_survey(seed))))));
    all
}

#[test]
fn every_page_passes_a_real_validator() {
    let dir = TempDir::new();
    let mut count = 0;
    for (folder, artifacts) in many() {
        for (path, html) in pages(&artifacts) {
            dir.put(&format!("{folder}/{path}"), html);
            count += 1;
        }
    }
    assert!(count > 30, "{count}");
    assert_eq!(html_faults(dir.path()), Vec::<String>::new());
}

/// The values of an attribute, as written.
fn attribute<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!(" {name}=\"");
    html.split(&opening).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

/// The file that a relative link leads to, and the place in it.
fn target(page: &str, link: &str) -> (String, Option<String>) {
    let (file, place) = link.split_once('#').map_or((link, None), |(file, place)| (file, Some(place.to_owned())));
    // The hash of an asset's content stands behind a question mark.
    let file = file.split_once('?').map_or(file, |(file, _)| file);
    let mut parts: Vec<&str> = page.split('/').collect();
    if file.is_empty() {
        return (page.to_owned(), place);
    }
    parts.pop();
    for part in file.split('/') {
        match part {
            ".." => drop(parts.pop().unwrap_or_else(|| panic!("{page}: {link} climbs out of the output"))),
            part => parts.push(part),
        }
    }
    (parts.join("/"), place)
}

/// A copy of the output works below any address and from a disk: nothing is absolute, nothing foreign, nothing missing.
#[test]
fn links_are_relative_and_lead_to_what_is_there() {
    for (folder, artifacts) in many() {
        for (page, html) in pages(&artifacts) {
            let links = [attribute(html, "href"), attribute(html, "src")].concat();
            let links = links.into_iter().map(|link| link.replace("&#x2f;", "/"));
            for link in links.filter(|link| link != "data:,") {
                assert!(!link.contains(':') && !link.starts_with('/'), "{folder}/{page}: {link}");
                let (file, place) = target(page, &link);
                let found = artifacts.get(&file).unwrap_or_else(|| panic!("{folder}/{page}: {link} leads nowhere"));
                let there = |place| String::from_utf8_lossy(&found.bytes).contains(&format!(" id=\"{place}\""));
                assert!(place.is_none_or(there), "{folder}/{page}: {link}");
            }
        }
    }
}

/// A drawing may name what it defines itself, `url(#…)`; a style sheet has no address at all.
#[test]
fn assets_fetch_nothing() {
    for (path, artifact) in our_artifacts().iter().filter(|(_, artifact)| artifact.kind == Kind::Asset) {
        let (path, text) = (path.to_string(), std::str::from_utf8(&artifact.bytes).unwrap());
        let drawing = path.ends_with(".svg");
        let foreign = if drawing { text.replace("url(#", "(#") } else { text.to_owned() };
        assert!(!foreign.contains("url(") && !foreign.contains("@import"), "{path}");
        let loads = ["<image", "<script", "<foreignObject", "href=", "src="];
        assert!(!drawing || loads.iter().all(|load| !text.contains(load)), "{path}");
    }
}

#[test]
fn nothing_of_a_template_or_a_pipe_is_left_over() {
    for (page, html) in pages(our_artifacts()) {
        let html = read(html);
        for left in ["{", "}", "undefined", "&amp;lt;", "&amp;amp;", "None", "Some("] {
            assert!(!html.contains(left), "{page} contains {left}");
        }
    }
}

/// The text of a survey as it stands in HTML: outside prose, characters are escaped one by one.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

/// A fieldset without the fieldsets inside it.
fn fieldset<'a>(html: &'a str, id: &str) -> &'a str {
    let (_, rest) = html.split_once(&format!("<fieldset id=\"{id}\"")).unwrap_or_else(|| panic!("no fieldset {id}"));
    let own = rest.split("<fieldset").next().unwrap();
    own.split("</fieldset>").next().unwrap()
}

/// Every item that a form can ask stands there with legend, options, help and specify fields, and nothing else does.
fn check_form(survey: &Survey, wording: usize, mode: Mode, html: &str) {
    let evaluator = Evaluator::new(survey);
    let mut expected = BTreeSet::new();
    for place in evaluator.places().iter() {
        let var = survey.var(place.var).unwrap();
        if !matches!(var.role, Role::Question | Role::Row { .. })
            || !askable(survey, var, wording, mode)
            || gone(survey, &evaluator, place, wording, mode)
        {
            continue;
        }
        let path = evaluator.places().path(place);
        let id = format!("q-{}", path.replace('.', "-"));
        let there = fieldset(html, &id);
        expected.insert(id);
        assert!(there.contains("<legend"), "{path}");
        check_texts(survey, var, wording, mode, there);
        for option in offered(survey, var, wording, mode) {
            if option_route(survey, var, option.code, wording, mode) == Cond::Const(false) {
                continue;
            }
            let label = plain(survey, &option.label, wording, mode);
            assert!(there.contains(&escaped(&label)), "{path}: option {label}\n{there}");
            let wants = mode != Mode::Paper && option.specify.is_some();
            assert!(!wants || there.contains(&format!("name=\"{path}.{}\"", option.name)), "{path}: {label}");
        }
    }
    let found = html.matches("class=\"question\"").count() + html.matches("class=\"row\"").count();
    assert_eq!(found, expected.len(), "questions and rows");
}

/// An iteration whose option this form does not have.
fn gone(survey: &Survey, evaluator: &Evaluator<'_>, place: peil::eval::Place, wording: usize, mode: Mode) -> bool {
    let Some(of) = survey.var(place.var).unwrap().in_loop else { return false };
    let code = evaluator.places().turns(of)[place.turn.unwrap()];
    let list = survey.list(survey.loops[of.index()].over.list()).unwrap();
    !list.by_code(code).unwrap().only.admits(wording, mode)
}

fn check_texts(survey: &Survey, var: &Var, wording: usize, mode: Mode, there: &str) {
    // Pipes of a loop's own name differ by iteration; the others print their fallback.
    let fixed = |text: &Text| {
        let content = &text.get(wording, mode)?.content;
        let by_iteration = content.segments.iter().any(|segment| {
            matches!(segment, peil::model::Segment::Pipe { source: peil::model::PipeSource::Iteration(_), .. })
        });
        (!content.prose && !by_iteration).then(|| escaped(&plain(survey, text, wording, mode)))
    };
    let ask = fixed(&var.texts.ask).filter(|_| !there.contains("class=\"row\""));
    for text in [ask, fixed(&var.texts.help)].into_iter().flatten() {
        assert!(there.contains(&text), "{}: {text}\n{there}", var.path);
    }
}

#[test]
fn forms_are_complete() {
    let mut forms = 0;
    let cases = clean_cases().iter().map(|(_, outcome)| (outcome, artifacts(outcome)));
    let random = (0..30).map(|seed| alone(&random_survey(seed))).collect::<Vec<_>>();
    let random = random.iter().map(|outcome| (outcome, artifacts(outcome)));
    for (outcome, artifacts) in cases.chain(random).chain([(ours(), our_artifacts().clone())]) {
        for survey in &outcome.project.surveys {
            for (wording, mode) in survey.variants() {
                let path = format!(
                    "forms/{}-{}/{}/{}/index.html",
                    survey.name,
                    survey.wave,
                    survey.wordings[wording].name,
                    mode.name()
                );
                let html = &artifacts.get(&path).unwrap_or_else(|| panic!("no {path}")).bytes;
                check_form(survey, wording, mode, &read(std::str::from_utf8(html).unwrap()));
                forms += 1;
            }
        }
    }
    assert!(forms > 60, "{forms}");
}

/// A page is marked as a whole in the wording that says so; a row without words of its own repeats its grid's question.
#[test]
fn layouts_of_pages_and_rows() {
    let outcome = alone(
        r#"edition 2026

survey s 2026 "S" {
  wording a "A"
  wording b "B"
  mode web phone
  page een {
    layout whole
    layout b separate
    grid g one of {
      ask "Hoe was dit?"
      row x "Iets"
      row y "Niets" {
        ask phone "Hoe was niets?"
      }
      1 goed "Goed"
      2 slecht "Slecht"
    }
  }
}
"#,
    );
    assert!(!outcome.has_errors(), "{:#?}", outcome.diagnostics);
    let made = artifacts(&outcome);
    let html = |wording: &str, mode: &str| {
        let path = format!("forms/s-2026/{wording}/{mode}/index.html");
        String::from_utf8(made.get(&path).unwrap().bytes.clone()).unwrap()
    };
    assert!(html("a", "web").contains("id=\"p-een\" class=\"page\" data-whole>"));
    assert!(html("b", "web").contains("id=\"p-een\" class=\"page\">"));
    let phone = html("a", "phone");
    assert!(phone.contains("Hoe was dit? <span class=\"row-label\">Iets</span>"), "{phone}");
    assert!(phone.contains("Hoe was niets?") && !phone.contains(">Niets<"), "{phone}");
    assert!(!html("a", "web").contains("row-label"));
}
