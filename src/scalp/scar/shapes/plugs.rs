//! Old 4 mm plugs in rows behind the hairline, and the holes they left at the back.

use super::{STREAM, Varied, place_at_height, place_behind_hairline};
use crate::base::math::vec3;
use crate::base::noise;
use crate::base::random::{triangular, uniform};
use crate::scalp::donor;
use crate::scalp::person::Person;
use crate::scalp::skin_stroke::{SkinStroke, StrokeEffect};

/// Rows of plugs, and how far behind the hairline the first lies and the next ones behind each other, mm (choice).
const ROWS: u32 = 8;
const FIRST_ROW_MM: f32 = 10.0;
const ROW_MM: f32 = 6.4;
/// From plug to plug of a row, mm (choice).
const PITCH_MM: f32 = 5.9;
/// Rows are bent by noise: twice so many mm at the most, of this size in radians, and changing by this share of it from row to
/// row (choice).
const BEND_MM: f32 = 9.0;
const BEND_ANGLE: f32 = 0.45;
const BEND_PER_ROW: f32 = 0.22;
/// A row is measured in steps of so many radians, as many at the most, and ends so far from the midline, mm (choice).
const STEP: f32 = 0.0065;
const MOST_STEPS: usize = 160;
const HALF_WIDTH_MM: f32 = 40.0;
/// Rows that the smallest scar has, how much earlier or later a plug comes than its row, and the rows that size adds (choice).
const FIRST_ROWS: f32 = 1.6;
const SCATTER_ROWS: f32 = 0.8;
const ADDED_ROWS: f32 = 5.4;
/// Share of plugs that failed (choice).
const FAILED: f32 = 0.10;
/// How far a plug lies off its row, mm (choice).
const ASIDE_MM: f32 = 1.3;
/// Radius of a plug, mm (plugs 4 mm wide are reported), and how clearly it shows (choice).
const RADIUS_MM: Varied = Varied(1.95, 0.25);
const STRENGTH: Varied = Varied(0.8, 0.2);

/// Holes at the most, and how many of them are in a row.
const HOLES: u32 = 160;
const HOLES_A_ROW: u32 = 20;
/// From hole to hole of a row, radians around the head, and how much that varies, as a share (choice).
const HOLE_PITCH: f32 = 0.082;
const HOLE_SCATTER: f32 = 0.24;
/// A hole's number over two is its place from the midline outward; odd rows start so much farther.
const ODD_ROW: f32 = 0.25;
/// Height of the first row above the ear canals at the midline, from row to row, towards the ears per square radian, and how
/// much a hole's varies, mm (choice).
const HOLE_TOP_MM: f32 = 43.0;
const HOLE_ROW_MM: f32 = 6.6;
const HOLE_RISE_MM: f32 = 16.0;
const HOLE_ASIDE_MM: f32 = 1.7;
/// Radius of a hole, mm (left open, it contracted a little), and how clearly it shows (choice).
const HOLE_RADIUS_MM: Varied = Varied(1.85, 0.15);
const HOLE_STRENGTH: Varied = Varied(0.75, 0.25);

pub(super) fn strokes(person: &Person, size: f32) -> Vec<SkinStroke> {
    let seed = person.seed;
    let drift = noise::offset(seed, STREAM);
    let mut found = Vec::new();
    for row in 0..ROWS {
        // Rows of plugs are not straight.
        let at_row = |angle: f32| {
            let bend = BEND_MM * noise::value(drift + vec3(angle / BEND_ANGLE, row as f32 * BEND_PER_ROW, 0.0));
            place_behind_hairline(person, angle, FIRST_ROW_MM + ROW_MM * row as f32 + bend)
        };
        let mut index = row * 256;
        for side in [1.0, -1.0] {
            let mut last = at_row(0.0);
            // The two halves of a row meet at the midline; rows stand gap behind plug.
            let mut to_go = if row % 2 == 0 {
                PITCH_MM * 0.5
            } else if side > 0.0 {
                0.0
            } else {
                PITCH_MM
            };
            for step in 1..MOST_STEPS {
                let place = at_row(side * STEP * step as f32);
                to_go -= (place - last).length();
                last = place;
                if to_go > 0.0 || place.x.abs() > HALF_WIDTH_MM {
                    continue;
                }
                to_go += PITCH_MM;
                index += 1;
                let own = |k: u32| triangular(seed, STREAM + 3 + k, index);
                // Later rows were added in later years; here and there a plug failed.
                let year = (row as f32 - FIRST_ROWS + SCATTER_ROWS * own(0)) / ADDED_ROWS;
                if size < year || uniform(seed, STREAM + 8, index) < FAILED {
                    continue;
                }
                let moved = person.chart.at(place + vec3(own(1), own(2), own(3)) * ASIDE_MM);
                let at = person.chart.skin_at(moved);
                found.push(SkinStroke::dot(at, RADIUS_MM.at(own(4)), STRENGTH.at(own(5))).of(StrokeEffect::Tuft));
            }
        }
    }
    let mut holes = holes(person);
    holes.truncate(found.len());
    found.append(&mut holes);
    found
}

/// The holes that plugs left in rows at the back, in the order they were cut.
fn holes(person: &Person) -> Vec<SkinStroke> {
    let mut holes = Vec::new();
    for i in 0..HOLES {
        let own = |k: u32| triangular(person.seed, STREAM + 30 + k, i);
        // Nearest the midline first; the next row stands gap under hole.
        let (row, beside) = (i / HOLES_A_ROW, i % HOLES_A_ROW);
        let aside = (beside as f32 * 0.5 + ODD_ROW * (row % 2) as f32 + 0.5).floor() * if beside % 2 == 0 { 1.0 } else { -1.0 };
        let angle = (aside + 0.5 * (row % 2) as f32 + HOLE_SCATTER * own(0)) * HOLE_PITCH;
        let height = HOLE_TOP_MM - HOLE_ROW_MM * row as f32 + HOLE_RISE_MM * angle * angle + HOLE_ASIDE_MM * own(1);
        let at = place_at_height(&person.chart, angle, height);
        if donor::depth(person, at) > 0.0 {
            holes.push(SkinStroke::dot(at, HOLE_RADIUS_MM.at(own(2)), HOLE_STRENGTH.at(own(3))));
        }
    }
    holes
}
