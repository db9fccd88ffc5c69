//! What is measured, in order. Bars are those of the requirements.

use super::bulk::{self, Size};
use super::dialect::Dialect;
use super::load;
use super::process::Server;
use super::report::{Report, number};
use super::talk::Pace;
use super::world::{self, Database, Kind};
use super::{bot, busy, hand, help, lists, many, pages, peer, shop};
use std::path::PathBuf;
use std::time::Duration;
use stoa::accounts::model::Role;

/// Messages offered per second in the open loop.
const OFFERED: usize = 10_000;
/// In live chats everybody writes this often.
const EACH: Duration = Duration::from_secs(4);
/// How often the binary is started to see how long that takes.
const STARTS: usize = 7;

/// What is measured.
pub struct Plan {
    /// The release binary.
    pub binary: PathBuf,
    /// Where databases go.
    pub folder: PathBuf,
    /// Small numbers, to see whether it works.
    pub is_quick: bool,
    /// Parts; none means all.
    pub only: Vec<String>,
    /// The database to measure on; none means both.
    pub kind: Option<Kind>,
}

impl Plan {
    /// Whether everything is measured, and in full.
    pub const fn is_full(&self) -> bool {
        !self.is_quick && self.only.is_empty() && self.kind.is_none()
    }

    fn has(&self, part: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|p| p == part)
    }

    fn is_on(&self, kind: Kind) -> bool {
        self.kind.is_none_or(|only| only == kind)
    }

    /// The databases a part is measured on.
    fn kinds(&self, part: &str) -> impl Iterator<Item = Kind> {
        Kind::ALL.into_iter().filter(move |kind| self.is_on(*kind) && self.has(part))
    }

    fn has_desk(&self) -> bool {
        ["lists", "busy", "many"].into_iter().any(|part| self.has(part))
    }

    const fn pick(&self, full: usize, quick: usize) -> usize {
        if self.is_quick { quick } else { full }
    }

    /// Measures.
    pub async fn run(&self, report: &mut Report) -> Result<(), String> {
        if self.is_on(Kind::Sqlite) && (self.has_desk() || self.has("start")) {
            self.large(report, Kind::Sqlite).await?;
        }
        if self.has("start") {
            self.sockets(report).await?;
        }
        for kind in self.kinds("shop") {
            self.shop(report, kind).await?;
        }
        for kind in self.kinds("queue") {
            let database = Database::fresh(kind, &self.folder, "queue").await?;
            hand::measure(report, &database, &self.binary, self.pick(500, 30)).await?;
        }
        if self.has("help") {
            help::judge(report);
            help::measure(report, self.pick(10_000, 500));
        }
        if self.has("chat") || self.has("peer") {
            self.talk(report).await?;
        }
        if self.has("bot") {
            self.bot(report).await?;
        }
        if self.is_on(Kind::Postgres) && self.has_desk() {
            self.large(report, Kind::Postgres).await?;
        }
        Ok(())
    }

    /// A large business: lists and search, then start, memory, pages and sizes of the binary on it.
    async fn large(&self, report: &mut Report, kind: Kind) -> Result<(), String> {
        let database = Database::fresh(kind, &self.folder, "large").await?;
        let services = database.services().await?;
        let business = world::business(&services).await.map_err(|e| e.to_string())?;
        let size = Size { tickets: self.pick(100_000, 2_000), messages: self.pick(1_000_000, 20_000), customers: self.pick(5_000, 200), agents: 50 };
        let large = bulk::fill(&services, &business, size).await?;
        let mut talks = Vec::new();
        if self.has("lists") {
            lists::measure(report, &services, &large, database.name()).await.map_err(|e| e.to_string())?;
        }
        if self.has("busy") {
            let talkers = &large.customers[..self.pick(200, 20)];
            talks = world::lanes(&services, talkers, &large.agents).await.map_err(|e| e.to_string())?;
        }
        services.db().close().await;
        let server = Server::stoa(&self.binary, &database.url, database.folder()).await?;
        if self.has("lists") {
            pages::times(report, &server, &large.agents, database.name()).await?;
        }
        let services = database.services().await?;
        if self.has("busy") {
            busy::measure(report, &server, &services, &large, &talks, database.name()).await?;
        }
        if self.has("many") {
            many::measure(report, &services, &large.agents[0], database.name(), self.pick(1_000, 50)).await.map_err(|e| e.to_string())?;
        }
        services.db().close().await;
        if kind == Kind::Sqlite && self.has("start") {
            pages::sizes(report, &server, &large.agents[0], &large.customers[0]).await?;
            drop(server);
            self.starts(report, &database).await?;
        }
        Ok(())
    }

    /// A large catalogue, and a team that is booked.
    async fn shop(&self, report: &mut Report, kind: Kind) -> Result<(), String> {
        let database = Database::fresh(kind, &self.folder, "shop").await?;
        let services = database.services().await?;
        let large = shop::fill(&services, self.pick(10_000, 300), self.pick(2_000, 60)).await.map_err(|e| e.to_string())?;
        shop::slots(report, &services, &large, database.name()).await.map_err(|e| e.to_string())?;
        let server = Server::stoa(&self.binary, &database.url, database.folder()).await?;
        shop::pages(report, &services, &server, &large, database.name()).await?;
        services.db().close().await;
        Ok(())
    }

    /// From the start of the process to its first page, and what it holds when nobody is there.
    async fn starts(&self, report: &mut Report, database: &Database) -> Result<(), String> {
        let (mut times, mut memory) = (Vec::new(), 0.0);
        for _ in 0..STARTS {
            let server = Server::stoa(&self.binary, &database.url, database.folder()).await?;
            times.push(server.first_page.as_secs_f64() * 1000.0);
            tokio::time::sleep(Duration::from_millis(500)).await;
            memory = server.memory().max(memory);
        }
        times.sort_by(f64::total_cmp);
        let (middle, worst) = (times[STARTS / 2], times[STARTS - 1]);
        report.below("Start to first page, SQLite, all tickets there", format!("{middle:.0} ms, at worst {worst:.0} ms of {STARTS}"), worst, 300.0, "ms");
        report.below("Resident memory, idle", format!("{memory:.0} MB"), memory, 60.0, "MB");
        Ok(())
    }

    /// Many open sockets that say nothing.
    async fn sockets(&self, report: &mut Report) -> Result<(), String> {
        let many = self.pick(2_500, 100);
        let database = Database::fresh(Kind::Sqlite, &self.folder, "sockets").await?;
        let places = self.places(&database, many, false).await?;
        let server = Server::stoa(&self.binary, &database.url, database.folder()).await?;
        let before = server.memory();
        let open = load::open(&server.addr, Dialect::Stoa, &places).await?;
        tokio::time::sleep(Duration::from_secs(3)).await;
        let memory = server.memory();
        let each = (memory - before) * 1024.0 / (many * 2) as f64;
        let words = format!("{memory:.0} MB ({each:.1} KB a socket)");
        report.below(&format!("Resident memory, {} open sockets", number((many * 2) as f64)), words, memory, 150.0, "MB");
        drop(open);
        Ok(())
    }

    /// Conversations under load, here and at the peer.
    async fn talk(&self, report: &mut Report) -> Result<(), String> {
        let numbers = [self.pick(100, 10), self.pick(1_000, 50)];
        let (mut ours, mut theirs) = (0.0, 0.0);
        let kinds: &[(Kind, bool)] = &[(Kind::Sqlite, false), (Kind::Sqlite, true), (Kind::Postgres, false)];
        for (kind, is_lane) in kinds.iter().filter(|(kind, _)| self.is_on(*kind) && self.has("chat")) {
            let what = if *is_lane { "ticket lanes" } else { "chats" };
            for many in numbers {
                let words = format!("{kind:?}: {many} {what}, closed loop");
                let outcome = self.run_ours(*kind, *is_lane, many, Pace::Closed).await?;
                report.tell(&words, outcome.words());
                if *kind == Kind::Sqlite && !is_lane {
                    ours = outcome.rate;
                }
            }
            let (many, offered) = (numbers[1], self.pick(OFFERED, 500));
            let every = Duration::from_secs_f64((many * 2) as f64 / offered as f64);
            let outcome = self.run_ours(*kind, *is_lane, many, Pace::Open { every }).await?;
            let words = format!("{kind:?}: {many} {what}, {}/s offered", number(offered as f64));
            let p99 = if outcome.rate < offered as f64 * 0.98 { f64::MAX } else { outcome.times.p(99) };
            if *kind == Kind::Sqlite && !is_lane { report.below(&words, outcome.words(), p99, 100.0, "ms") } else { report.tell(&words, outcome.words()) }
        }
        if self.has("peer") {
            for many in numbers {
                let outcome = peer::measure(Pace::Closed, many, &format!("peer{many}")).await?;
                report.tell(&format!("Socket.IO and PostgreSQL: {many} conversations, closed loop"), outcome.words());
                theirs = outcome.rate;
            }
        }
        if ours > 0.0 && theirs > 0.0 {
            let times = ours / theirs;
            report.above(&format!("Ours on SQLite against Socket.IO, {} conversations", numbers[1]), format!("{times:.1} times as many"), times, 3.0, "times");
        }
        Ok(())
    }

    /// Live chats in which both sides write, and half as many with the bot.
    async fn bot(&self, report: &mut Report) -> Result<(), String> {
        let many = self.pick(1_000, 40);
        let database = Database::fresh(Kind::Sqlite, &self.folder, "bot").await?;
        let services = database.services().await?;
        let places = world::live_chats(&services, many).await.map_err(|e| e.to_string())?;
        services.db().close().await;
        let server = Server::stoa(&self.binary, &database.url, database.folder()).await?;
        let found = bot::run(&server.addr, &places, EACH).await?;
        let what = format!("{} live chats, and {} with the bot", number(many as f64), number((many / 2) as f64));
        let (seen, answered) = (found.seen.p(99), found.answered.p(99));
        report.below(&what, format!("{}/s written by people, {} refused", number(found.rate()), found.refused), found.refused as f64, 0.0, "refused");
        // A question without an answer is later than any bar.
        let answered = if found.missed > 0 { f64::MAX } else { answered };
        report.below(&format!("{what}: send to display"), found.seen.words(), seen, 100.0, "ms");
        let words = format!("{}, {} unanswered in time", found.answered.words(), found.missed);
        report.below(&format!("{what}: question to automatic answer"), words, answered, 50.0, "ms");
        report.tell(&format!("{what}: resident memory, at most"), format!("{:.0} MB", server.most_memory()));
        Ok(())
    }

    async fn run_ours(&self, kind: Kind, is_lane: bool, many: usize, pace: Pace) -> Result<load::Outcome, String> {
        let name = format!("{}{many}{}", if is_lane { "lanes" } else { "chats" }, if matches!(pace, Pace::Closed) { "closed" } else { "open" });
        let database = Database::fresh(kind, &self.folder, &name).await?;
        let places = self.places(&database, many, is_lane).await?;
        let server = Server::stoa(&self.binary, &database.url, database.folder()).await?;
        let before = server.cpu();
        let outcome = load::run(&server.addr, Dialect::Stoa, &places, pace).await?;
        eprintln!("  {name}: {:.1} s of processor time in the server", server.cpu() - before);
        Ok(outcome)
    }

    async fn places(&self, database: &Database, many: usize, is_lane: bool) -> Result<Vec<load::Place>, String> {
        let services = database.services().await?;
        let made = async {
            let business = world::business(&services).await?;
            let customers = world::people(&services, &business, Role::Customer, many).await?;
            let agents = world::people(&services, &business, Role::Agent, many.div_ceil(20)).await?;
            if is_lane { world::lanes(&services, &customers, &agents).await } else { world::chats(&services, &customers, &agents).await }
        };
        let places = made.await.map_err(|e: stoa::Error| e.to_string())?;
        services.db().close().await;
        Ok(places)
    }
}
