//! Columns of a Parquet file, in and out: plain types that `DuckDB`, Spark, Fabric and Power BI read as they are.
//!
//! Texts are written as dictionaries, so that each distinct text of a row group is stored, and looked up when read, once.

use std::io::Cursor;

use hashbrown::HashMap;
use polars::prelude::{PolarsError, PolarsResult};
use polars_arrow::array::{Array, BooleanArray, DictionaryArray, MutablePlString, PrimitiveArray, Utf8ViewArray};
use polars_arrow::bitmap::Bitmap;
use polars_arrow::datatypes::{ArrowDataType, ArrowSchema, DTYPE_CATEGORICAL_NEW, Field, IntegerType, TimeUnit};
use polars_buffer::Buffer;
use polars_parquet::parquet::write::Compressor;
use polars_parquet::read::{BasicDecompressor, FileMetadata, PageReader, ParquetError, column_iter_to_arrays, read_metadata};
use polars_parquet::write::{
    CompressionOptions, DynIter, DynStreamingIterator, Encoding, FileWriter, KeyValue, StatisticsOptions, Version, WriteOptions, ZstdLevel,
    array_to_columns,
};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Texts, of which many rows have the same.
    Text,
    /// Texts that differ from row to row.
    Id,
    /// Whole numbers of 64 bits that lie close to each other.
    Int,
    /// Whole numbers of 64 bits, any, of which many rows have the same. Differences of such could be more than 64 bits hold.
    Code,
    /// Points in time: microseconds since 1970-01-01 UTC.
    Time,
    /// Points in time that most rows do not have.
    Later,
    /// Truth values.
    Flag,
}

impl Kind {
    fn data_type(self) -> ArrowDataType {
        match self {
            Self::Text | Self::Id => ArrowDataType::Utf8View,
            Self::Int | Self::Code => ArrowDataType::Int64,
            Self::Time | Self::Later => ArrowDataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
            Self::Flag => ArrowDataType::Boolean,
        }
    }

    fn encoding(self) -> Encoding {
        match self {
            Self::Text | Self::Code => Encoding::RleDictionary,
            Self::Id | Self::Flag => Encoding::Plain,
            Self::Int | Self::Time | Self::Later => Encoding::DeltaBinaryPacked,
        }
    }
}

/// The values of a column in one row group, to be written.
pub enum Column<'t> {
    /// For each row the place of its text, `None` where it has none; and the distinct texts.
    Text(Vec<Option<u32>>, Vec<&'t str>),
    /// The text of each row; see [`Column::ids`].
    Id(Utf8ViewArray),
    /// The number of each row.
    Int(Vec<Option<i64>>),
    /// The time of each row, in seconds since 1970-01-01 UTC.
    Time(Vec<i64>),
    /// The same, of rows that may have none.
    Later(Vec<Option<i64>>),
    /// The truth value of each row.
    Flag(Vec<bool>),
}

/// Microseconds in a second: logs are kept to the second, other programs expect microseconds.
const MICROS: i64 = 1_000_000;

impl Column<'_> {
    /// Texts that differ from row to row.
    pub fn ids(rows: impl ExactSizeIterator<Item = Option<String>>) -> Self {
        let mut texts = MutablePlString::with_capacity(rows.len());
        for row in rows {
            texts.push(row);
        }
        Self::Id(texts.freeze())
    }

    fn into_array(self) -> PolarsResult<Box<dyn Array>> {
        Ok(match self {
            Self::Text(keys, texts) => {
                let kind = ArrowDataType::Dictionary(IntegerType::UInt32, Box::new(ArrowDataType::Utf8View), false);
                Box::new(DictionaryArray::try_new(kind, PrimitiveArray::<u32>::from(keys), Utf8ViewArray::from_slice_values(texts).boxed())?)
            }
            Self::Id(texts) => Box::new(texts),
            Self::Int(numbers) => Box::new(PrimitiveArray::<i64>::from(numbers)),
            Self::Time(times) => {
                let micros: Vec<i64> = times.into_iter().map(|time| time.saturating_mul(MICROS)).collect();
                Box::new(PrimitiveArray::try_new(Kind::Time.data_type(), micros.into(), None)?)
            }
            Self::Later(times) => {
                let micros: PrimitiveArray<i64> = times.into_iter().map(|time| Some(time?.saturating_mul(MICROS))).collect();
                Box::new(PrimitiveArray::try_new(Kind::Later.data_type(), micros.values().clone(), micros.validity().cloned())?)
            }
            Self::Flag(flags) => Box::new(BooleanArray::try_new(ArrowDataType::Boolean, Bitmap::from(flags), None)?),
        })
    }
}

/// A Parquet file that is put together in memory: a day of sign-ins is a few megabytes.
pub struct Writer {
    columns: &'static [(&'static str, Kind)],
    file: FileWriter<Vec<u8>>,
    options: WriteOptions,
}

