use super::*;
use crate::base::math::{Vec3, vec2, vec3};
use crate::scalp::points::quality::{dispersion, nearest_neighbor, radial_peak};

/// A flat square of `edge` mm in 2 mm triangles.
fn square(edge: usize) -> Mesh {
    let side = edge / 2 + 1;
    let mut mesh = Mesh::default();
    for i in 0..side * side {
        mesh.positions.push(vec3((i % side) as f32 * 2.0, (i / side) as f32 * 2.0, 0.0));
        mesh.normals.push(Vec3::Z);
    }
    for j in 0..side - 1 {
        for i in 0..side - 1 {
            let o = (j * side + i) as u32;
            let s = side as u32;
            mesh.triangles.push([o, o + 1, o + s]);
            mesh.triangles.push([o + 1, o + s + 1, o + s]);
        }
    }
    mesh
}

fn ranked_points(edge: usize, per_mm2: f32, seed: u32) -> Points {
    let mesh = square(edge);
    let all: Vec<u32> = (0..mesh.triangles.len() as u32).collect();
    throw_darts(&mesh, &all, per_mm2, &Exclusion::NONE, seed, 0).rank()
}

/// Shares of all points that are measured: no multiple of a power of two, so no pass ends there.
const SHARES: [f32; 12] = [0.02, 0.03, 0.05, 0.08, 0.12, 0.17, 0.24, 0.34, 0.43, 0.6, 0.83, 1.0];

#[test]
fn every_prefix_is_blue_noise() {
    let edge = 150.0;
    let per_mm2 = 3.0;
    let points = ranked_points(150, per_mm2, 1);
    let mut ranked: Vec<(f32, Vec3)> = points.rank.iter().copied().zip(points.positions.iter().copied()).collect();
    ranked.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    for share in SHARES {
        let first: Vec<Vec3> = ranked.iter().filter(|p| p.0 < share).map(|p| p.1).collect();
        let density = first.len() as f32 / (edge * edge);
        assert!((density / (per_mm2 * share) - 1.0).abs() < 0.01, "{share}: {density} per mm²");
        let rim = 3.0 * spacing(density);
        let inside = |p: Vec3| p.x.min(p.y) > rim && p.x.max(p.y) < edge - rim;
        let near = nearest_neighbor(&first, density, inside);
        let centers: Vec<Vec3> = (0..1500)
            .map(|i| vec3(crate::base::random::uniform(3, 0, i), crate::base::random::uniform(3, 1, i), 0.0))
            .map(|u| u * (edge - 20.0 * rim.min(5.0)) + Vec3::splat(10.0 * rim.min(5.0)) * vec3(1.0, 1.0, 0.0))
            .collect();
        let iod = if share >= 0.08 { dispersion(&first, density, &centers) } else { 0.0 };
        let peak = if share < 0.15 {
            let flat: Vec<_> = first.iter().map(|p| vec2(p.x, p.y) / edge).collect();
            radial_peak(&flat)
        } else {
            0.0
        };
        assert!(near.rho >= 0.58 && near.p1 >= 0.60, "{share}: {near:?}");
        assert!((0.73..=0.83).contains(&near.mean) && (0.06..=0.14).contains(&near.variation), "{share}: {near:?}");
        assert!(iod <= 0.18, "{share}: index of dispersion {iod}");
        assert!(peak <= 2.3, "{share}: radial peak {peak}");
    }
}

#[test]
fn the_measures_tell_random_points_from_blue_noise() {
    let mesh = square(60);
    let all: Vec<u32> = (0..mesh.triangles.len() as u32).collect();
    let (random, _) = candidates(&mesh, &all, 3600.0, 10_000, 0, 1, 0);
    let near = nearest_neighbor(&random, 10_000.0 / 3600.0, |_| true);
    assert!(near.rho < 0.2 && near.variation > 0.3, "{near:?}");
}

#[test]
fn points_stay_off_what_is_there_already() {
    let mesh = square(60);
    let all: Vec<u32> = (0..mesh.triangles.len() as u32).collect();
    let hairs = ranked_points(60, 1.0, 5).positions;
    let points = throw_darts(&mesh, &all, 3.0, &Exclusion { centers: &hairs, distance: 0.25, skin_mm2: 3600.0 }, 6, 1).rank();
    assert!(points.positions.len() > 10_700, "{}", points.positions.len());
    for p in &points.positions {
        assert!(hairs.iter().all(|h| (*h - *p).length() >= 0.25), "{p}");
    }
}

#[test]
fn the_same_seed_gives_the_same_points() {
    let (a, b, c) = (ranked_points(40, 2.0, 9), ranked_points(40, 2.0, 9), ranked_points(40, 2.0, 10));
    assert_eq!(a.positions, b.positions);
    assert_eq!(a.rank, b.rank);
    assert_ne!(a.positions, c.positions);
}

#[test]
fn the_permutation_visits_every_index_once() {
    let mut seen = vec![0; 1000];
    Permutation::new(1000, 12345).for_each(|i| seen[i] += 1);
    assert!(seen.iter().all(|n| *n == 1));
}
