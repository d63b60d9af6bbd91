//! What every stage may use and what knows no stage: numbers, random numbers, sorting, color, grids.

pub mod choice;
pub mod color;
pub mod fixed;
pub mod grid;
pub mod lanes;
pub mod math;
pub mod noise;
pub mod packed;
pub mod random;
pub mod solve;
pub mod sort;
pub mod streams;
pub mod units;
