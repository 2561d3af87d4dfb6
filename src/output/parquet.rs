//! Parquet: the table with typed columns for `DuckDB`, Spark, Fabric and Power BI. Values are exact and nothing is translated: texts, 64-bit
//! numbers, truth values, times to the microsecond in UTC, lists of texts; null is null.

use std::io::{self, Write};

use polars::prelude::{PolarsError, PolarsResult};
use polars_arrow::array::{Array, BooleanArray, ListArray, PrimitiveArray, Utf8ViewArray};
use polars_arrow::bitmap::Bitmap;
use polars_arrow::datatypes::{ArrowDataType, ArrowSchema, Field, TimeUnit};
use polars_arrow::offset::Offsets;
use polars_parquet::parquet::write::Compressor;
use polars_parquet::read::ParquetError;
use polars_parquet::write::{
    CompressionOptions, DynIter, DynStreamingIterator, Encoding, FallibleStreamingIterator, FileWriter, KeyValue, StatisticsOptions, Version,
    WriteOptions, ZstdLevel, array_to_columns,
};

use super::Context;
use crate::model::time::rfc3339;
use crate::report::{Cell, Kind, Report, Table};

/// Rows that are written, and can be read, at a time.
const GROUP: usize = 1 << 17;
/// Microseconds in a second: times are kept to the second, other programs expect microseconds.
const MICROS: i64 = 1_000_000;

pub(super) fn write(report: &Report, _: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    let bytes = file(&report.table, report.command).map_err(|error| io::Error::other(error.to_string()))?;
    out.write_all(&bytes)
}

fn file(table: &Table, command: &str) -> PolarsResult<Vec<u8>> {
    let options = WriteOptions {
        statistics: StatisticsOptions::default(),
        version: Version::V1,
        compression: CompressionOptions::Zstd(Some(ZstdLevel::try_new(3)?)),
        data_page_size: None,
    };
    let field = |name: &'static str, kind| (name.into(), Field::new(name.into(), data_type(kind), true));
    let schema: ArrowSchema = table.columns.iter().map(|column| field(column.name, column.kind)).collect();
    let mut file = FileWriter::try_new(Vec::new(), schema, options)?;
    let types = file.parquet_schema().fields().to_vec();
    for rows in table.rows.chunks(GROUP) {
        let mut written = Vec::new();
        for ((place, column), kind) in table.columns.iter().enumerate().zip(types.clone()) {
            for pages in array_to_columns(array(rows, place, column.kind)?, kind, options, &[encoding(column.kind)])? {
                let pages = pages.map(|page| page.map_err(|error| ParquetError::FeatureNotSupported(error.to_string())));
                let compressed = Compressor::new(DynIter::new(pages), options.compression, Vec::new());
                written.push(Ok(DynStreamingIterator::new(FallibleStreamingIterator::map_err(compressed, PolarsError::from))));
            }
        }
        file.write(rows.len() as u64, DynIter::new(written.into_iter()))?;
    }
    let schema = format!("crosstenant.{command}/1");
    file.end(Some(vec![KeyValue { key: "crosstenant.schema".to_owned(), value: Some(schema) }]))?;
    Ok(file.into_inner())
}

fn data_type(kind: Kind) -> ArrowDataType {
    match kind {
        Kind::Text => ArrowDataType::Utf8View,
        Kind::Int | Kind::Code => ArrowDataType::Int64,
        Kind::Bool => ArrowDataType::Boolean,
        Kind::Time => ArrowDataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
        Kind::List => ArrowDataType::LargeList(Box::new(Field::new("element".into(), ArrowDataType::Utf8View, true))),
    }
}

fn encoding(kind: Kind) -> Encoding {
    match kind {
        Kind::Text => Encoding::RleDictionary,
        _ => Encoding::Plain,
    }
}

/// The values of a column in some rows.
fn array(rows: &[Vec<Cell>], place: usize, kind: Kind) -> PolarsResult<Box<dyn Array>> {
    let cells = || rows.iter().map(|row| row.get(place).unwrap_or(&Cell::Null));
    let number = |cell: &Cell| match cell {
        Cell::Int(number) | Cell::Time(number) => Some(*number),
        _ => None,
    };
    Ok(match kind {
        Kind::Text => Box::new(Utf8ViewArray::from_slice(cells().map(text).collect::<Vec<_>>())),
        Kind::Int | Kind::Code => Box::new(PrimitiveArray::<i64>::from(cells().map(number).collect::<Vec<_>>())),
        Kind::Time => {
            let micros: Vec<Option<i64>> = cells().map(|cell| number(cell).map(|time| time.saturating_mul(MICROS))).collect();
            Box::new(PrimitiveArray::<i64>::from(micros).to(data_type(kind)))
        }
        Kind::Bool => {
            let truth = |cell: &Cell| if let Cell::Bool(value) = cell { Some(*value) } else { None };
            Box::new(BooleanArray::from(cells().map(truth).collect::<Vec<_>>()))
        }
        Kind::List => {
            let list = |cell: &'_ Cell| if let Cell::List(list) = cell { list.clone() } else { Vec::new() };
            let lists: Vec<Vec<String>> = cells().map(list).collect();
            let offsets = Offsets::try_from_lengths(lists.iter().map(Vec::len))?;
            let known: Bitmap = cells().map(|cell| *cell != Cell::Null).collect();
            let values = Utf8ViewArray::from_slice_values(lists.concat()).boxed();
            Box::new(ListArray::<i64>::try_new(data_type(kind), offsets.into(), values, Some(known))?)
        }
    })
}

