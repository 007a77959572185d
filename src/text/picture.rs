//! What a file that is named as a picture holds, by its own bytes; not by its name.

/// A picture that every renderer can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture<'b> {
    Svg(&'b str),
    Png(&'b [u8]),
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

impl<'b> Picture<'b> {
    /// The picture in these bytes.
    ///
    /// # Errors
    /// Why it is none, in words that follow "it".
    pub fn read(bytes: &'b [u8]) -> Result<Self, &'static str> {
        if let Some(chunks) = bytes.strip_prefix(PNG) {
            return if is_whole(chunks) { Ok(Self::Png(bytes)) } else { Err("is a PNG that breaks off") };
        }
        if bytes.is_empty() {
            return Err("is empty");
        }
        if bytes.starts_with(b"\xff\xd8\xff") {
            return Err("is a JPEG");
        }
        let Ok(text) = std::str::from_utf8(bytes) else { return Err("is neither SVG in UTF-8 nor PNG") };
        let text = text.trim_start_matches('\u{feff}');
        let trimmed = text.trim();
        let Some((before, drawing)) = trimmed.split_once("<svg") else { return Err("is neither SVG nor PNG") };
        if !before.is_empty() && !before.starts_with('<') {
            return Err("is neither SVG nor PNG");
        }
        let alone = drawing.split_once('>').is_some_and(|(tag, rest)| tag.ends_with('/') && rest.is_empty());
        if alone || trimmed.ends_with("</svg>") { Ok(Self::Svg(text)) } else { Err("is an SVG that breaks off") }
    }

    /// What an SVG says of itself: its description, else its title.
    #[must_use]
    pub fn said(self) -> Option<String> {
        let Self::Svg(svg) = self else { return None };
        let inside = |tag: &str| {
            let (_, rest) = svg.split_once(&format!("<{tag}"))?;
            let (_, rest) = rest.split_once('>')?;
            let (text, _) = rest.split_once(&format!("</{tag}>"))?;
            Some(text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty())
        };
        inside("desc").or_else(|| inside("title"))
    }
}

/// Chunks of a PNG up to its end: length, name, data, checksum.
fn is_whole(mut chunks: &[u8]) -> bool {
    let mut first = true;
    while let Some((length, rest)) = chunks.split_first_chunk::<4>() {
        let Some((name, rest)) = rest.split_first_chunk::<4>() else { return false };
        let whole = usize::try_from(u32::from_be_bytes(*length)).ok().and_then(|length| length.checked_add(4));
        let Some((_, rest)) = whole.and_then(|whole| rest.split_at_checked(whole)) else { return false };
        match name {
            b"IEND" => return !first,
            b"IHDR" => {}
            _ if first => return false,
            _ => {}
        }
        first = false;
        chunks = rest;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
        [&u32::try_from(data.len()).unwrap().to_be_bytes(), name, data, &[0; 4]].concat()
    }

    #[test]
    fn bytes_decide_and_not_names() {
        let png = [PNG, &chunk(b"IHDR", &[0; 13]), &chunk(b"IDAT", b"x"), &chunk(b"IEND", b"")].concat();
        assert_eq!(Picture::read(&png), Ok(Picture::Png(&png)));
        assert_eq!(Picture::read(&png[..png.len() - 6]), Err("is a PNG that breaks off"));
        assert_eq!(Picture::read(PNG), Err("is a PNG that breaks off"));
        assert!(matches!(Picture::read(b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), Ok(Picture::Svg(_))));
        assert!(matches!(Picture::read(b"<?xml version=\"1.0\"?>\n<svg><g/></svg>\n"), Ok(Picture::Svg(_))));
        assert_eq!(Picture::read(b"<svg><g>"), Err("is an SVG that breaks off"));
        assert_eq!(Picture::read(b"<html></html>"), Err("is neither SVG nor PNG"));
        assert_eq!(Picture::read(b"\xff\xd8\xff\xe0"), Err("is a JPEG"));
        assert_eq!(Picture::read(b""), Err("is empty"));
    }

    #[test]
    fn a_drawing_says_what_it_shows() {
        let said = |svg| Picture::Svg(svg).said();
        assert_eq!(said("<svg><title>T</title><desc>Twee\n  stappen</desc></svg>").as_deref(), Some("Twee stappen"));
        assert_eq!(said("<svg><title>T</title></svg>").as_deref(), Some("T"));
        assert_eq!(said("<svg/>"), None);
    }
}
