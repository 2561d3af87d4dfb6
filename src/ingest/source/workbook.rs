//! Excel workbooks: somebody opened a CSV download and saved it. Each sheet is read as the CSV text it once was.

use std::io::{self, BufReader, Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use calamine::{Cell, DataRef, Reader, Xlsx, XlsxError};
use zip::ZipArchive;

use super::cap::within;
use crate::words::{Lang, Text as Said, system as said};

/// The names of the sheets of a workbook.
///
/// # Errors
/// The workbook cannot be read, or unpacks to more than any log does.
pub fn sheets(path: &Path, max_unpacked: Option<u64>) -> io::Result<Vec<String>> {
    check_size(path, max_unpacked)?;
    Ok(open(path)?.sheet_names())
}

/// The text of a sheet as CSV.
pub fn read(path: &Path, sheet: &str) -> impl Read + Send + use<> {
    let (sender, receiver) = sync_channel(4);
    let (path, sheet) = (path.to_owned(), sheet.to_owned());
    // The library lends cells out of the open workbook, so the workbook lives on a thread of its own.
    std::thread::spawn(move || {
        let mut text = Chunks { sender: &sender, chunk: Vec::new() };
        // A reader that has gone away needs no more text, and no error either.
        if let Err(error) = write_sheet(&path, &sheet, &mut text) {
            let _ = sender.send(Err(error));
        }
    });
    Text { receiver, chunk: io::Cursor::new(Vec::new()) }
}

fn open(path: &Path) -> io::Result<Xlsx<BufReader<std::fs::File>>> {
    Xlsx::new(BufReader::new(std::fs::File::open(path)?)).map_err(|error| failed(&error))
}

fn failed(error: &XlsxError) -> io::Error {
    let error = error.to_string();
    io::Error::other(Said::from(move |lang: Lang| said::bad_workbook(lang, &error)))
}

/// Unpacks all parts once and keeps nothing: what the library holds in memory must be of a size that workbooks have.
fn check_size(path: &Path, max_unpacked: Option<u64>) -> io::Result<()> {
    let packed = path.metadata()?.len();
    let mut archive = ZipArchive::new(BufReader::new(std::fs::File::open(path)?)).map_err(io::Error::other)?;
    let mut unpacked = 0;
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).map_err(io::Error::other)?;
        let mut buffer = vec![0; 1 << 16];
        loop {
            let n = part.read(&mut buffer)?;
            if n == 0 {
                break;
            }
            unpacked += n as u64;
            within(unpacked, packed, max_unpacked)?;
        }
    }
    Ok(())
}

fn write_sheet(path: &Path, sheet: &str, text: &mut Chunks<'_>) -> io::Result<()> {
    let mut workbook = open(path)?;
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(|error| failed(&error))?;
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(text);
    let (mut row, mut width) = (Vec::new(), 0);
    let mut line = None;
    loop {
        let cell = cells.next_cell().map_err(|error| failed(&error))?;
        let place = cell.as_ref().map(Cell::get_position);
        if place.map(|(line, _)| line) != line {
            // The first row with anything in it is the heading; cells that Excel left out at the end of a row are empty.
            if row.iter().any(|cell: &String| !cell.is_empty()) {
                width = if width == 0 { row.len() } else { width };
                row.resize(width.max(row.len()), String::new());
                writer.write_record(&row)?;
            }
            row.clear();
        }
        let (Some(cell), Some((at, column))) = (cell, place) else { break };
        line = Some(at);
        // Workbooks have 16,384 columns at most.
        let column = usize::try_from(column).unwrap_or_default().min(1 << 14);
        row.resize(row.len().max(column), String::new());
        row.push(shown(cell.get_value()));
    }
    writer.flush()
}

#[expect(clippy::cast_possible_truncation, reason = "floats become integers only where they are whole and small")]
fn shown(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Empty | DataRef::Error(_) => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => (*number as i64).to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(value) => value.to_string(),
        // A clock without a zone, as the heading or the format promises it. Excel keeps days as fractions, hence the rounding.
        DataRef::DateTime(time) => {
            let clock = time.as_datetime().map(|clock| clock + chrono::Duration::milliseconds(500));
            clock.map_or_else(String::new, |clock| clock.format("%Y-%m-%dT%H:%M:%S").to_string())
        }
    }
}

/// Collects written bytes and hands them over in pieces.
struct Chunks<'s> {
    sender: &'s SyncSender<io::Result<Vec<u8>>>,
    chunk: Vec<u8>,
}

const CHUNK: usize = 1 << 18;

impl Write for Chunks<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.chunk.extend_from_slice(bytes);
        if self.chunk.len() >= CHUNK {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let chunk = std::mem::take(&mut self.chunk);
        self.sender.send(Ok(chunk)).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))
    }
}

/// The other end of [`Chunks`].
struct Text {
    receiver: Receiver<io::Result<Vec<u8>>>,
    chunk: io::Cursor<Vec<u8>>,
}

impl Read for Text {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let n = self.chunk.read(buffer)?;
            if n > 0 || buffer.is_empty() {
                return Ok(n);
            }
            match self.receiver.recv() {
                Ok(chunk) => self.chunk = io::Cursor::new(chunk?),
                Err(_) => return Ok(0),
            }
        }
    }
}