/// Higher levels take longer and save nothing: most of a day of sign-ins is ids, which nothing makes smaller.
const LEVEL: i32 = 1;

impl Writer {
    /// A file with these columns.
    ///
    /// # Errors
    /// None that depends on the columns' values.
    pub fn new(columns: &'static [(&'static str, Kind)]) -> PolarsResult<Self> {
        let options = WriteOptions {
            statistics: StatisticsOptions::default(),
            version: Version::V1,
            compression: CompressionOptions::Zstd(Some(ZstdLevel::try_new(LEVEL)?)),
            data_page_size: None,
        };
        let nullable = |kind: Kind| !matches!(kind, Kind::Time | Kind::Flag);
        let schema: ArrowSchema =
            columns.iter().map(|&(name, kind)| (name.into(), Field::new(name.into(), kind.data_type(), nullable(kind)))).collect();
        Ok(Self { columns, file: FileWriter::try_new(Vec::new(), schema, options)?, options })
    }

    /// Writes one row group: a value for each row in each column, in the order of the file's columns.
    ///
    /// # Errors
    /// None that depends on the columns' values.
    pub fn push(&mut self, rows: usize, columns: Vec<Column<'_>>) -> PolarsResult<()> {
        let types = self.file.parquet_schema().fields().to_vec();
        let mut written = Vec::new();
        for ((column, kind), (_, of)) in columns.into_iter().zip(types).zip(self.columns) {
            for pages in array_to_columns(column.into_array()?, kind, self.options, &[of.encoding()])? {
                let pages = pages.map(|page| page.map_err(|error| ParquetError::FeatureNotSupported(error.to_string())));
                let compressed = Compressor::new(DynIter::new(pages), self.options.compression, Vec::new());
                written.push(Ok(DynStreamingIterator::new(polars_parquet::write::FallibleStreamingIterator::map_err(compressed, PolarsError::from))));
            }
        }
        self.file.write(rows as u64, DynIter::new(written.into_iter()))
    }

    /// The bytes of the file. `schema` = name and version of what the columns mean, for readers that look into the file alone.
    ///
    /// # Errors
    /// None that depends on the columns' values.
    pub fn finish(mut self, schema: &str) -> PolarsResult<Vec<u8>> {
        self.file.end(Some(vec![KeyValue { key: "crosstenant.schema".to_owned(), value: Some(schema.to_owned()) }]))?;
        Ok(self.file.into_inner())
    }
}

/// A Parquet file in memory, to be read.
pub struct Parquet {
    bytes: Buffer<u8>,
    metadata: FileMetadata,
}

/// The values of a text column in one row group.
pub struct Texts {
    keys: PrimitiveArray<u32>,
    values: Utf8ViewArray,
}

impl Texts {
    /// Texts that stand in each row.
    fn of(rows: &Utf8ViewArray) -> Self {
        let mut places: HashMap<&str, u32> = HashMap::new();
        let mut distinct = Vec::new();
        let keys = rows.iter().map(|text| {
            let text = text?;
            Some(*places.entry(text).or_insert_with(|| {
                distinct.push(text);
                u32::try_from(distinct.len() - 1).unwrap_or(u32::MAX)
            }))
        });
        let keys = PrimitiveArray::<u32>::from(keys.collect::<Vec<_>>());
        Self { keys, values: Utf8ViewArray::from_slice_values(distinct) }
    }

    /// The distinct texts.
    pub fn distinct(&self) -> impl Iterator<Item = &str> {
        self.values.values_iter()
    }

    /// For each row the place of its text, `None` where it has none.
    pub fn keys(&self) -> impl Iterator<Item = Option<usize>> {
        self.keys.iter().map(|key| key.map(|&key| key as usize))
    }

    /// For each row the place of its text and 1 more, 0 where it has none.
    #[must_use]
    pub fn codes(&self) -> Vec<u32> {
        let distinct = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        // Without a branch for each row.
        let code = |&key: &u32| if key < distinct { key + 1 } else { 0 };
        let mut codes: Vec<u32> = self.keys.values().iter().map(code).collect();
        if let Some(valid) = self.keys.validity() {
            for (code, valid) in codes.iter_mut().zip(valid) {
                *code *= u32::from(valid);
            }
        }
        codes
    }
}

impl Parquet {
    /// Reads what the file says of itself.
    ///
    /// # Errors
    /// The bytes are no Parquet file.
    pub fn new(bytes: Vec<u8>) -> PolarsResult<Self> {
        let metadata = read_metadata(&mut Cursor::new(&bytes))?;
        Ok(Self { bytes: Buffer::from_vec(bytes), metadata })
    }

    /// Rows of each row group.
    #[must_use]
    pub fn row_groups(&self) -> Vec<usize> {
        self.metadata.row_groups.iter().map(polars_parquet::read::RowGroupMetadata::num_rows).collect()
    }

