use super::*;
use crate::base::math::smoothstep;
use crate::head::Build;
use crate::scalp::tests::head;

/// Places of all features of a kind on some people.
fn places(seeds: core::ops::Range<u32>, kind: FeatureKind) -> Vec<Vec3> {
    let of = |seed| Features::new(head(), seed);
    seeds.flat_map(|seed| of(seed).iter().filter(|(f, _)| f.kind == kind).map(|(_, s)| s[0].middle()).collect::<Vec<_>>()).collect()
}

#[test]
fn features_depend_on_the_seed_alone() {
    let all = |seed| Features::new(head(), seed).iter().map(|(f, s)| (*f, s.to_vec())).collect::<Vec<_>>();
    assert_eq!(all(3), all(3));
    let (a, b) = (places(3..4, FeatureKind::Sun), places(4..5, FeatureKind::Sun));
    assert!(a.iter().all(|p| b.iter().all(|q| p.distance(*q) > 0.05)));
}

#[test]
fn counts_and_sizes_are_in_published_ranges_for_every_seed() {
    let woman = Head::new(Build::Feminine);
    let (mut spots, mut moles, mut lines, mut sides) = ((99, 0), (99, 0), (99, 0), [0, 0]);
    for seed in 0..40 {
        let features = Features::new(if seed % 4 == 3 { &woman } else { head() }, seed);
        let sizes = |kind: FeatureKind| features.iter().filter(|(f, _)| f.kind == kind).map(|(f, _)| f.size).collect::<Vec<f32>>();
        let suns = sizes(FeatureKind::Sun);
        assert!(suns.iter().all(|mm| (0.4..=4.0).contains(mm)), "seed {seed}: {suns:?}");
        let count = suns.iter().filter(|mm| **mm >= 1.0).count();
        assert!((10..=40).contains(&count), "seed {seed}: {count} spots");
        let small = suns.iter().filter(|mm| **mm < 2.0).count();
        assert!(small * 10 > suns.len() * 7, "seed {seed}: of {} spots only {small} are small", suns.len());
        let mole = sizes(FeatureKind::Mole);
        assert!((1..=3).contains(&mole.len()) && mole.iter().all(|mm| (2.0..=4.0).contains(mm)), "seed {seed}: moles {mole:?}");
        let long = |strokes: &[SkinStroke]| strokes.iter().map(|s| s.along.length()).sum::<f32>();
        let folds: Vec<f32> = features.iter().filter(|(f, _)| f.kind == FeatureKind::Fold && f.size > 3.0).map(|(_, s)| long(s)).collect();
        assert!((2..=4).contains(&folds.len()), "seed {seed}: {} lines", folds.len());
        assert!(folds.iter().all(|mm| (15.0..105.0).contains(mm)), "seed {seed}: lines of {folds:?} mm");
        assert_eq!(sizes(FeatureKind::Ridge).len(), 2, "seed {seed}");
        let veins: Vec<_> = features.iter().filter(|(f, _)| f.kind == FeatureKind::Vein).map(|(_, s)| s.to_vec()).collect();
        assert_eq!(veins.len(), 1, "seed {seed}");
        assert!((45.0..110.0).contains(&long(&veins[0])), "seed {seed}: vein of {} mm", long(&veins[0]));
        sides[usize::from(veins[0][0].from.x > 0.0)] += 1;
        spots = (spots.0.min(count), spots.1.max(count));
        moles = (moles.0.min(mole.len()), moles.1.max(mole.len()));
        lines = (lines.0.min(folds.len()), lines.1.max(folds.len()));
    }
    assert!(spots.0 < 26 && spots.1 > 34, "spots {spots:?}");
    assert_eq!((moles, lines), ((1, 3), (2, 4)));
    assert!(sides.iter().all(|n| *n > 8), "veins right and left: {sides:?}");
}

