//! The shapes of the five scars on one head.
//!
//! Sizes are those surgeons report: strips leave lines of 12–30 cm, 1 mm wide where all went well and up to 10 where they
//! stretched; punches of 0.8–1.1 mm leave dots of that size; plugs of the years before 1990 were 4 mm wide.

use super::{Outcome, ScarKind, Stroke};
use crate::base::math::{PI, TAU, Vec2, Vec3, cos, lerp, sin, smoothstep, vec2, vec3};
use crate::base::noise;
use crate::base::random::{bits, triangular, uniform};
use crate::base::solve::bisect;
use crate::base::sort::{argsort, sortable_bits};
use crate::base::streams;
use crate::scalp::chart::Chart;
use crate::scalp::donor;
use crate::scalp::person::Person;

const STREAM: u32 = streams::SCAR_SHAPES;
/// Pieces of a line are this long, mm.
const PIECE: f32 = 2.5;
/// Lines end in tips this long, mm.
const TIP: f32 = 22.0;

/// Everything a scar of this kind and size, 0–1, is made of.
pub(super) fn draw(person: &Person, kind: ScarKind, size: f32) -> Vec<Stroke> {
    match kind {
        ScarKind::None => Vec::new(),
        ScarKind::Fut => strip(person, size),
        ScarKind::Fue => punches(person, size),
        ScarKind::Plugs => plugs(person, size),
        ScarKind::Trauma => wound(person, size),
        ScarKind::Burn => burn(person, size),
    }
}

/// A line from its middle to both sides: `halves` mm long, `wide` mm across times the profile at each piece.
///
/// `place` gives the skin so many mm from the middle, negative to the second side.
fn line(place: impl Fn(f32) -> Vec3, profile: impl Fn(f32) -> f32, halves: [f32; 2], wide: f32) -> Vec<Stroke> {
    let pieces = (halves[0].max(halves[1]) / PIECE) as i32 + 1;
    let radius = |mm: f32| {
        let half = halves[usize::from(mm < 0.0)];
        let left = ((half - mm.abs()) / TIP).max(0.0).min(1.0);
        0.5 * wide * profile(mm) * left.sqrt()
    };
    let ends = |i: i32| (i as f32 * PIECE, (i + 1) as f32 * PIECE);
    let strokes = (-pieces..pieces).map(ends).filter(|(a, b)| radius(*a).max(radius(*b)) > 0.0);
    strokes.map(|(a, b)| Stroke::line(place(a), place(b), (radius(a), radius(b)), 1.0)).collect()
}

/// The strip scar: ear to ear across the back, a little above the occipital protuberance.
fn strip(person: &Person, size: f32) -> Vec<Stroke> {
    let seed = person.seed;
    let drift = noise::offset(seed, STREAM);
    let along = |mm: f32, scale: f32| noise::value(drift + vec3(mm / scale, 0.0, 0.0));
    let tilt = 4.0 * triangular(seed, STREAM, 0);
    // Height by the angle from the midline of the back; then the curve is measured, so that mm are mm of skin.
    let at = |angle: f32| {
        let side = angle / (0.5 * PI);
        let mm = angle * 92.0;
        let height = 19.0 + 44.0 * side * side * (1.5 - 0.5 * side.abs()) + tilt * side;
        at_height(&person.chart, angle, height + 5.0 * along(mm, 60.0) + 1.6 * along(mm + 900.0, 14.0))
    };
    let step = PI / 360.0;
    let walk = |sign: f32| {
        let (mut curve, mut gone) = (vec![(0.0, at(0.0))], 0.0);
        while gone < 156.0 && curve.len() < 280 {
            let next = at(sign * step * curve.len() as f32);
            gone += (next - curve[curve.len() - 1].1).length();
            curve.push((gone, next));
        }
        curve
    };
    let curves = [walk(1.0), walk(-1.0)];
    let place = |mm: f32| {
        let curve = &curves[usize::from(mm < 0.0)];
        let i = curve.partition_point(|(gone, _)| *gone < mm.abs()).max(1).min(curve.len() - 1);
        let ((a, p), (b, q)) = (curve[i - 1], curve[i]);
        p + (q - p) * ((mm.abs() - a) / (b - a))
    };
    // Widest where the neck pulls: beside the midline.
    let profile = |mm: f32| {
        let pull = 0.62 + 0.38 * smoothstep(115.0, 20.0, mm.abs());
        pull * (1.0 + 0.8 * along(mm + 300.0, 26.0) + 0.35 * along(mm + 600.0, 9.0))
    };
    line(place, profile, [lerp(60.0, 150.0, size); 2], lerp(1.0, 9.0, size * (0.35 + 0.65 * size)))
}

