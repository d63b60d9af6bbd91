//! Hair loss measured as on a person: hair left on the skin, walked along with a tape; no shape's own numbers.

use crate::measure::{Measured, one};
use smp_visualizer::base::math::Vec3;
use smp_visualizer::head::{Build, Head};
use smp_visualizer::parameters::Settings;
use smp_visualizer::scalp::loss::{Loss, NorwoodType, Pattern};
use smp_visualizer::scalp::points::PointGrid;
use smp_visualizer::scalp::scar::Scar;
use smp_visualizer::scalp::{Person, Scalp, ScalpParameters};

/// Skin looked at in one place, radius in mm.
const DISC: f32 = 4.0;

/// All hair of a person, as before any loss, in cells of [`DISC`].
struct Hair<'a> {
    person: &'a Person,
    cells: PointGrid,
    /// Roots in the order of the cells, and where each stands among the strands.
    roots: Vec<Vec3>,
    order: Vec<u32>,
    /// Diameters in the order of the strands.
    diameters: Vec<f32>,
    places: Vec<Vec3>,
}

/// The hair left of it under a pattern, one diameter for each hair, 0 where it is gone.
struct Left<'a> {
    hair: &'a Hair<'a>,
    diameters: Vec<f32>,
    loss: Loss,
    stage: f32,
}

fn strands(person: &Person, loss: &Loss, stage: f32) -> Scalp {
    Scalp::new(person, loss, &Scar::default(), &ScalpParameters { loss_stage: stage, ..ScalpParameters::from(&Settings::default()) })
}

impl<'a> Hair<'a> {
    fn new(person: &'a Person) -> Self {
        let full = strands(person, &Loss::new(person, Pattern::Norwood(NorwoodType::Classic)), 0.0);
        let places: Vec<Vec3> = full.stubble.iter().map(|s| s.root).collect();
        let (cells, order) = PointGrid::new(&places, DISC);
        let roots = order.iter().map(|i| places[*i as usize]).collect();
        Self { person, cells, roots, order, diameters: full.stubble.iter().map(|s| s.diameter).collect(), places }
    }

    /// What a pattern leaves of it; `stage` counts its stops from 0.
    fn left(&'a self, pattern: Pattern, stage: f32) -> Left<'a> {
        let loss = Loss::new(self.person, pattern);
        let scalp = strands(self.person, &loss, stage);
        let mut rest = scalp.stubble.iter().peekable();
        let diameters = self.places.iter().map(|root| rest.next_if(|s| s.root == *root).map_or(0.0, |s| s.diameter)).collect();
        assert!(rest.next().is_none(), "{pattern:?}: hair that was never there");
        Left { hair: self, diameters, loss, stage }
    }

    fn near(&self, p: Vec3) -> impl Iterator<Item = usize> {
        let ranges: Vec<_> = self.cells.near(p).into_iter().collect();
        let all = ranges.into_iter().flat_map(|(from, to)| from..to);
        all.filter(move |k| (self.roots[*k] - p).length() < DISC).map(|k| self.order[k] as usize)
    }

    /// Where hair begins on a path, as its place in the list: a twentieth of the usual density.
    fn begins(&self, path: &[Vec3]) -> usize {
        path.iter().position(|p| self.near(*p).count() >= 6).expect("a path into the hair")
    }

    fn midline(&self, mm: f32) -> Vec3 {
        self.person.chart.skin_at(self.person.chart.above_glabella(&self.person.landmarks, mm))
    }

    /// The midline from the forehead to the neck, each mm.
    fn over_the_top(&self) -> Vec<Vec3> {
        (40..420).map(|mm| self.midline(mm as f32)).collect()
    }

    /// From the forehead back at a distance from the midline, each mm.
    fn beside(&self, x: f32) -> Vec<Vec3> {
        (0..170).map(|i| self.person.chart.skin_at(self.person.chart.from_above(x, 72.0 - i as f32))).collect()
    }
}

impl Left<'_> {
    /// Share of the hair left around a place, count × calibre.
    fn at(&self, p: Vec3) -> f32 {
        let (mut now, mut first) = (0.0, 1e-6);
        for i in self.hair.near(p) {
            now += self.diameters[i];
            first += self.hair.diameters[i];
        }
        now / first
    }

