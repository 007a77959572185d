//! Just enough HTTP/1.1 for one author: one request per connection, every part of it bounded in size and time.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

/// Of request line and headers together, in bytes.
const LARGEST_HEAD: usize = 16 << 10;
const MOST_HEADERS: usize = 64;
/// Of a body, in bytes: a thousand long answers of a thousand characters.
pub(super) const LARGEST_BODY: usize = 1 << 20;
/// How long a request may take to arrive, and a response to be taken.
const PATIENCE: Duration = Duration::from_secs(10);
/// How much of what nobody wants is still read, so that the answer arrives before the connection breaks.
const LEFTOVER: u64 = 8 << 20;

#[derive(Debug)]
pub(super) struct Request {
    pub(super) method: String,
    /// Decoded, from the root, without `.`, `..`, empty segments and anything that a file system could misread.
    pub(super) path: String,
    /// As sent, without the question mark.
    pub(super) query: String,
    headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Request {
    /// The first header of this name, in lower case.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The content type without its parameters, in lower case.
    pub(super) fn content_type(&self) -> String {
        let value = self.header("content-type").unwrap_or_default();
        value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }
}

#[derive(Debug)]
pub(super) struct Response {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Response {
    pub(super) fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: vec![("Content-Type", content_type.to_owned())], body: body.into() }
    }

    pub(super) fn text(status: u16, text: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", format!("{text}\n"))
    }

    pub(super) fn not_found() -> Self {
        Self::text(404, "there is nothing here; the list of forms is at /")
    }

    pub(super) fn moved(status: u16, to: &str) -> Self {
        Self::text(status, to).with("Location", to)
    }

    pub(super) fn is_found(&self) -> bool {
        self.status < 400
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Head and, but for `HEAD`, body.
    pub(super) fn write(&self, stream: &mut TcpStream, bodiless: bool) -> io::Result<()> {
        let length = Some(self.body.len());
        let mut bytes = head(self.status, &self.headers, length).into_bytes();
        if !bodiless {
            bytes.extend_from_slice(&self.body);
        }
        stream.set_write_timeout(Some(PATIENCE))?;
        stream.write_all(&bytes)
    }
}

/// Status line and headers; without a length, the body lasts until the connection ends.
pub(super) fn head(status: u16, headers: &[(&'static str, String)], length: Option<usize>) -> String {
    let mut head = format!("HTTP/1.1 {status} {}\r\nConnection: close\r\n", reason(status));
    let usual = [
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ];
    let own = |name: &str| headers.iter().any(|(own, _)| *own == name);
    let usual = usual.into_iter().filter(|(name, _)| !own(name));
    for (name, value) in usual.chain(headers.iter().map(|(name, value)| (*name, value.as_str()))) {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if let Some(length) = length {
        head.push_str(&format!("Content-Length: {length}\r\n"));
    }
    head.push_str("\r\n");
    head
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        301 => "Moved Permanently",
        303 => "See Other",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        409 => "Conflict",
        411 => "Length Required",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        421 => "Misdirected Request",
        422 => "Unprocessable Content",
        431 => "Request Header Fields Too Large",
        503 => "Service Unavailable",
        _ => "Internal Server Error",
    }
}

/// Ends a connection so that what was written is read: an answer to a body that was not taken would else be lost.
pub(super) fn finish(mut stream: TcpStream) {
    let closed = stream.shutdown(Shutdown::Write).and_then(|()| stream.set_read_timeout(Some(Duration::from_secs(1))));
    if closed.is_ok() {
        // Whatever comes is thrown away; an error ends it as well.
        let _ = io::copy(&mut Read::by_ref(&mut stream).take(LEFTOVER), &mut io::sink());
    }
}

/// Reads a request that was meant for `hosts`. None where the other side said nothing.
pub(super) fn read(stream: &mut TcpStream, hosts: &[String]) -> Result<Option<Request>, Response> {
    let mut reader = Reader { stream, deadline: Instant::now() + PATIENCE, bytes: Vec::new() };
    loop {
        match parse(&reader.bytes) {
            Ok(Some((mut request, end))) => {
                let length = admitted(&request, hosts)?;
                reader.body(&mut request, end, length)?;
                return Ok(Some(request));
            }
            Ok(None) if reader.bytes.len() > LARGEST_HEAD => {
                return Err(Response::text(431, "the head of the request is larger than 16 kB"));
            }
            Ok(None) => {
                if !reader.more(LARGEST_HEAD + 1 - reader.bytes.len())? {
                    let nothing = reader.bytes.is_empty();
                    return if nothing { Ok(None) } else { Err(Response::text(400, "the request breaks off")) };
                }
            }
            Err(refusal) => return Err(refusal),
        }
    }
}

struct Reader<'a> {
    stream: &'a mut TcpStream,
    deadline: Instant,
    bytes: Vec<u8>,
}

impl Reader<'_> {
    /// Reads what has come; false at the end.
    fn more(&mut self, most: usize) -> Result<bool, Response> {
        let late = || Response::text(408, "the request did not arrive within ten seconds");
        let left =
            self.deadline.checked_duration_since(Instant::now()).filter(|left| !left.is_zero()).ok_or_else(late)?;
        self.stream.set_read_timeout(Some(left)).map_err(|_| late())?;
        let mut part = vec![0; most.clamp(1, 64 << 10)];
        let count = self.stream.read(&mut part).map_err(|_| late())?;
        self.bytes.extend(part.iter().take(count));
        Ok(count > 0)
    }

    fn body(&mut self, request: &mut Request, end: usize, length: usize) -> Result<(), Response> {
        if request.header("expect").is_some_and(|value| value.eq_ignore_ascii_case("100-continue")) {
            // Whoever does not hear it sends the body all the same, or breaks off.
            let _ = self.stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n");
        }
        self.bytes.drain(..end.min(self.bytes.len()));
        while self.bytes.len() < length {
            if !self.more(length - self.bytes.len())? {
                return Err(Response::text(400, "the body is shorter than its length says"));
            }
        }
        self.bytes.truncate(length);
        request.body = std::mem::take(&mut self.bytes);
        Ok(())
    }
}

/// The request without its body and where that begins; none when the head is not whole yet.
fn parse(bytes: &[u8]) -> Result<Option<(Request, usize)>, Response> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut parsed = httparse::Request::new(&mut headers);
    let end = match parsed.parse(bytes) {
        Ok(httparse::Status::Complete(end)) => end,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(httparse::Error::TooManyHeaders) => return Err(Response::text(431, "more than 64 headers")),
        Err(error) => return Err(Response::text(400, &format!("no HTTP request: {error}"))),
    };
    let target = parsed.path.unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let header = |header: &httparse::Header<'_>| {
        (header.name.to_ascii_lowercase(), String::from_utf8_lossy(header.value).trim().to_owned())
    };
    let request = Request {
        method: parsed.method.unwrap_or_default().to_owned(),
        path: sound_path(path).ok_or_else(Response::not_found)?,
        query: query.to_owned(),
        headers: parsed.headers.iter().map(header).collect(),
        body: Vec::new(),
    };
    Ok(Some((request, end)))
}