/// Punch scars: the units with the lowest turn are gone, each a dot.
fn punches(person: &Person, size: f32) -> Vec<Stroke> {
    let seed = person.seed;
    let drift = noise::offset(seed, STREAM);
    let (mut turns, mut standing) = (Vec::new(), Vec::new());
    for (i, unit) in person.units.iter().enumerate() {
        // Units that stand in all but the thinnest hair.
        let inside = if unit.onset < 0.62 { donor::depth(person, unit.position) } else { 0.0 };
        if inside > 1.0 {
            // Taken evenly, but by hand: some fields are harvested harder than others, and towards the zone's edge, which
            // no hand follows to the millimetre, fewer are taken.
            let at = unit.position + drift;
            let (wide, near) = (noise::value(at / 26.0), noise::value(at / 7.0));
            let edge = 1.0 - smoothstep(0.0, 22.0, inside - 4.0 + 24.0 * noise::value(at / 17.0 + Vec3::splat(9.0)));
            let turn = unit.onset + 0.55 * wide + 0.3 * near + 0.75 * edge + 0.10 * triangular(seed, STREAM + 1, i as u32);
            turns.push(turn);
            standing.push(i as u32);
        }
    }
    let turns = argsort(turns.into_iter().map(sortable_bits));
    let n = lerp(300.0, 3500.0, size) as usize;
    let dot = |i: u32| {
        let own = bits(seed, STREAM + 2, i);
        let part = |shift: u32| (own >> shift & 0xff) as f32 * (1.0 / 255.0);
        let at = person.units[i as usize].position;
        // Not quite round, mostly along the hair.
        let long = person.units[i as usize].direction.get() * (0.14 * part(8));
        let radius = 0.5 * lerp(0.8, 1.1, part(0)) - 0.03;
        Stroke::line(at - long, at + long, (radius, radius), lerp(0.2, 1.0, part(16)))
    };
    turns.into_iter().take(n).map(|i| dot(standing[i as usize])).collect()
}