/// A cell as text, as CSV and JSON have it.
fn text(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Null => None,
        Cell::Word(word) => Some((*word).to_owned()),
        Cell::Text(text) => Some(text.to_string()),
        Cell::Int(number) => Some(number.to_string()),
        Cell::Bool(value) => Some(value.to_string()),
        Cell::Time(time) => Some(rfc3339(*time)),
        Cell::List(list) => Some(list.join(";")),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use polars_buffer::Buffer;
    use polars_parquet::read::{BasicDecompressor, PageReader, column_iter_to_arrays, read_metadata};

    use super::*;
    use crate::report::{Column, int, text, time};

    /// The arrays of a column, one for each group of rows.
    fn read(bytes: &[u8], column: Column) -> Vec<Box<dyn Array>> {
        let metadata = read_metadata(&mut Cursor::new(bytes)).expect("a Parquet file");
        let buffer = Buffer::from_vec(bytes.to_vec());
        let read = metadata.row_groups.iter().flat_map(|group| {
            let chunk = group.columns_under_root_iter(column.name).and_then(|mut columns| columns.next()).expect("the column");
            let range = chunk.byte_range();
            let place = |at: u64| usize::try_from(at).expect("small");
            let pages = PageReader::new(Cursor::new(buffer.clone().sliced(place(range.start)..place(range.end))), chunk, Vec::new(), usize::MAX);
            let field = Field::new(column.name.into(), data_type(column.kind), true);
            let primitive = &chunk.descriptor().descriptor.primitive_type;
            column_iter_to_arrays(vec![BasicDecompressor::new(pages, Vec::new())], vec![primitive], field, None).expect("values").0
        });
        read.collect()
    }

    #[test]
    fn every_kind_of_value_comes_back_as_it_was() {
        let flag = Column { name: "flag", kind: Kind::Bool, spare: 0 };
        let list = Column { name: "list", kind: Kind::List, spare: 0 };
        let columns = vec![text("text", 0), int("int", 0), flag, time("time", 0), list];
        let first = vec![
            Cell::text(Some("=1+1\u{202e}日本")),
            Cell::Int(-1),
            Cell::Bool(false),
            Cell::Time(1_790_000_000),
            Cell::List(vec!["a;b".to_owned(), String::new()]),
        ];
        let nothing = vec![Cell::Null; 5];
        let empty = vec![Cell::text(Some("")), Cell::Int(0), Cell::Bool(true), Cell::Time(0), Cell::List(Vec::new())];
        let mut rows = vec![first, nothing, empty];
        rows.resize(GROUP + 1, vec![Cell::Word("word"), Cell::Int(7), Cell::Null, Cell::Null, Cell::Null]);
        let table = Table { columns, rows };
        let bytes = file(&table, "partners").expect("written");
        assert_eq!(bytes, file(&table, "partners").expect("written"), "the same table, the same bytes");
        for (place, column) in table.columns.iter().enumerate() {
            let groups = read(&bytes, *column);
            assert_eq!(groups.len(), 2, "{}", column.name);
            for (group, rows) in groups.iter().zip(table.rows.chunks(GROUP)) {
                let expected = array(rows, place, column.kind).expect("an array");
                assert!(polars_arrow::array::equal(group.as_ref(), expected.as_ref()), "{}: {group:?}", column.name);
            }
        }
        let lists = read(&bytes, list);
        assert_eq!((lists[0].is_valid(1), lists[0].is_valid(2)), (false, true), "null is no empty list");
    }

    #[test]
    fn a_table_without_rows_keeps_its_columns() {
        let bytes = file(&Table { columns: vec![text("a", 0)], rows: Vec::new() }, "guests").expect("written");
        let metadata = read_metadata(&mut Cursor::new(&bytes)).expect("a Parquet file");
        assert_eq!((metadata.num_rows, metadata.schema().fields().len()), (0, 1));
        let said = metadata.key_value_metadata().iter().flatten().map(|pair| (pair.key.as_str(), pair.value.as_deref())).collect::<Vec<_>>();
        assert!(said.contains(&("crosstenant.schema", Some("crosstenant.guests/1"))), "{said:?}");
    }
}
