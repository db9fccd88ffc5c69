//! Databases to measure on, and the people and talks in them.

use super::bot;
use super::load::Place;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use std::path::{Path, PathBuf};
use stoa::Error;
use stoa::accounts::actions::{self as accounts, Device, Newcomer};
use stoa::accounts::model::Role;
use stoa::businesses::actions as businesses;
use stoa::businesses::model::{Business, Draft};
use stoa::chats::actions as chat_actions;
use stoa::chats::model::{Chat, Visit};
use stoa::kernel::ids::MemberId;
use stoa::platform::{Clock, Options, Services, StandIns};
use stoa::tickets::actions as tickets;

/// People of one transaction.
const BATCH: usize = 500;

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

impl Kind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Sqlite, Self::Postgres];

    /// What it is called on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

/// A database of its own, with a folder for files.
pub struct Database {
    /// Which.
    pub kind: Kind,
    /// Its address.
    pub url: String,
    folder: PathBuf,
}

impl Database {
    /// A new, empty one under `folder`, or on the server of `STOA_TEST_POSTGRES_URL`.
    pub async fn fresh(kind: Kind, folder: &Path, name: &str) -> Result<Self, String> {
        let folder = folder.join(format!("{name}-{kind:?}"));
        std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
        let url = match kind {
            Kind::Sqlite => format!("sqlite:{}", folder.join("stoa.db").display()),
            Kind::Postgres => create(name).await?,
        };
        Ok(Self { kind, url, folder })
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// “SQLite” or “PostgreSQL”.
    pub const fn name(&self) -> &'static str {
        match self.kind {
            Kind::Sqlite => "SQLite",
            Kind::Postgres => "PostgreSQL",
        }
    }

    /// Services over it, in this process.
    pub async fn services(&self) -> Result<Services, String> {
        let options = Options {
            database_url: self.url.clone(),
            redis_url: None,
            files: self.folder.join("files"),
            url: "http://stoa.test".into(),
            smtp_url: None,
            secret: "the key of a world that is only measured".into(),
            private_webhooks: false,
            ice: Vec::new(),
            stand_ins: StandIns::default(),
            clock: Clock::system(),
        };
        Services::start(options).await
    }
}

/// A new database on the server of `STOA_TEST_POSTGRES_URL`; its address.
pub async fn create(name: &str) -> Result<String, String> {
    let server = std::env::var("STOA_TEST_POSTGRES_URL").map_err(|_| "STOA_TEST_POSTGRES_URL is not set".to_owned())?;
    let mut connection = PgConnection::connect(&server).await.map_err(|e| e.to_string())?;
    connection.execute(AssertSqlSafe(format!("CREATE DATABASE bench_{name}"))).await.map_err(|e| e.to_string())?;
    Ok(format!("{}/bench_{name}", server.trim_end_matches("/postgres")))
}

/// Somebody with a session.
#[derive(Clone, Debug)]
pub struct Someone {
    /// Who in the business.
    pub member: MemberId,
    /// What their cookie has.
    pub token: String,
}

/// A business with what every business starts with.
pub async fn business(services: &Services) -> Result<Business, Error> {
    let draft = Draft { name: "Kiln & Clay".into(), slug: "kiln".into(), time_zone: "Africa/Nairobi".into(), currency: "KES".into() };
    let mut tx = services.begin().await?;
    let business = businesses::found(&mut tx, &draft).await?;
    tx.commit().await?;
    Ok(business)
}

/// People of a role, signed in.
pub async fn people(services: &Services, business: &Business, role: Role, many: usize) -> Result<Vec<Someone>, Error> {
    let mut people = Vec::with_capacity(many);
    while people.len() < many {
        let mut tx = services.begin().await?;
        for _ in 0..BATCH.min(many - people.len()) {
            let n = people.len();
            let (name, email) = (format!("{role:?} {n}"), format!("{role:?}{n}@example.com").to_lowercase());
            let new = Newcomer { role, name: &name, email: &email, password_hash: None, is_verified: true, is_owner: false };
            let (account, member) = accounts::enrol(&mut tx, business.id, &new).await?;
            let signed_in = accounts::start_session(&mut tx, account, business.id, role, &Device::default()).await?;
            people.push(Someone { member, token: signed_in.token });
        }
        tx.commit().await?;
    }
    Ok(people)
}

/// Live chats as customers begin them, each taken by an agent.
pub async fn chats(services: &Services, customers: &[Someone], agents: &[Someone]) -> Result<Vec<Place>, Error> {
    let mut places = Vec::with_capacity(customers.len());
    for (n, someone) in customers.iter().enumerate() {
        let agent = &agents[n % agents.len()];
        let chat = begin_chat(services, someone, Some(agent)).await?;
        places.push(Place { conversation: chat.conversation_id.0, tokens: [someone.token.clone(), agent.token.clone()] });
    }
    Ok(places)
}

/// A chat that a customer begins and an agent takes, if there is one.
async fn begin_chat(services: &Services, customer: &Someone, agent: Option<&Someone>) -> Result<Chat, Error> {
    let customer = accounts::identify(services, &customer.token).await?.ok_or(Error::NotFound)?.customer()?;
    let chat = chat_actions::start(services, &(&customer).into(), &Visit::default()).await?;
    if let Some(agent) = agent {
        let agent = accounts::identify(services, &agent.token).await?.ok_or(Error::NotFound)?.agent()?;
        chat_actions::take(services, &agent, chat.id).await?;
    }
    Ok(chat)
}

/// Tickets: the lane between its customer and an agent.
pub async fn lanes(services: &Services, customers: &[Someone], agents: &[Someone]) -> Result<Vec<Place>, Error> {
    let mut places = Vec::with_capacity(customers.len());
    for (n, someone) in customers.iter().enumerate() {
        let identity = accounts::identify(services, &someone.token).await?.ok_or(Error::NotFound)?;
        let draft = tickets::Draft {
            client_id: format!("{n:08x}-0000-7000-8000-000000000000"),
            subject: "Two of six mugs arrived broken".into(),
            description: "The parcel looked fine from outside. Pictures follow.".into(),
            priority: "medium".into(),
            ..tickets::Draft::default()
        };
        let ticket = tickets::open(services, &identity.customer()?, draft).await?;
        let agent = &agents[n % agents.len()];
        places.push(Place { conversation: ticket.customer_lane.0, tokens: [someone.token.clone(), agent.token.clone()] });
    }
    Ok(places)
}

/// Live chats as visitors begin them: so many with an agent, and half as many with the bot.
pub async fn live_chats(services: &Services, many: usize) -> Result<Vec<bot::Place>, Error> {
    let business = business(services).await?;
    let customers = people(services, &business, Role::Customer, many + many / 2).await?;
    let agents = people(services, &business, Role::Agent, many.div_ceil(20)).await?;
    let mut places = Vec::with_capacity(customers.len());
    for (n, someone) in customers.iter().enumerate() {
        let (agent, is_with_bot) = (&agents[n % agents.len()], n % 3 == 2);
        let chat = begin_chat(services, someone, (!is_with_bot).then_some(agent)).await?;
        places.push(bot::Place { conversation: chat.conversation_id.0, is_with_bot, tokens: [someone.token.clone(), agent.token.clone()] });
    }
    Ok(places)
}
