//! Opens an input: counts and hashes the bytes on disk, unpacks gzip, zstd and zip members under a cap, decodes UTF-16 and CP932.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use encoding_rs_io::DecodeReaderBytesBuilder;
use flate2::read::MultiGzDecoder;
use sha2::{Digest as _, Sha256};

use super::cap::{Capped, Packed};
use super::line_ends::{LineFeeds, are_bare_returns};
use super::{Input, InputPart, workbook};
use crate::words::Text;

/// What is known of the bytes on disk once a file was read to its end.
#[derive(Clone, Default)]
pub struct Digest {
    bytes: Arc<AtomicU64>,
    hash: Option<Arc<Mutex<Sha256>>>,
}

impl Digest {
    /// Bytes read so far.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// SHA-256 of the bytes read so far, in hexadecimal, if it was asked for.
    #[must_use]
    pub fn sha256(&self) -> Option<String> {
        let hash = self.hash.as_ref()?.lock().ok()?.clone().finalize();
        Some(hash.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat())
    }
}

/// Ends at the first error and keeps it for later, so that what was read before it is not lost.
pub struct UntilError {
    inner: Box<dyn Read + Send>,
    error: Option<io::Error>,
}

impl UntilError {
    /// A reader that ends at the first error of `inner`.
    #[must_use]
    pub fn new(inner: Box<dyn Read + Send>) -> Self {
        Self { inner, error: None }
    }

    /// The error at which reading ended.
    #[must_use]
    pub fn error(&self) -> Option<&io::Error> {
        self.error.as_ref()
    }

    /// The same reader with some bytes put back in front.
    #[must_use]
    pub fn unread(self, bytes: Vec<u8>) -> Self {
        Self { inner: Box::new(Cursor::new(bytes).chain(self.inner)), error: self.error }
    }
}

impl Read for UntilError {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.error.is_some() {
            return Ok(0);
        }
        match self.inner.read(buffer) {
            Err(error) if error.kind() != io::ErrorKind::Interrupted => {
                self.error = Some(error);
                Ok(0)
            }
            result => result,
        }
    }
}

/// An input ready to be read as UTF-8 text.
pub struct Opened {
    /// The text, without a byte order mark.
    pub text: UntilError,
    /// The bytes on disk behind it.
    pub digest: Digest,
    /// `gzip`, `zstd`, `zip` or `xlsx`, where the file is compressed.
    pub container: Option<&'static str>,
    /// What the bytes of the text are.
    pub encoding: Encoding,
}

/// Counts, and hashes where asked, what passes through.
struct Metered<R> {
    inner: R,
    digest: Digest,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.digest.bytes.fetch_add(n as u64, Ordering::Relaxed);
        if let Some(hash) = &self.digest.hash
            && let Ok(mut hash) = hash.lock()
        {
            hash.update(&buffer[..n]);
        }
        Ok(n)
    }
}

/// Opens an input for reading from its start. `max_unpacked` = bytes that a compressed file may unpack to, without which a ratio that
/// no log reaches is the limit.
///
/// # Errors
/// The file cannot be opened or its first bytes cannot be read.
pub fn open(input: &Input, hash: bool, max_unpacked: Option<u64>) -> io::Result<Opened> {
    let digest = Digest { bytes: Arc::default(), hash: hash.then(Arc::default) };
    if let (Some(path), Some(InputPart::Sheet(sheet))) = (&input.path, &input.part) {
        // What is counted and hashed is the workbook, not the text of one sheet.
        io::copy(&mut Metered { inner: File::open(path)?, digest: digest.clone() }, &mut io::sink())?;
        let text: Box<dyn Read + Send> = Box::new(workbook::read(path, sheet));
        return Ok(Opened { text: UntilError::new(text), digest, container: Some("xlsx"), encoding: Encoding::Utf8 });
    }
    let raw: Box<dyn Read + Send> = match (&input.path, &input.part) {
        (Some(path), Some(InputPart::Member(member))) => {
            let packed = Packed::Size(member.packed);
            let unpacked = Capped { inner: member.open(path)?, packed, unpacked: 0, max_unpacked };
            Box::new(unpacked)
        }
        (Some(path), _) => Box::new(File::open(path)?),
        (None, _) => Box::new(io::stdin()),
    };
    let mut raw = Metered { inner: raw, digest: digest.clone() };
    let head = peek::<4>(&mut raw)?;
    let raw = Cursor::new(head.clone()).chain(raw);
    let capped = |inner: Box<dyn Read + Send>| Box::new(Capped { inner, packed: Packed::Read(digest.clone()), unpacked: 0, max_unpacked });
    let buffered = |raw| BufReader::with_capacity(1 << 18, raw);
    let (container, plain): (_, Box<dyn Read + Send>) = match head.as_slice() {
        [0x1f, 0x8b, ..] => (Some("gzip"), capped(Box::new(MultiGzDecoder::new(buffered(raw))))),
        [0x28, 0xb5, 0x2f, 0xfd] => (Some("zstd"), capped(Box::new(zstd::stream::read::Decoder::with_buffer(buffered(raw))?))),
        _ if input.part.is_some() => (Some("zip"), Box::new(raw)),
        _ => (None, Box::new(raw)),
    };
    // What comes before a cut near the start is used as well.
    let mut plain = UntilError::new(plain);
    let head = peek::<ENCODING_HEAD>(&mut plain)?;
    let plain: Box<dyn Read + Send> = match plain.error {
        Some(error) if head.is_empty() => return Err(error),
        Some(error) => Box::new(Failing(Some(error))),
        None => plain.inner,
    };
    let (encoding, skip) = encoding_of(&head);
    let bare_returns = are_bare_returns(&head);
    let mut start = Cursor::new(head);
    start.set_position(skip);
    let plain = start.chain(plain);
    let text: Box<dyn Read + Send> = match encoding {
        Encoding::Utf8 => Box::new(plain),
        Encoding::Utf16(_) => Box::new(DecodeReaderBytesBuilder::new().bom_override(true).build(plain)),
        Encoding::Cp932 => Box::new(DecodeReaderBytesBuilder::new().encoding(Some(encoding_rs::SHIFT_JIS)).build(plain)),
    };
    let text: Box<dyn Read + Send> = if bare_returns { Box::new(LineFeeds(text)) } else { text };
    Ok(Opened { text: UntilError::new(text), digest, container, encoding })
}

