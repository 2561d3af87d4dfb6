//! The key of the tokens: a file that its owner keeps. HMAC-SHA-256 (RFC 2104) gives a value its code.

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::failure::{Code, Failure};
use crate::files::write_file;
use crate::safe::quoted;
use crate::words::{Lang, pseudonyms as said};

/// The block length of SHA-256, in bytes.
const BLOCK: usize = 64;

/// Random bytes of a new key.
const FRESH: usize = 32;

/// A key, ready for use.
pub struct Key {
    inner: Sha256,
    outer: Sha256,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("a key")
    }
}

impl Key {
    /// A key of these bytes; `None` where there are none but white space.
    #[must_use]
    pub fn new(bytes: &[u8]) -> Option<Self> {
        // Editors add line ends.
        let bytes = bytes.trim_ascii();
        if bytes.is_empty() {
            return None;
        }
        let hashed = Sha256::digest(bytes);
        let short = if bytes.len() > BLOCK { hashed.as_slice() } else { bytes };
        let padded = |pad: u8| {
            let mut block = [pad; BLOCK];
            for (place, byte) in block.iter_mut().zip(short) {
                *place ^= byte;
            }
            Sha256::new().chain_update(block)
        };
        Some(Self { inner: padded(0x36), outer: padded(0x5c) })
    }

    /// Reads a key file.
    ///
    /// # Errors
    /// It cannot be read, or holds nothing.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let shown = quoted(&path.display().to_string());
        match std::fs::read(path) {
            Ok(bytes) => Self::new(&bytes).ok_or_else(|| Failure::new(Code::BadKey, move |lang: Lang| said::empty_key(lang, &shown), said::key_next)),
            Err(error) => {
                let error = error.to_string();
                Err(Failure::new(Code::BadKey, move |lang: Lang| said::no_key(lang, &shown, &error), said::key_next))
            }
        }
    }

    /// The code of a value.
    pub(super) fn code(&self, value: &[u8]) -> [u8; 32] {
        let inner = self.inner.clone().chain_update(value).finalize();
        self.outer.clone().chain_update(inner).finalize().into()
    }
}

/// Writes a new random key, readable by its owner only. A key that is there stays: without it, its tokens could never be told again.
///
/// # Errors
/// There is such a file, it cannot be written, or the system gives no random bytes.
pub fn make_key(path: &Path) -> Result<(), Failure> {
    let mut bytes = [0; FRESH];
    getrandom::fill(&mut bytes).map_err(|error| Failure::write(&path.display().to_string(), &std::io::Error::other(error.to_string())))?;
    write_file(path, false, |out| writeln!(out, "{}", super::hex(&bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cases 1, 2 and 6 of RFC 4231.
    #[test]
    fn codes_are_those_of_the_standard() {
        let code = |key: &[u8], value: &str| super::super::hex(&Key::new(key).expect("a key").code(value.as_bytes()));
        assert_eq!(code(&[0x0b; 20], "Hi There"), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
        assert_eq!(code(b"Jefe", "what do ya want for nothing?"), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        let long = code(&[0xaa; 131], "Test Using Larger Than Block-Size Key - Hash Key First");
        assert_eq!(long, "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    }

    #[test]
    fn a_key_of_nothing_is_none_and_line_ends_do_not_count() {
        assert!(Key::new(b" \n").is_none());
        let code = |bytes: &[u8]| Key::new(bytes).expect("a key").code(b"value");
        assert_eq!(code(b"secret"), code(b"secret\r\n"));
    }

    #[test]
    fn a_new_key_is_read_back_and_never_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("key");
        make_key(&path).expect("written");
        let text = std::fs::read_to_string(&path).expect("read");
        assert_eq!(text.trim().len(), 2 * FRESH);
        assert_eq!(make_key(&path).expect_err("it is there").exit_code(), 2);
        assert_eq!(std::fs::read_to_string(&path).expect("read"), text);
        Key::read(&path).expect("a key");
        assert_eq!(Key::read(&folder.path().join("none")).expect_err("missing").exit_code(), 2);
    }
}
