//! Pictures that are none, or far too much.

use super::left_no_trace;
use crate::harness::{World, png};
use crate::on_both;
use http::Method;
use http::header::{ACCEPT, CONTENT_TYPE, ORIGIN, REFERER};
use reqwest::multipart::{Form, Part};
use std::fs;
use std::path::Path;
use uuid::Uuid;

on_both!(what_is_no_picture_is_refused_by_its_name_and_kept_nowhere, a_plain_form_comes_back_with_its_good_pictures_and_a_word_on_each_bad_one);

/// How many files lie in a folder and those in it.
pub fn files_in(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.map(|path| if path.is_dir() { files_in(&path) } else { 1 }).sum()
}

/// A few bytes that claim to be a picture of four thousand million pixels.
fn bomb() -> Vec<u8> {
    let mut bytes = png(1, 1);
    bytes[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
    let sum = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    bytes
}

/// The check sum of PNG, so that it is the size that is refused and not the damage.
pub fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |s, _| if s & 1 == 1 { (s >> 1) ^ 0xedb8_8320 } else { s >> 1 }))
}

async fn what_is_no_picture_is_refused_by_its_name_and_kept_nowhere(world: &World) {
    let shop = world.business("Kiln").await;
    let (customer, site) = (world.customer(&shop, "Wanjiru").await, world.site().await);
    let (browser, before) = (site.browser(&customer.token), world.snapshot(None).await);
    let mut large = png(40, 40);
    large.resize(6 * 1024 * 1024, 0);
    let bad = [
        ("large.png", large),
        ("page.png", b"<!doctype html><script>alert(1)</script>".to_vec()),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".to_vec()),
        ("moving.gif", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;".to_vec()),
        ("bomb.png", bomb()),
        ("cut.png", png(40, 40)[..60].to_vec()),
        ("empty.png", Vec::new()),
    ];
    for (name, bytes) in bad {
        let answer = browser.upload(name, bytes).await;
        let error = answer.error().unwrap_or_else(|| panic!("{name}: {} {}", answer.status, answer.text()));
        let said = error.of_field("files").unwrap_or_else(|| panic!("{name}: {error:?}"));
        assert!(answer.status == 422 && said.contains(name), "{name}: {} {said}", answer.status);
        left_no_trace(world, &site, &before, name).await;
    }
    let part = |n: usize| Part::bytes(png(9, 9)).file_name(format!("{n}.png"));
    let forms = [("nothing", Form::new()), ("words", Form::new().text("file", "not a file")), ("another name", Form::new().part("image", part(1)))];
    for (what, form) in forms {
        let answer = browser.send(browser.request(Method::POST, "/files").header(ORIGIN, &site.url).multipart(form)).await;
        assert!(answer.error().is_some_and(|e| e.of_field("files").is_some()), "{what}: {} {}", answer.status, answer.text());
    }
    for encoding in ["application/json", "image/png", "multipart/form-data", "multipart/form-data; boundary=x"] {
        let request = browser.request(Method::POST, "/files").header(ORIGIN, &site.url).header(CONTENT_TYPE, encoding).body("{}");
        let answer = browser.send(request).await;
        assert!((400..500).contains(&answer.status), "{encoding}: {} {}", answer.status, answer.text());
    }
    left_no_trace(world, &site, &before, "what is no upload").await;
    assert_eq!(files_in(&world.database.folder().join("files")), 0, "nothing was stored");
    let fine = browser.upload("../../mug\u{202e}🎉.png", png(9, 9)).await;
    assert_eq!(fine.status, 200, "a good picture with a bad name is taken: {}", fine.text());
    assert_eq!(files_in(&world.database.folder().join("files")), 1);
    let six = (0..6).fold(Form::new(), |form, n| form.part("file", part(n)));
    let answer = browser.send(browser.request(Method::POST, "/files").header(ORIGIN, &site.url).multipart(six)).await;
    assert!(answer.error().is_some_and(|e| e.of_field("files").is_some_and(|m| m.contains('5'))), "{} {}", answer.status, answer.text());
    drop(site);
}

async fn a_plain_form_comes_back_with_its_good_pictures_and_a_word_on_each_bad_one(world: &World) {
    let shop = world.business("Kiln").await;
    let (customer, site) = (world.customer(&shop, "Wanjiru").await, world.site().await);
    let browser = site.browser(&customer.token);
    let come_back = async |files: Vec<(&'static str, Vec<u8>)>| {
        let typed = [("client_id", Uuid::now_v7().to_string()), ("subject", "Broken mugs".into()), ("description", "Two of six.".into())];
        let form = typed.into_iter().fold(Form::new(), |form, (name, value)| form.text(name, value));
        let form = files.into_iter().fold(form, |form, (name, bytes)| form.part("files", Part::bytes(bytes).file_name(name)));
        let request = browser.request(Method::POST, "/api/app/tickets/api/open_ticket").header(ACCEPT, "text/html").header(ORIGIN, &site.url);
        let answer = browser.send(request.header(REFERER, format!("{}/tickets/new", site.url)).multipart(form)).await;
        assert!(answer.location().starts_with("/tickets/new?refused="), "{} {}", answer.status, answer.text());
        let html = browser.get(answer.location()).await.text();
        assert!(html.contains("value=\"Broken mugs\""), "what was typed is there: {html}");
        html
    };
    let html = come_back(vec![("bad.png", b"no".to_vec()), ("mug.png", png(9, 9)), ("worse.png", b"no".to_vec())]).await;
    assert!(["“bad.png” is not", "“worse.png” is not", "mug.png"].iter().all(|words| html.contains(words)), "{html}");
    let html = come_back((0..5).map(|_| ("large.png", vec![0; 6 * 1024 * 1024])).collect()).await;
    assert!(html.contains("Together the files are larger than 26 MB."), "{html}");
    drop(site);
}
