//! Looks at the rest of a file whose start tells of no log: another log or product may fill more than is looked at to tell what a file is.

use std::io::Read;

use super::detect::{HEAD, Verdict, further};
use super::look::{LONG_HEAD, Looking, file_name, opens_once, with_times};
use super::source::{self, Input};

/// What a file is that begins with `head`, which tells no more than `verdict`.
pub(super) fn look_further(verdict: Verdict, head: &[u8], input: &Input, looking: &Looking) -> Verdict {
    let look = |text: &mut dyn Read| further(head, text, file_name(input), &looking.headers, looking.max_record);
    let once = opens_once(input);
    let found = if once {
        let mut beginning = head;
        look(&mut beginning)
    } else {
        source::open(input, false, looking.max_unpacked).ok().and_then(|mut opened| look(&mut opened.text))
    };
    let more = once && head.len() == HEAD + LONG_HEAD;
    let seen = format!("; it can be read only once, and the first {} MiB were looked at: give it as a file if a log may follow", head.len() >> 20);
    match (found, verdict) {
        (Some(found), _) => Verdict::Log(with_times(found, head, input, looking)),
        (None, Verdict::SetAside(why)) if more => Verdict::SetAside(why + &seen),
        (None, Verdict::NoLog(why)) if more => Verdict::NoLog(why + &seen),
        (None, verdict) => verdict,
    }
}
