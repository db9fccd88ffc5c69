//! Pictures people upload: what is accepted is decided by their bytes, never by their name.

use crate::error::{Error, Result};
use crate::files::model::BYTES_MAX;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// Pixels on the longer side; larger pictures are made smaller.
const SIDE_MAX: u32 = 2560;
/// What a picture may need while it is decoded: a small file can claim to be a huge one.
const DECODE_BYTES_MAX: u64 = 160 * 1024 * 1024;
/// Pixels on a side that are looked at at all.
const CLAIM_MAX: u32 = 16_000;

/// A picture ready to be stored: re-encoded, upright, without place, camera or anything else.
#[derive(Clone, Debug)]
pub struct Picture {
    /// `image/png` or `image/jpeg`.
    pub content_type: &'static str,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The new bytes.
    pub bytes: Vec<u8>,
}

/// Checks and re-encodes an upload. Slow: call it through `Services::heavy`.
///
/// # Errors
/// `Invalid` on the field `files` for anything that is not a JPG or PNG picture of at most 5 MB.
pub fn accept(name: &str, bytes: &[u8]) -> Result<Picture> {
    let refuse = |why: &str| Error::field("files", format!("“{}” {why}", name.chars().take(60).collect::<String>()));
    if bytes.len() > BYTES_MAX {
        return Err(refuse("is larger than 5 MB. Make it smaller and try again."));
    }
    let format = match infer::get(bytes).map(|t| t.mime_type()) {
        Some("image/png") => ImageFormat::Png,
        Some("image/jpeg") => ImageFormat::Jpeg,
        _ => return Err(refuse("is not a JPG or PNG picture. Choose another file.")),
    };
    let broken = || refuse("is damaged or too large to open. Choose another file.");
    let picture = if format == ImageFormat::Png { decode(&pixels_only(bytes), format) } else { decode(bytes, format) };
    let picture = picture.ok_or_else(broken)?;
    let picture = if picture.width().max(picture.height()) > SIDE_MAX { picture.thumbnail(SIDE_MAX, SIDE_MAX) } else { picture };
    let mut out = Cursor::new(Vec::with_capacity(bytes.len()));
    let (picture, content_type) = match format {
        ImageFormat::Jpeg => (DynamicImage::ImageRgb8(picture.into_rgb8()), "image/jpeg"),
        _ => (picture, "image/png"),
    };
    picture.write_to(&mut out, format).map_err(|_| broken())?;
    Ok(Picture { content_type, width: picture.width(), height: picture.height(), bytes: out.into_inner() })
}

/// A PNG with what makes its pixels and says how it is turned, and nothing else. Texts and profiles of colours in it may be compressed: the decoder
/// would open them whatever it is told, and a few kilobytes of them are hundreds of megabytes. They are not stored anyway.
fn pixels_only(bytes: &[u8]) -> Vec<u8> {
    let (head, mut rest) = bytes.split_at(bytes.len().min(8));
    let mut kept = head.to_vec();
    while let Some(length) = rest.first_chunk() {
        // Its length, its kind of four letters, its content, its check sum.
        let Some((chunk, after)) = rest.split_at_checked(u32::from_be_bytes(*length) as usize + 12) else { break };
        let kind = &chunk[4..8];
        if kind[0].is_ascii_uppercase() || kind == b"tRNS" || kind == b"eXIf" {
            kept.extend_from_slice(chunk);
        }
        rest = if kind == b"IEND" { &[] } else { after };
    }
    kept
}

fn decode(bytes: &[u8], format: ImageFormat) -> Option<DynamicImage> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(CLAIM_MAX);
    limits.max_image_height = Some(CLAIM_MAX);
    limits.max_alloc = Some(DECODE_BYTES_MAX);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    if decoder.total_bytes() > DECODE_BYTES_MAX {
        return None;
    }
    let orientation = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(orientation);
    Some(picture)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(width, height).write_to(&mut out, ImageFormat::Png).unwrap();
        out.into_inner()
    }

    #[test]
    fn a_picture_is_re_encoded_and_what_was_hidden_in_it_is_gone() {
        let mut bytes = png(8, 4);
        bytes.extend_from_slice(b"<script>secret</script>");
        let picture = accept("a.png", &bytes).unwrap();
        assert_eq!((picture.width, picture.height, picture.content_type), (8, 4, "image/png"));
        assert!(!picture.bytes.windows(6).any(|w| w == b"secret"));
    }

    #[test]
    fn a_large_picture_is_made_smaller() {
        let picture = accept("a.png", &png(5120, 20)).unwrap();
        assert_eq!((picture.width, picture.height), (2560, 10));
    }

    #[test]
    fn names_do_not_decide_and_damage_is_refused() {
        for bytes in [b"<!doctype html><script>alert(1)</script>".to_vec(), b"GIF89a".to_vec(), Vec::new(), png(8, 4)[..30].to_vec(), vec![0; BYTES_MAX + 1]] {
            assert!(matches!(accept("a.png", &bytes), Err(Error::Invalid(_))));
        }
    }

    #[test]
    fn what_is_in_a_picture_besides_its_pixels_is_not_opened() {
        let (plain, chunk) = (png(8, 4), |kind: &[u8; 4]| [[0, 0, 0, 2].as_slice(), kind, &[7, 7], &[0; 4]].concat());
        assert_eq!(pixels_only(&plain), plain);
        // After the header, which is 25 bytes long.
        let with = |kind| [&plain[..33], &chunk(kind), &plain[33..], b"and more"].concat();
        for kind in [b"iCCP", b"zTXt", b"iTXt"] {
            assert_eq!(pixels_only(&with(kind)), plain);
        }
        assert_eq!(pixels_only(&with(b"eXIf")).len(), plain.len() + 14);
        for cut in 0..plain.len() {
            assert!(pixels_only(&plain[..cut]).len() <= cut);
        }
    }

    #[test]
    fn a_small_file_that_claims_to_be_huge_is_refused_before_memory_is_taken() {
        let mut bomb = png(1, 1);
        bomb[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
        assert!(matches!(accept("bomb.png", &bomb), Err(Error::Invalid(_))));
    }
}