    /// The same of all hair whose root is `within`.
    fn of(&self, within: impl Fn(Vec3) -> bool) -> f64 {
        let sum = |d: &[f32]| d.iter().zip(&self.hair.places).filter(|(_, p)| within(**p)).map(|(d, _)| f64::from(*d)).sum::<f64>();
        sum(&self.diameters) / sum(&self.hair.diameters)
    }

    /// First place of a path, from `from` on, with at least half of its hair; its last one if there is none.
    fn kept(&self, path: &[Vec3], from: usize) -> usize {
        (from..path.len()).find(|i| self.at(path[*i]) >= 0.5).unwrap_or(path.len() - 1)
    }

    /// First place of a path, from `from` on, with less than half of its hair.
    fn lost(&self, path: &[Vec3], from: usize) -> usize {
        (from..path.len()).find(|i| self.at(path[*i]) < 0.5).unwrap_or(path.len() - 1)
    }

    /// Rearmost place of the bare front beside the midline, mm before the plane through both ears: the recess's apex.
    fn apex(&self) -> f64 {
        let ears = self.hair.person.landmarks.tragion.z;
        let reach = |x: f32| {
            let path = self.hair.beside(x);
            path[self.kept(&path, self.hair.begins(&path))].z - ears
        };
        let sides = [1.0, -1.0].map(|side| (0..7).map(|k| reach(side * (26.0 + 3.0 * k as f32))).fold(f32::MAX, f32::min));
        f64::from((sides[0] + sides[1]) / 2.0)
    }

    /// Where the bare front ends on the midline, mm before the plane through both ears.
    fn frontier(&self) -> f64 {
        let path = self.hair.over_the_top();
        f64::from(path[self.kept(&path, self.hair.begins(&path))].z - self.hair.person.landmarks.tragion.z)
    }

    /// The bridge from side to side, behind the forelock: mm along the midline from the level of the recesses to the bare
    /// crown, and the share of hair left in it, %.
    fn bridge(&self) -> (f64, f64) {
        let person = self.hair.person;
        let (front, whorl) = (self.apex() as f32 + person.landmarks.tragion.z, person.whorl.z);
        let mut path = self.hair.over_the_top();
        path.retain(|p| (whorl..front).contains(&p.z) && p.y > 90.0);
        path.reverse();
        let crown = path[self.kept(&path, 0)].z;
        let left = self.of(|p| p.y > 90.0 && p.x.abs() < 38.0 && (crown..front).contains(&p.z));
        (path.iter().filter(|p| p.z > crown).count() as f64, left * 100.0)
    }

    /// Share of hair left where it is densest between the old hairline and the whorl, on the midline, %.
    fn densest(&self) -> f64 {
        let mut path = self.hair.over_the_top();
        path.retain(|p| p.z > self.hair.person.whorl.z);
        let begins = self.hair.begins(&path);
        f64::from(path[begins + 12..].iter().map(|p| self.at(*p)).fold(0.0, f32::max)) * 100.0
    }

    /// Height of the fringe at the back, mm along the midline up from the end of the hair.
    fn fringe(&self) -> f64 {
        let mut path = self.hair.over_the_top();
        path.reverse();
        let begins = self.hair.begins(&path);
        let kept = self.kept(&path, begins);
        (self.lost(&path, kept) - begins) as f64
    }

    /// From the level of the whorl to the fringe behind it, mm along the midline.
    fn behind_whorl(&self) -> f64 {
        let path = self.hair.over_the_top();
        let whorl = path.iter().position(|p| p.z < self.hair.person.whorl.z).expect("the crown");
        (self.kept(&path, whorl) - whorl) as f64
    }

    /// Share of the skin with less than half of its hair, %.
    fn bald_share(&self) -> f64 {
        f64::from(self.loss.bald_area_cm2(self.hair.person, self.stage) / self.hair.person.scalp_area_cm2() * 100.0)
    }

    /// Width of the part at `z` mm before the ears' plane, mm: skin at the midline with less than two thirds of the hair
    /// that is left on both sides of it.
    fn part(&self, z: f32) -> f64 {
        let z = self.hair.person.landmarks.tragion.z + z;
        let row = |p: Vec3| p.y > 90.0 && (p.z - z).abs() < 10.0;
        let beside = self.of(|p| row(p) && (18.0..34.0).contains(&p.x.abs()));
        let thin = |x: i32| self.of(|p| row(p) && (p.x - x as f32).abs() < 1.5) < beside * 0.667;
        // It does not lie exactly in the middle.
        let inside = (-8..=8).find(|x| thin(*x)).unwrap_or(0);
        let run = |side: i32| (1..40).take_while(|i| thin(inside + side * i)).count();
        (run(1) + run(-1) + usize::from(thin(inside))) as f64
    }

