//! `peil preview` as a process: what it serves, what it refuses, what it receives, and that it follows the sources.

use crate::support::command::command;
use crate::support::http::{Reply, get, raw, request};
use crate::support::temp::{TempDir, tree};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const SURVEY: &str = r#"edition 2026

survey klein 2026 "Klein" {
  language nl
  wording regulier "Vragenlijst"
  wording eenvoudig "Eenvoudige vragenlijst" simpler than regulier
  mode web phone paper
  field bedrijf text "Bedrijf" required spoken "het bedrijf"
  end "Namens *{bedrijf}*: dank u wel."

  page een "Een" {
    question contact one of {
      label "Contact"
      ask "Heeft u contact gehad met {bedrijf}?"
      ask eenvoudig "Sprak u {bedrijf}?"
      1 ja "Ja"
      2 nee "Nee"
    }
    question cijfer number 0..100 decimals 1 {
      label "Cijfer"
      ask "Welk cijfer geeft u?"
      ask eenvoudig "Welk cijfer geeft u dan?"
      when contact = ja
    }
    question reden text {
      label "Reden"
      ask "Waarom niet?"
      ask eenvoudig "Waarom dan niet?"
      when contact = nee
      required
    }
  }
}
"#;

/// A preview of one project, stopped at the end.
struct Preview {
    dir: TempDir,
    child: Child,
    port: u16,
    /// What it said on standard error.
    said: Arc<Mutex<String>>,
}

impl Preview {
    fn start() -> Self {
        Self::of(SURVEY)
    }

