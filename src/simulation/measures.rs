//! Measures on the head: lengths over its skin, as a tape measure lies on it, the angles of the temples, and where the picture shows
//! them.
//!
//! All are of the hairline before its irregularity, as artists draw it: the line that the handles move, where the zone is at the front; the
//! person's own before any loss, where the pattern keeps it; else there is none.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::graph::Simulation;
use super::handles::PicturePlace;
use super::open_photograph::OpenPhotograph;
use crate::base::math::{Vec2, acos};
use crate::scalp::chart::{Chart, SkinPlace};
use crate::scalp::loss::Pattern;
use crate::treatment::hairline::handle_points;
use crate::treatment::{ScalpPart, TreatmentParameters, Zone};

/// Pieces of a tape measure: on a skull the chord of 1 cm is shorter than the skin by a twentieth of a percent.
const PIECES: usize = 16;
/// A tape is drawn tight so many times between places half of it apart, then a quarter, and so on down to one piece: coarse first, since one
/// piece moves little. What is left moves no place by more than 0.1 mm.
const TIGHTENED: usize = 10;
const LEVELS: usize = 4;
/// Length of both arms of an angle along the line, mm: beyond the bend of the corner, short of the next one (choice).
const ARM_MM: f32 = 20.0;
/// Least product of two lengths that is divided by, mm².
const LEAST_MM2: f32 = 1e-6;
/// Length of the scale, mm.
const SCALE_MM: f32 = 10.0;

/// What the first lines measure by their place: three lengths over the skin, mm, and two angles, °. The hairline itself follows, and the
/// parts of [`ScalpPart::ALL`] with spots on their treated skin, about one a cm².
pub const MEASURED: [&str; 5] =
    ["brow_to_hairline_mm", "hairline_to_vertex_mm", "corner_to_corner_mm", "left_temple_deg", "right_temple_deg"];
/// How many of them are lengths.
const LENGTHS: usize = 3;
/// Places of the hairline among the lines, and of the first part.
const HAIRLINE: usize = MEASURED.len();
const FIRST_PART: usize = HAIRLINE + 1;
/// All lines, and all lists of spots.
pub const N_LINES: usize = FIRST_PART + ScalpPart::ALL.len();

/// Numbers by their names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures([(&'static str, f64); 5]);

impl Figures {
    /// Numbers in the order of their names.
    #[inline(never)]
    pub(super) fn new(names: [&'static str; 5], numbers: [f32; 5]) -> Self {
        let mut figures = names.map(|name| (name, 0.0));
        for (figure, number) in figures.iter_mut().zip(numbers) {
            figure.1 = f64::from(number);
        }
        Self(figures)
    }

    /// The numbers in the order of their names.
    pub fn numbers(&self) -> [f64; 5] {
        self.0.map(|(_, number)| number)
    }
}

impl Serialize for Figures {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Figures", self.0.len())?;
        for (name, number) in self.0 {
            object.serialize_field(name, &number)?;
        }
        object.end()
    }
}

/// The place of the skin halfway between two others, on the shortest way: on a tape drawn tight every place is that of its neighbors.
#[inline(never)]
fn between(chart: &Chart, a: Vec2, b: Vec2) -> Vec2 {
    let middle = (chart.skin_at(a) + chart.skin_at(b)) * 0.5;
    let skin = chart.place(chart.at(middle));
    chart.at(middle + skin.normal * (skin.place - middle).dot(skin.normal))
}

/// The shortest way over the skin between two places of the chart.
#[inline(never)]
fn tape(chart: &Chart, from: Vec2, to: Vec2) -> [Vec2; PIECES + 1] {
    let mut way = [to; PIECES + 1];
    way[0] = from;
    for round in 0..LEVELS * TIGHTENED {
        let reach = (PIECES / 2) >> (round / TIGHTENED);
        for i in (reach..PIECES).step_by(reach) {
            way[i] = between(chart, way[i - reach], way[i + reach]);
        }
    }
    way
}