/// Plugs in rows behind the hairline, and the holes they left at the back.
fn plugs(person: &Person, size: f32) -> Vec<Stroke> {
    const ROW: f32 = 6.4;
    const PITCH: f32 = 5.9;
    let seed = person.seed;
    let drift = noise::offset(seed, STREAM);
    let mut found = Vec::new();
    for row in 0..8_u32 {
        // No row ran as straight as the next: whoever cut it followed his eye.
        let at_row = |angle: f32| {
            let bend = 9.0 * noise::value(drift + vec3(angle / 0.45, row as f32 * 0.22, 0.0));
            at_front(person, angle, 10.0 + ROW * row as f32 + bend)
        };
        let mut index = row * 256;
        for side in [1.0, -1.0] {
            let mut last = at_row(0.0);
            // The two halves of a row meet at the midline; rows stand gap behind plug.
            let mut to_go = if row % 2 == 0 {
                PITCH * 0.5
            } else if side > 0.0 {
                0.0
            } else {
                PITCH
            };
            for step in 1..160 {
                let place = at_row(side * 0.0065 * step as f32);
                to_go -= (place - last).length();
                last = place;
                if to_go > 0.0 || place.x.abs() > 40.0 {
                    continue;
                }
                to_go += PITCH;
                index += 1;
                let own = |k: u32| triangular(seed, STREAM + 3 + k, index);
                // Later rows were added in later years; here and there a plug failed.
                let year = (row as f32 - 1.6 + 0.8 * own(0)) / 5.4;
                if size < year || uniform(seed, STREAM + 8, index) < 0.10 {
                    continue;
                }
                let moved = person.chart.at(place + vec3(own(1), own(2), own(3)) * 1.3);
                let at = person.chart.skin_at(moved);
                let radius = 1.95 + 0.25 * own(4);
                found.push(Stroke::dot(at, radius, 0.8 + 0.2 * own(5)).of(Outcome::Tuft));
            }
        }
    }
    // Each left a hole in rows at the back.
    let mut holes = Vec::new();
    for i in 0..160_u32 {
        let own = |k: u32| triangular(seed, STREAM + 30 + k, i);
        // Twenty beside each other, nearest the midline first; the next row stands gap under hole.
        let (row, beside) = (i / 20, i % 20);
        let aside = (beside as f32 * 0.5 + 0.25 * (row % 2) as f32 + 0.5).floor() * if beside % 2 == 0 { 1.0 } else { -1.0 };
        let angle = (aside + 0.5 * (row % 2) as f32 + 0.24 * own(0)) * 0.082;
        let at = at_height(&person.chart, angle, 43.0 - 6.6 * row as f32 + 16.0 * angle * angle + 1.7 * own(1));
        if donor::depth(person, at) > 0.0 {
            // Left to close of itself, it drew together a little.
            holes.push(Stroke::dot(at, 1.85 + 0.15 * own(2), 0.75 + 0.25 * own(3)));
        }
    }
    holes.truncate(found.len());
    found.append(&mut holes);
    found
}

/// A cut on the side of the top, with the marks of its stitches.
fn wound(person: &Person, size: f32) -> Vec<Stroke> {
    let seed = person.seed;
    let chart = &person.chart;
    let drift = noise::offset(seed, STREAM);
    let start = vec2(46.0 + 8.0 * triangular(seed, STREAM, 1), 16.0 + 8.0 * triangular(seed, STREAM, 2));
    let heading = 0.45 + 0.35 * triangular(seed, STREAM, 3);
    // Both ways from the middle, in one slow bend.
    let walk = |sign: f32| {
        let (mut q, mut path) = (start, vec![start]);
        for i in 0..40 {
            let mm = sign * i as f32 * PIECE;
            let at = |scale: f32| noise::value(drift + vec3(mm / scale, 7.0, 0.0));
            let turn = heading + 1.1 * at(43.0) + 0.35 * at(9.0);
            q = step(chart, q, vec2(sin(turn), -cos(turn)) * sign, PIECE);
            path.push(q);
        }
        path
    };
    let paths = [walk(1.0), walk(-1.0)];
    let on_path = |mm: f32| {
        let path = &paths[usize::from(mm < 0.0)];
        let at = (mm.abs() / PIECE).min(path.len() as f32 - 1.01);
        let i = at as usize;
        path[i] + (path[i + 1] - path[i]) * (at - i as f32)
    };
    let profile = |mm: f32| 1.0 + 1.1 * noise::value(drift + vec3(mm / 24.0, 3.0, 0.0));
    // It ends where hair does.
    let bears_hair = |mm: f32| person.region.plain_depth(on_path(mm)) > 2.0;
    let halves = [1.0, -1.0].map(|sign| {
        let mut half = lerp(20.0, 70.0, size);
        while half > PIECE && !bears_hair(sign * half) {
            half -= PIECE;
        }
        half
    });
    let mut found = line(|mm| chart.skin_at(on_path(mm)), profile, halves, lerp(1.0, 3.6, size));
    // Stitches every 6 mm or so, left in a week too long: a thin line across and a dot at each end.
    for i in -11..=11_i32 {
        let own = |k: u32| triangular(seed, STREAM + 10 + k, (i + 64) as u32);
        let mm = 6.0 * i as f32 + 1.3 * own(0);
        if mm.abs() > halves[usize::from(mm < 0.0)] - 5.0 || own(1) > 0.72 {
            continue;
        }
        let (q, ahead) = (on_path(mm), on_path(mm + 1.0));
        let along = (ahead - q).normalize_or(Vec2::Y);
        let across = vec2(along.y, -along.x) + along * (0.3 * own(2));
        let end = |side: f32, k: u32| chart.skin_at(step(chart, q, across * side, 4.2 + 0.8 * own(2) + 0.3 * own(k)));
        let (a, b) = (end(1.0, 3), end(-1.0, 4));
        found.push(Stroke::line(a, b, (0.2, 0.2), 0.3 + 0.15 * own(5)));
        for (at, k) in [(a, 6), (b, 7)] {
            let radius = 0.45 + 0.1 * own(k);
            found.push(Stroke::dot(at, radius, 0.5 + 0.2 * own(5)));
        }
    }
    found
}