    /// Diameters of the bald patches as if round, mm, the largest first, and the mean width of their borders.
    fn patches(&self) -> (Vec<f64>, f64) {
        let person = self.hair.person;
        let left: Vec<f32> = self.loss.hair_left(self.stage).collect();
        let places: Vec<Vec3> = person.skin_areas.iter().map(|s| person.chart.skin_at(s.place)).collect();
        let (cells, order) = PointGrid::new(&places, 3.0);
        let mut open: Vec<bool> = order.iter().map(|i| left[*i as usize] < 0.5).collect();
        let mut found = Vec::new();
        for start in 0..open.len() {
            let (mut ahead, mut mm2) = (vec![start], 0.0);
            while let Some(k) = ahead.pop() {
                if !std::mem::take(&mut open[k]) {
                    continue;
                }
                let (i, p) = (order[k] as usize, places[order[k] as usize]);
                mm2 += f64::from(person.skin_areas[i].mm2);
                let near = cells.near(p).into_iter().flat_map(|(from, to)| from..to);
                ahead.extend(near.filter(|n| open[*n] && (places[order[*n] as usize] - p).length() < 3.0));
            }
            if mm2 > 0.0 {
                found.push((4.0 * mm2 / std::f64::consts::PI).sqrt());
            }
        }
        found.sort_by(|a, b| b.total_cmp(a));
        let border = person.skin_areas.iter().zip(&left).filter(|(_, left)| (0.1..0.9).contains(*left));
        let around = found.iter().sum::<f64>() * std::f64::consts::PI;
        (found, border.map(|(s, _)| f64::from(s.mm2)).sum::<f64>() / around)
    }
}

/// Every row about loss.
pub(crate) fn all(person: &Person) -> Measured {
    let hair = Hair::new(person);
    let mut found = norwood(&hair);
    found.extend(female(&hair));
    found.extend(areata(&hair));
    found.extend(margins(&hair));
    found.extend(womans_hairline());
    found
}

fn norwood(hair: &Hair) -> Measured {
    let [classic, a, vertex] = [NorwoodType::Classic, NorwoodType::A, NorwoodType::Vertex].map(Pattern::Norwood);
    let stages = |pattern: Pattern| (1..7).map(|stage| hair.left(pattern, stage as f32)).collect::<Vec<_>>();
    let (classic, a) = (stages(classic), stages(a));
    let three_vertex = hair.left(vertex, 2.0);
    let area = |left: &Left| f64::from(left.loss.bald_area_cm2(hair.person, left.stage));
    let band = |left: &Left| {
        let deep = |x: f32| {
            let path = hair.beside(x);
            let begins = hair.begins(&path);
            path[begins..=left.kept(&path, begins)].windows(2).map(|w| (w[1] - w[0]).length()).sum::<f32>()
        };
        (-3..=3).map(|k| f64::from(deep(k as f32 * 9.0))).fold(0.0, f64::max)
    };
    let whorl = hair.person.whorl;
    let ears = f64::from(hair.person.landmarks.tragion.z);
    let crown = |left: &Left| f64::from(left.at(whorl)) * 100.0;
    let bridges: Vec<(f64, f64)> = classic[2..4].iter().map(Left::bridge).collect();
    vec![
        ("bald area, Norwood IIa", vec![area(&a[0])]),
        ("bald area, Norwood III vertex", vec![area(&three_vertex)]),
        ("recess before the ears’ plane, Norwood II", vec![classic[0].apex()]),
        ("recess before the ears’ plane, Norwood III", vec![classic[1].apex()]),
        ("recess before the ears’ plane, Norwood III vertex", vec![three_vertex.apex()]),
        ("recess before the ears’ plane, Norwood IV", vec![classic[2].apex()]),
        ("depth of the bare front, Norwood IIa", vec![band(&a[0])]),
        ("bare front’s end before the ears’ plane, Norwood IIIa", vec![a[1].frontier()]),
        ("bare front’s end behind the ears’ plane, Norwood IVa", vec![-a[2].frontier()]),
        ("hair between bare front and whorl, Norwood Va", vec![a[3].frontier() + ears - f64::from(whorl.z)]),
        ("hair left at the whorl, Norwood III / III vertex", vec![crown(&classic[1]), crown(&three_vertex)]),
        ("bridge between recesses and crown, Norwood IV / V", vec![bridges[0].0, bridges[1].0]),
        ("hair left in the bridge, Norwood IV", vec![bridges[0].1]),
        ("hair left in the bridge, Norwood V", vec![bridges[1].1]),
        ("densest hair between front and crown, Norwood VI", vec![classic[4].densest()]),
        ("whorl to the fringe behind it, Norwood VI", vec![classic[4].behind_whorl()]),
        ("whorl to the fringe behind it, Norwood VII", vec![classic[5].behind_whorl()]),
        ("fringe’s height at the back, Norwood VI / VII", vec![classic[4].fringe(), classic[5].fringe()]),
    ]
}