#[test]
fn none_lies_on_eyes_cloth_lips_or_ears() {
    for build in [Build::Masculine, Build::Feminine] {
        let head = Head::new(build);
        let mesh = &head.mesh;
        let mut skin = vec![true; mesh.positions.len()];
        mesh.materials.iter().for_each(|(v, _)| skin[*v as usize] = false);
        for seed in 0..12 {
            let features = Features::new(&head, seed);
            let (mut reached, mut bare) = (0, 0);
            for (i, t) in (0_u32..).zip(&mesh.triangles) {
                let corners = t.map(|v| v as usize);
                let plain = corners.iter().all(|v| skin[*v] && mesh.lip[*v] < 0.02);
                let ear = corners.iter().any(|v| mesh.positions[*v].x.abs() > head.landmarks.ear_top.x);
                assert!(!features.reaches(i) || plain && !ear, "{build:?}, seed {seed}: at {}", mesh.positions[corners[0]]);
                reached += usize::from(features.reaches(i));
                bare += 1;
            }
            // Most pixels must not pay for any.
            assert!(reached * 6 < bare && reached > 500, "{build:?}, seed {seed}: {reached} of {bare} triangles");
            for (feature, strokes) in features.iter().filter(|(f, _)| matches!(f.kind, FeatureKind::Sun | FeatureKind::Mole)) {
                let near = |p: &Vec3| p.distance(strokes[0].middle()) < 0.5 * feature.size + 0.7;
                assert!(!head.face_hair.iter().any(|hair| near(&hair.root)), "{build:?}, seed {seed}: {feature:?} in a brow");
            }
        }
    }
}

#[test]
fn they_lie_on_the_skin() {
    let mesh = &head().mesh;
    for (feature, strokes) in Features::new(head(), 5).iter() {
        for stroke in strokes {
            let off = (mesh.positions.iter().zip(&mesh.normals))
                .map(|(p, n)| (p.distance(stroke.from), (stroke.from - *p).dot(*n)))
                .fold((f32::MAX, 0.0), |a, b| if b.0 < a.0 { b } else { a });
            assert!(off.0 < 4.0 && off.1.abs() < 0.5, "{feature:?}: {} mm off the skin at {}", off.1, stroke.from);
        }
    }
}

#[test]
fn sun_spots_are_densest_on_the_scalp_and_clustered() {
    let l = head().landmarks;
    let spots = places(0..30, FeatureKind::Sun);
    let of = |within: &dyn Fn(Vec3) -> bool| {
        let share = spots.iter().filter(|p| within(**p)).count() as f32;
        let mesh = &head().mesh;
        let area: f32 = (0..mesh.triangles.len() as u32)
            .filter(|t| within(mesh.positions[mesh.triangles[*t as usize][0] as usize]))
            .map(|t| crate::scalp::points::area(mesh, t))
            .sum();
        share / area * 1e4
    };
    let scalp = of(&|p| p.y > l.mid_frontal.y && p.z > -20.0);
    let forehead = of(&|p| p.z > 60.0 && (l.glabella.y + 12.0..l.mid_frontal.y - 15.0).contains(&p.y));
    let back = of(&|p| p.z < -80.0 && p.y > -60.0);
    assert!(scalp > 1.6 * forehead && forehead > 0.0 && back < 0.1 * scalp, "per m²: {scalp}, {forehead}, {back}");
    // Neighbors are nearer than if they were spread at random: then half of all would have one within this distance.
    let (mut near, mut all) = (0, 0);
    for seed in 0..30 {
        let spots = places(seed..seed + 1, FeatureKind::Sun);
        let expected = 0.47 * (40_000.0 / spots.len() as f32).sqrt();
        let has = |p: &&Vec3| spots.iter().any(|q| q != *p && q.distance(**p) < expected);
        (near, all) = (near + spots.iter().filter(has).count(), all + spots.len());
    }
    let share = near as f32 / all as f32;
    assert!(share > 0.6 && smoothstep(0.0, 1.0, share) < 1.0, "{share} have a near neighbor");
}