/// Nothing but an error that was met before.
struct Failing(Option<io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// The text of a small file, in whatever encoding it is: PowerShell and Excel write several.
///
/// # Errors
/// The file cannot be read.
pub fn read_text(path: &Path) -> io::Result<String> {
    let input = Input { shown: String::new(), path: Some(path.to_owned()), part: None, named: true, broken: None };
    let mut opened = open(&input, false, None)?;
    let mut bytes = Vec::new();
    opened.text.read_to_end(&mut bytes)?;
    match opened.text.error() {
        Some(error) => Err(io::Error::other(Text::of_io(error))),
        None => Ok(String::from_utf8_lossy(&bytes).into_owned()),
    }
}

/// What the bytes of a text are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, or something that will be shown with replacement characters.
    Utf8,
    /// UTF-16 with a byte order mark: its name.
    Utf16(&'static str),
    /// The Japanese code page of Windows (Shift JIS).
    Cp932,
}

impl Encoding {
    /// The name people know.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16(name) => name,
            Self::Cp932 => "CP932",
        }
    }
}

/// Bytes that decide between UTF-8 and CP932.
const ENCODING_HEAD: usize = 64 << 10;

/// The encoding, and how many bytes its mark takes. A byte order mark decides; without one UTF-8, or CP932 where the first 64 KiB are
/// not UTF-8 but valid CP932.
fn encoding_of(head: &[u8]) -> (Encoding, u64) {
    match head {
        [0xef, 0xbb, 0xbf, ..] => return (Encoding::Utf8, 3),
        [0xff, 0xfe, ..] => return (Encoding::Utf16("UTF-16LE"), 0),
        [0xfe, 0xff, ..] => return (Encoding::Utf16("UTF-16BE"), 0),
        _ => {}
    }
    // A character that is cut at the end of the head says nothing.
    let whole = head.len() < ENCODING_HEAD;
    let utf8 = std::str::from_utf8(head).map_or_else(|error| error.error_len().is_none() && !whole, |_| true);
    if utf8 {
        return (Encoding::Utf8, 0);
    }
    let mut decoder = encoding_rs::SHIFT_JIS.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(head.len() * 3 + 16);
    let (_, _, replaced) = decoder.decode_to_string(head, &mut text, whole);
    if replaced { (Encoding::Utf8, 0) } else { (Encoding::Cp932, 0) }
}

/// Reads up to `N` bytes from the start.
fn peek<const N: usize>(source: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(N);
    source.by_ref().take(N as u64).read_to_end(&mut head)?;
    Ok(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_is_told_by_mark_or_by_validity() {
        let japanese = "アプリケーション,勤怠管理";
        let (cp932, _, _) = encoding_rs::SHIFT_JIS.encode(japanese);
        assert_eq!(encoding_of(japanese.as_bytes()), (Encoding::Utf8, 0));
        assert_eq!(encoding_of(&cp932), (Encoding::Cp932, 0));
        assert_eq!(encoding_of(b"\xef\xbb\xbfa"), (Encoding::Utf8, 3));
        assert_eq!(encoding_of(b"\xff\xfea\0"), (Encoding::Utf16("UTF-16LE"), 0));
        assert_eq!(encoding_of(b"a\xff\xff"), (Encoding::Utf8, 0), "neither: shown with replacement characters");
        // A character cut by the end of the head, in both encodings.
        let mut long = "x".repeat(ENCODING_HEAD - 1).into_bytes();
        long.push(0xe3);
        assert_eq!(encoding_of(&long), (Encoding::Utf8, 0));
    }
}
