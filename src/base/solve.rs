//! Solving equations: bisection for one unknown, Levenberg–Marquardt and compass search for two.

use super::math::Vec2;

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

/// Most steps of Levenberg–Marquardt, and its damping: what keeps steps short where the slopes of both unknowns agree or vanish, in squared
/// units of the residual per squared unit of the unknowns (found by trial on handles of a hairline that are seen edge on).
const MOST_STEPS: usize = 8;
const DAMPING: f32 = 1e-3;
/// Squared residual that is close enough, and starts along each unknown where it is not.
const CLOSE: f32 = 0.2;
const SCAN: u32 = 4;
/// Squared residual that an invalid place has more than any valid one.
const INVALID: f32 = 1e6;
/// The compass search begins with so many steps of the grid at once.
const FIRST_STRIDE: f64 = 4.0;

/// The two unknowns on a grid of multiples of `least` within `range` that bring a residual nearest to zero, from `start`:
/// Levenberg–Marquardt, then compass search.
///
/// `residual` also says whether a place is valid; an invalid one is taken only where there is no other. None as soon as it gives none.
pub fn nearest_on_grid(
    range: [f64; 2],
    least: f64,
    start: [f64; 2],
    residual: &mut dyn FnMut([f64; 2]) -> Option<(Vec2, bool)>,
) -> Option<[f64; 2]> {
    let within = |at: [f64; 2]| at.map(|v| v.max(range[0]).min(range[1]));
    let far = |(residual, valid): (Vec2, bool)| residual.length_squared() + if valid { 0.0 } else { INVALID };
    let mut at = start;
    let mut found = residual(at)?;
    for _ in 0..MOST_STEPS {
        // Slopes by finite differences, towards zero so that the probe stays within the range.
        let probe = at.map(|v| if v > 0.0 { -least } else { least });
        let [a, b] = [[at[0] + probe[0], at[1]], [at[0], at[1] + probe[1]]].map(&mut *residual);
        let (a, b) = ((a?.0 - found.0) / probe[0] as f32, (b?.0 - found.0) / probe[1] as f32);
        let (aa, ab, bb) = (a.length_squared() + DAMPING, a.dot(b), b.length_squared() + DAMPING);
        let (ra, rb) = (a.dot(found.0), b.dot(found.0));
        let determinant = aa * bb - ab * ab;
        let next = within([at[0] - f64::from((bb * ra - ab * rb) / determinant), at[1] - f64::from((aa * rb - ab * ra) / determinant)]);
        let there = residual(next)?;
        if far(there) >= far(found) {
            break;
        }
        (at, found) = (next, there);
    }
    // Where the residual is limited its slopes vanish: from there on by trial in all eight directions.
    let snapped = |at: [f64; 2]| within(at.map(|v| (v / least).round() * least));
    let mut measure = |at: [f64; 2]| Some(far(residual(within(at))?));
    let (found, nearest) = compass(snapped(at), least, &mut measure)?;
    if nearest <= CLOSE {
        return Some(within(found));
    }
    // Out of reach, or caught in a fold of the skin: then from the best of some other starts too.
    let mut start = (found, f32::MAX);
    for step in 0..SCAN * SCAN {
        let share = [step % SCAN, step / SCAN].map(|i| (f64::from(i) + 0.5) / f64::from(SCAN));
        let at = snapped(share.map(|share| range[0] + (range[1] - range[0]) * share));
        let there = measure(at)?;
        if there < start.1 {
            start = (at, there);
        }
    }
    let other = compass(start.0, least, &mut measure)?;
    Some(within(if other.1 < nearest { other.0 } else { found }))
}

