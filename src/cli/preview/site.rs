//! Which request gets which answer.

use super::http::{Request, Response};
use super::live::{Arrival, Built, Live, Record};
use super::tell;
use crate::emit::Kind;
use crate::emit::form::{Address, folder, serving};
use crate::emit::preview::{ASSETS, Pages, View, end, rows, typed};
use crate::eval::{Answer, Evaluator, Normalised, Received, Sent, parse_json, posted_pairs, posted_value};
use crate::model::{Mode, Survey};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) enum Reply {
    Whole(Response),
    /// A stream of events.
    Events,
}

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";
const HTML: &str = "text/html; charset=utf-8";

/// Of the outer pages.
const OUTER_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; \
    img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Received answers that the pages list.
const LISTED: usize = 20;

/// The longest key that a form may draw.
const LONGEST_KEY: usize = 200;

pub(super) fn reply(live: &Live, request: &Request) -> Reply {
    match request.method.as_str() {
        "GET" if request.path == "/preview/events" => Reply::Events,
        "GET" | "HEAD" => Reply::Whole(page(live, request)),
        "POST" => Reply::Whole(post(live, request)),
        _ => Reply::Whole(not_allowed("GET, HEAD, POST")),
    }
}

fn not_allowed(allowed: &str) -> Response {
    Response::text(405, &format!("allowed here: {allowed}")).with("Allow", allowed)
}

fn segments(request: &Request) -> Vec<&str> {
    request.path.trim_matches('/').split('/').collect()
}

fn page(live: &Live, request: &Request) -> Response {
    match segments(request).as_slice() {
        [""] => outer(Pages::new().and_then(|pages| {
            let built = live.current();
            let surveys = built.as_ref().map_or(&[][..], |built| &built.surveys);
            pages.index(surveys, &live.problems(), built.is_some())
        })),
        ["view", rest @ ..] => view(live, request, rest),
        ["preview", "received"] => json(200, &live.latest(LISTED).iter().map(listed).collect()),
        ["preview", "received", receipt] => past(live, receipt),
        ["preview", ..] => asset(&request.path),
        _ if is_submit(&request.path) => not_allowed("POST"),
        _ => file(live, &request.path),
    }
}

fn outer<E: std::fmt::Display>(html: Result<String, E>) -> Response {
    match html {
        Ok(html) => Response::new(200, HTML, html).with("Content-Security-Policy", OUTER_POLICY),
        Err(error) => Response::text(500, &format!("internal: {error:#}")),
    }
}

fn json(status: u16, body: &Json) -> Response {
    Response::new(status, JSON, body.to_string())
}

fn asset(path: &str) -> Response {
    let found = ASSETS.iter().find(|(own, ..)| *own == path);
    found.map_or_else(Response::not_found, |(_, kind, content)| Response::new(200, kind, *content))
}

/// A file of the last good build. It lies in memory, so that no path and no link can lead elsewhere.
fn file(live: &Live, path: &str) -> Response {
    let Some(built) = live.current() else { return Response::not_found() };
    let name = path.trim_start_matches('/');
    let (name, is_folder) = name.strip_suffix('/').map_or((name, false), |folder| (folder, true));
    let inside = format!("{name}/index.html");
    let found = if is_folder { built.artifacts.get(&inside) } else { built.artifacts.get(name) };
    match found {
        Some(artifact) => {
            let kind = content_type(if is_folder { &inside } else { name });
            let response = Response::new(200, kind, artifact.bytes.clone());
            if artifact.kind == Kind::Form { delivered(response) } else { response }
        }
        None if !is_folder && built.artifacts.get(&inside).is_some() => Response::moved(301, &format!("/{name}/")),
        None => Response::not_found(),
    }
}

/// With the headers of a real server; that a page of the same host may frame the form is the one difference.
fn delivered(response: Response) -> Response {
    let headers = serving::headers(&Address::default(), "'self'");
    headers.into_iter().fold(response, |response, (name, value)| response.with(name, value))
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => JSON,
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "mp3" => "audio/mpeg",
        "wav" => "audio/wav",
        "flac" => "audio/flac",
        "m4a" => "audio/mp4",
        "csv" => "text/csv; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    }
}

