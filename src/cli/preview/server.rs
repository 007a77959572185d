//! Takes connections on the loopback interface and answers each on a thread of its own.

use super::http::{self, Response};
use super::live::Live;
use super::site::{self, Reply};
use std::io::{self, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// As many as a handful of browser windows need; more are told to come back.
const MOST_CONNECTIONS: usize = 128;

/// How often a silent stream of events says that it is still there.
const BEAT: Duration = Duration::from_secs(15);

/// Listens on 127.0.0.1, never on another interface.
pub(super) fn listen(port: u16) -> io::Result<(TcpListener, u16)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    let port = listener.local_addr()?.port();
    Ok((listener, port))
}

/// Answers until the process ends.
pub(super) fn serve(listener: &TcpListener, port: u16, live: &Arc<Live>) {
    let hosts = Arc::new([format!("127.0.0.1:{port}"), format!("localhost:{port}")]);
    let open = Arc::new(AtomicUsize::new(0));
    for mut stream in listener.incoming().flatten() {
        let ticket = Ticket(Arc::clone(&open));
        if open.fetch_add(1, Ordering::SeqCst) >= MOST_CONNECTIONS {
            // Whoever does not take the answer at once goes without.
            let _ = stream.set_nonblocking(true);
            let _ = Response::text(503, "too many connections at once").write(&mut stream, false);
            continue;
        }
        let (live, hosts) = (Arc::clone(live), Arc::clone(&hosts));
        let answer = move || {
            let _ticket = ticket;
            answer(stream, hosts.as_slice(), &live);
        };
        // Without a thread there is no answer, and the connection closes.
        let _ = std::thread::Builder::new().name("preview".to_owned()).spawn(answer);
    }
}

/// Counts a connection for as long as it lives.
struct Ticket(Arc<AtomicUsize>);

impl Drop for Ticket {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

fn answer(mut stream: TcpStream, hosts: &[String], live: &Live) {
    let request = match http::read(&mut stream, hosts) {
        Ok(Some(request)) => request,
        Ok(None) => return,
        Err(refusal) => {
            let _ = refusal.write(&mut stream, false);
            return http::finish(stream);
        }
    };
    match site::reply(live, &request) {
        // A browser that has gone away needs no answer.
        Reply::Whole(response) => drop(response.write(&mut stream, request.method == "HEAD")),
        Reply::Events => drop(events(&mut stream, live)),
    }
    http::finish(stream);
}

/// Tells the state of the preview now and after every change, until the browser goes away.
fn events(stream: &mut TcpStream, live: &Live) -> io::Result<()> {
    let headers = [("Content-Type", "text/event-stream".to_owned())];
    stream.set_write_timeout(Some(BEAT))?;
    stream.write_all(http::head(200, &headers, None).as_bytes())?;
    let mut seen = None;
    loop {
        match live.news(seen, BEAT) {
            Some((count, event)) => {
                seen = Some(count);
                stream.write_all(format!("retry: 1000\ndata: {event}\n\n").as_bytes())?;
            }
            None => stream.write_all(b": still here\n\n")?,
        }
    }
}
