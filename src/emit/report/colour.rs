//! The colours of a report: one accent, made dark enough to read, and what goes with it.

use crate::report::Side;
use serde::{Serialize, Serializer};

/// Red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour(u8, u8, u8);

/// Dark ink, for text and lines.
pub(super) const INK: Colour = Colour(0x1b, 0x20, 0x2b);
/// Text that is less important: 4.5 to 1 on white.
pub(super) const QUIET: Colour = Colour(0x55, 0x5d, 0x6b);
const EARTH: Colour = Colour(0x8a, 0x3b, 0x0b);
const ACCENT: Colour = Colour(0x0b, 0x5c, 0x8a);
pub(super) const WHITE: Colour = Colour(0xff, 0xff, 0xff);

impl Serialize for Colour {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.css())
    }
}

/// How a part of a bar is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint {
    pub(super) fill: Colour,
    /// Its edge: 3 to 1 on white.
    pub(super) edge: Colour,
    /// Text on it.
    pub(super) text: Colour,
}

impl Colour {
    /// `#rrggbb`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let hex = text.strip_prefix('#')?;
        let value = u32::from_str_radix(hex, 16).ok().filter(|_| hex.len() == 6)?;
        let [_, r, g, b] = value.to_be_bytes();
        Some(Self(r, g, b))
    }

    pub(super) fn css(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// `0xrrggbb`.
    pub(super) fn rgb(self) -> u32 {
        u32::from_be_bytes([0, self.0, self.1, self.2])
    }

    /// Luminance in millionths, of squared channels: near enough to decide what is dark.
    fn luminance(self) -> u32 {
        let square = |channel: u8| u32::from(channel) * u32::from(channel);
        (2_126 * square(self.0) + 7_152 * square(self.1) + 722 * square(self.2)) / 650
    }

    /// The colour, darkened until white text on it has a contrast of more than 4.5 to 1.
    fn dark(self) -> Self {
        const DARK: u32 = 165_000;
        let mut colour = self;
        while colour.luminance() > DARK {
            let less = |channel: u8| u8::try_from(u32::from(channel) * 9 / 10).unwrap_or(0);
            colour = Self(less(colour.0), less(colour.1), less(colour.2));
        }
        colour
    }

    /// Mixed with white: `share` of ten parts are the colour.
    fn tint(self, share: u32) -> Self {
        let mix = |channel: u8, white: u8| {
            u8::try_from((u32::from(channel) * share + u32::from(white) * (10 - share)) / 10).unwrap_or(u8::MAX)
        };
        Self(mix(self.0, WHITE.0), mix(self.1, WHITE.1), mix(self.2, WHITE.2))
    }
}

/// The accent of a theme, dark enough; ours where it has none.
pub(super) fn accent(theme: Option<&str>) -> Colour {
    theme.and_then(Colour::parse).unwrap_or(ACCENT).dark()
}

/// A tint of the accent for backgrounds.
pub(super) fn wash(accent: Colour) -> Colour {
    accent.tint(1)
}

/// Dark at the ends of a scale, light towards its middle; earth against the accent, so that no one needs red and green.
pub(super) fn paint(side: Side, accent: Colour) -> Paint {
    let dark = |fill: Colour| Paint { fill, edge: fill, text: WHITE };
    let light = |of: Colour, share: u32| Paint { fill: of.tint(share), edge: of, text: INK };
    match side {
        Side::Good(0) => dark(accent),
        Side::Good(_) => light(accent, 4),
        Side::Bad(0) => dark(EARTH),
        Side::Bad(_) => light(EARTH, 3),
        Side::Middle => light(QUIET, 3),
        Side::Apart => Paint { fill: WHITE, edge: QUIET, text: INK },
        Side::Plain(at) if at % 3 == 0 => dark(accent),
        Side::Plain(at) if at % 3 == 1 => light(accent, 4),
        Side::Plain(_) => light(QUIET, 3),
    }
}

/// The bar of a benchmark.
pub(super) fn reference() -> Paint {
    Paint { fill: QUIET.tint(3), edge: QUIET, text: QUIET }
}

/// What is on a map, but not meant.
pub(super) fn rest() -> Colour {
    QUIET.tint(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_light_accent_is_darkened() {
        assert_eq!(accent(Some("#0b5c8a")).css(), "#0b5c8a");
        assert!(accent(Some("#ffee00")).luminance() <= 165_000);
        assert_eq!(accent(Some("blauw")), ACCENT);
    }
}