/// The form that `SURVEY/WORDING/MODE` names.
fn form<'b>(built: &'b Built, path: &[&str]) -> Option<(&'b Survey, usize, Mode)> {
    let [own, wording, mode] = path else { return None };
    let survey = built.surveys.iter().find(|survey| folder(survey) == *own)?;
    let wording = survey.wordings.iter().position(|def| def.name == *wording)?;
    let mode = Mode::from_name(mode).filter(|mode| survey.modes.contains(mode))?;
    Some((survey, wording, mode))
}

fn view(live: &Live, request: &Request, path: &[&str]) -> Response {
    let Some(built) = live.current() else { return Response::moved(303, "/") };
    let Some((survey, wording, mode)) = form(&built, path) else { return Response::not_found() };
    let script = !request.query.split('&').any(|pair| pair == "script=no");
    let view = View { survey, wording, mode, script, sample: &live.sample(survey) };
    outer(Pages::new().and_then(|pages| pages.view(&view, &live.problems())))
}

fn post(live: &Live, request: &Request) -> Response {
    if !is_own(request) {
        return Response::text(403, "only pages of the preview may send to it");
    }
    match segments(request).as_slice() {
        ["preview", "state", rest @ ..] => state(live, request, rest),
        ["preview", "sample", name] => choose(live, request, name),
        ["" | "view" | "preview", ..] => not_allowed("GET, HEAD"),
        _ if is_submit(&request.path) => submit(live, request),
        _ if file(live, &request.path).is_found() => not_allowed("GET, HEAD"),
        _ => Response::not_found(),
    }
}

/// Whether a page of ours sends, or no browser at all. A form that hides where it comes from has the origin `null`.
fn is_own(request: &Request) -> bool {
    let own = request.header("host").map(|host| format!("http://{host}"));
    let same_site = request.header("sec-fetch-site").map(|site| matches!(site, "same-origin" | "none"));
    match request.header("origin") {
        None => same_site != Some(false),
        Some("null") => same_site == Some(true),
        origin => origin == own.as_deref() && same_site != Some(false),
    }
}

/// `submit` beside a form, as a form without an address of its own sends to.
fn is_submit(path: &str) -> bool {
    path.starts_with("/forms/") && path.ends_with("/submit")
}

/// Sample fields that the author chose.
fn choose(live: &Live, request: &Request, name: &str) -> Response {
    let built = live.current();
    let surveys = built.as_ref().map_or(&[][..], |built| &built.surveys);
    let Some(survey) = surveys.iter().find(|survey| folder(survey) == name) else { return Response::not_found() };
    let mut fields: BTreeMap<String, String> = posted_pairs(&request.body).collect();
    let back = fields.remove("!back").filter(|back| back.starts_with("/view/") && !back.contains(char::is_control));
    fields.retain(|_, value| !value.trim().is_empty());
    live.choose_sample(survey, fields);
    Response::moved(303, back.as_deref().unwrap_or("/"))
}

/// A submission as its content type says.
fn sent(request: &Request) -> Result<Sent<'_>, Response> {
    match request.content_type().as_str() {
        FORM => Ok(Sent::Form(&request.body)),
        JSON => std::str::from_utf8(&request.body)
            .map(Sent::Script)
            .map_err(|_| Response::text(400, "the body is not UTF-8")),
        _ => Err(Response::text(415, &format!("the body must be {FORM} or {JSON}"))),
    }
}

/// The members at the head of a submission.
struct Head {
    form: String,
    build: String,
    wording: String,
    mode: String,
    /// Fields that came along; a preview has no better sample.
    document: Json,
}

fn head(sent: Sent<'_>) -> Head {
    let document = match sent {
        Sent::Form(_) => Json::Null,
        Sent::Script(text) => parse_json(text).unwrap_or_default(),
    };
    let member = |name: &str| match sent {
        Sent::Form(body) => posted_value(body, name).unwrap_or_default(),
        Sent::Script(_) => document.get(name).and_then(Json::as_str).unwrap_or_default().to_owned(),
    };
    let (form, build, wording, mode) = (member("form"), member("build"), member("wording"), member("mode"));
    Head { form, build, wording, mode, document }
}