/// The place on a grid of multiples of `least` around `at` where a measure is least, by steps in eight directions that halve, and the
/// measure there.
fn compass(at: [f64; 2], least: f64, measure: &mut dyn FnMut([f64; 2]) -> Option<f32>) -> Option<([f64; 2], f32)> {
    let mut at = at;
    let mut nearest = measure(at)?;
    let mut step = FIRST_STRIDE * least;
    while step >= least {
        let from = at;
        for (forward, aside) in [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0), (1.0, 1.0), (-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0)] {
            let next = [from[0] + forward * step, from[1] + aside * step];
            let found = measure(next)?;
            if found < nearest {
                (at, nearest) = (next, found);
            }
        }
        if at == from {
            step *= 0.5;
        }
    }
    Some((at, nearest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::math::vec2;

    #[test]
    fn bisection_closes_in_on_the_border_from_both_sides() {
        let (holds, fails) = bisect(0.0, 2.0, 20, |x| x * x < 2.0);
        assert!(holds * holds < 2.0 && fails * fails >= 2.0 && fails - holds < 3e-6);
        // The side that holds may be the greater one.
        let (holds, fails) = bisect(4.0, 0.0, 20, |x| x > 1.0);
        assert!(holds > 1.0 && fails <= 1.0 && holds - fails < 5e-6);
    }

    /// Solves a residual that is valid everywhere from the middle of ±15 in steps of ½.
    fn solve(mut residual: impl FnMut(f32, f32) -> Vec2) -> [f64; 2] {
        nearest_on_grid([-15.0, 15.0], 0.5, [0.0, 0.0], &mut |[a, b]| Some((residual(a as f32, b as f32), true))).unwrap()
    }

    #[test]
    fn two_unknowns_are_found_on_the_grid() {
        // A skewed, bent map as of skin in perspective.
        let map = |a: f32, b: f32| vec2(3.0 * a + 0.8 * b + 0.02 * a * b, -0.6 * a + 2.5 * b - 0.03 * b * b);
        for goal in [[0.0, 0.0], [4.5, -7.0], [-11.0, 3.5], [15.0, 15.0]] {
            let there = map(goal[0] as f32, goal[1] as f32);
            assert_eq!(solve(|a, b| map(a, b) - there), goal);
        }
        // Between two steps: the nearer.
        assert_eq!(solve(|a, b| map(a, b) - map(4.4, -7.1)), [4.5, -7.0]);
        // Out of range: the nearest place within.
        assert_eq!(solve(|a, b| vec2(a - 40.0, b - 2.0)), [15.0, 2.0]);
    }

    #[test]
    fn slopes_spare_most_of_the_search() {
        // The compass search alone asks 8 times a step and 33 times at its end.
        for (goal, most) in [([14.0, -13.0], 50), ([-9.0, 12.5], 50)] {
            let mut asked = 0;
            solve(|a, b| {
                asked += 1;
                vec2(3.0 * (a - goal[0]) + 0.8 * (b - goal[1]), 2.5 * (b - goal[1]) - 0.6 * (a - goal[0]))
            });
            assert!(asked <= most, "{asked} times");
        }
        // Nor does a slope that vanishes lead it away.
        let mut asked = 0;
        solve(|a, _| {
            asked += 1;
            vec2(a - 14.0, 0.0)
        });
        assert!(asked <= 50, "{asked} times");
    }

    #[test]
    fn a_vanishing_slope_does_not_stop_it() {
        // One unknown moves nothing, as on skin that is seen edge on: the other is found all the same.
        assert_eq!(solve(|a, _| vec2(a - 6.0, 0.0))[0], 6.0);
        // Held back beyond 3: as near as it gets.
        let [a, b] = solve(|a, b| vec2(a.min(3.0) - 5.0, b + 2.0));
        assert!(a >= 3.0 && b == -2.0, "{a} {b}");
        // Flat near the start.
        assert_eq!(solve(|a, b| vec2(if a < 1.0 { 1.0 } else { a } - 4.0, b)), [4.0, 0.0]);
    }

    #[test]
    fn an_invalid_place_is_the_last_choice() {
        let found = nearest_on_grid([-15.0, 15.0], 0.5, [0.0, 0.0], &mut |[a, b]| Some((vec2(a as f32 - 8.0, b as f32), a <= 5.0)));
        assert_eq!(found, Some([5.0, 0.0]));
        assert_eq!(nearest_on_grid([-15.0, 15.0], 0.5, [0.0, 0.0], &mut |_| None), None);
    }
}
