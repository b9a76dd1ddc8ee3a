//! Scores as logarithms of probabilities, in whole numbers, so that every machine compares them alike.

/// Powers of e in steps: `TABLE[n]` is e^(-n/64) in units of 2^-24.
const TABLE: [u64; 512] = {
    // e^(-1/64) in units of 2^-32.
    const DOWN: u64 = 4_228_380_000;
    let mut table = [0; 512];
    let (mut at, mut value) = (0, 1_u64 << 32);
    while at < table.len() {
        table[at] = value >> 8;
        value = (value * DOWN) >> 32;
        at += 1;
    }
    table
};

/// By how many steps of `grain` one score is below another; 0 when it is above.
pub fn steps(top: i32, score: i32, grain: u32) -> u32 {
    top.max(score).abs_diff(score) / grain.max(1)
}

/// The logarithm, in steps, of the sum of all probabilities where the one of the highest score,
/// `top`, is taken for 1.
pub fn log_total(top: i32, scores: &[i32], grain: u32) -> u32 {
    // Multiplied instead of divided, which is several times as fast; all but exact, and the same everywhere.
    let share = (1_u64 << 32) / u64::from(grain.max(1)) + 1;
    let weight = |score: &i32| {
        let steps = (u64::from(top.abs_diff(*score)) * share) >> 32;
        TABLE.get(steps as usize).copied().unwrap_or(0)
    };
    let total: u64 = scores.iter().map(weight).sum();
    // The first step n at which the total times e^(-n/64) is no more than 1.
    let above = |power: &u64| u128::from(*power) * u128::from(total) > 1 << 48;
    TABLE.partition_point(above) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_scores_share_a_probability_of_one() {
        assert_eq!(log_total(5, &[5], 9), 0);
        // ln 2 and ln 4, in 64ths, rounded up.
        assert_eq!(log_total(5, &[5, 5], 9), 45);
        assert_eq!(log_total(5, &[5, 5, 5, 5], 9), 89);
    }

    #[test]
    fn a_score_far_below_adds_nothing() {
        assert_eq!(log_total(0, &[0, i32::MIN / 2], 9), 0);
        assert_eq!(steps(640, 0, 10), 64);
    }
}
