//! Where a form sends its answers: an https URL, a place on the same host, or http on this machine.

use std::fmt;

/// An address that a form may send to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    written: String,
    /// Scheme, host and port, as a content security policy names them; none on the form's own host.
    origin: Option<String>,
}

impl Default for Address {
    /// Beside the form: `submit`.
    fn default() -> Self {
        Self { written: "submit".to_owned(), origin: None }
    }
}

/// Why an address is refused; reads after "the address `…`".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddressFault {
    Empty,
    Character(char),
    Fragment,
    /// `//host/path`: the scheme would follow the page's.
    NoScheme,
    Scheme(String),
    /// `http` to another machine.
    NotEncrypted(String),
    Credentials,
    Host(String),
    Port(String),
}

impl fmt::Display for AddressFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("is empty"),
            Self::Character(c) => write!(f, "has the character {c:?}, which no address has as it stands"),
            Self::Fragment => f.write_str("has a `#`; what follows it is never sent"),
            Self::NoScheme => f.write_str("starts with `//` and so leaves open whether it is encrypted"),
            Self::Scheme(scheme) => write!(f, "has the scheme `{scheme}`; forms send by https"),
            Self::NotEncrypted(host) => write!(f, "would send answers to `{host}` without encryption"),
            Self::Credentials => f.write_str("holds a user name, which every respondent could read"),
            Self::Host(host) => write!(f, "has no host that a security policy can name, found `{host}`"),
            Self::Port(port) => write!(f, "expected a port from 1 to 65535, found `{port}`"),
        }
    }
}

impl AddressFault {
    /// The smallest change.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Empty | Self::Host(_) | Self::Port(_) => "write `https://host/path`, or a path such as `submit`",
            Self::Character(_) => "write spaces and letters with accents as `%20`, `%C3%A9`",
            Self::Fragment => "leave out `#` and what follows",
            Self::NoScheme | Self::Scheme(_) => "write `https://` before the host",
            Self::NotEncrypted(_) => "use https; http is for this machine alone: `localhost`, `127.0.0.1`",
            Self::Credentials => "leave out what stands before `@`",
        }
    }
}

impl Address {
    /// Reads an address as it is written on the command line.
    ///
    /// # Errors
    /// The first [`AddressFault`].
    pub fn parse(text: &str) -> Result<Self, AddressFault> {
        if text.is_empty() {
            return Err(AddressFault::Empty);
        }
        if let Some(c) = text.chars().find(|c| !c.is_ascii_graphic() || "\"'<>\\^`{|}".contains(*c)) {
            return Err(AddressFault::Character(c));
        }
        if text.contains('#') {
            return Err(AddressFault::Fragment);
        }
        if text.starts_with("//") {
            return Err(AddressFault::NoScheme);
        }
        let origin = match scheme(text) {
            None => None,
            Some((scheme, rest)) => Some(origin(&scheme.to_ascii_lowercase(), rest)?),
        };
        Ok(Self { written: text.to_owned(), origin })
    }

    /// As the `action` of a form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// The source expression of a content security policy: `https://host:port` or `'self'`.
    #[must_use]
    pub fn source(&self) -> &str {
        self.origin.as_deref().unwrap_or("'self'")
    }
}

/// What stands before the first colon, if that is no part of a path.
fn scheme(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    (!scheme.contains(['/', '?'])).then_some((scheme, rest))
}

fn origin(scheme: &str, rest: &str) -> Result<String, AddressFault> {
    let after = rest.strip_prefix("//").filter(|_| matches!(scheme, "https" | "http"));
    let Some(after) = after else { return Err(AddressFault::Scheme(scheme.to_owned())) };
    let authority = after.split(['/', '?']).next().unwrap_or_default();
    if authority.contains('@') {
        return Err(AddressFault::Credentials);
    }
    let (host, port) = authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
    let host = host.to_ascii_lowercase();
    if !is_host(&host) {
        return Err(AddressFault::Host(authority.to_owned()));
    }
    if scheme == "http" && !is_loopback(&host) {
        return Err(AddressFault::NotEncrypted(host));
    }
    match port {
        None => Ok(format!("{scheme}://{host}")),
        Some(digits) if is_port(digits) => Ok(format!("{scheme}://{host}:{digits}")),
        Some(other) => Err(AddressFault::Port(other.to_owned())),
    }
}

