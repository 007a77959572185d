//! The one hash of this house: SHA-256, written in lowercase hexadecimal.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io;

/// SHA-256 of the bytes, 64 lowercase hexadecimal digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    let mut hasher = Hasher::default();
    hasher.0.update(bytes);
    hasher.finish()
}

/// SHA-256 of whatever is written into it, for what need not stand in memory as a whole.
#[derive(Debug, Default)]
pub struct Hasher(Sha256);

impl Hasher {
    /// 64 lowercase hexadecimal digits.
    #[must_use]
    pub fn finish(self) -> String {
        self.0.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }
}

impl io::Write for Hasher {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Hasher, sha256};
    use std::io::Write;

    #[test]
    fn it_is_sha256() {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn pieces_hash_as_the_whole() {
        let mut hasher = Hasher::default();
        [b"a".as_slice(), b"", b"bc"].iter().for_each(|piece| hasher.write_all(piece).unwrap());
        assert_eq!(hasher.finish(), sha256(b"abc"));
    }
}
