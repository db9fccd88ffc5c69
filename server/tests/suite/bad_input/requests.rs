//! Requests as no browser sends them: other paths, endless headers, broken lines.

use super::left_no_trace;
use crate::harness::{Site, World};
use crate::on_both;

on_both!(no_path_leads_out_of_its_folder, a_request_that_is_none_is_refused_and_the_next_one_answered);

/// The status of a raw request, and what came back.
async fn status(site: &Site, line: &str, headers: &str) -> (u16, String) {
    let host = site.url.trim_start_matches("http://");
    let answer = site.raw(format!("{line} HTTP/1.1\r\nHost: {host}\r\n{headers}Connection: close\r\n\r\n").as_bytes()).await;
    (answer.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or(0), answer)
}

async fn no_path_leads_out_of_its_folder(world: &World) {
    let shop = world.business("Kiln").await;
    let (customer, site) = (world.customer(&shop, "Wanjiru").await, world.site().await);
    std::fs::write(world.database.folder().join("secret"), "the key of the installation").unwrap();
    let ways = [
        "../secret",
        "..%2fsecret",
        "%2e%2e/secret",
        "%2e%2e%2fsecret",
        "....//secret",
        "..%5csecret",
        "%252e%252e%252fsecret",
        "1/../../secret",
        "/etc/passwd",
    ];
    let cookie = format!("Cookie: stoa_session={}\r\n", customer.token);
    for way in ways {
        for folder in ["/files/", "/pkg/", "/pkg/none/", "/", "//"] {
            let (status, answer) = status(&site, &format!("GET {folder}{way}"), &cookie).await;
            assert!((300..500).contains(&status), "{folder}{way}: {status}");
            assert!(!answer.contains("the key of") && !answer.contains("root:"), "{folder}{way}: {answer}");
        }
    }
    for path in ["/Cargo.toml", "/stoa.db", "/pkg/none/../../../Cargo.toml", "/.git/config", "/files/", "/files/%00", "/files/%ff%fe"] {
        let (status, answer) = status(&site, &format!("GET {path}"), &cookie).await;
        assert!((300..500).contains(&status) && !answer.contains("[package]"), "{path}: {status}");
    }
    drop(site);
}

async fn a_request_that_is_none_is_refused_and_the_next_one_answered(world: &World) {
    let (_, site) = (world.business("Kiln").await, world.site().await);
    let before = world.snapshot(None).await;
    for bytes in [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc".as_slice(), b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\r\n\r\n\r\n\r\nhello\r\n\r\n"] {
        let answer = site.raw(bytes).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4") || answer.starts_with("HTTP/1.1 505"), "{answer}");
    }
    let endless = format!("X-Long: {}\r\n", "x".repeat(600 * 1024));
    let (code, answer) = status(&site, "GET /", &endless).await;
    assert!(matches!(code, 0 | 400 | 431), "an endless header: {code} {answer}");
    let many = (0..500).map(|n| format!("X-{n}: y\r\n")).collect::<String>();
    let (code, answer) = status(&site, "GET /", &many).await;
    assert!(matches!(code, 0 | 400 | 431), "500 headers: {code} {answer}");
    let (code, _) = status(&site, &format!("GET /{}", "x".repeat(100_000)), "").await;
    assert!(matches!(code, 0 | 400 | 404 | 414), "an endless path: {code}");
    let (code, answer) =
        status(&site, "POST /api/app/accounts/api/sign_in", "Content-Length: 99999999999\r\nContent-Type: application/x-www-form-urlencoded\r\n").await;
    assert_eq!(code, 413, "{answer}");
    for line in ["DELETE /account", "PUT /sign-in", "TRACE /", "OPTIONS /", "POST /account", "POST /nothing", "GET /api/app/nothing", "GET /live", "GET /theme"]
    {
        let (code, _) = status(&site, line, "").await;
        assert!((400..500).contains(&code), "{line}: {code}");
    }
    for query in ["?refused=%00", "?next=%0d%0aSet-Cookie:%20a=b", "?business=%ff", "?a[]=1&a[b]=2", "?%", "?refused=a&refused=b"] {
        let (code, answer) = status(&site, &format!("GET /sign-in{query}"), "").await;
        let headers = answer.split("\r\n\r\n").next().unwrap_or_default().to_lowercase();
        assert!(code == 200 && !headers.contains("set-cookie: a=b"), "{query}: {code} {headers}");
    }
    left_no_trace(world, &site, &before, "a broken request").await;
    drop(site);
}