/// Names and IPv4 addresses: a policy has no form for IPv6.
fn is_host(host: &str) -> bool {
    let label = |label: &str| {
        let sound = label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        sound && !label.is_empty() && !label.starts_with('-') && !label.ends_with('-')
    };
    host.split('.').all(label)
}

fn is_loopback(host: &str) -> bool {
    let parts: Vec<Option<u8>> = host.split('.').map(|part| part.parse().ok()).collect();
    host == "localhost" || matches!(parts.as_slice(), [Some(127), Some(_), Some(_), Some(_)])
}

fn is_port(digits: &str) -> bool {
    digits.bytes().all(|b| b.is_ascii_digit()) && digits.parse::<u16>().is_ok_and(|port| port > 0)
}

#[cfg(test)]
mod tests {
    use super::{Address, AddressFault};

    #[test]
    fn sources_of_sound_addresses() {
        let cases = [
            ("submit", "'self'"),
            ("../ontvang?bron=web", "'self'"),
            ("/antwoorden/a:b", "'self'"),
            ("https://Vragen.example.nl/a", "https://vragen.example.nl"),
            ("https://a.nl:8443", "https://a.nl:8443"),
            ("HTTPS://a.nl?x", "https://a.nl"),
            ("http://localhost:8080/submit", "http://localhost:8080"),
            ("http://127.0.0.9/x", "http://127.0.0.9"),
        ];
        for (text, source) in cases {
            assert_eq!(Address::parse(text).as_ref().map(Address::source), Ok(source), "{text}");
        }
        assert_eq!(Address::parse("submit"), Ok(Address::default()));
    }

    #[test]
    fn unsound_addresses_are_refused() {
        let scheme = |name: &str| AddressFault::Scheme(name.to_owned());
        let host = |name: &str| AddressFault::Host(name.to_owned());
        let cases = [
            ("", AddressFault::Empty),
            ("a b", AddressFault::Character(' ')),
            ("x\"onsubmit=1", AddressFault::Character('"')),
            ("a\nb", AddressFault::Character('\n')),
            ("https://\u{e9}.nl", AddressFault::Character('\u{e9}')),
            ("submit#x", AddressFault::Fragment),
            ("//a.nl/x", AddressFault::NoScheme),
            ("javascript:alert(1)", scheme("javascript")),
            ("mailto:a@b.nl", scheme("mailto")),
            ("https:a.nl", scheme("https")),
            ("file:///etc/x", scheme("file")),
            ("http://a.nl/x", AddressFault::NotEncrypted("a.nl".to_owned())),
            ("http://127.0.0.1.nl/x", AddressFault::NotEncrypted("127.0.0.1.nl".to_owned())),
            ("http://localhost.nl", AddressFault::NotEncrypted("localhost.nl".to_owned())),
            ("https://a@b.nl", AddressFault::Credentials),
            ("https://", host("")),
            ("https://[::1]/x", host("[::1]")),
            ("https://a..nl", host("a..nl")),
            ("https://*/", host("*")),
            ("https://a.nl;b", host("a.nl;b")),
            ("https://a.nl:0", AddressFault::Port("0".to_owned())),
            ("https://a.nl:99999", AddressFault::Port("99999".to_owned())),
            ("https://a.nl:", AddressFault::Port(String::new())),
        ];
        for (text, fault) in cases {
            assert_eq!(Address::parse(text), Err(fault), "{text}");
        }
    }
}