fn sample(live: &Live, evaluator: &Evaluator<'_>, head: &Head) -> BTreeMap<String, Answer> {
    let survey = evaluator.survey();
    let mut fields = live.sample(survey);
    fields.extend(typed(survey, &head.document));
    evaluator.typed_fields(&fields).0
}

/// The state of all variables for what is filled in, which is not kept.
fn state(live: &Live, request: &Request, path: &[&str]) -> Response {
    let Some(built) = live.current() else { return Response::not_found() };
    let Some((survey, ..)) = form(&built, path) else { return Response::not_found() };
    let sent = match sent(request) {
        Ok(sent) => sent,
        Err(refusal) => return refusal,
    };
    let evaluator = Evaluator::new(survey);
    let received = evaluator.receive(None, &sample(live, &evaluator, &head(sent)), sent, None);
    json(200, &panel(&evaluator, &received))
}

fn panel(evaluator: &Evaluator<'_>, received: &Received) -> Json {
    let rows = received.outcome.as_ref().map(|normalised: &Normalised| rows(evaluator, &normalised.routed));
    let faults: Vec<String> = received.faults().map(ToString::to_string).collect();
    json!({ "status": received.status(), "faults": faults, "rows": rows.unwrap_or_default() })
}

/// The panel of an answer that was received.
fn past(live: &Live, receipt: &str) -> Response {
    let Some(record) = live.record(receipt) else { return Response::not_found() };
    let Some(survey) = record.built.survey(&record.form, &record.build) else { return Response::not_found() };
    json(200, &panel(&Evaluator::new(survey), &record.received))
}

fn listed(record: &Record) -> Json {
    json!({
        "receipt": record.received.receipt, "form": record.form, "wording": record.wording, "mode": record.mode,
        "script": record.script, "status": record.received.status(), "times": record.times,
    })
}

/// Receives an answer.
fn submit(live: &Live, request: &Request) -> Response {
    let sent = match sent(request) {
        Ok(sent) => sent,
        Err(refusal) => return refusal,
    };
    let key = request.header("idempotency-key");
    if key.is_some_and(|key| key.is_empty() || key.len() > LONGEST_KEY) {
        return Response::text(400, "the idempotency key must have 1 to 200 characters");
    }
    let head = head(sent);
    let Some(built) = live.under(&head.form, &head.build) else { return Response::not_found() };
    let own = built.survey(&head.form, &head.build);
    let Some(survey) = own.or_else(|| of_path(&built, &request.path)) else { return Response::not_found() };
    let evaluator = Evaluator::new(survey);
    let build = survey.build();
    let received = evaluator.receive(Some(&build), &sample(live, &evaluator, &head), sent, key);
    let script = matches!(sent, Sent::Script(_));
    let Head { form, build, wording, mode, .. } = head;
    let record = Record { received, built: Arc::clone(&built), form, build, wording, mode, script, times: 1 };
    let (arrival, record) = live.receive(record);
    tell::received(arrival, &record);
    answer(&record, arrival, request)
}

/// The survey beside whose form an answer was sent.
fn of_path<'b>(built: &'b Built, path: &str) -> Option<&'b Survey> {
    let name = path.split('/').nth(2)?;
    built.surveys.iter().find(|survey| folder(survey) == name)
}

/// The receipt: the same for a repetition; for a script as JSON, else as a page.
fn answer(record: &Record, arrival: Arrival, request: &Request) -> Response {
    let status = match (&record.received.outcome, arrival) {
        (Err(_), _) => 422,
        (Ok(_), Arrival::New) => 201,
        (Ok(_), Arrival::Again) => 200,
        (Ok(_), Arrival::Changed) => 409,
    };
    if record.script {
        return json(status, &record.received.to_json());
    }
    let language = of_path(&record.built, &request.path).map_or("nl", |survey| survey.language.as_str());
    let back = request.path.strip_suffix("submit").unwrap_or("/");
    let survey = record.built.survey(&record.form, &record.build).or_else(|| of_path(&record.built, &request.path));
    let ending = survey.and_then(|survey| end(survey, &record.received));
    match Pages::new().and_then(|pages| pages.receipt(language, &record.received, ending, back)) {
        Ok(html) => Response::new(status, HTML, html).with(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'",
        ),
        Err(error) => Response::text(500, &format!("internal: {error:#}")),
    }
}
