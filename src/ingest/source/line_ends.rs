//! Lines that end in a carriage return alone, as on old Macs and in the "CSV (Macintosh)" of Excel: they are read as lines that end in a
//! line feed, so that everything behind this place knows one kind of line.

use std::io::{self, Read};

/// Whether the lines of a text end so, by its first bytes. A carriage return within quotes is a part of a cell, and so is a line feed.
#[must_use]
pub fn are_bare_returns(head: &[u8]) -> bool {
    // Mostly the first line end tells.
    if memchr::memchr(b'\r', head).is_none_or(|first| head.get(first + 1) == Some(&b'\n')) {
        return false;
    }
    let (mut quoted, mut returns) = (false, false);
    for &byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => return false,
            b'\r' if !quoted => returns = true,
            _ => {}
        }
    }
    returns
}

/// The same text with a line feed for each carriage return.
pub struct LineFeeds<R>(pub R);

impl<R: Read> Read for LineFeeds<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.0.read(buffer)?;
        for byte in buffer.iter_mut().take(n).filter(|byte| **byte == b'\r') {
            *byte = b'\n';
        }
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_that_end_in_returns_alone_are_such() {
        for bare in ["a,b\r1,2\r", "a,b\r\"x\ny\",2\r", "a\r", "{\"a\":1}\r{\"a\":2}"] {
            assert!(are_bare_returns(bare.as_bytes()), "{bare:?}");
        }
        for other in ["", "a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,\"b\rc\"\n1,2\n", "a,\"b\rc\"", "a\rb\nc\n"] {
            assert!(!are_bare_returns(other.as_bytes()), "{other:?}");
        }
        let mut text = String::new();
        LineFeeds("a\rb\r".as_bytes()).read_to_string(&mut text).expect("memory");
        assert_eq!(text, "a\nb\n");
    }
}
