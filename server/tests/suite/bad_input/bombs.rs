//! Small pictures that become huge when they are opened: refused by their name, or taken without what swells in them, and never with the memory they ask for.

use super::left_no_trace;
use super::swelling::{black, swollen};
use super::uploads::files_in;
use crate::harness::{Alone, Answer, Browser, World};
use crate::on_both;

on_both!(a_small_picture_that_becomes_huge_is_refused_by_its_name_and_kept_nowhere);

const MB: usize = 1024 * 1024;

/// Those whose pixels are too many.
fn too_large() -> Vec<(&'static str, Vec<u8>)> {
    vec![("side.png", black(20_000, &[])), ("area.png", black(16_000, &[]))]
}

/// Those in which there is more than the picture.
fn with_more() -> Vec<(&'static str, Vec<u8>)> {
    vec![("text.png", black(9, &swollen(b"zTXt", 400 * MB))), ("profile.png", black(9, &swollen(b"iCCP", 400 * MB)))]
}

/// Fails when a picture is not refused in a sentence that names it.
fn is_refused(name: &str, answer: &Answer) {
    let error = answer.error().unwrap_or_else(|| panic!("{name}: {} {}", answer.status, answer.text()));
    let said = error.of_field("files").unwrap_or_else(|| panic!("{name}: {error:?}"));
    assert!(answer.status == 422 && said.contains(name) && said.contains("too large to open"), "{name}: {} {said}", answer.status);
}

async fn a_small_picture_that_becomes_huge_is_refused_by_its_name_and_kept_nowhere(world: &World) {
    let shop = world.business("Kiln").await;
    let (customer, site) = (world.customer(&shop, "Wanjiru").await, world.site().await);
    let (browser, before) = (site.browser(&customer.token), world.snapshot(None).await);
    for (name, bytes) in too_large() {
        assert!(bytes.len() < 5 * MB, "{name} is small enough to be looked at");
        is_refused(name, &browser.upload(name, bytes).await);
        left_no_trace(world, &site, &before, name).await;
    }
    assert_eq!(files_in(&world.database.folder().join("files")), 0, "nothing was stored");
    drop(site);
}

/// The most memory that a process has had so far, in MB.
fn peak(process: u32) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("a running process");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("its peak");
    peak.trim().trim_end_matches(" kB").parse::<usize>().expect("a number") / 1024
}

async fn upload(browser: &Browser<'_>, name: &str, bytes: Vec<u8>, process: u32) -> (Answer, usize) {
    let before = peak(process);
    let answer = browser.upload(name, bytes).await;
    // The kernel counts by threads and adds up now and then: a moment later it may know of a little less.
    (answer, peak(process).saturating_sub(before))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_never_takes_the_memory_that_a_picture_asks_for() {
    let alone = Alone::new();
    let served = alone.serve_under(&[("STOA_DEMO", "1"), ("STOA_LOG", "error")]);
    let site = served.site();
    let browser = site.browser("");
    let signed_in = browser.call("/api/app/accounts/api/sign_in", &[("email", "customer@example.com"), ("password", "stoa-demo-2026")]).await;
    assert!(signed_in.status < 400, "{signed_in:?}");
    for (name, bytes) in too_large() {
        let (answer, more) = upload(&browser, name, bytes, served.id()).await;
        is_refused(name, &answer);
        assert!(more < 64, "{name} took {more} MB");
    }
    for (name, bytes) in with_more() {
        let (answer, more) = upload(&browser, name, bytes, served.id()).await;
        assert_eq!(answer.status, 200, "{name} is a picture of nine by nine: {}", answer.text());
        assert!(more < 64, "{name} took {more} MB");
        let token = answer.text().split("\"token\":\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a token").to_owned();
        let kept = browser.get(&app::routes::file(&token)).await;
        assert!(kept.status == 200 && kept.bytes.len() < 1024, "only the picture is kept of {name}: {} bytes", kept.bytes.len());
    }
    // What is just small enough is opened, and made smaller.
    let (answer, more) = upload(&browser, "large.png", black(12_000, &[]), served.id()).await;
    assert!(answer.status == 200 && answer.text().contains("2560"), "{}", answer.text());
    assert!(more < 320, "a picture of 144 MB took {more} MB");
    assert_eq!(browser.get("/healthz").await.status, 200);
    served.terminate();
    assert_eq!(served.exit_code(), Some(0));
}
