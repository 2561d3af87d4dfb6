//! What every picture keeps to, and the small rules below it.

use super::{axis, colour, label, scale, svg};
use crate::report::chart::{Bar, Chart, DaySeries, Figure, LegendEntry, Tone};
use crate::words::Lang;

const ELEMENTS: [&str; 11] = ["svg", "title", "desc", "rect", "text", "line", "polyline", "polygon", "path", "circle", "g"];
const NASTY: &str = "<b>\"&'</b>\u{202E}\u{0}\t\u{FFFE} </text><script>x</script>";

fn chart(figure: Figure) -> Chart {
    Chart { id: "x", title: NASTY.to_owned(), description: NASTY.to_owned(), figure }
}

fn days(count: usize) -> Vec<String> {
    (0..count).map(|day| format!("2026-{:02}-{:02}", day / 28 % 12 + 1, day % 28 + 1)).collect()
}

fn series(name: &str, tone: Tone, sign_ins: Vec<u64>, failures: Vec<u64>, marks: Vec<(usize, String)>) -> DaySeries {
    DaySeries { name: name.to_owned(), tone, sign_ins, failures, marks }
}

fn figures() -> Vec<Figure> {
    let tones = [Tone::Inbound, Tone::Outbound, Tone::Failure, Tone::Interruption, Tone::Neutral, Tone::Neutral];
    let parts = |count: usize| tones.iter().take(count).map(|&tone| LegendEntry { name: NASTY.to_owned(), tone }).collect();
    let bar = |label: &str, parts: &[u64]| Bar { label: label.to_owned(), parts: parts.to_vec() };
    let long = "長い名前の取引先".repeat(40);
    let mut figures = vec![
        Figure::Bars { parts: parts(0), bars: vec![] },
        Figure::Bars { parts: parts(1), bars: vec![bar(NASTY, &[0])] },
        Figure::Bars { parts: parts(2), bars: vec![bar(&long, &[u64::MAX, u64::MAX]), bar("", &[1]), bar("more parts than named", &[1, 2, 3])] },
        Figure::Bars { parts: parts(6), bars: vec![bar(NASTY, &[1, 20, 300, 4000, 50_000, 6]); 15] },
        Figure::Days { days: vec![], series: vec![] },
        Figure::Days {
            days: vec![String::new(), "日本語".to_owned(), NASTY.to_owned()],
            series: vec![series(&long, Tone::Neutral, vec![1], vec![9; 9], vec![(0, long.clone()), (7, NASTY.to_owned())])],
        },
        Figure::Heat { days: vec![], rows: vec![] },
    ];
    for count in [1, 7, 45, 90, 5000] {
        for value in [0, 1, 12_345, u64::MAX] {
            let values = vec![value; count];
            let panel = |tone| series(NASTY, tone, values.clone(), values.clone(), vec![(count - 1, "changed".to_owned())]);
            figures.push(Figure::Days { days: days(count), series: tones.iter().map(|&tone| panel(tone)).collect() });
            figures.push(Figure::Heat { days: days(count), rows: vec![(long.clone(), values.clone()), (String::new(), vec![value])] });
        }
    }
    figures
}

/// A text without its escapes.
fn plain(text: &str) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]
        .iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// Every element of a picture as name, attributes and text, once it is seen that they are closed in order.
fn elements(picture: &str) -> Vec<(String, String, String)> {
    let (mut open, mut all) = (Vec::new(), Vec::new());
    for piece in picture.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').expect("a tag ends");
        for entity in text.split('&').skip(1).chain(tag.split('&').skip(1)) {
            assert!(["lt;", "gt;", "amp;", "quot;", "apos;"].iter().any(|known| entity.starts_with(known)), "{piece}");
        }
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
            continue;
        }
        let (name, attributes) = tag.trim_end_matches('/').split_once(' ').unwrap_or((tag, ""));
        assert_eq!(attributes.matches('"').count() % 2, 0, "{piece}");
        if !tag.ends_with('/') {
            open.push(name.to_owned());
        }
        all.push((name.to_owned(), attributes.to_owned(), plain(text)));
    }
    assert!(open.is_empty(), "all closed");
    all
}

#[test]
fn pictures_are_well_formed_and_only_of_known_elements() {
    for (figure, lang) in figures().into_iter().flat_map(|figure| [(figure.clone(), Lang::En), (figure, Lang::Ja)]) {
        let picture = svg(&chart(figure), lang).expect("drawn");
        assert!(picture.starts_with("<svg width=\"1000\" height=\""));
        for (name, attributes, _) in elements(&picture) {
            assert!(ELEMENTS.contains(&name.as_str()), "{name}");
            assert!(!["style=", "href", "class=", " on"].iter().any(|barred| attributes.contains(barred)), "{attributes}");
        }
        assert!(!picture.chars().any(|letter| letter != '\n' && (letter.is_control() || matches!(letter, '\u{202E}' | '\u{FFFE}'))));
    }
}

