//! Everybody follows every link and searches for secrets, and reads only what is theirs.

use super::pages::PAGES;
use super::{Actor, Rank, actors};
use crate::harness::{BUYER, Browser, COURIER, DANIEL, Estate, KILN, NOTE, World};
use crate::on_both;
use std::collections::{BTreeSet, VecDeque};
use stoa::tickets::actions as tickets;

on_both!(no_link_and_no_search_leads_to_what_is_not_ones_own, no_word_of_others_is_found);

/// More pages than this and a crawl goes round in circles.
const MOST: usize = 900;

/// Calendars go on for ever: their first page is read, the way to other days is not followed.
const ENDLESS: &[&str] = &["/desk/calendar?", "from="];

/// Pages that search or narrow a list, up to the word.
const SEARCHES: &[&str] = &[
    "/tickets?q=",
    "/desk?q=",
    "/desk/tickets?q=",
    "/desk/tickets/new?customer=",
    "/admin/people?q=",
    "/admin/people?show=customers&q=",
    "/help?q=",
    "/chat?view=help&q=",
    "/admin/help/bench?q=",
    "/shop?q=",
    "/desk/orders?q=",
    "/admin/products?q=",
];

/// The addresses of this site that a page mentions.
fn addresses(html: &str) -> Vec<String> {
    let links = ["href=\"/", "src=\"/"].into_iter().flat_map(|start| html.split(start).skip(1));
    links.filter_map(|rest| rest.split('"').next()).map(|path| format!("/{}", path.replace("&amp;", "&"))).collect()
}

/// Reads everything that can be reached; fails at what this actor must never read, and at links that lead nowhere.
pub async fn crawl(browser: &Browser<'_>, actor: &Actor<'_>, e: &Estate) -> String {
    let starts = PAGES.iter().map(|page| (page.address)(e));
    // The first half of a secret word finds it, and is not it when a page repeats what was looked for.
    let words = [KILN, NOTE, DANIEL, COURIER, BUYER].map(|word| &word[..word.len() / 2]);
    let searches = SEARCHES.iter().flat_map(|page| words.map(|word| format!("{page}{word}")));
    let mut waiting: VecDeque<(String, Option<String>)> = starts.chain(searches).map(|address| (address, None)).collect();
    let (mut seen, mut read): (BTreeSet<String>, String) = (BTreeSet::new(), String::new());
    while let Some((address, linked_by)) = waiting.pop_front() {
        let address = address.split('#').next().unwrap_or_default().to_owned();
        let is_endless = linked_by.is_some() && ENDLESS.iter().any(|part| address.contains(part));
        if is_endless || address.starts_with("/pkg/") || address.starts_with("/api/") || !seen.insert(address.clone()) {
            continue;
        }
        assert!(seen.len() < MOST, "{} finds ever more pages, at last {address}", actor.who);
        let answer = browser.get(&address).await;
        let worst = if linked_by.is_some() { 399 } else { 499 };
        assert!(answer.status <= worst, "{} is led to {address} by {linked_by:?}: {}", actor.who, answer.status);
        let text = answer.everything();
        actor.may_read(&address, &text);
        waiting.extend(answer.location().starts_with('/').then(|| (answer.location().to_owned(), Some(address.clone()))));
        if answer.is_page() {
            waiting.extend(addresses(&text).into_iter().map(|to| (to, Some(address.clone()))));
        }
        read.push_str(&text);
    }
    read
}

async fn no_link_and_no_search_leads_to_what_is_not_ones_own(world: &World) {
    let (e, site) = (world.estate().await, world.site().await);
    for actor in actors(&e) {
        crawl(&site.browser(actor.token()), &actor, &e).await;
    }
    drop(site);
}

async fn no_word_of_others_is_found(world: &World) {
    let e = world.estate().await;
    for actor in actors(&e) {
        let Some(someone) = actor.someone else { continue };
        for word in [KILN, NOTE, DANIEL, COURIER, BUYER, "supplier", "invoice", "mugs", "broken", &e.ticket.number.to_string()] {
            let hits = tickets::search(&world.services, &someone.identity.person(), &word[..word.len().min(6)]).await.unwrap();
            actor.may_read(&format!("a search for {word}"), &format!("{hits:?}"));
            let is_staff_of_a = actor.is_of_a && actor.rank > Rank::Customer;
            assert!(!is_staff_of_a || !hits.is_empty(), "{} finds nothing for {word}", actor.who);
        }
    }
}
