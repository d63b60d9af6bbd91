//! The published numbers, each with its source and why it may differ as far as it may; and what we chose where we found none.

/// What others have found, or what we chose.
#[derive(Clone, Copy)]
pub(crate) enum Published {
    /// Numbers, and how far each of ours may be off.
    About(&'static [f64], f64),
    /// A closed range; an end that nobody names is infinite.
    Within(f64, f64),
}
use Published::{About, Within};

const NO_LEAST: f64 = f64::NEG_INFINITY;
const NO_MOST: f64 = f64::INFINITY;

/// One row of the accuracy table, or of the table of choices.
#[derive(Clone, Copy)]
pub(crate) struct Fact {
    /// What is measured; in each table once.
    pub(crate) quantity: &'static str,
    /// Unit of all its numbers.
    pub(crate) unit: &'static str,
    /// Decimals shown.
    pub(crate) digits: usize,
    /// What others found.
    pub(crate) published: Published,
    /// Who found it, or why it is what we aim at.
    pub(crate) source: &'static str,
    /// Whether it is our own choice.
    pub(crate) is_choice: bool,
}

/// What others found.
pub(crate) const fn fact(quantity: &'static str, unit: &'static str, digits: usize, published: Published, source: &'static str) -> Fact {
    Fact { quantity, unit, digits, published, source, is_choice: false }
}

/// What we chose, and why.
pub(crate) const fn choice(quantity: &'static str, unit: &'static str, digits: usize, chosen: Published, reason: &'static str) -> Fact {
    Fact { quantity, unit, digits, published: chosen, source: reason, is_choice: true }
}

const PLAN: &str = "the head we set out to build, an average man’s";
const GARG: &str = "Garg, Decoding Facial Esthetics: 8 cm by tape, 431 men";
const CLINICS: &str = "one clinic network’s planning table";
const SWATCH: &str = "Monk’s swatch, with room for the blood it lacks";
const BANDS: &str = "ITA class of skin this light";
const SPACING: &str = "Jiménez & Ruifernández: 10.7/√n mm; limit 5 %";

/// Every fact, in the order of the table. Limits: 3 mm is how well two people agree on a landmark; area ranges are
/// the table's own.
pub(crate) const FACTS: &[Fact] = &[
    choice("vertex above the ears", "mm", 0, About(&[130.0], 3.0), PLAN),
    choice("head breadth", "mm", 0, About(&[152.0], 3.0), "an average man’s; surveys of men find about 154"),
    choice("head length", "mm", 0, About(&[197.0], 3.0), "an average man’s; British men 195, 5–95 %: 180–205"),
    choice("chin below the ears", "mm", 0, About(&[101.0], 3.0), PLAN),
    choice("breadth across the cheekbones", "mm", 0, About(&[140.0], 3.0), PLAN),
    choice("nose tip before the ears", "mm", 0, About(&[122.0], 3.0), PLAN),
    fact("glabella to mid-frontal point, along the skin", "mm", 1, About(&[80.0], 3.0), GARG),
    fact("bald area, Norwood II", "cm²", 0, Within(10.0, 15.0), CLINICS),
    fact("bald area, Norwood III", "cm²", 0, Within(25.0, 40.0), CLINICS),
    fact("bald area, Norwood IV", "cm²", 0, Within(60.0, 80.0), CLINICS),
    fact("bald area, Norwood V", "cm²", 0, Within(80.0, 120.0), CLINICS),
    fact("bald area, Norwood VI", "cm²", 0, Within(120.0, 160.0), CLINICS),
    fact("bald area, Norwood VII", "cm²", 0, Within(160.0, NO_MOST), "the same: “160–200+”"),
    choice("bald area, Norwood VII", "cm²", 0, Within(160.0, 260.0), "no more than a bald scalp with its fringe leaves"),
    fact("bald area, Norwood IIa", "cm²", 0, Within(15.0, 25.0), CLINICS),
    fact("bald area, Norwood III vertex", "cm²", 0, Within(40.0, 60.0), CLINICS),
    fact("recess before the ears’ plane, Norwood II", "mm", 0, Within(20.0, NO_MOST), "Norwood 1975: no further back than 2 cm in front"),
    choice("recess before the ears’ plane, Norwood II", "mm", 0, Within(20.0, 49.9), "some recess"),
    fact("recess before the ears’ plane, Norwood III", "mm", 0, Within(NO_LEAST, 20.0), "the same: past 2 cm in front"),
    choice("recess before the ears’ plane, Norwood III", "mm", 0, Within(5.0, 20.0), "not as far as IV"),
    fact("recess before the ears’ plane, Norwood III vertex", "mm", 0, Within(NO_LEAST, 49.9), "the same: not beyond that of III"),
    choice("recess before the ears’ plane, Norwood III vertex", "mm", 0, Within(5.0, 49.9), "as III or less"),
    fact("recess before the ears’ plane, Norwood IV", "mm", 0, Within(-20.0, 5.0), "the same: beyond III; a clinic: at or past the ear"),
    fact("depth of the bare front, Norwood IIa", "mm", 0, Within(5.0, 20.0), "the same: bare at most 2 cm behind the frontal line"),
    fact(
        "bare front’s end before the ears’ plane, Norwood IIIa",
        "mm",
        0,
        About(&[0.0], 8.0),
        "the same: reaches the mid-coronal line; limit: its unevenness",
    ),
    fact("bare front’s end behind the ears’ plane, Norwood IVa", "mm", 0, Within(8.0, 45.0), "the same: behind the mid-coronal line"),
    fact("hair between bare front and whorl, Norwood Va", "mm", 0, Within(0.0, NO_MOST), "Norwood 1975: stops short of the vertex"),
    choice("hair between bare front and whorl, Norwood Va", "mm", 0, Within(3.0, 25.0), "a little short of it"),
    fact(
        "hair left at the whorl, Norwood III / III vertex",
        "%",
        0,
        About(&[100.0, 0.0], 5.0),
        "the same: main loss at the vertex in the latter only",
    ),
    choice("bridge between recesses and crown, Norwood IV / V", "mm", 0, Within(15.0, 50.0), "V narrower than IV, as in Norwood 1975"),
    choice("hair left in the bridge, Norwood IV", "%", 0, Within(80.0, 100.0), "a moderately dense band in Norwood 1975"),
    choice("hair left in the bridge, Norwood V", "%", 0, Within(30.0, 79.9), "sparser than in IV, as in Norwood 1975"),
    fact(
        "densest hair between front and crown, Norwood VI",
        "%",
        0,
        Within(0.0, 10.0),
        "Norwood 1975: the bridge is gone but for a few hairs",
    ),
    fact("whorl to the fringe behind it, Norwood VI", "mm", 0, Within(5.0, 55.0), "Park 2014, 952 men: 5–55, mean 24"),
    fact("whorl to the fringe behind it, Norwood VII", "mm", 0, About(&[55.0], 6.0), "the same: the lowest fringe seen"),
    choice(
        "fringe’s height at the back, Norwood VI / VII",
        "mm",
        0,
        About(&[145.0, 120.0], 10.0),
        "the permanent 7–8 cm of Unger, and what VI and VII have not yet lost above",
    ),
    choice(
        "hair left beside the part, Ludwig I / II / III",
        "%",
        0,
        About(&[85.0, 45.0, 4.0], 8.0),
        "near normal, scalp seen through, almost bare",
    ),
    fact("hair left at sides and back, Ludwig III", "%", 0, Within(90.0, 100.0), "Ludwig 1977: kept"),
    choice("width of the part, Ludwig I", "mm", 0, Within(4.0, 12.0), "wider than a comb’s line, as in Sinclair’s second grade"),
    choice("width of the part, Ludwig II: crown / front", "mm", 0, Within(8.0, 40.0), "Olsen’s fan, widest in front"),
    fact("rim kept behind the hairline, Ludwig II / III", "mm", 0, Within(10.0, 30.0), "Ludwig 1977: 1–3 cm"),
    choice("hair left on top, diffuse at 50 / 100 %", "%", 0, About(&[72.0, 17.0], 8.0), "most of it lost at the end"),
    choice("hair left at sides and back, diffuse at 50 / 100 %", "%", 0, About(&[87.0, 50.0], 8.0), "less than on top"),
    choice("bald share of the scalp, areata at SALT 10 / 25 / 50 / 75 / 100", "%", 0, SALT, "what was asked for; limit 2 %"),
    choice("bald share of the scalp, patchy at SALT 10 / 25 / 50 / 75 / 100", "%", 0, SALT, "what was asked for; limit 2 %"),
    choice("bald share of the scalp, scarring at SALT 10 / 25 / 50 / 75 / 100", "%", 0, SALT, "what was asked for; limit 2 %"),
    choice("patches of scarring loss at SALT 10: median / largest", "mm", 0, Within(5.0, 80.0), "small ones that merge into larger"),
    choice(
        "bare skin in the upper half of the scalp, scarring at SALT 10",
        "%",
        0,
        Within(60.0, 95.0),
        "first on top, some elsewhere: of 80 cases 30 % central, 59 % scattered (Soares 2015)",
    ),
    fact(
        "frontal band at 25 / 50 / 100 %: width at the middle",
        "mm",
        0,
        Within(10.0, 80.0),
        "reviews of frontal fibrosis: bands of 1–8 cm",
    ),
    fact("hair left in the frontal band", "%", 1, Within(0.05, 2.0), "bare but for lone hairs (lonely hair sign)"),
    fact("patches of areata at SALT 10: median / largest", "mm", 0, Within(10.0, 50.0), "coin-sized, 1–5 cm"),
    choice("border of a patch of areata", "mm", 1, Within(1.5, 4.0), "sharp, from nine tenths of the hair to one"),
    fact("hair gone, totalis / universalis", "%", 0, About(&[100.0, 100.0], 0.0), "the whole scalp"),
    choice("height of the band, ophiasis: nape / above the ears", "mm", 0, About(&[60.0, 38.0], 10.0), "5–7 cm at the nape"),
    choice("share of its own band, ophiasis at 25 / 50 / 75", "%", 0, About(&[25.0, 50.0, 75.0], 2.0), "what was asked for; limit 2 %"),
    choice("band behind the old hairline, traction: temples", "mm", 0, Within(35.0, 45.0), "deepest where braids pull most"),
    choice("band behind the old hairline, traction: middle", "mm", 0, Within(15.0, 30.0), "less than at the temples"),
    choice("hair left, traction: fringe", "%", 0, Within(30.0, 70.0), "a fringe at the margin in all of Samrao 2011"),
    fact("hair left, traction: band behind the fringe", "%", 0, Within(0.0, 8.0), "Samrao 2011: bare behind the fringe"),
    fact(
        "a woman’s hairline above the glabella",
        "mm",
        0,
        Within(62.0, 66.0),
        "62 in Japanese women (456 people), 64 from the brow in Korean ones",
    ),
    fact(
        "a woman’s frontotemporal recess",
        "mm",
        1,
        Within(-30.0, 5.0),
        "rounded, little or no recess: her corner lies hardly behind the line’s ends",
    ),
    fact("strip scar of size 0 / 0.5 / 1: length", "cm", 0, About(&[12.0, 21.0, 30.0], 1.0), STRIPS),
    fact("strip scar of size 0 / 0.5 / 1: width at the back", "mm", 1, Within(0.5, 12.0), "1–3 mm well healed, to a cm where it stretched"),
    fact("punch scars: least / largest diameter", "mm", 2, Within(0.7, 1.1), "punches of 0.8–1.1 mm, scars no wider"),
    fact("old plugs: least / largest diameter", "mm", 1, About(&[4.0, 4.0], 0.7), "punches of 3.5–4.5 mm until about 1990"),
    fact("donor zone", "cm²", 0, Within(150.0, 280.0), "Unger, clinics: 5–8 cm high, 30–35 cm long"),
    choice("grafts a donor zone gives, Norwood VI", "units", 0, Within(4000.0, 8000.0), "two fifths of its units, as surgeons plan"),
    fact(
        "grafts with hair 4 / 5 / 6 / 9 months after planting",
        "%",
        0,
        About(&[40.0, 50.0, 65.0, 95.0], 10.0),
        "Feller Medical: 40, 50, 60–70, 90–100 % through the skin",
    ),
    fact(
        "grafts with hair 1 / 2 / 3 months after planting",
        "%",
        0,
        Within(0.0, 2.0),
        "clinics: shed by week 4, nothing new before month 3",
    ),
    fact("grafts behind the hairline", "per cm²", 0, Within(35.0, 45.0), "the planning table: 35–45, where dense 50–70"),
    fact("follicular units, top of the head", "per cm²", 0, Within(65.0, 110.0), "75–100 in full scalps; above 110 is the densest counted"),
    fact("distance × √(units per cm²)", "mm", 1, About(&[10.7], 0.535), SPACING),
    fact("hairs in a follicular unit", "", 2, About(&[2.2], 0.2), "Europeans 2.2, East Asians 1.9"),
    fact("units of 1 / 2 / 3 / 4 hairs", "%", 0, About(&[20.0, 45.0, 30.0, 5.0], 6.0), "clinics’ usual shares; populations differ by 8"),
    fact("drawn hairline above the glabella", "mm", 0, About(&[80.0], 3.0), GARG),
    fact("the report’s brow to hairline at 8 cm", "mm", 0, About(&[80.0], 3.0), GARG),
    fact(
        "the report’s brow to hairline and on to the highest point",
        "mm",
        0,
        About(&[160.0], 10.0),
        "half of the 36 cm from nasion to inion lie on the line from ear to ear, less some 2 cm from nasion to glabella",
    ),
    choice(
        "the report’s corner to corner",
        "mm",
        0,
        Within(85.0, 120.0),
        "corners above the outer canthi, 91 mm apart, over the bow of the forehead",
    ),
    fact(
        "the report’s brow to hairline, a woman’s own",
        "mm",
        0,
        Within(62.0, 66.5),
        "62 in Japanese women (456 people), 64 from the brow in Korean ones",
    ),
    fact(
        "its corner beside the vertical through the outer canthus",
        "mm",
        1,
        About(&[0.0], 5.0),
        "surgeons: the corner stays above it as loss advances",
    ),
    fact("drawn middle, natural / defined / straight / rounded", "mm", 0, About(&[80.0; 4], 3.0), GARG),
    fact("drawn middle, receded / broken", "mm", 0, Within(80.0, NO_MOST), "no lower than that"),
    choice("drawn middle, receded / broken", "mm", 0, Within(80.0, 95.0), "a finger or less higher"),
    fact("drawn corners beside the outer canthus, seven shapes", "mm", 0, About(&[0.0; 7], 5.0), "surgeons’ rule: on its vertical"),
    fact(
        "drawn corners above the middle, natural / receded / broken / defined",
        "mm",
        0,
        Within(-1.0, 15.0),
        "surgeons’ rule: level or slightly above, never below",
    ),
    choice("drawn corners above the middle, rounded", "mm", 0, Within(-30.0, -10.0), "what the surgeons’ rule forbids, shown on request"),
    choice("straight line off its level", "mm", 1, Within(0.0, 3.0), "no bow from corner to corner"),
    choice("widow’s peak: tip / foot above the glabella", "mm", 0, About(&[72.5, 87.5], 3.0), "about the 8 cm of the other shapes"),
    fact("widow’s peak: height", "mm", 1, About(&[14.9], 2.0), "225 young Kurdish men"),
    fact("widow’s peak: width", "mm", 1, About(&[27.3], 3.0), "the same"),
    fact("widow’s peak: tip to the mound beside it", "mm", 0, About(&[42.0], 5.0), "the same"),
    fact("a woman’s drawn corners above the middle", "mm", 0, Within(-20.0, 0.0), "rounded, little or no recess"),
    fact("half the full density, behind the hairline", "mm", 1, Within(3.0, 10.0), "singles only in the first 5–10 mm"),
    fact("full density, behind the hairline", "mm", 1, Within(8.0, 20.0), "defined zone begins 5–20 mm behind the first hairs"),
    choice("dots where 180/cm² are asked for", "per cm²", 0, About(&[180.0], 9.0), "what was asked for; limit 5 %"),
    fact("distance of dots × √(dots per cm²)", "mm", 1, About(&[10.7], 0.535), "as follicular units lie"),
    fact(
        "spread of the distance to the nearest dot",
        "of its mean",
        2,
        About(&[0.25], 0.05),
        "photographs: 11 macros, 0.23–0.27; a machine’s even points have 0.14",
    ),
    fact("dots after session 1 / 2 / 3", "%", 0, About(&[30.0, 70.0, 100.0], 2.0), "a 2025 protocol: share of the final spacing’s dots"),
    fact(
        "fresh marks are wider than healed ones",
        "times",
        2,
        About(&[1.23], 0.05),
        "clinics: 0.25 mm heal to 0.10–0.15 mm; with skin’s blur 0.37 to 0.30 mm",
    ),
    fact("marks lighten as they heal", "%", 0, Within(20.0, 50.0), "clinics: 20–50 % from day 0"),
    fact(
        "half of the visible density is gone, in skin",
        "years",
        1,
        About(&[3.3], 0.2),
        "fit to a visual score of 10 patients: 9.1 to 8.2 in half a year",
    ),
    choice(
        "half of the visible density is gone, in scarring patches",
        "years",
        1,
        About(&[2.6], 0.2),
        "between skin and scars: clinic’s 3–4 years to new color, as 3–6 years go with 3.3",
    ),
    fact(
        "touch-up of scarring patches, from / to",
        "years",
        0,
        About(&[3.0, 4.0], 0.4),
        "clinic brief: color lasts 3–4 years in skin disease",
    ),
    fact("sessions for scarring patches of 10 % of the scalp", "", 0, About(&[1.0], 0.4), "clinic brief: one is usually enough"),
    fact("half of the visible density is gone, in scars", "years", 1, About(&[1.6], 0.2), "the same: by 1.6 in half a year"),
    fact(
        "visible density after 1 / 3 / 5 / 8 years",
        "%",
        0,
        About(&[81.0, 54.0, 35.0, 19.0], 4.0),
        "the same; touch-ups are asked for after 18 months to 8 years",
    ),
    fact("marks grow wider in ten years", "mm", 2, About(&[0.10], 0.02), "rule of thumb for tattooed lines"),
    choice(
        "marks fade sooner at the whorl than elsewhere, usual / all sun",
        "%",
        0,
        About(&[9.0, 18.0], 2.0),
        "the crown takes pigment differently, says everyone, and nobody how much: its sun from above, at most a fifth",
    ),
    fact(
        "a laser takes of usual dots after 1 / 2 / 5 sessions",
        "%",
        0,
        About(&[50.0, 70.0, 90.0], 10.0),
        "Mankowska 2015, Nd:YAG 1064 nm, 41 gray tattoos, shaded and lines; quartiles 40–70 and 50–80 % after 1 and 2",
    ),
    fact(
        "a laser takes of filled black after 1 / 2 / 7 sessions",
        "%",
        0,
        About(&[30.0, 40.0, 75.0], 12.0),
        "the same, 34 black tattoos; quartiles 10–50 and 30–50 %; ours are blots of the strongest shade",
    ),
    fact(
        "sessions until nine tenths of usual dots have gone",
        "",
        0,
        Within(1.0, 7.0),
        "Wu 2021: SMP cleared in 1–3 (picosecond, n = 4); Mankowska: up to 7",
    ),
    choice(
        "pigment left after ten sessions, usual dots / blots",
        "%",
        0,
        Within(0.5, 30.0),
        "complete clearance not in every case (Mankowska 2015)",
    ),
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
    fact("hue of Monk tones 1 / 2 / 3 / 4 / 5", "°", 0, Within(40.0, 70.0), "light skin, a* 8–14, b* 10–22; swatches lack its blood"),
    fact("hue of Monk tones 6 / 7 / 8 / 9 / 10", "°", 0, About(&[74.0, 59.0, 49.0, 66.0, 67.0], 15.0), SWATCH),
    fact(
        "lightness L* of Monk tones 1 / 2 / 3 / 4",
        "",
        0,
        About(&[69.0, 69.0, 69.0, 69.0], 7.0),
        "light skin measures 62–76; the swatches look like chalk",
    ),
    fact("cut hair over bare skin, Monk 1 / 2 / 3 / 4 / 5", "of its light", 2, Within(0.5, 0.9), STUBBLE),
    fact("cut hair over bare skin, Monk 6 / 7 / 8 / 9 / 10", "of its light", 2, Within(0.5, 0.9), STUBBLE),
    fact("hair grows a day", "mm", 2, Within(0.28, 0.41), "Loussouarn 2005: means of three ancestries, 0.28, 0.37 and 0.41"),
    fact(
        "shave beside dots, dark brown on Monk 4: from / to, black on Monk 2: from / to",
        "days",
        0,
        Within(1.0, 3.0),
        "clinics: every day to every third, on average every other",
    ),
    choice("SMP at the matching tone over cut hair, Monk 1 / 2 / 3 / 4 / 5", "of its light", 2, About(&[1.0; 5], 0.15), MATCH),
    choice("SMP at the matching tone over cut hair, Monk 6 / 7 / 8 / 9 / 10", "of its light", 2, About(&[1.0; 5], 0.15), MATCH),
];

const SALT: Published = About(&[10.0, 25.0, 50.0, 75.0, 100.0], 2.0);
const STRIPS: &str = "from a small strip to one from ear to ear: 30 cm";
const STUBBLE: &str = "0.5 mm of dark hair covers 7–15 %, and light spread in skin doubles it";
const MATCH: &str = "what matching means: no more than 15 % off";
