//! The hairlines an artist draws, measured on the skin.

use crate::measure::{Measured, first, first_inside};
use smp_visualizer::base::math::{Vec2, Vec3, vec2};
use smp_visualizer::head::{Build, Head};
use smp_visualizer::parameters::Settings;
use smp_visualizer::scalp::Person;
use smp_visualizer::scalp::outline::Outline;
use smp_visualizer::treatment::hairline::HairlineDesign;
use smp_visualizer::treatment::{HairlineShape, TreatmentParameters};

/// A head and the line drawn on it, without waves and the same on both sides.
struct Drawn<'a> {
    head: &'a Head,
    person: &'a Person,
    outline: Outline,
    middle: Vec3,
    corner: Vec3,
}

fn draw<'a>(head: &'a Head, person: &'a Person, hairline: HairlineShape) -> Drawn<'a> {
    let p = TreatmentParameters { hairline, irregularity: 0.0, asymmetry: 0.0, ..TreatmentParameters::from(&Settings::default()) };
    let guide = HairlineDesign::new(&person.chart, &head.landmarks, 1);
    let places = guide.handles(&person.chart, &p);
    Drawn { head, person, outline: guide.draw(&person.chart, &p), middle: places[0].place, corner: places[1].place }
}

impl Drawn<'_> {
    /// Where dots may begin on a column of the chart, on its way up the forehead.
    fn edge(&self, x: f32) -> Vec3 {
        let column = |y: f32| vec2(x, -y);
        self.person.chart.skin_at(column(first_inside(&self.outline, (-110.0, 0.0), column)))
    }

    /// Height of its middle above the glabella, mm along the skin.
    fn height(&self) -> f32 {
        first_inside(&self.outline, (50.0, 110.0), |mm| self.above(mm))
    }

    fn above(&self, mm: f32) -> Vec2 {
        self.person.chart.above_glabella(&self.head.landmarks, mm)
    }

    /// A widow's peak: height from its foot, width there, and way from its tip to the mound beside it, mm along the skin.
    fn peak(&self) -> [f32; 3] {
        let columns: Vec<Vec3> = (0..=210).map(|i| self.edge(0.2 * i as f32)).collect();
        // The foot is the highest place beside it in front view; only its last twentieth is left to go there.
        let highest =
            |from: &[Vec3]| from.iter().enumerate().fold((0, f32::MIN), |best, (i, p)| if p.y > best.1 { (i, p.y) } else { best });
        let (top, height) = highest(&columns[..130]);
        let foot = columns[..top].iter().position(|p| p.y > height - 0.05 * (height - columns[0].y)).unwrap_or(top);
        let level = first((60.0, 110.0), |mm| self.person.chart.skin_at(self.above(mm)).y >= height);
        // Between foot and corner, the mound stands out most from the straight way.
        let (from, to) = (columns[top], self.corner);
        let along = (to - from).normalize();
        let out = |p: &Vec3| (*p - from - along * (*p - from).dot(along)).z;
        let beyond = columns[top..].iter().enumerate().fold((0, 0.0), |best, (i, p)| if out(p) > best.1 { (i, out(p)) } else { best });
        // Measured across, as with calipers.
        let way = columns[top + beyond.0].distance(columns[0]);
        [level - self.height(), 2.0 * columns[foot].x, way]
    }
}

/// Numbers for the rows on drawn hairlines.
pub(crate) fn all(head: &Head, person: &Person) -> Measured {
    use HairlineShape::{Broken, Defined, Natural, Peak, Receded, Rounded, Straight};
    let drawn = |shape: HairlineShape| draw(head, person, shape);
    let each = |shapes: &[HairlineShape], of: &dyn Fn(&Drawn<'_>) -> f32| shapes.iter().map(|s| f64::from(of(&drawn(*s)))).collect();
    let rise = |d: &Drawn<'_>| d.corner.y - d.middle.y;
    let beside = |d: &Drawn<'_>| d.corner.x - head.landmarks.outer_canthus.x;
    let peak = drawn(Peak);
    let [high, wide, way] = peak.peak();
    let foot = f64::from(peak.height() + high);
    let straight = drawn(Straight);
    let level = (0..=42).map(|x| (straight.edge(x as f32).y - straight.middle.y).abs()).fold(0.0, f32::max);
    let her = Head::new(Build::Feminine);
    let herself = Person::new(&her, 1);
    let hers = draw(&her, &herself, Natural);
    let number = f64::from;
    vec![
        ("drawn middle, natural / defined / straight / rounded", each(&[Natural, Defined, Straight, Rounded], &|d| d.height())),
        ("drawn middle, receded / broken", each(&[Receded, Broken], &|d| d.height())),
        (
            "drawn corners beside the outer canthus, seven shapes",
            each(&[Natural, Receded, Broken, Defined, Straight, Rounded, Peak], &beside),
        ),
        ("drawn corners above the middle, natural / receded / broken / defined", each(&[Natural, Receded, Broken, Defined], &rise)),
        ("drawn corners above the middle, rounded", each(&[Rounded], &rise)),
        ("straight line off its level", vec![number(level)]),
        ("widow’s peak: tip / foot above the glabella", vec![number(peak.height()), foot]),
        ("widow’s peak: height", vec![number(high)]),
        ("widow’s peak: width", vec![number(wide)]),
        ("widow’s peak: tip to the mound beside it", vec![number(way)]),
        ("a woman’s drawn corners above the middle", vec![number(rise(&hers))]),
    ]
}
