//! Scales: lengths and shades that stand for numbers, and round ticks. Whole numbers all the way.

/// A length as a plain number; longer than any picture where it does not fit.
pub(super) fn length(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// How long a value is when `most` is `full` long. Zero is zero, and nothing else is.
pub(super) fn along(value: u128, most: u128, full: i32) -> i32 {
    if value == 0 || most == 0 {
        return 0;
    }
    let full = u128::from(full.unsigned_abs());
    let share = value.min(most).saturating_mul(full).saturating_add(most / 2) / most;
    i32::try_from(share).unwrap_or(i32::MAX).max(1)
}

/// Where a value stands between nothing and `most`, in thousandths of the square-root scale.
pub(super) fn rooted(value: u64, most: u64) -> u32 {
    if most == 0 {
        return 0;
    }
    let share = u128::from(value.min(most)) * 1_000_000 / u128::from(most);
    u32::try_from(share.isqrt()).unwrap_or(1000)
}

/// Round ticks from the first above zero to the first that is not below `most`; four at most.
pub(super) fn ticks(most: u64) -> Vec<u128> {
    let most = u128::from(most.max(1));
    let mut power = 1_u128;
    loop {
        for factor in [1, 2, 5] {
            let step = power * factor;
            let count = most.div_ceil(step);
            if count <= 4 {
                return (1..=count).map(|place| place * step).collect();
            }
        }
        power *= 10;
    }
}

/// Values that explain the square-root scale: nothing, one, rounded ones at the quarters of it, and the most.
pub(super) fn examples(most: u64) -> Vec<u64> {
    let quarter = |part: u64| {
        let value = most / 16 * part + most % 16 * part / 16;
        let power = 10_u64.pow(value.checked_ilog10().unwrap_or(0));
        (value / power + u64::from(value % power >= power.div_ceil(2) && power > 1)).saturating_mul(power)
    };
    let mut values = vec![0, most.min(1), quarter(1), quarter(4), quarter(9), most];
    values.retain(|&value| value <= most);
    values.sort_unstable();
    values.dedup();
    values
}