#[test]
fn shapes_stay_inside_the_picture() {
    let number = |attributes: &str, name: &str| {
        let (_, rest) = attributes.split_once(&format!("{name}=\""))?;
        rest.split('"').next()?.parse::<f64>().ok()
    };
    for (figure, lang) in figures().into_iter().flat_map(|figure| [(figure.clone(), Lang::En), (figure, Lang::Ja)]) {
        let all = elements(&svg(&chart(figure), lang).expect("drawn"));
        let height = number(&all[0].1, " height").expect("the root has a height");
        for (name, attributes, text) in all.iter().skip(1).filter(|(name, ..)| name == "rect" || name == "text") {
            let at = |key: &str| number(&format!(" {attributes}"), &format!(" {key}")).unwrap_or(0.0);
            assert!(at("x") >= 0.0 && at("y") >= 0.0, "{name} {attributes}");
            let wide = f64::from(label::width(text, if attributes.contains("font-size=\"16\"") { 16 } else { 15 }));
            let (before, after) = match attributes {
                _ if name == "rect" => (0.0, at("width")),
                end if end.contains("\"end\"") => (wide, 0.0),
                start if start.contains("\"start\"") => (0.0, wide),
                _ => (wide / 2.0, wide / 2.0),
            };
            assert!(at("x") - before >= 0.0 && at("x") + after <= 1000.0, "{name} {attributes} {text}");
            assert!(at("x") + at("width") <= 1000.0 && at("y") + at("height") <= height, "{name} {attributes} in {height}");
        }
    }
}

#[test]
fn the_name_of_a_picture_is_escaped() {
    let picture = svg(&chart(Figure::Bars { parts: vec![], bars: vec![] }), Lang::En).expect("drawn");
    let name = "&lt;b&gt;&quot;&amp;'&lt;/b&gt; &lt;/text&gt;&lt;script&gt;x&lt;/script&gt;";
    assert!(picture.contains("role=\"img\" font-family=\"'Segoe UI','Yu Gothic UI'"));
    assert!(picture.contains(&format!("<title>{name}</title>\n<desc>{name}</desc>")), "{picture}");
}

#[test]
fn labels_are_cleaned_and_cut_by_width() {
    assert_eq!(label::clean(" a\u{202E}b\r\n\tc\u{7}\u{200B}d\u{FFFF} "), "ab c d");
    assert_eq!(label::clean(&format!("a{}b", "\u{301}".repeat(50))), format!("a{}b", "\u{301}".repeat(4)));
    assert_eq!(label::cut("Contoso", 100, 16), "Contoso");
    assert_eq!(label::cut("日本電信電話", 70, 16), "日本電…");
    assert_eq!(label::cut("Contoso", 0, 16), "…");
    for room in 16..300 {
        assert!(label::width(&label::cut("Adventure Works 日本 WWW", room, 16), 16) <= room);
    }
    assert_eq!([0, 999, 1000, 1_234_567].map(label::grouped), ["0", "999", "1,000", "1,234,567"]);
}

#[test]
fn ticks_are_round_and_few() {
    assert_eq!(scale::ticks(0), [1]);
    assert_eq!(scale::ticks(3), [1, 2, 3]);
    assert_eq!(scale::ticks(5), [2, 4, 6]);
    assert_eq!(scale::ticks(4321), [2000, 4000, 6000]);
    for most in (1..3000).chain([u64::MAX - 1, u64::MAX]) {
        let ticks = scale::ticks(most);
        assert!((2..=4).contains(&ticks.len()) || most == 1, "{most}");
        assert!(ticks.last().is_some_and(|&last| last >= u128::from(most)));
    }
}

#[test]
fn only_zero_is_drawn_as_nothing() {
    assert_eq!([0, 1, 50, 100].map(|value| scale::along(value, 100, 600)), [0, 6, 300, 600]);
    assert_eq!(scale::along(1, u128::from(u64::MAX), 600), 1);
    assert_eq!(scale::along(0, 0, 600), 0);
    assert_eq!([0, 25, 100].map(|value| scale::rooted(value, 100)), [0, 500, 1000]);
    assert_eq!(scale::examples(0), [0]);
    assert_eq!(scale::examples(4), [0, 1, 2, 4]);
    assert_eq!(scale::examples(899), [0, 1, 60, 200, 500, 899]);
}

#[test]
fn many_days_are_labelled_by_mondays() {
    assert_eq!(axis::until_monday("2026-10-05"), Some(0));
    assert_eq!(axis::until_monday("2024-02-29"), Some(4));
    assert_eq!(axis::until_monday("2026-13-01"), None);
    let october: Vec<String> = (1..=31).map(|day| format!("2026-10-{day:02}")).collect();
    assert_eq!(axis::labelled(&october, 900), [4, 11, 18, 25]);
    assert_eq!(axis::labelled(&october, 9000).len(), 31);
    assert_eq!((axis::month_day("2026-10-05"), axis::month_day("5")), ("10-05".to_owned(), "5".to_owned()));
}

#[test]
fn more_is_darker_and_failures_are_darkest() {
    let shades: Vec<u32> = (0..=1000).map(|way| colour::lightness(colour::heat(way))).collect();
    assert!(shades.is_sorted_by(|few, many| few >= many) && shades[0] > shades[1000] + 120);
    for tone in [Tone::Inbound, Tone::Outbound, Tone::Interruption, Tone::Neutral, Tone::Failure] {
        assert!(colour::lightness(colour::tint(tone)) > colour::lightness(colour::of(Tone::Failure)) + 30, "{tone:?}");
    }
}