    fn of(survey: &str) -> Self {
        let dir = TempDir::new();
        dir.put("surveys/a.peil", survey);
        let mut child = peil(dir.path(), &["preview", "--port", "0"]).spawn().unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let lines = BufReader::new(child.stderr.take().unwrap());
        let heard = Arc::clone(&said);
        std::thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                let mut heard = heard.lock().unwrap();
                heard.push_str(&line);
                heard.push('\n');
            }
        });
        let mut preview = Self { dir, child, port: 0, said };
        let line = preview.hears("serving http://127.0.0.1:");
        preview.port = line.split("127.0.0.1:").nth(1).unwrap().split('/').next().unwrap().parse().unwrap();
        preview
    }

    /// Waits until it says something, and gives that line.
    #[track_caller]
    fn hears(&self, part: &str) -> String {
        let start = Instant::now();
        loop {
            let said = self.said.lock().unwrap().clone();
            if let Some(line) = said.lines().find(|line| line.contains(part)) {
                return line.to_owned();
            }
            assert!(start.elapsed() < Duration::from_secs(60), "`{part}` was not said:\n{said}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn save(&self, text: &str) {
        self.dir.put("surveys/a.peil", text);
    }

    fn build(&self) -> String {
        let html = get(self.port, "/forms/klein-2026/regulier/web/").body;
        html.split("name=\"build\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    }

    fn send(&self, kind: &str, headers: &[(&str, &str)], body: &str) -> Reply {
        let headers: Vec<(&str, &str)> = [("Content-Type", kind)].into_iter().chain(headers.iter().copied()).collect();
        request(self.port, "POST", "/forms/klein-2026/regulier/web/submit", &headers, body)
    }

    /// As the long form posts it.
    fn post(&self, answers: &str) -> Reply {
        let build = self.build().replace(':', "%3A");
        let head = format!("form=klein%402026&build={build}&wording=regulier&mode=web");
        self.send("application/x-www-form-urlencoded", &[], &format!("{head}&{answers}"))
    }

    /// As the script sends it.
    fn document(&self, answers: &Value) -> String {
        json!({
            "form": "klein@2026", "build": self.build(), "wording": "regulier", "mode": "web", "status": "complete",
            "reached": 1, "fields": { "bedrijf": "Fictief BV" }, "answers": answers, "computed": {}, "confirmed": [], "order": {},
        })
        .to_string()
    }

    fn json(&self, path: &str) -> Value {
        serde_json::from_str(&get(self.port, path).body).unwrap()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn peil(dir: &Path, arguments: &[&str]) -> Command {
    let mut command = command(dir, arguments);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Events until one satisfies the test.
#[track_caller]
fn event(stream: &mut BufReader<TcpStream>, test: impl Fn(&Value) -> bool) -> Value {
    let mut last = String::new();
    loop {
        let mut line = String::new();
        assert!(stream.read_line(&mut line).expect("an event in time") > 0, "the stream ended after {last}");
        let Some(data) = line.strip_prefix("data: ") else { continue };
        last = data.to_owned();
        let event = serde_json::from_str(data).unwrap();
        if test(&event) {
            return event;
        }
    }
}

fn events(port: u16) -> BufReader<TcpStream> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    write!(stream, "GET /preview/events HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n").unwrap();
    BufReader::new(stream)
}

#[test]
fn forms_and_pages_are_served_with_their_policies() {
    let preview = Preview::start();
    let before = tree(preview.dir.path());
    let port = preview.port;
    let list = get(port, "/");
    assert_eq!(list.status, 200);
    assert_eq!(list.body.matches("href=\"/view/").count(), 6, "{}", list.body);
    let view = get(port, "/view/klein-2026/eenvoudig/web");
    assert!(view.body.contains("<iframe id=\"form\"") && !view.body.contains("sandbox"), "{}", view.body);
    assert!(
        get(port, "/view/klein-2026/eenvoudig/web?script=no")
            .body
            .contains("sandbox=\"allow-forms allow-same-origin\"")
    );
    for page in [&list, &view] {
        let policy = page.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
        assert!(!policy.contains("unsafe") && !page.body.contains("style=") && !page.body.contains("<script>"));
    }
    let form = get(port, "/forms/klein-2026/eenvoudig/web/index.html");
    assert_eq!((form.status, form.header("content-type")), (200, Some("text/html; charset=utf-8")));
    let policy = form.header("content-security-policy").unwrap();
    assert!(policy.contains("script-src 'self'") && policy.contains("frame-ancestors 'self'"), "{policy}");
    assert_eq!(form.header("referrer-policy"), Some("no-referrer"));
    assert_eq!(
        get(port, "/forms/klein-2026/eenvoudig/web").header("location"),
        Some("/forms/klein-2026/eenvoudig/web/")
    );
    for (path, kind) in [("/preview/style.css", "text/css"), ("/preview/panel.js", "text/javascript")] {
        assert!(get(port, path).header("content-type").unwrap().starts_with(kind));
    }
    let head = request(port, "HEAD", "/", &[], "");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(tree(preview.dir.path()), before, "nothing is written");
}

#[test]
fn nothing_else_can_be_reached() {
    let preview = Preview::start();
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc", preview.dir.path().join("surveys/link")).unwrap();
    let paths = [
        "/surveys/a.peil",
        "/forms/../surveys/a.peil",
        "/../etc/passwd",
        "/%2e%2e/etc/passwd",
        "/forms/%2e%2e%2f%2e%2e/etc/passwd",
        "/..%5c..%5cetc",
        "/forms/..\\..\\etc",
        "/surveys/link/passwd",
        "//etc/passwd",
        "/forms/klein-2026/regulier/web/index.html%00.css",
        "/forms/%ff",
        "/forms/%zz",
        "/preview/nothing",
        "/view/klein-2026/nergens/web",
        "/view/klein-2026/regulier/fax",
        "/preview/received/nothing",
    ];
    for path in paths {
        assert_eq!(get(preview.port, path).status, 404, "{path}");
    }
}

#[test]
fn requests_that_are_refused() {
    let preview = Preview::start();
    let port = preview.port;
    let status = |bytes: &str| raw(port, bytes.replace("PORT", &port.to_string()).as_bytes()).map(|reply| reply.status);
    assert_eq!(status("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"), Some(421));
    assert_eq!(status("GET / HTTP/1.1\r\nHost: evil.example:PORT\r\n\r\n"), Some(421));
    assert_eq!(status("GET / HTTP/1.1\r\n\r\n"), Some(421));
    assert_eq!(status("GET / HTTP/1.1\r\nHost: localhost:PORT\r\nHost: evil.example\r\n\r\n"), Some(421));
    assert_eq!(status("GET / HTTP/1.1\r\nHost: LOCALHOST:PORT\r\n\r\n"), Some(200));
    assert_eq!(status("\r\n\r\nhello\r\n\r\n"), Some(400));
    assert_eq!(status("GET / HTTP/1.1\r\nHost: localhost"), Some(408));
    let odd = format!("GET / HTTP/1.1\r\nHost: localhost:PORT\r\nX: {}\r\n\r\n", "x".repeat(20_000));
    assert_eq!(status(&odd), Some(431));
    for method in ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"] {
        let text = format!("{method} / HTTP/1.1\r\nHost: localhost:PORT\r\nContent-Length: 0\r\n\r\n");
        assert_eq!(status(&text), Some(405), "{method}");
    }
    let post = "POST /forms/klein-2026/regulier/web/submit HTTP/1.1\r\nHost: localhost:PORT\r\nContent-Type: application/json\r\n";
    assert_eq!(status(&format!("{post}\r\n")), Some(411));
    assert_eq!(status(&format!("{post}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")), Some(411));
    assert_eq!(status(&format!("{post}Content-Length: -1\r\n\r\n")), Some(400));
    assert_eq!(status(&format!("{post}Content-Length: 1\r\nContent-Length: 2\r\n\r\n{{}}")), Some(400));
    assert_eq!(status(&format!("{post}Content-Length: 99999999999999999999\r\n\r\n")), Some(413));
    let large = raw(
        port,
        format!("{post}Content-Length: 1500000\r\n\r\n{}", "x".repeat(1_500_000))
            .replace("PORT", &port.to_string())
            .as_bytes(),
    );
    assert!(large.is_some_and(|reply| reply.status == 413 && reply.body.contains("larger than 1 MB")));
    assert_eq!(request(port, "POST", "/", &[], "").status, 405);
    assert_eq!(
        request(port, "POST", "/forms/nergens/a/b/submit", &[("Content-Type", "application/json")], "{}").status,
        404
    );
    assert_eq!(get(port, "/forms/klein-2026/regulier/web/submit").header("allow"), Some("POST"));
    assert_eq!(preview.send("text/plain", &[], "x").status, 415);
    let from = |origin: &str| preview.send("application/json", &[("Origin", origin)], "{}").status;
    assert_eq!((from("http://evil.example"), from("null")), (403, 403));
    assert_eq!(from(&format!("http://127.0.0.1:{port}")), 422);
    assert_eq!(preview.send("application/json", &[("Idempotency-Key", &"k".repeat(300))], "{}").status, 400);
}

#[test]
fn many_connections_do_not_end_it() {
    let preview = Preview::start();
    let silent: Vec<TcpStream> = (0..200).map(|_| TcpStream::connect(("127.0.0.1", preview.port)).unwrap()).collect();
    let busy = raw(preview.port, format!("GET / HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", preview.port).as_bytes());
    assert_ne!(busy.map(|reply| reply.status), Some(200));
    drop(silent);
    let start = Instant::now();
    let open = || raw(preview.port, format!("GET / HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", preview.port).as_bytes());
    while open().is_none_or(|reply| reply.status != 200) {
        assert!(start.elapsed() < Duration::from_secs(30), "it stays busy");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn the_same_respondent_with_and_without_script() {
    let mut preview = Preview::start();
    let receipt = |reply: &Reply| reply.body.split("<strong>").nth(1).unwrap().split('<').next().unwrap().to_owned();
    // Fields come from the sample that the author chose.
    let chosen = request(
        preview.port,
        "POST",
        "/preview/sample/klein-2026",
        &[("Content-Type", "application/x-www-form-urlencoded")],
        "!back=%2Fview%2Fklein-2026%2Fregulier%2Fweb&bedrijf=Fictief+BV",
    );
    assert_eq!((chosen.status, chosen.header("location")), (303, Some("/view/klein-2026/regulier/web")));
    let posted = preview.post("contact=1&cijfer=7%2C5&reden=rommel");
    assert_eq!((posted.status, posted.header("content-type")), (201, Some("text/html; charset=utf-8")));
    assert!(posted.body.contains("Namens *Fictief BV*: dank u wel."), "{}", posted.body);
    let unfinished = preview.post("contact=2&reden=");
    assert!(!unfinished.body.contains("Namens") && unfinished.body.contains("aanvullen"), "{}", unfinished.body);
    let again = preview.post("contact=1&cijfer=7%2C5&reden=rommel");
    assert_eq!((again.status, receipt(&again)), (200, receipt(&posted)));
    assert_ne!(receipt(&preview.post("contact=1&cijfer=8&reden=")), receipt(&posted));

    let document = preview.document(&json!({ "contact": 1, "cijfer": 75, "reden": "rommel" }));
    let sent = preview.send("application/json", &[("Idempotency-Key", "een")], &document);
    assert_eq!(sent.status, 201);
    let sent: Value = serde_json::from_str(&sent.body).unwrap();
    assert_eq!(sent["status"], "complete");
    assert_eq!(sent["faults"], json!([{ "at": "/answers/reden", "kind": "off-route" }]));
    assert_eq!(preview.send("application/json", &[("Idempotency-Key", "een")], &document).status, 200);
    let other = preview.document(&json!({ "contact": 2, "reden": "Daarom" }));
    let changed = preview.send("application/json", &[("Idempotency-Key", "een")], &other);
    assert_eq!(changed.status, 409);
    assert_eq!(serde_json::from_str::<Value>(&changed.body).unwrap()["receipt"], sent["receipt"]);

    preview.hears("other answers, the first stay");
    preview.hears("same answers, one record");
    preview.hears("left out: /answers/reden: off-route \"rommel\"");
    let records = preview.json("/preview/received");
    let times: Vec<u64> = records.as_array().unwrap().iter().map(|one| one["times"].as_u64().unwrap()).collect();
    assert_eq!(times, [3, 1, 1, 2], "{records}");
    preview.child.kill().unwrap();
    let mut out = String::new();
    preview.child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
    let printed: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(printed.len(), 4, "{out}");
    assert_eq!(printed[0], printed[3], "with and without script");
    assert_eq!(printed[0]["answers"], json!({ "contact": 1, "cijfer": 75 }));
}

#[test]
fn what_is_wrong_is_kept_and_told() {
    let preview = Preview::start();
    let partial = preview.post("contact=2&reden=");
    assert_eq!(partial.status, 201);
    assert!(partial.body.contains("nog niet goed ingevuld"), "{}", partial.body);
    preview.hears("fails: /answers/reden: required");
    let hostile = format!("contact=2&reden=%1B%5B2J%E2%80%AE<script>{}&on%0Abekend=1", "x".repeat(10_000));
    assert_eq!(preview.post(&hostile).status, 201);
    preview.hears("left out: /answers/reden: too-long");
    preview.hears("/answers/on\\u000abekend: unknown-key");
    assert!(!preview.said.lock().unwrap().contains('\u{1b}'));
    let refused =
        preview.send("application/x-www-form-urlencoded", &[], "form=klein%402026&build=oud&wording=regulier&mode=web");
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("niet verwerkt") && !refused.body.contains("ontvangstnummer"), "{}", refused.body);
    preview.hears("cannot be judged: /build: other-build");
    assert_eq!(preview.send("application/json", &[], "{\"form\":").status, 422);
    assert_eq!(preview.send("application/json", &[], &"[".repeat(100_000)).status, 422);
}

#[test]
fn the_panel_tells_states_and_why() {
    let preview = Preview::start();
    let state = |kind: &str, body: &str| {
        let reply =
            request(preview.port, "POST", "/preview/state/klein-2026/regulier/web", &[("Content-Type", kind)], body);
        assert_eq!(reply.status, 200, "{}", reply.body);
        serde_json::from_str::<Value>(&reply.body).unwrap()
    };
    let head = "form=klein%402026&wording=regulier&mode=web&build=";
    let now = state("application/x-www-form-urlencoded", &format!("{head}&contact=1&cijfer=7,5"));
    let row = |now: &Value, path: &str| {
        now["rows"]
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row["path"] == path)
            .unwrap_or_else(|| panic!("{now}"))
            .clone()
    };
    assert_eq!(row(&now, "bedrijf")["why"], "from the sample");
    assert_eq!(row(&now, "contact")["value"], "Ja");
    assert_eq!((row(&now, "cijfer")["wire"].clone(), row(&now, "cijfer")["value"].clone()), (json!(75), json!("7,5")));
    assert_eq!(row(&now, "cijfer")["route"], "u bij vraag 1 ‘Ja’ heeft ingevuld");
    let hidden = row(&now, "reden");
    assert_eq!(
        (hidden["state"].as_str(), hidden["why"].as_str()),
        (Some("not-asked"), Some("not asked, because this is false"))
    );
    let untouched = state("application/x-www-form-urlencoded", head);
    assert_eq!(row(&untouched, "reden")["why"], "not asked, because this is not known");
    let document = preview.document(&json!({ "contact": 2, "reden": null }));
    let early = document.replace("\"complete\"", "\"partial\"").replace("\"reached\":1", "\"reached\":0");
    assert_eq!(row(&state("application/json", &early), "contact")["state"], "not-reached");
    let record = preview.post("contact=2&reden=Zomaar");
    let receipt = record.body.split("<strong>").nth(1).unwrap().split('<').next().unwrap();
    assert_eq!(row(&preview.json(&format!("/preview/received/{receipt}")), "reden")["value"], "Zomaar");
}

#[test]
fn it_follows_the_sources() {
    let preview = Preview::start();
    let mut stream = events(preview.port);
    let first = event(&mut stream, |_| true);
    assert_eq!((first["problems"].as_str(), first["received"].as_u64()), (Some(""), Some(0)));
    let build = preview.build();

    preview.save(&SURVEY.replace("contact = ja", "contact = jaa"));
    let broken = event(&mut stream, |event| event["problems"] != "");
    assert!(broken["problems"].as_str().unwrap().contains("Q0203"), "{broken}");
    assert_eq!(broken["revision"], first["revision"], "the last good form stays");
    assert_eq!(preview.build(), build);
    assert!(get(preview.port, "/").body.contains("Q0203"));
    preview.hears("the last form without errors stays");

    preview.save(&SURVEY.replace("Waarom niet?", "Waarom toch niet?"));
    let mended = event(&mut stream, |event| event["revision"] != first["revision"]);
    assert_eq!(mended["problems"], "");
    assert!(get(preview.port, "/forms/klein-2026/regulier/web/").body.contains("Waarom toch niet?"));

    // A form that was open meanwhile is judged by its own build.
    let body = format!("form=klein%402026&build={}&wording=regulier&mode=web&contact=1", build.replace(':', "%3A"));
    assert_eq!(preview.send("application/x-www-form-urlencoded", &[], &body).status, 201);
    assert_eq!(event(&mut stream, |event| event["received"] == 1)["revision"], mended["revision"]);
}

#[test]
fn a_source_that_is_wrong_from_the_start() {
    let preview = Preview::of(&SURVEY.replace("contact = ja", "contact = jaa"));
    let list = get(preview.port, "/");
    assert!(list.body.contains("Q0203") && list.body.contains("no form without errors yet"), "{}", list.body);
    assert_eq!(get(preview.port, "/view/klein-2026/regulier/web").header("location"), Some("/"));
    let mut stream = events(preview.port);
    preview.save(SURVEY);
    event(&mut stream, |event| event["problems"] == "");
    assert_eq!(get(preview.port, "/view/klein-2026/regulier/web").status, 200);
}

#[test]
fn a_port_that_is_taken() {
    let preview = Preview::start();
    let output = peil(preview.dir.path(), &["preview", "--port", &preview.port.to_string()]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("Q0024") && said.contains(&preview.port.to_string()) && said.contains("--port 0"), "{said}");
    let empty = TempDir::new();
    assert_eq!(peil(empty.path(), &["preview", "--port", "0"]).output().unwrap().status.code(), Some(2));
}

#[test]
fn a_path_that_is_not_there() {
    let dir = TempDir::new();
    dir.put("surveys/a.peil", SURVEY);
    let output = peil(dir.path(), &["preview", "--port", "0", "surveys/b.peil"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("b.peil`") && said.contains("there is no") && said.contains("help: "), "{said}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it() {
    let mut preview = Preview::start();
    let _silent = events(preview.port);
    preview.post("contact=1");
    let sent = Command::new("kill").args(["-INT", &preview.child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    assert_eq!(preview.child.wait().unwrap().code(), Some(0));
    preview.hears("stopped; 1 answer received");
}