/// A burn on the side of the top.
fn burn(person: &Person, size: f32) -> Vec<Stroke> {
    let seed = person.seed;
    let middle = vec2(40.0 + 6.0 * triangular(seed, STREAM, 1), 4.0 + 9.0 * triangular(seed, STREAM, 2));
    let turn = PI * uniform(seed, STREAM, 3);
    // Longer than wide.
    let radius = lerp(18.5, 45.0, size);
    let place = |angle: f32, mm: f32| step(&person.chart, middle, vec2(cos(angle), sin(angle)), mm);
    let end = |sign: f32| person.chart.skin_at(place(turn, sign * 7.5));
    let mut found = vec![Stroke::line(end(1.0), end(-1.0), (radius, radius * 0.9), 1.0)];
    for i in 0..64 {
        let own = |k: u32| uniform(seed, STREAM + 20 + k, i);
        let (angle, mm) = (TAU * own(0), 70.0 * own(1).sqrt());
        let (a, b) = (place(angle, mm), place(angle + (4.0 * own(2) - 2.0) / mm.max(6.0), mm + 4.0 * own(3) - 2.0));
        if person.region.plain_depth(a).min(person.region.plain_depth(b)) < 3.0 {
            continue;
        }
        let (p, q) = (person.chart.skin_at(a), person.chart.skin_at(b));
        if i % 4 == 0 {
            // Here and there skin escaped, with its hair.
            let mm = 1.3 + 3.2 * own(4) * own(4);
            found.push(Stroke::line(p, q, (mm, 0.5 * mm), 1.0).of(Outcome::Spared));
        } else {
            // Splashes beside it: the nearer it comes the larger, until it swallows them.
            let mm = (0.4 * (radius + 17.0 - mm)).min(1.3 + 4.0 * own(4) * own(4));
            if mm > 0.7 {
                found.push(Stroke::line(p, q, (mm, 0.5 * mm), 1.0));
            }
        }
    }
    found
}

/// Skin at a height, mm, in the direction `angle` from the midline of the back, radians, to the left.
fn at_height(chart: &Chart, angle: f32, height: f32) -> Vec3 {
    let direction = vec2(sin(angle), -cos(angle));
    let (above, _) = bisect(40.0, 160.0, 14, |reach| chart.skin_at(direction * reach).y > height);
    chart.skin_at(direction * above)
}

/// Skin so many mm behind the young hairline, in the direction `angle` from straight ahead, radians, to the left.
fn at_front(person: &Person, angle: f32, depth: f32) -> Vec3 {
    let direction = vec2(sin(angle), cos(angle));
    let (inside, _) = bisect(10.0, 110.0, 12, |reach| person.region.plain_front_depth(direction * reach) > depth);
    person.chart.skin_at(direction * inside)
}

/// The place `mm` along the skin from `q` in a direction of the chart.
fn step(chart: &Chart, q: Vec2, direction: Vec2, mm: f32) -> Vec2 {
    let ahead = direction.normalize_or(Vec2::Y);
    let per_unit = (chart.skin_at(q + ahead) - chart.skin_at(q)).length().max(0.2);
    q + ahead * (mm / per_unit)
}