/// The length of the body of a request that may go on.
fn admitted(request: &Request, hosts: &[String]) -> Result<usize, Response> {
    let count = |name: &str| request.headers.iter().filter(|(own, _)| own == name).count();
    let ours = |host: &str| hosts.iter().any(|own| own.eq_ignore_ascii_case(host));
    if count("host") != 1 || !request.header("host").is_some_and(ours) {
        return Err(Response::text(421, "the preview answers to its own address only"));
    }
    if count("transfer-encoding") > 0 {
        return Err(Response::text(411, "the body must come with its length"));
    }
    let Some(length) = request.header("content-length") else {
        let bodiless = matches!(request.method.as_str(), "GET" | "HEAD" | "OPTIONS" | "DELETE");
        return if bodiless { Ok(0) } else { Err(Response::text(411, "the body must come with its length")) };
    };
    if count("content-length") != 1 || length.is_empty() || !length.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Response::text(400, "the length of the body is no number"));
    }
    match length.parse() {
        Ok(length) if length <= LARGEST_BODY => Ok(length),
        _ => Err(Response::text(413, "the body is larger than 1 MB")),
    }
}

/// A path decoded once; none where it climbs, or could mean something else to a file system.
fn sound_path(path: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || char::from(rest.next()?).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            other => other,
        });
    }
    let path = String::from_utf8(bytes).ok()?;
    let inside = path.strip_prefix('/')?;
    let odd = inside.contains(|c: char| c == '\\' || c.is_control());
    let segments = inside.strip_suffix('/').unwrap_or(inside);
    let climbs = !segments.is_empty() && segments.split('/').any(|segment| matches!(segment, "" | "." | ".."));
    (!odd && !climbs).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_climb_are_no_paths() {
        for sound in ["/", "/a", "/a/", "/a%20b/c.html", "/~x", "/%C3%A9"] {
            assert!(sound_path(sound).is_some(), "{sound}");
        }
        let odd = [
            "",
            "a",
            "/..",
            "/a/../b",
            "/%2e%2e/a",
            "/.%2E",
            "/./a",
            "//a",
            "/a//b",
            "/a\\b",
            "/%5c..",
            "/%00",
            "/%zz",
            "/%ff",
        ];
        for odd in odd {
            assert_eq!(sound_path(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_head_is_read_whole_or_not_at_all() {
        assert!(parse(b"GET /a?b=c HTTP/1.1\r\nHost: x\r\n").unwrap().is_none());
        let (request, end) = parse(b"GET /a%20?b=c HTTP/1.1\r\nHOST:  x \r\n\r\nrest").unwrap().unwrap();
        assert_eq!((request.path.as_str(), request.query.as_str(), end), ("/a ", "b=c", 37));
        assert_eq!(request.header("host"), Some("x"));
        assert_eq!(parse(b"GET\r\n\r\n").unwrap_err().status, 400);
    }
}