/// End of an arm from a point of a line, in steps of one point.
#[inline(never)]
fn arm(chart: &Chart, line: &[Vec2], from: usize, step: usize) -> Vec2 {
    let here = chart.skin_at(line[from]);
    let (mut i, mut last, mut gone) = (from, line[from], 0.0);
    loop {
        i = i.wrapping_add(step);
        let Some(&next) = line.get(i) else { return last };
        let distance = here.distance(chart.skin_at(next));
        if distance > ARM_MM {
            return last + (next - last) * ((ARM_MM - gone) / (distance - gone));
        }
        (last, gone) = (next, distance);
    }
}

impl Simulation {
    /// The places of all lines and all spots, each with its line's own, in their order; none where there is nothing to measure, and on a
    /// photograph, whose head nobody has measured.
    #[inline(never)]
    fn measured_places(&self) -> Vec<(usize, SkinPlace)> {
        let mut found = Vec::new();
        let products = self.sites.get().zip(self.person.get());
        let (Some((sites, person)), None) = (products, OpenPhotograph::if_built(self.photograph.as_ref())) else { return found };
        let chart = &person.chart;
        let p = TreatmentParameters::from(&self.effective);
        let keeps = Pattern::from(&self.effective).keeps_hairline();
        if keeps || matches!(p.zone, Zone::Full | Zone::Hairline) {
            let drawn = if keeps { Vec::new() } else { sites.hairline.regular_line(chart, &p) };
            let line = if keeps { &person.region.hairline } else { &drawn };
            let [middle, left, right, from, to] = handle_points(line);
            let mut draw = |what: usize, line: &[Vec2]| {
                for q in line {
                    found.push((what, chart.place(*q)));
                }
            };
            let ends = [chart.at(person.landmarks.glabella), line[middle], chart.at(person.landmarks.vertex), line[left], line[right]];
            for (what, [from, to]) in [[0, 1], [1, 2], [3, 4]].into_iter().enumerate() {
                draw(what, &tape(chart, ends[from], ends[to]));
            }
            for (what, corner) in [left, right].into_iter().enumerate() {
                draw(LENGTHS + what, &[arm(chart, line, corner, usize::MAX), line[corner], arm(chart, line, corner, 1)]);
            }
            draw(HAIRLINE, &line[from..=to]);
        }
        let spots = self.plan.get().filter(|_| p.density > 0.0).map_or(&[][..], |plan| &plan.spread_sites);
        for &(site, part) in spots {
            let site = site as usize;
            found.push((FIRST_PART + part as usize, SkinPlace { place: sites.positions[site], normal: sites.normal(site) }));
        }
        found
    }

    /// All lines with their places, and all spots.
    pub fn measured_lines(&self) -> [Vec<SkinPlace>; N_LINES] {
        let mut lines = [const { Vec::new() }; N_LINES];
        for (line, place) in self.measured_places() {
            lines[line].push(place);
        }
        lines
    }

    /// What [`MEASURED`] names; nothing where there is no hairline.
    pub(super) fn measures(&self) -> Option<Figures> {
        let mut numbers = [0.0; MEASURED.len()];
        let places = self.measured_places();
        for three in places.windows(3) {
            let [(line, from), (second, corner), (last, to)] = [three[0], three[1], three[2]];
            let (a, b) = (from.place - corner.place, to.place - corner.place);
            if line < LENGTHS && second == line {
                numbers[line] += a.length();
            } else if line < HAIRLINE && last == line {
                numbers[line] = acos(a.dot(b) / (a.length() * b.length()).max(LEAST_MM2)).to_degrees();
            }
        }
        (numbers[0] > 0.0).then(|| Figures::new(MEASURED, numbers))
    }

    /// The same lines as the picture shows them, in one list: length of a centimeter on the scalp that faces the camera, as a share of the
    /// picture's width; then of each place its line, where it is as shares of width and height, and 1 where it is seen.
    pub fn measures_in_picture(&self) -> Vec<f32> {
        let mut numbers = Vec::new();
        if let Some(view) = self.camera() {
            numbers.push(SCALE_MM * view.typical_pixels_per_mm() / view.width as f32);
            for (line, place) in self.measured_places() {
                let PicturePlace { x, y, seen } = PicturePlace::new(&view, place);
                numbers.extend([line as f32, x, y, f32::from(u8::from(seen))]);
            }
        }
        numbers
    }
}
