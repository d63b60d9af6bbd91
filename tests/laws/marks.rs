//! Drawn marks against what a camera with endlessly many pixels would see.

use smp_visualizer::base::color::encode;
use smp_visualizer::base::math::{PI, TAU, Vec3, cos, exp, ln, sin, vec3};
use smp_visualizer::base::random::uniform;
use smp_visualizer::render::marks::hair_stroke::{self, HairStroke};
use smp_visualizer::render::marks::root_mark::RootMark;
use smp_visualizer::render::marks::splat::{Atlas, draw_large};
use smp_visualizer::render::marks::transmission::Transmission;

/// A mark's profile is (1 − (d/R)²)³ out to R = 2.85 radii; its integral is π R² / 4.
const REACH: f32 = 2.85;

struct Mark {
    x: f32,
    y: f32,
    radius: f32,
    strength: f32,
}

/// Marks spread evenly over a square of `side` px until their discs cover `share` of it; radii and strengths vary.
fn field(side: f32, radii: (f32, f32), strengths: (f32, f32), share: f32) -> Vec<Mark> {
    let (mut marks, mut covered) = (Vec::new(), 0.0);
    while covered < share * side * side {
        let i = marks.len() as u32;
        // The R2 sequence: no two of its places near each other, however many are taken.
        let place = |step: f64| ((0.5 + f64::from(i) * step) % 1.0) as f32 * side;
        let radius = radii.0 * exp(ln(radii.1 / radii.0) * uniform(1, 0, i));
        covered += PI * radius * radius;
        let strength = strengths.0 + (strengths.1 - strengths.0) * uniform(1, 1, i);
        marks.push(Mark { x: place(0.754_877_666_246_693), y: place(0.569_840_290_998_053), radius, strength });
    }
    marks
}

fn draw(atlas: &Atlas, plane: &mut Transmission, mark: &Mark) {
    if atlas.has_size(mark.radius) {
        atlas.draw(plane, mark.x, mark.y, mark.radius, mark.strength);
    } else {
        draw_large(plane, mark.x, mark.y, mark.radius, mark.strength, Vec3::Z);
    }
}

fn drawn(atlas: &Atlas, marks: &[Mark], side: usize) -> Vec<f32> {
    let mut plane = Transmission::default();
    plane.reset(side, side);
    marks.iter().for_each(|mark| draw(atlas, &mut plane, mark));
    (0..side).flat_map(|y| plane.row(y).iter().map(|v| f32::from(*v) / 65_535.0).collect::<Vec<_>>()).collect()
}

/// Free light of each pixel from 16 × 16 places in it, where every mark takes its share of what the others left.
fn reference(marks: &[Mark], side: usize) -> Vec<f32> {
    const FINE: usize = 16;
    let wide = side * FINE;
    let mut fine = vec![1.0_f32; wide * wide];
    for mark in marks {
        let reach = mark.radius * REACH;
        let range = |middle: f32| {
            let place = |v: f32| (v * FINE as f32).clamp(0.0, wide as f32) as usize;
            place(middle - reach)..place(middle + reach + 1.0)
        };
        for y in range(mark.y) {
            for x in range(mark.x) {
                let at = |i: usize| (i as f32 + 0.5) / FINE as f32;
                let (dx, dy) = (at(x) - mark.x, at(y) - mark.y);
                let rest = (1.0 - (dx * dx + dy * dy) / (reach * reach)).max(0.0);
                fine[y * wide + x] *= 1.0 - mark.strength * rest * rest * rest;
            }
        }
    }
    let mut pixels = vec![0.0; side * side];
    for (i, v) in fine.iter().enumerate() {
        pixels[i / wide / FINE * side + i % wide / FINE] += v / (FINE * FINE) as f32;
    }
    pixels
}

/// Root mean square error of drawn marks on a surface of `white` linear light, 8-bit levels.
fn error(atlas: &Atlas, marks: &[Mark], side: usize, white: f32) -> f32 {
    let levels = |v: &f32| encode(*v * white) * 255.0;
    let (ours, best) = (drawn(atlas, marks, side), reference(marks, side));
    // A mark that hangs over the border is cut by the reference, so the outermost pixels are left out.
    let inner = |i: &usize| (8..side - 8).contains(&(i % side)) && (8..side - 8).contains(&(i / side));
    let squares: Vec<f32> = (0..side * side).filter(inner).map(|i| levels(&ours[i]) - levels(&best[i])).map(|d| d * d).collect();
    (squares.iter().sum::<f32>() / squares.len() as f32).sqrt()
}

/// Share of a square that `per_pixel` marks a pixel of a range of radii cover.
fn share_of(radii: (f32, f32), per_pixel: f32) -> f32 {
    // Radii are spread evenly in their logarithm.
    per_pixel * PI * (radii.1 * radii.1 - radii.0 * radii.0) / (2.0 * ln(radii.1 / radii.0))
}

