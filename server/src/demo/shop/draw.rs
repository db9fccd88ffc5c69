//! The pictures of the demo shop: a vessel before a plain ground, shaded from the left, drawn by arithmetic.

use super::goods::Good;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

const WIDTH: u32 = 320;
const HEIGHT: u32 = 400;

/// A product as a PNG.
pub fn picture(good: &Good) -> Vec<u8> {
    let image = RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
        // The middle of the picture is 0, its half width 1; y grows downwards.
        let half = f64::from(WIDTH) / 2.0;
        let (px, py) = ((f64::from(x) + 0.5) / half - 1.0, (f64::from(y) + 0.5) / half - 1.25);
        Rgb(colour(good, px, py))
    });
    let mut out = Cursor::new(Vec::new());
    let written = DynamicImage::ImageRgb8(image).write_to(&mut out, ImageFormat::Png);
    written.expect("a picture in memory can be written");
    out.into_inner()
}

fn colour(good: &Good, x: f64, y: f64) -> [u8; 3] {
    if let Some(shade) = leaf(good.shape, x, y) {
        return mixed([84, 130, 84], [30, 60, 40], shade);
    }
    match body(good.shape, x, y) {
        Some(shade) => mixed(good.glaze, [20, 18, 24], shade),
        None => {
            // A soft shadow on the ground the vessel stands on.
            let (dx, dy) = ((x - 0.06) / 0.62, (y - foot(good.shape)) / 0.07);
            let dark = (1.0 - (dx * dx + dy * dy)).clamp(0.0, 1.0) * 0.16;
            mixed(good.ground, [40, 36, 44], dark)
        }
    }
}

/// How much of the second colour is in the first.
fn mixed(a: [u8; 3], b: [u8; 3], part: f64) -> [u8; 3] {
    let part = part.clamp(0.0, 1.0);
    std::array::from_fn(|i| (f64::from(a[i]) * (1.0 - part) + f64::from(b[i]) * part).round() as u8)
}

/// Where the vessel ends below.
fn foot(shape: &str) -> f64 {
    match shape {
        "plate" => 0.34,
        "vase" => 0.72,
        _ => 0.52,
    }
}

/// Half the width of a vessel at a height, which is 0 at its rim and 1 at its foot.
fn half_width(shape: &str, t: f64) -> f64 {
    match shape {
        "bowl" => 0.62 * (1.0 - t.powf(2.6)).max(0.0).powf(0.5) + 0.16 * t,
        "mug" | "cup" => 0.42 * (1.0 - (t * 0.94).powf(7.0)).max(0.0).powf(0.4) * (1.0 - 0.06 * t),
        "planter" => 0.46 - 0.13 * t,
        "vase" => 0.14 + 0.24 * (std::f64::consts::PI * (t * 0.92 + 0.08)).sin().max(0.0).powf(1.3) + 0.06 * t,
        _ => 0.44,
    }
}

/// How dark the vessel is at a place; nothing beside it.
fn body(shape: &str, x: f64, y: f64) -> Option<f64> {
    if shape == "plate" {
        let (far, near) = (x * x / 0.5 + y * y / 0.12, x * x / 0.25 + y * y / 0.055);
        return (far < 1.0).then_some(if near < 1.0 { 0.12 + 0.06 * x } else { 0.02 + 0.10 * (x + 0.7) });
    }
    let top = match shape {
        "vase" => -0.72,
        "bowl" => -0.16,
        "planter" | "box" => -0.22,
        _ => -0.38,
    };
    let t = (y - top) / (foot(shape) - top);
    let half = half_width(shape, t.clamp(0.0, 1.0));
    // The rim is an ellipse that is seen from a little above.
    let (rx, ry) = (x / half, (y - top) / (half * 0.16));
    if shape != "box" && rx * rx + ry * ry < 1.0 {
        return Some(0.34 - 0.1 * rx);
    }
    if (0.0..=1.0).contains(&t) && x.abs() < half {
        let side = x / half;
        let ribbon = shape == "box" && (x.abs() < 0.05 || (t - 0.5).abs() < 0.06);
        return Some(if ribbon { 0.0 } else { 0.06 + 0.3 * ((side + 0.55).max(0.0) / 1.55).powi(2) });
    }
    // The handle of a mug: a ring at its right.
    let (hx, hy) = ((x - 0.42) / 0.26, (y - 0.02) / 0.27);
    let ring = hx * hx + hy * hy;
    (shape == "mug" && x > 0.36 && (0.42..1.0).contains(&ring)).then_some(0.3)
}

/// How dark a leaf is at a place; nothing beside the plant.
fn leaf(shape: &str, x: f64, y: f64) -> Option<f64> {
    if shape != "planter" {
        return None;
    }
    // Leaves fan out from the middle of the rim, each an ellipse that leans another way.
    [-1.15_f64, -0.7, -0.3, 0.1, 0.5, 0.95].into_iter().enumerate().find_map(|(n, lean)| {
        let (sin, cos) = lean.sin_cos();
        let (dx, dy) = (x, y + 0.2);
        let (along, across) = (dx * sin - dy * cos, dx * cos + dy * sin);
        let length = 0.62 - 0.05 * (n % 3) as f64;
        let (u, v) = ((along - length / 2.0) / (length / 2.0), across / 0.1);
        (u * u + v * v < 1.0).then(|| 0.15 + 0.35 * v.abs() + 0.08 * (n % 2) as f64)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_product_has_a_picture_of_its_own_that_shows_a_vessel() {
        let goods = super::super::goods::all();
        let pictures: Vec<Vec<u8>> = goods.iter().map(picture).collect();
        for (good, bytes) in goods.iter().zip(&pictures) {
            let image = image::load_from_memory(bytes).unwrap().into_rgb8();
            assert_ne!(image.get_pixel(160, 216).0, good.ground, "{} stands in the middle", good.name);
            assert!(bytes.len() < 120_000, "{} has {} bytes", good.name, bytes.len());
            assert_eq!(pictures.iter().filter(|other| *other == bytes).count(), 1, "{}", good.name);
        }
    }
}
