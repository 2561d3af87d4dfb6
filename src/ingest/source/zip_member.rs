//! Members of zip files, read in place: nothing is unpacked to disk, names never become paths, archives in archives stay closed.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use crate::words::{Lang, Text, system as said};
use flate2::read::DeflateDecoder;
use zip::{CompressionMethod, ZipArchive};

/// More members than any export has.
const MAX_MEMBERS: usize = 10_000;

/// A file in a zip file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Member {
    /// Its name, for display only.
    pub name: String,
    /// Size in the archive, in bytes.
    pub packed: u64,
    /// Where its data start in the archive.
    start: u64,
    deflated: bool,
    /// Why it cannot be read.
    pub problem: Option<Text>,
}

impl Member {
    /// Opens the member for reading.
    ///
    /// # Errors
    /// The archive cannot be opened.
    pub fn open(&self, archive: &Path) -> io::Result<Box<dyn Read + Send>> {
        let mut file = File::open(archive)?;
        file.seek(SeekFrom::Start(self.start))?;
        let data = BufReader::with_capacity(1 << 18, file).take(self.packed);
        Ok(if self.deflated { Box::new(DeflateDecoder::new(data)) } else { Box::new(data) })
    }
}

/// What a file is, as far as zip is concerned.
pub enum Zip {
    /// No zip file.
    None,
    /// A zip file with these files.
    Members(Vec<Member>),
    /// A zip file that is a document by itself: an Excel workbook.
    Document,
}

/// Looks for the files in a zip file.
///
/// # Errors
/// The zip file cannot be read, has too many members, or some that share their bytes.
pub fn look_into(path: &Path) -> io::Result<Zip> {
    let mut file = File::open(path)?;
    let mut magic = [0; 4];
    if file.read_exact(&mut magic).is_err() || magic != *b"PK\x03\x04" {
        return Ok(Zip::None);
    }
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(io::Error::other)?;
    if archive.len() > MAX_MEMBERS {
        return Err(io::Error::other(Text::from({
            let members = archive.len();
            move |lang: Lang| said::zip_members(lang, members, MAX_MEMBERS)
        })));
    }
    let mut members = Vec::new();
    for place in 0..archive.len() {
        let member = archive.by_index_raw(place).map_err(io::Error::other)?;
        let name = shown_name(member.name_raw());
        if name == "[Content_Types].xml" {
            return Ok(Zip::Document);
        }
        if member.is_dir() {
            continue;
        }
        let method = member.compression();
        let deflated = method == CompressionMethod::DEFLATE;
        // The others can be read all the same.
        let problem = if member.encrypted() {
            Some(Text::from(said::zip_encrypted))
        } else if deflated || method == CompressionMethod::Stored {
            None
        } else {
            Some(Text::from(move |lang: Lang| said::zip_method(lang, &method.to_string())))
        };
        let start = member.data_start().ok_or_else(|| {
            io::Error::other(Text::from({
                let name = name.clone();
                move |lang: Lang| said::zip_no_place(lang, &name)
            }))
        })?;
        members.push(Member { name, packed: member.compressed_size(), start, deflated, problem });
    }
    // Members that share bytes are how a small archive pretends to hold far more than it does.
    let mut places: Vec<(u64, u64)> = members.iter().map(|member| (member.start, member.packed)).collect();
    places.sort_unstable();
    if places.windows(2).any(|pair| pair[0].0 + pair[0].1 > pair[1].0) {
        return Err(io::Error::other(Text::from(said::zip_overlap)));
    }
    Ok(Zip::Members(members))
}

/// The name as people see it; Windows writes the names of Japanese files in CP932.
fn shown_name(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::SHIFT_JIS.decode_without_bom_handling(raw).0.into_owned(),
    }
}