#[test]
fn marks_of_every_size_look_as_if_supersampled() {
    const SIDE: usize = 96;
    let atlas = Atlas::new();
    let mut off = Vec::new();
    for (strengths, limit) in [((0.2, 0.5), 0.75), ((0.6, 0.95), 1.6)] {
        for radii in [(0.1, 0.25), (0.25, 0.5), (0.5, 1.0), (1.0, 3.0), (3.0, 8.0)] {
            // 50 000 marks in a megapixel on white, the scene others were measured with; never more than cover a third.
            let marks = field(SIDE as f32, radii, strengths, share_of(radii, 0.0477).min(0.35));
            let rms = error(&atlas, &marks, SIDE, 1.0);
            println!("radius {radii:?} px, strength {strengths:?}: RMS {rms:.2} levels");
            if rms > limit {
                off.push(format!("radius {radii:?} px, strength {strengths:?}: RMS {rms:.2} > {limit}"));
            }
        }
    }
    assert!(off.is_empty(), "{off:#?}");
}

#[test]
fn a_full_treatment_looks_as_if_supersampled_at_every_zoom() {
    const SIDE: usize = 96;
    let atlas = Atlas::new();
    let mut off = Vec::new();
    // 180 dots/cm² of 0.3 mm cover 12.7 %; shade 3 in its middle takes 0.5–0.8 of a fair skin's light.
    for pixels_per_mm in [1.8, 3.6, 7.0, 14.0, 28.0] {
        let radius = 0.15 * pixels_per_mm;
        let marks = field(SIDE as f32, (0.85 * radius, 1.15 * radius), (0.5, 0.8), 0.127);
        let rms = error(&atlas, &marks, SIDE, 0.5);
        println!("{pixels_per_mm} px/mm: RMS {rms:.2} levels");
        if rms > 1.6 {
            off.push(format!("{pixels_per_mm} px/mm: RMS {rms:.2}"));
        }
    }
    assert!(off.is_empty(), "{off:#?}");
}

/// Light that one thing drawn on an empty plane takes away, in pixels.
fn taken(side: usize, draw: impl FnOnce(&mut Transmission)) -> f64 {
    taken_from(Transmission::default(), side, draw)
}

fn taken_from(mut plane: Transmission, side: usize, draw: impl FnOnce(&mut Transmission)) -> f64 {
    plane.reset(side, side);
    draw(&mut plane);
    (0..side).flat_map(|y| plane.row(y)).map(|v| f64::from(u16::MAX - v) / 65_535.0).sum()
}

fn spread_of(values: &[f64]) -> (f64, f64) {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let variance = values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / values.len() as f64;
    (mean, variance.sqrt() / mean)
}

#[test]
fn a_moving_mark_takes_the_same_light_everywhere() {
    let atlas = Atlas::new();
    let mut off = Vec::new();
    for radius in [0.1, 0.17, 0.24, 0.3, 0.5, 0.8, 1.1, 1.49, 1.51, 2.0, 3.7, 6.0] {
        let strength = 0.8;
        let energies: Vec<f64> = (0..256)
            .map(|i| {
                let mark = Mark { x: 24.0 + (i % 16) as f32 / 16.0, y: 24.0 + (i / 16) as f32 / 16.0, radius, strength };
                taken(48, |plane| draw(&atlas, plane, &mark))
            })
            .collect();
        let (mean, wobble) = spread_of(&energies);
        let reach = f64::from(radius * REACH);
        let error = mean / (f64::from(strength) * reach * reach * std::f64::consts::PI / 4.0) - 1.0;
        println!("radius {radius} px: energy {:+.2} %, wobble {:.2} %", error * 100.0, wobble * 100.0);
        if error.abs() > 0.005 || wobble > 0.005 {
            off.push(format!("radius {radius} px: energy {:+.2} %, wobble {:.2} %", error * 100.0, wobble * 100.0));
        }
    }
    assert!(off.is_empty(), "{off:#?}");
}

#[test]
fn a_large_mark_on_tilted_skin_takes_as_much_less_as_it_is_narrower() {
    for degrees in [0.0_f32, 20.0, 45.0, 60.0, 75.0] {
        for radius in [1.6, 4.0] {
            let facing = cos(degrees.to_radians());
            let across = (1.0 - facing * facing).sqrt();
            let normal = vec3(across * 0.6, across * 0.8, facing);
            let energy = taken(64, |plane| draw_large(plane, 32.3, 31.8, radius, 0.7, normal));
            let full = 0.7 * PI * (radius * REACH) * (radius * REACH) / 4.0;
            let error = energy / f64::from(full * facing) - 1.0;
            assert!(error.abs() < 0.01, "{degrees}°, radius {radius} px: {:+.2} %", error * 100.0);
        }
    }
}

