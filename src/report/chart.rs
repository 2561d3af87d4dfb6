//! Charts as data: what is drawn, not how.

/// A kind of value that has its own colour everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Inbound sign-ins.
    Inbound,
    /// Outbound sign-ins.
    Outbound,
    /// Failures.
    Failure,
    /// Interruptions.
    Interruption,
    /// Neither: other sign-ins, other sides.
    Neutral,
}

/// One bar of a bar chart, made of parts drawn one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Label in front of it.
    pub label: String,
    /// Lengths of the parts, in the order of the chart's parts.
    pub parts: Vec<u64>,
}

/// A legend entry: the name of a part and its colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegendEntry {
    /// Name.
    pub name: String,
    /// Colour.
    pub tone: Tone,
}

/// One panel of a chart over days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DaySeries {
    /// Name.
    pub name: String,
    /// Colour.
    pub tone: Tone,
    /// Sign-ins a day.
    pub sign_ins: Vec<u64>,
    /// Of these, failures.
    pub failures: Vec<u64>,
    /// What happened on some days: place of the day, and a few words.
    pub marks: Vec<(usize, String)>,
}

/// What a chart shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Horizontal bars, longest first.
    Bars {
        /// What the parts of the bars are.
        parts: Vec<LegendEntry>,
        /// The bars.
        bars: Vec<Bar>,
    },
    /// Lines over days: one panel a series, all with the same days.
    Days {
        /// Day labels (`2026-10-05`), one a day, without holes.
        days: Vec<String>,
        /// A panel each.
        series: Vec<DaySeries>,
    },
    /// Rows over days, shaded by value.
    Heat {
        /// Day labels, one a day.
        days: Vec<String>,
        /// Label and value of each day.
        rows: Vec<(String, Vec<u64>)>,
    },
}

/// A chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// File name without extension.
    pub id: &'static str,
    /// Title.
    pub title: String,
    /// One sentence that says what it shows, for those who do not see it.
    pub description: String,
    /// What is drawn.
    pub figure: Figure,
}