fn female(hair: &Hair) -> Measured {
    let grades: Vec<Left> = (0..3).map(|grade| hair.left(Pattern::Ludwig, grade as f32)).collect();
    let l = &hair.person.landmarks;
    let vertex = |left: &Left| left.of(|p| p.y > l.vertex.y - 14.0 && p.z < 20.0 && (18.0..34.0).contains(&p.x.abs())) * 100.0;
    let sides = |left: &Left| left.of(|p| p.y < l.vertex.y - 60.0) * 100.0;
    let rim = |left: &Left| {
        let path = hair.over_the_top();
        let begins = hair.begins(&path);
        let kept = left.kept(&path, begins);
        (left.lost(&path, kept) - begins) as f64
    };
    let diffuse: Vec<Left> = [3.0, 6.0].map(|stage| hair.left(Pattern::Diffuse, stage)).into();
    vec![
        ("hair left beside the part, Ludwig I / II / III", grades.iter().map(vertex).collect()),
        ("hair left at sides and back, Ludwig III", vec![sides(&grades[2])]),
        ("width of the part, Ludwig I", vec![grades[0].part(20.0)]),
        ("width of the part, Ludwig II: crown / front", vec![grades[1].part(-30.0), grades[1].part(45.0)]),
        ("rim kept behind the hairline, Ludwig II / III", grades[1..].iter().map(rim).collect()),
        ("hair left on top, diffuse at 50 / 100 %", diffuse.iter().map(vertex).collect()),
        ("hair left at sides and back, diffuse at 50 / 100 %", diffuse.iter().map(sides).collect()),
    ]
}

fn areata(hair: &Hair) -> Measured {
    let extents = [0.10, 0.25, 0.50, 0.75, 1.0];
    let shares = |pattern: Pattern| extents.iter().map(|e| hair.left(pattern, *e).bald_share()).collect::<Vec<_>>();
    let (patches, border) = hair.left(Pattern::Areata, 0.10).patches();
    let seen: Vec<f64> = patches.into_iter().filter(|mm| *mm >= 5.0).collect();
    let scarring = hair.left(Pattern::Scarring, 0.10);
    let scarred: Vec<f64> = scarring.patches().0.into_iter().filter(|mm| *mm >= 5.0).collect();
    let gone = |pattern: Pattern| 100.0 - hair.left(pattern, 1.0).of(|_| true) * 100.0;
    vec![
        ("bald share of the scalp, areata at SALT 10 / 25 / 50 / 75 / 100", shares(Pattern::Areata)),
        ("bald share of the scalp, patchy at SALT 10 / 25 / 50 / 75 / 100", shares(Pattern::Patchy)),
        ("bald share of the scalp, scarring at SALT 10 / 25 / 50 / 75 / 100", shares(Pattern::Scarring)),
        ("patches of scarring loss at SALT 10: median / largest", vec![scarred[scarred.len() / 2], scarred[0]]),
        ("bare skin in the upper half of the scalp, scarring at SALT 10", vec![upper_half(&scarring)]),
        ("patches of areata at SALT 10: median / largest", vec![seen[seen.len() / 2], seen[0]]),
        ("border of a patch of areata", vec![border]),
        ("hair gone, totalis / universalis", vec![gone(Pattern::Totalis), gone(Pattern::Universalis)]),
    ]
}

