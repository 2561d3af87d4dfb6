//! Opens an input: counts and hashes the bytes on disk, inflates gzip, decodes UTF-16.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use encoding_rs_io::DecodeReaderBytesBuilder;
use flate2::read::MultiGzDecoder;
use sha2::{Digest as _, Sha256};

use super::Input;

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
    /// `gzip`, where the file is compressed.
    pub container: Option<&'static str>,
    /// `UTF-16LE` or `UTF-16BE`, where the file is not UTF-8.
    pub encoding: Option<&'static str>,
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

/// Opens an input for reading from its start.
///
/// # Errors
/// The file cannot be opened or its first bytes cannot be read.
pub fn open(input: &Input, hash: bool) -> io::Result<Opened> {
    let raw: Box<dyn Read + Send> = match &input.path {
        Some(path) => Box::new(File::open(path)?),
        None => Box::new(io::stdin()),
    };
    let digest = Digest { bytes: Arc::default(), hash: hash.then(Arc::default) };
    let mut raw = Metered { inner: raw, digest: digest.clone() };
    let (head, raw) = peek::<2>(&mut raw).map(|head| (head.clone(), Cursor::new(head).chain(raw)))?;
    let (container, mut plain): (_, Box<dyn Read + Send>) = if head == [0x1f, 0x8b] {
        (Some("gzip"), Box::new(MultiGzDecoder::new(BufReader::with_capacity(1 << 18, raw))))
    } else {
        (None, Box::new(raw))
    };
    let head = peek::<3>(&mut plain)?;
    let (encoding, skip) = match head.as_slice() {
        [0xef, 0xbb, 0xbf] => (None, 3),
        [0xff, 0xfe, ..] => (Some("UTF-16LE"), 0),
        [0xfe, 0xff, ..] => (Some("UTF-16BE"), 0),
        _ => (None, 0),
    };
    let mut start = Cursor::new(head);
    start.set_position(skip);
    let plain = start.chain(plain);
    let text: Box<dyn Read + Send> =
        if encoding.is_some() { Box::new(DecodeReaderBytesBuilder::new().bom_override(true).build(plain)) } else { Box::new(plain) };
    Ok(Opened { text: UntilError::new(text), digest, container, encoding })
}

/// Reads up to `N` bytes from the start.
fn peek<const N: usize>(source: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(N);
    source.by_ref().take(N as u64).read_to_end(&mut head)?;
    Ok(head)
}
