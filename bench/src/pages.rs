//! Whole pages over HTTP: how long they take, and how much a browser loads for them.

use super::http;
use super::process::Server;
use super::report::Report;
use super::stats::Times;
use super::world::Someone;
use std::collections::BTreeMap;
use std::time::Instant;

/// Tries per page, after a tenth as many that do not count.
const TRIES: usize = 300;

/// How long whole pages of the desk take, one after the other.
pub async fn times(report: &mut Report, server: &Server, agents: &[Someone], on: &str) -> Result<(), String> {
    for (name, path) in
        [("the ticket table", "/desk/tickets"), ("the table of open tickets", "/desk/tickets?status=open"), ("the inbox", "/desk"), ("a ticket", "/desk/777")]
    {
        let what = format!("{on}: whole page of {name} over HTTP");
        match time(server, agents, path).await {
            Ok(times) => report.tell(&what, times.words()),
            Err(why) => report.failed(&what, &why),
        }
    }
    Ok(())
}

async fn time(server: &Server, agents: &[Someone], path: &str) -> Result<Times, String> {
    let mut times = Times::default();
    for n in 0..TRIES + TRIES / 10 {
        let micros = one(server, path, &agents[n % agents.len()]).await?;
        if n >= TRIES / 10 {
            times.add(micros);
        }
    }
    Ok(times)
}

/// How long one page takes, in microseconds.
pub async fn one(server: &Server, path: &str, who: &Someone) -> Result<u64, String> {
    let start = Instant::now();
    get(server, path, Some(who)).await?;
    Ok(start.elapsed().as_micros() as u64)
}

/// What a browser with an empty cache loads for some pages, in Brotli.
pub async fn sizes(report: &mut Report, server: &Server, agent: &Someone, customer: &Someone) -> Result<(), String> {
    // The bar is one for pages that customers meet; whoever works at the desk all day loads it once.
    let pages = [
        ("the storefront, for a visitor", "/", None, true),
        ("the shop, for a visitor", "/shop", None, true),
        ("a cart, for a visitor", "/cart", None, true),
        ("a booking, for a visitor", "/book", None, true),
        ("the chat, for a visitor", "/chat", None, false),
        ("a customer's tickets", "/tickets", Some(customer), true),
        ("the desk", "/desk", Some(agent), false),
    ];
    for (name, path, who, has_bar) in pages {
        let what = format!("WASM, JS and CSS of {name}, Brotli");
        match size(server, path, who).await {
            Ok(by_kind) => {
                let all: usize = by_kind.values().sum();
                let parts: Vec<String> = by_kind.iter().map(|(kind, bytes)| format!("{kind} {:.1}", *bytes as f64 / 1024.0)).collect();
                let kb = all as f64 / 1024.0;
                let words = format!("{kb:.1} KB ({})", parts.join(", "));
                if has_bar { report.below(&what, words, kb, 200.0, "KB") } else { report.tell(&what, words) }
            }
            Err(why) => report.failed(&what, &why),
        }
    }
    match http::get(&server.addr, "/widget.js", None, true).await {
        Ok(loader) => {
            let kb = loader.body.len() as f64 / 1024.0;
            report.below("The loader of the widget, Brotli", format!("{kb:.1} KB"), kb, 4.0, "KB");
        }
        Err(why) => report.failed("The loader of the widget, Brotli", &why.to_string()),
    }
    Ok(())
}

/// The bytes of everything under `/pkg/` that a page names, by kind.
async fn size(server: &Server, path: &str, who: Option<&Someone>) -> Result<BTreeMap<String, usize>, String> {
    let html = String::from_utf8_lossy(&get(server, path, who).await?).into_owned();
    let mut files: Vec<&str> = html.split(['"', '\'']).filter(|piece| piece.starts_with("/pkg/") && piece.contains('.')).collect();
    files.sort_unstable();
    files.dedup();
    let mut by_kind = BTreeMap::new();
    for file in files {
        let kind = file.rsplit('.').next().unwrap_or_default().to_owned();
        let answer = http::get(&server.addr, file, None, true).await.map_err(|e| e.to_string())?;
        if answer.status != 200 {
            return Err(format!("{file}: {}", answer.status));
        }
        *by_kind.entry(kind).or_insert(0) += answer.body.len();
    }
    if by_kind.is_empty() { Err(format!("{path} names no files")) } else { Ok(by_kind) }
}

async fn get(server: &Server, path: &str, who: Option<&Someone>) -> Result<Vec<u8>, String> {
    let answer = http::get(&server.addr, path, who.map(|w| w.token.as_str()), false).await.map_err(|e| e.to_string())?;
    if answer.status == 200 { Ok(answer.body) } else { Err(format!("{path}: {}", answer.status)) }
}
