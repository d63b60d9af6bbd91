//! The published numbers, each with its source and why it may differ as far as it may.

/// What others have found.
#[derive(Clone, Copy)]
pub(crate) enum Published {
    /// Numbers, and how far each of ours may be off.
    About(&'static [f64], f64),
    /// A closed range.
    Within(f64, f64),
}
use Published::{About, Within};

/// One row of the accuracy table.
pub(crate) struct Fact {
    /// What is measured, unique.
    pub(crate) quantity: &'static str,
    /// Unit of all its numbers.
    pub(crate) unit: &'static str,
    /// Decimals shown.
    pub(crate) digits: usize,
    /// What others found.
    pub(crate) published: Published,
    /// Who found it, or why it is what we aim at.
    pub(crate) source: &'static str,
}

const fn fact(quantity: &'static str, unit: &'static str, digits: usize, published: Published, source: &'static str) -> Fact {
    Fact { quantity, unit, digits, published, source }
}

const PLAN: &str = "the head we set out to build, an average man’s";
const GARG: &str = "Garg, Decoding Facial Esthetics: 8 cm by tape, 431 men";
const CLINICS: &str = "one clinic network’s planning table";
const SWATCH: &str = "Monk’s swatch, with room for the blood it lacks";
const BANDS: &str = "ITA class of skin this light";
const SPACING: &str = "Jiménez & Ruifernández: 10.7/√n mm; limit 5 %";

/// Every fact, in the order of the table. Limits: 3 mm is how well two people agree on a landmark; area ranges are
/// the table's own; pigment's 0.04 is half of what another choice of scattering would change.
pub(crate) const FACTS: &[Fact] = &[
    fact("vertex above the ears", "mm", 0, About(&[130.0], 3.0), PLAN),
    fact("head breadth", "mm", 0, About(&[152.0], 3.0), "the same; surveys of men find about 154"),
    fact("head length", "mm", 0, About(&[197.0], 3.0), "the same; British men 195, 5–95 %: 180–205"),
    fact("chin below the ears", "mm", 0, About(&[101.0], 3.0), PLAN),
    fact("breadth across the cheekbones", "mm", 0, About(&[140.0], 3.0), PLAN),
    fact("nose tip before the ears", "mm", 0, About(&[122.0], 3.0), PLAN),
    fact("glabella to mid-frontal point, along the skin", "mm", 1, About(&[80.0], 3.0), GARG),
    fact("bald area, Norwood II", "cm²", 0, Within(10.0, 15.0), CLINICS),
    fact("bald area, Norwood III", "cm²", 0, Within(25.0, 40.0), CLINICS),
    fact("bald area, Norwood IV", "cm²", 0, Within(60.0, 80.0), CLINICS),
    fact("bald area, Norwood V", "cm²", 0, Within(80.0, 120.0), CLINICS),
    fact("bald area, Norwood VI", "cm²", 0, Within(120.0, 160.0), CLINICS),
    fact("bald area, Norwood VII", "cm²", 0, Within(160.0, 260.0), "the same, “160–200+”; the upper limit is ours"),
    fact("follicular units, top of the head", "per cm²", 0, Within(65.0, 110.0), "75–100 in full scalps; above 110 is the densest counted"),
    fact("distance × √(units per cm²)", "mm", 1, About(&[10.7], 0.535), SPACING),
    fact("hairs in a follicular unit", "", 2, About(&[2.2], 0.2), "Europeans 2.2, East Asians 1.9"),
    fact("units of 1 / 2 / 3 / 4 hairs", "%", 0, About(&[20.0, 45.0, 30.0, 5.0], 6.0), "clinics’ usual shares; populations differ by 8"),
    fact("drawn hairline above the glabella", "mm", 0, About(&[80.0], 3.0), "the same"),
    fact(
        "its corner beside the vertical through the outer canthus",
        "mm",
        1,
        About(&[0.0], 5.0),
        "the same: the corner stays above it as loss advances",
    ),
    fact("half the full density, behind the hairline", "mm", 1, Within(3.0, 10.0), "singles only in the first 5–10 mm"),
    fact("full density, behind the hairline", "mm", 1, Within(8.0, 20.0), "defined zone begins 5–20 mm behind the first hairs"),
    fact("dots where 180/cm² are asked for", "per cm²", 0, About(&[180.0], 9.0), "what was asked for; limit 5 %"),
    fact("distance of dots × √(dots per cm²)", "mm", 1, About(&[10.7], 0.535), "as follicular units lie"),
    fact("nearest neighbour over lattice spacing", "", 2, Within(0.73, 0.83), "blue noise, Yuksel 2015: organic, neither grid nor clumps"),
    fact("pigment 0.05 mm deep, R / G / B", "of the skin", 2, About(&[0.11, 0.15, 0.20], 0.04), KM),
    fact("pigment 0.10 mm deep, R / G / B", "of the skin", 2, About(&[0.20, 0.28, 0.35], 0.04), KM),
    fact("pigment 0.20 mm deep, R / G / B", "of the skin", 2, About(&[0.34, 0.46, 0.56], 0.04), KM),
    fact("pigment 0.30 mm deep, R / G / B", "of the skin", 2, About(&[0.45, 0.59, 0.69], 0.04), KM),
    fact("pigment 0.50 mm deep, R / G / B", "of the skin", 2, About(&[0.59, 0.75, 0.83], 0.04), KM),
    fact("pigment 0.80 mm deep, R / G / B", "of the skin", 2, About(&[0.73, 0.87, 0.93], 0.04), KM),
    fact("pigment 1.00 mm deep, R / G / B", "of the skin", 2, About(&[0.78, 0.91, 0.96], 0.04), KM),
    fact("pigment 1.50 mm deep, R / G / B", "of the skin", 2, About(&[0.87, 0.97, 0.99], 0.04), KM),
    fact("pigment 2.00 mm deep, R / G / B", "of the skin", 2, About(&[0.92, 0.99, 1.0], 0.04), KM),
    fact("ITA of Monk tone 1", "°", 0, Within(55.0, 90.0), BANDS),
    fact("ITA of Monk tone 2", "°", 0, Within(55.0, 90.0), BANDS),
    fact("ITA of Monk tone 3", "°", 0, Within(41.0, 55.0), BANDS),
    fact("ITA of Monk tone 4", "°", 0, Within(41.0, 55.0), BANDS),
    fact("ITA of Monk tone 5", "°", 0, Within(28.0, 41.0), BANDS),
    fact("ITA of Monk tone 6", "°", 0, About(&[11.0], 12.0), SWATCH),
    fact("ITA of Monk tone 7", "°", 0, About(&[-20.0], 12.0), SWATCH),
    fact("ITA of Monk tone 8", "°", 0, About(&[-55.0], 20.0), SWATCH),
    fact("ITA of Monk tone 9", "°", 0, About(&[-78.0], 20.0), SWATCH),
    fact("ITA of Monk tone 10", "°", 0, About(&[-84.0], 20.0), SWATCH),
    fact(
        "lightness L* of Monk tones 1 / 2 / 3 / 4",
        "",
        0,
        About(&[69.0, 69.0, 69.0, 69.0], 7.0),
        "light skin measures 62–76; the swatches look like chalk",
    ),
];

const KM: &str = "Kubelka–Munk: black under that much dermis";
