//! Solving for one unknown.

/// Bisection: narrows the gap between a value for which `test` holds and one for which it does not, and gives both.
///
/// The gap is halved so many times: `halvings` = 10 leaves a thousandth of it.
pub fn bisect(mut holds: f32, mut fails: f32, halvings: usize, test: impl Fn(f32) -> bool) -> (f32, f32) {
    for _ in 0..halvings {
        let middle = 0.5 * (holds + fails);
        if test(middle) {
            holds = middle;
        } else {
            fails = middle;
        }
    }
    (holds, fails)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bisection_closes_in_on_the_border_from_both_sides() {
        let (holds, fails) = bisect(0.0, 2.0, 20, |x| x * x < 2.0);
        assert!(holds * holds < 2.0 && fails * fails >= 2.0 && fails - holds < 3e-6);
        // The side that holds may be the greater one.
        let (holds, fails) = bisect(4.0, 0.0, 20, |x| x > 1.0);
        assert!(holds > 1.0 && fails <= 1.0 && holds - fails < 5e-6);
    }
}