/// Share of the bare skin that lies in the upper half of the scalp, by area, %.
fn upper_half(left: &Left) -> f64 {
    let person = left.hair.person;
    let mut pieces: Vec<(f32, f32, f32)> = left
        .loss
        .hair_left(left.stage)
        .zip(&person.skin_areas)
        .map(|(hair, s)| (person.chart.skin_at(s.place).y, s.mm2, if hair < 0.5 { s.mm2 } else { 0.0 }))
        .collect();
    pieces.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (all, bare): (f32, f32) = pieces.iter().fold((0.0, 0.0), |sum, p| (sum.0 + p.1, sum.1 + p.2));
    let (mut area, mut upper) = (0.0, 0.0);
    for (_, mm2, bare) in pieces {
        if area < all / 2.0 {
            upper += bare;
        }
        area += mm2;
    }
    f64::from(upper / bare * 100.0)
}

fn margins(hair: &Hair) -> Measured {
    let snake = hair.left(Pattern::Ophiasis, 1.0);
    let mut path = hair.over_the_top();
    path.reverse();
    let nape = (snake.kept(&path, hair.begins(&path)) - hair.begins(&path)) as f64;
    let ear = hair.person.landmarks.ear_top;
    let upward: Vec<Vec3> =
        (0..70).map(|i| hair.person.chart.skin_at(hair.person.chart.from_left(ear.y + i as f32, ear.z + 8.0))).collect();
    let above = (snake.kept(&upward, hair.begins(&upward)) - hair.begins(&upward)) as f64;
    let share = |e: f32| f64::from(snake.loss.bald_area_cm2(hair.person, e) / snake.loss.bald_area_cm2(hair.person, 1.0)) * 100.0;

    let pulled = hair.left(Pattern::Traction, 1.0);
    let inside = |p: Vec3| hair.person.region.plain_front_depth(hair.person.chart.at(p));
    let rim = |from: f32, to: f32| pulled.of(|p| p.z > 25.0 && (from..to).contains(&inside(p))) * 100.0;
    // The band from its bare middle to the first half of the hair behind it, mm behind the old hairline.
    let deep = |path: Vec<Vec3>| {
        let begins = hair.begins(&path);
        let bare = pulled.lost(&path, begins + 14);
        let length = |to: usize| path[begins..=to].windows(2).map(|w| (w[1] - w[0]).length()).sum::<f32>();
        f64::from(length(pulled.kept(&path, bare)))
    };
    let temple = |y: f32| deep((0..110).map(|i| hair.person.chart.skin_at(hair.person.chart.from_left(y, 72.0 - i as f32))).collect());
    let bands = [0.25, 0.5, 1.0].map(|share| hair.left(Pattern::FrontalBand, share));
    let wide = |left: &Left| {
        let path = hair.over_the_top();
        let begins = hair.begins(&path);
        // Single hairs left in it are no end.
        path[begins..=left.kept(&path, left.lost(&path, begins))].windows(2).map(|w| f64::from((w[1] - w[0]).length())).sum::<f64>()
    };
    let lone = bands[1].of(|p| p.z > 40.0 && (4.0..16.0).contains(&inside(p))) * 100.0;
    vec![
        ("frontal band at 25 / 50 / 100 %: width at the middle", bands.iter().map(wide).collect()),
        ("hair left in the frontal band", vec![lone]),
        ("height of the band, ophiasis: nape / above the ears", vec![nape, above]),
        ("share of its own band, ophiasis at 25 / 50 / 75", vec![share(0.25), share(0.5), share(0.75)]),
        ("band behind the old hairline, traction: temples", vec![(temple(72.0) + temple(80.0)) / 2.0]),
        ("band behind the old hairline, traction: middle", vec![deep(hair.over_the_top())]),
        ("hair left, traction: fringe", vec![rim(1.0, 8.0)]),
        ("hair left, traction: band behind the fringe", vec![rim(14.0, 20.0)]),
    ]
}

fn womans_hairline() -> Measured {
    let head = Head::new(Build::Feminine);
    let person = Person::new(&head, 1);
    let hair = Hair::new(&person);
    let path = hair.over_the_top();
    // The recess: how far hair begins behind the straight line from beside the middle to above the outer canthus.
    let begins = |x: f32| {
        let path = hair.beside(x);
        path[hair.begins(&path)]
    };
    let (from, to) = (begins(12.0), begins(head.landmarks.outer_canthus.x - 1.0));
    let behind = |x: f32| from.z + (to.z - from.z) * (x - from.x) / (to.x - from.x) - begins(x).z;
    let recess = (4..11).map(|k| behind(4.0 * k as f32)).fold(f32::MIN, f32::max);
    vec![one("a woman’s hairline above the glabella", 40.0 + hair.begins(&path) as f32), one("a woman’s frontotemporal recess", recess)]
}
