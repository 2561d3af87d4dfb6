//! A cap on what is unpacked, which no log reaches.

use std::io::{self, Read};

use super::open::Digest;
use crate::words::{Lang, Text, system as said};

/// Ends with an error where a compressed file unpacks to far more than logs do: a bomb.
pub(super) struct Capped<R> {
    pub(super) inner: R,
    /// Compressed bytes: those read so far, or the whole of a zip member.
    pub(super) packed: Packed,
    pub(super) unpacked: u64,
    /// Bytes it may unpack to, where that was said.
    pub(super) max_unpacked: Option<u64>,
}

/// How many compressed bytes there are.
pub(super) enum Packed {
    /// Those that were read so far.
    Read(Digest),
    /// All of them.
    Size(u64),
}

/// Logs compress to a tenth or a twentieth; this much is no log.
const MAX_RATIO: u64 = 200;
/// Small files may have any ratio.
const HARMLESS: u64 = 64 << 20;

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.unpacked += n as u64;
        let packed = match &self.packed {
            Packed::Read(digest) => digest.bytes(),
            Packed::Size(size) => *size,
        };
        within(self.unpacked, packed, self.max_unpacked)?;
        Ok(n)
    }
}

/// Refuses what unpacks to far more than logs do.
pub(super) fn within(unpacked: u64, packed: u64, max_unpacked: Option<u64>) -> io::Result<()> {
    let allowed = max_unpacked.unwrap_or_else(|| HARMLESS.max(packed.saturating_mul(MAX_RATIO)));
    if unpacked <= allowed {
        return Ok(());
    }
    Err(io::Error::other(Text::from(move |lang: Lang| said::unpacks_to_more(lang, allowed))))
}