#[test]
fn zooming_out_keeps_the_mean_light() {
    let atlas = Atlas::new();
    // 180 dots/cm² of 0.3 mm, first as a picture at 8 px/mm sees them.
    const SIDE: usize = 448;
    const EDGE: f32 = 64.0;
    let inner = SIDE as f32 - 2.0 * EDGE;
    let marks = field(inner, (1.1, 1.3), (0.4, 0.6), 0.127);
    let light = |zoom: f32| {
        let energy = taken_from(Transmission::for_disjoint_marks(), (SIDE as f32 * zoom) as usize, |plane| {
            for m in &marks {
                let place = |v: f32| (v + EDGE) * zoom;
                draw(&atlas, plane, &Mark { x: place(m.x), y: place(m.y), radius: m.radius * zoom, strength: m.strength });
            }
        });
        1.0 - energy / f64::from(inner * inner * zoom * zoom)
    };
    let near = light(1.0);
    for zoom in [0.5, 0.25, 0.125] {
        let error = light(zoom) / near - 1.0;
        println!("zoom {zoom}: {:+.2} %", error * 100.0);
        assert!(error.abs() < 0.005, "zoom {zoom}: {:+.2} %", error * 100.0);
    }
}

#[test]
fn a_hair_takes_the_light_of_its_own_area_wherever_it_lies() {
    let atlas = Atlas::new();
    let mut off = Vec::new();
    // (length, width, radius of the root's mark), px; the first two are drawn as one point, the roots of others as streaks of one to three.
    let hairs = [
        (0.4, 0.06, 0.1),
        (1.0, 0.12, 0.3),
        (0.5, 0.26, 0.0),
        (1.9, 0.26, 0.5),
        (2.8, 0.3, 0.4),
        (3.0, 0.5, 0.0),
        (4.9, 0.8, 0.7),
        (6.0, 0.4, 0.0),
        (12.0, 1.0, 0.0),
        (20.0, 3.0, 0.0),
    ];
    for (length, width, radius) in hairs {
        let energies: Vec<f64> = (0..256)
            .map(|i| {
                let (x, y) = (30.0 + uniform(5, 0, i), 30.0 + uniform(5, 1, i));
                let angle = i as f32 / 256.0 * TAU;
                let hair = HairStroke { x, y, dx: cos(angle) * length, dy: sin(angle) * length, width, strength: 0.4 };
                taken(64, |plane| {
                    let root = RootMark { radius, widening: 0.5 * radius, darkness: 0.3 * radius * radius, behind: 0.8 };
                    hair_stroke::draw(&atlas, plane, &hair, (radius > 0.0).then_some(root))
                })
            })
            .collect();
        let (mean, wobble) = spread_of(&energies);
        let root = 0.3 * PI * (radius * REACH) * (radius * REACH) / 4.0;
        // Tapered to 0.7 of its width; its ends are cut somewhere within 0.8 widths.
        let (least, most) = (0.4 * 0.85 * width * length + root, 0.4 * 0.85 * width * (length + 0.8 * width) + root);
        let line =
            format!("{length} × {width} px, root {radius} px: {mean:.3} px for {least:.3} to {most:.3}, wobble {:.1} %", wobble * 100.0);
        println!("{line}");
        // Where root and hair overlap, a little light is taken twice and counts once.
        if mean < f64::from(least) * 0.95 || mean > f64::from(most) * 1.03 || wobble > 0.06 {
            off.push(line);
        }
    }
    assert!(off.is_empty(), "{off:#?}");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "this law is about time")]
fn cost_grows_with_the_number_of_marks_and_no_faster() {
    let atlas = Atlas::new();
    let marks = field(512.0, (0.4, 1.2), (0.4, 0.8), 0.5);
    let mut plane = Transmission::default();
    // All marks in one picture, or the same number of them as eight pictures: equally long, so equally often interrupted.
    let mut time = |pictures: usize| {
        let start = std::time::Instant::now();
        for part in marks.chunks(marks.len().div_ceil(pictures)) {
            plane.reset(512, 512);
            part.iter().for_each(|mark| draw(&atlas, &mut plane, mark));
        }
        start.elapsed().as_secs_f64()
    };
    let (mut many, mut few) = (f64::MAX, f64::MAX);
    for _ in 0..25 {
        many = time(1).min(many);
        few = time(8).min(few);
    }
    // Were each mark compared with every other, it would be 8 times.
    assert!(many < 2.0 * few, "{} marks at once took {:.1} times as long as in eighths", marks.len(), many / few);
}
