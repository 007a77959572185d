//! Printed bounds against what the intervals mean: the equation that a bound solves, not the formula for it.

use super::*;

/// Below zero: `at` percent lies inside the interval by Wilson, `(p̂ - p)² < z² f p (1 - p) / n`.
fn outside(at: &Exact, part: i64, n: i64, left: &Exact) -> bool {
    let p = at / integer(100);
    let far = over(part, n) - &p;
    &far * &far > over(Z_SQUARED, Z_SCALE) * left * &p * (Exact::one() - &p) / integer(n)
}

#[test]
fn a_printed_bound_is_the_nearest_to_the_one_that_solves_the_equation() {
    let frames = [None, Some(Frame { net: 30, usable: 24 }), Some(Frame { net: 400, usable: 25 })];
    let mut seen = 0;
    for frame in frames {
        let left = left(frame, 1).unwrap();
        for n in 1..=24 {
            for part in 0..=n {
                for decimals in 0..3 {
                    let interval = share_interval(part, n, frame).unwrap();
                    let (low, high) = interval.print(decimals).unwrap();
                    let half = over(1, 2 * 10_i64.pow(u32::from(decimals)));
                    for (bound, inward) in [(low, half.clone()), (high, -half)] {
                        let Printed::Number { units, .. } = bound else { panic!("{bound}") };
                        let at = over(units, 10_i64.pow(u32::from(decimals)));
                        // Half a digit further out lies outside, half a digit further in lies inside.
                        let (out, into) = (&at - &inward, &at + &inward);
                        assert!(outside(&out, part, n, &left), "{part} of {n}, {frame:?}: {bound}");
                        let wide = &interval.square * integer(4) > (&inward * &inward);
                        assert!(!wide || !outside(&into, part, n, &left), "{part} of {n}, {frame:?}: {bound}");
                        seen += 1;
                    }
                }
            }
        }
    }
    assert!(seen > 5_000, "{seen}");
}

#[test]
fn eight_of_eleven() {
    let text = |interval: Interval, decimals| {
        let (low, high) = interval.print(decimals).unwrap();
        format!("{low}–{high}")
    };
    assert_eq!(text(share_interval(8, 11, None).unwrap(), 0), "43–90");
    assert_eq!(text(share_interval(8, 11, Some(Frame { net: 16, usable: 11 })).unwrap(), 0), "56–85");
    assert_eq!(text(share_interval(0, 11, None).unwrap(), 1), "0,0–25,9");
    let ends = (Ratio::integer(1), Ratio::integer(10));
    let grades = [(7, 1), (8, 6), (9, 4)];
    assert_eq!(text(mean_interval(&grades, 0, ends, None).unwrap(), 1), "7,8–8,7");
}

#[test]
fn nothing_to_estimate_has_no_interval() {
    let ends = (Ratio::integer(1), Ratio::integer(10));
    assert_eq!(share_interval(0, 0, None), None);
    assert_eq!(share_interval(3, 4, Some(Frame { net: 9, usable: 9 })), None, "everyone answered");
    assert_eq!(mean_interval(&[(8, 3), (9, 1)], 0, ends, None), None, "four grades");
    assert_eq!(mean_interval(&[(8, 9)], 0, ends, None), None, "all alike");
    assert_eq!(share_interval(1, 2, Some(Frame { net: 3, usable: 8 })), share_interval(1, 2, None), "not their sample");
}

#[test]
fn bounds_stay_on_the_scale_and_round_away_from_zero() {
    let ends = (Ratio::integer(-10), Ratio::integer(10));
    let interval = mean_interval(&[(-10, 4), (10, 1)], 0, ends, None).unwrap();
    let (low, high) = interval.print(0).unwrap();
    assert_eq!((low.to_string().as_str(), high.to_string().as_str()), ("-10", "5"));
    assert_eq!(interval.along(ends.0, ends.1), Some((0, 755)));
    assert_eq!(nearest(&over(-5, 2), &Exact::zero(), true), BigInt::from(-3));
    assert_eq!(nearest(&over(5, 2), &Exact::zero(), false), BigInt::from(3));
    assert_eq!(nearest(&over(-1, 3), &Exact::zero(), false), BigInt::zero());
}

#[test]
fn a_great_many_answers_do_not_overflow() {
    let many = 4_000_000_000_000;
    let interval = share_interval(many / 3, many, Some(Frame { net: many * 2, usable: many })).unwrap();
    assert_eq!(interval.print(1).map(|(low, high)| format!("{low}–{high}")).unwrap(), "33,3–33,3");
}
