//! The head behind a shared link: seed 1 keeps its follicles and dots, bit for bit.
//!
//! `UPDATE=1 cargo test --test stability` accepts new ones. That breaks what people have shared, so the change says so.

#[path = "../common/mod.rs"]
mod common;

use smp_visualizer::base::math::Vec3;
use smp_visualizer::head::Head;
use smp_visualizer::parameters::Settings;
use smp_visualizer::scalp::Person;
use smp_visualizer::simulation::Simulation;
use std::fmt::Write;

const PINS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/stability/seed-1.txt");

/// FNV-1a over the bits of numbers.
struct Hash(u64);

impl Hash {
    fn new() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }

    fn number(mut self, v: f32) -> Self {
        for byte in v.to_bits().to_le_bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
        }
        self
    }

    fn place(self, p: Vec3) -> Self {
        self.number(p.x).number(p.y).number(p.z)
    }
}

/// A place as millimeters to read and as bits to compare.
fn line(p: Vec3, more: &[f32]) -> String {
    let all = [p.x, p.y, p.z].into_iter().chain(more.iter().copied());
    let bits: Vec<String> = all.clone().map(|v| format!("{:08x}", v.to_bits())).collect();
    let text: Vec<String> = all.map(|v| format!("{v:.4}")).collect();
    format!("{}  {}\n", text.join(" "), bits.join(" "))
}

#[test]
fn seed_1_is_the_person_it_was() {
    let person = Person::new(&Head::default(), 1);
    let mut simulation = Simulation::new(Settings::default(), 16, 16);
    common::change(&mut simulation, &[]);
    let sites = simulation.sites().unwrap();
    let mut now = String::from("first follicular units: x y z onset size, mm\n");
    for unit in &person.units[..8] {
        now += &line(unit.position, &[unit.onset, unit.size]);
    }
    now += "first dots at the start: x y z diameter load, mm\n";
    for dot in &simulation.dots()[..8] {
        now += &line(sites.positions[dot.site as usize], &[dot.diameter, dot.load]);
    }
    let units = person.units.iter().fold(Hash::new(), |h, u| h.place(u.position).place(u.direction.get()).number(u.onset).number(u.size));
    let all = sites.positions.iter().zip(&sites.rank).fold(Hash::new(), |h, (p, rank)| h.place(*p).number(*rank));
    let dots = simulation.dots().iter().fold(Hash::new(), |h, d| h.number(d.site as f32).number(d.diameter).number(d.load));
    writeln!(now, "{} units {:016x}", person.units.len(), units.0).unwrap();
    writeln!(now, "{} sites {:016x}", sites.positions.len(), all.0).unwrap();
    writeln!(now, "{} dots {:016x}", simulation.dots().len(), dots.0).unwrap();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(PINS, &now).unwrap();
    }
    let pinned = std::fs::read_to_string(PINS).expect("seed 1 is pinned; UPDATE=1 does it");
    let moved: Vec<String> =
        pinned.lines().zip(now.lines()).filter(|(a, b)| a != b).map(|(a, b)| format!("  was {a}\n  is  {b}")).collect();
    assert!(pinned == now, "seed 1 is another person now:\n{}", moved.join("\n"));
}

#[test]
fn another_seed_is_another_person_on_the_same_head() {
    let head = Head::default();
    let (one, two) = (Person::new(&head, 1), Person::new(&head, 2));
    assert!(one.units[..8].iter().zip(&two.units[..8]).all(|(a, b)| a.position != b.position));
    assert_eq!(one.scalp_area_cm2(), two.scalp_area_cm2());
}