    /// Whether there is a column of this name: older files lack those that were added later.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.metadata.schema().fields().iter().any(|field| field.name() == name)
    }

    /// The names of the columns.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.metadata.schema().fields().iter().map(|field| field.name().to_owned()).collect()
    }

    /// The bytes, hence what the file weighs.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn array(&self, group: usize, name: &str, kind: ArrowDataType, dictionary: bool) -> PolarsResult<Box<dyn Array>> {
        let missing = || PolarsError::ColumnNotFound(name.to_owned().into());
        let group = self.metadata.row_groups.get(group).ok_or_else(missing)?;
        let column = group.columns_under_root_iter(name).and_then(|mut columns| columns.next()).ok_or_else(missing)?;
        let range = column.byte_range();
        let place = |at: u64| usize::try_from(at).ok().filter(|&at| at <= self.bytes.len()).ok_or_else(missing);
        let chunk = self.bytes.clone().sliced(place(range.start)?..place(range.end)?);
        let pages = BasicDecompressor::new(PageReader::new(Cursor::new(chunk), column, Vec::new(), usize::MAX), Vec::new());
        let mut field = Field::new(name.into(), kind, true);
        if dictionary {
            // Asks the decoder for the dictionary and its keys instead of a text for each row.
            field.metadata = Some(std::sync::Arc::new([(DTYPE_CATEGORICAL_NEW.into(), "".into())].into_iter().collect()));
        }
        let (arrays, _) = column_iter_to_arrays(vec![pages], vec![&column.descriptor().descriptor.primitive_type], field, None)?;
        arrays.into_iter().next().ok_or_else(missing)
    }

    fn typed<A: Array + Clone>(&self, group: usize, name: &str, kind: ArrowDataType, dictionary: bool) -> PolarsResult<A> {
        let array = self.array(group, name, kind, dictionary)?;
        let typed = array.as_any().downcast_ref::<A>().cloned();
        typed.ok_or_else(|| PolarsError::SchemaMismatch(format!("column {name} holds something else").into()))
    }

    /// A column of texts, by its distinct texts.
    ///
    /// # Errors
    /// There is no such column, or its bytes are damaged.
    pub fn texts(&self, group: usize, name: &str) -> PolarsResult<Texts> {
        let kind = ArrowDataType::Dictionary(IntegerType::UInt32, Box::new(ArrowDataType::Utf8View), false);
        // Other writers give up on a dictionary that grows, or have none: then each row has its own text.
        let array: DictionaryArray<u32> = match self.typed(group, name, kind, true) {
            Ok(array) => array,
            Err(_) => return Ok(Texts::of(&self.ids(group, name)?)),
        };
        let values = array.values().as_any().downcast_ref::<Utf8ViewArray>().cloned();
        let values = values.ok_or_else(|| PolarsError::SchemaMismatch(format!("column {name} holds no texts").into()))?;
        Ok(Texts { keys: array.keys().clone(), values })
    }

    /// A column of ids.
    ///
    /// # Errors
    /// See [`Parquet::texts`].
    pub fn ids(&self, group: usize, name: &str) -> PolarsResult<Utf8ViewArray> {
        self.typed(group, name, Kind::Id.data_type(), false)
    }

    /// A column of numbers.
    ///
    /// # Errors
    /// See [`Parquet::texts`].
    pub fn ints(&self, group: usize, name: &str) -> PolarsResult<PrimitiveArray<i64>> {
        self.typed(group, name, Kind::Int.data_type(), false)
    }

    /// A column of times, in seconds since 1970-01-01 UTC.
    ///
    /// # Errors
    /// See [`Parquet::texts`].
    pub fn times(&self, group: usize, name: &str) -> PolarsResult<Vec<i64>> {
        let array: PrimitiveArray<i64> = self.typed(group, name, Kind::Time.data_type(), false)?;
        Ok(array.values().iter().map(|micros| micros.div_euclid(MICROS)).collect())
    }

    /// A column of times that rows may lack, in seconds since 1970-01-01 UTC.
    ///
    /// # Errors
    /// See [`Parquet::texts`].
    pub fn later_times(&self, group: usize, name: &str) -> PolarsResult<Vec<Option<i64>>> {
        let array: PrimitiveArray<i64> = self.typed(group, name, Kind::Later.data_type(), false)?;
        Ok(array.iter().map(|micros| micros.map(|micros| micros.div_euclid(MICROS))).collect())
    }

    /// A column of truth values.
    ///
    /// # Errors
    /// See [`Parquet::texts`].
    pub fn flags(&self, group: usize, name: &str) -> PolarsResult<Vec<bool>> {
        let array: BooleanArray = self.typed(group, name, Kind::Flag.data_type(), false)?;
        Ok(array.values_iter().collect())
    }
}
