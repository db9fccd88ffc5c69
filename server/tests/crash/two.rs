//! Two processes on one PostgreSQL, joined through Redis: customers on one, the agent on the other, and now this one is killed, now that one.

use crate::databases::{Kind, service};
use crate::proxy::Proxy;
use crate::scene::Scene;
use crate::served::Served;
use crate::{random, soak};
use std::time::Duration;

const TALKS: usize = 20;
const KILLS: u32 = 8;
const TICKETS: u32 = 4;

/// `kill -9` in turn. Whoever was on the killed one comes back to the other, and returns once it is there again.
pub async fn kills() {
    let mut scene = Scene::new(Kind::Postgres, TALKS, Duration::from_millis(60)).await;
    scene.home.variables.push(("REDIS_URL", service("STOA_TEST_REDIS_URL")));
    let mut served = [Served::start(&scene.home).await, Served::start(&scene.home).await];
    let addresses = [served[0].address, served[1].address];
    let lines = [Proxy::start(addresses[0]).await, Proxy::start(addresses[1]).await];
    let talkers = scene.start_talking([lines[0].address, lines[1].address]);
    for life in 0..KILLS * soak() {
        scene.progress(40).await;
        let ticket = (life % (soak() * KILLS / TICKETS) == 0).then(|| scene.open_ticket());
        tokio::time::sleep(Duration::from_millis(random(300))).await;
        let (gone, other) = (life as usize % 2, (life as usize + 1) % 2);
        served[gone].kill().await;
        lines[gone].lead_to(addresses[other]);
        if let Some(ticket) = ticket {
            ticket.await;
        }
        // One alone carries all of it.
        scene.progress(40).await;
        served[gone] = Served::start_at(&scene.home, addresses[gone]).await;
        lines[gone].lead_to(addresses[gone]);
        lines[gone].cut_all();
    }
    // Each side hears from the other process what is said there.
    scene.progress(40).await;
    scene.flush().await;
    scene.hear_all().await;
    scene.finish(talkers).await;
    scene.check_work(&served, i64::from(TICKETS)).await;
    for served in &mut served {
        served.kill().await;
    }
    scene.end().await;
}
