//! Colours: of tones (Okabe-Ito, told apart by the colour-blind and, by lightness, on grey paper) and of the heat scale.

use plotters::style::RGBColor;

use crate::report::chart::{LegendEntry, Tone};

/// Behind everything.
pub(super) const PAPER: RGBColor = RGBColor(255, 255, 255);
/// Text.
pub(super) const INK: RGBColor = RGBColor(0x22, 0x22, 0x22);
/// Text that matters less.
pub(super) const FADED: RGBColor = RGBColor(0x55, 0x55, 0x55);
/// Axes.
pub(super) const AXIS: RGBColor = RGBColor(0x8C, 0x8C, 0x8C);
/// Grid lines and the borders of empty cells.
pub(super) const GRID: RGBColor = RGBColor(0xE2, 0xE2, 0xE2);
/// Empty cells.
pub(super) const EMPTY: RGBColor = RGBColor(0xFA, 0xFA, 0xFA);

/// From few to many: one hue, ever darker.
const HEAT: [RGBColor; 4] = [RGBColor(0xB8, 0xE1, 0xD3), RGBColor(0x5C, 0xBF, 0xA2), RGBColor(0x0B, 0x86, 0x63), RGBColor(0x00, 0x38, 0x2A)];

/// The colour of a tone.
pub(in crate::output) fn of(tone: Tone) -> RGBColor {
    match tone {
        Tone::Inbound => RGBColor(0x00, 0x72, 0xB2),
        Tone::Outbound => RGBColor(0xE6, 0x9F, 0x00),
        Tone::Failure => RGBColor(0xD5, 0x5E, 0x00),
        Tone::Interruption => RGBColor(0xCC, 0x79, 0xA7),
        Tone::Neutral => RGBColor(0x7F, 0x7F, 0x7F),
    }
}

/// A light variant, on which the failure tone stands out even in grey.
pub(super) fn tint(tone: Tone) -> RGBColor {
    let way = match tone {
        Tone::Inbound | Tone::Neutral => 450,
        Tone::Outbound | Tone::Interruption => 250,
        Tone::Failure => 600,
    };
    mix(of(tone), PAPER, way)
}

/// The colours of the parts of a bar: of their tones, and another shade where a tone comes again.
///
/// Next to failures, the neutral grey is lighter: on grey paper the two would be one.
pub(in crate::output) fn of_parts(parts: &[LegendEntry]) -> Vec<RGBColor> {
    let again = |place: usize, tone: Tone| parts.iter().take(place).filter(|part| part.tone == tone).count();
    let bad = |part: &LegendEntry| matches!(part.tone, Tone::Failure | Tone::Interruption);
    let neutral = if parts.iter().any(bad) { mix(of(Tone::Neutral), PAPER, 500) } else { of(Tone::Neutral) };
    let base = |tone: Tone| if tone == Tone::Neutral { neutral } else { of(tone) };
    parts
        .iter()
        .enumerate()
        .map(|(place, part)| match again(place, part.tone) {
            0 => base(part.tone),
            1 => mix(base(part.tone), PAPER, 450),
            2 => mix(base(part.tone), INK, 450),
            _ => mix(base(part.tone), PAPER, 700),
        })
        .collect()
}

/// The text colour that is read best on a colour.
pub(super) fn on(ground: RGBColor) -> RGBColor {
    if lightness(ground) < 100 { PAPER } else { RGBColor(0x11, 0x11, 0x11) }
}

/// How light a colour is on grey paper, of 255.
pub(super) fn lightness(colour: RGBColor) -> u32 {
    (299 * u32::from(colour.0) + 587 * u32::from(colour.1) + 114 * u32::from(colour.2)) / 1000
}

/// The colour of a value on the heat scale, by thousandths of the way from few to many.
pub(super) fn heat(thousandths: u32) -> RGBColor {
    let [few, some, more, most] = HEAT;
    match thousandths.min(1000) {
        way @ 0..=333 => mix(few, some, way * 3),
        way @ 334..=666 => mix(some, more, (way - 333) * 3),
        way => mix(more, most, ((way - 666) * 3).min(1000)),
    }
}

/// A colour between two, by thousandths of the way.
fn mix(from: RGBColor, to: RGBColor, thousandths: u32) -> RGBColor {
    let way = thousandths.min(1000);
    let channel = |from: u8, to: u8| {
        let sum = u32::from(from) * (1000 - way) + u32::from(to) * way;
        u8::try_from((sum + 500) / 1000).unwrap_or(u8::MAX)
    };
    RGBColor(channel(from.0, to.0), channel(from.1, to.1), channel(from.2, to.2))
}
