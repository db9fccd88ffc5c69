//! Two real processes on one PostgreSQL, joined through Redis, and two hundred people whom other programs bring, half of them to each. Each comes from an
//! address of their own, as the proxy in front of both says (`STOA_PROXIES`); from one address most of them would be told to wait.

use crate::databases::{Kind, service};
use crate::installation::Installation;
use crate::mails;
use crate::served::Served;
use serde_json::{Value, json};
use stoa::accounts::Admin;
use stoa::accounts::model::Role;
use tokio::task::JoinSet;
use uuid::Uuid;

/// How many people come.
pub const CROWD: usize = 200;

/// A business, two processes that serve it, and who runs it.
pub struct Town {
    pub home: Installation,
    pub boss: Admin,
    served: [Served; 2],
}

impl Town {
    /// Nothing is sold or booked there yet.
    pub async fn new() -> Self {
        let mut home = Installation::new(Kind::Postgres).await;
        home.variables.extend([("REDIS_URL", service("STOA_TEST_REDIS_URL")), ("STOA_PROXIES", "1".to_owned())]);
        let (_, boss) = home.person(Role::Admin, "Otieno").await;
        let served = [Served::start(&home).await, Served::start(&home).await];
        Self { home, served, boss: boss.admin().expect("an admin") }
    }

    /// All of them send the same at once, each under a key of their own: what they were answered.
    pub async fn all_send(&self, to: &str, body: &Value) -> Vec<(u16, Value)> {
        let (client, mut sending) = (reqwest::Client::new(), JoinSet::new());
        for n in 0..CROWD {
            let address = self.served[n % self.served.len()].address;
            let path = format!("http://{address}/api/public/{}/{to}", self.home.business.invite_code);
            let key = Uuid::now_v7().to_string();
            let request = client.post(path).header("idempotency-key", key).header("x-forwarded-for", format!("10.1.{n}.1")).body(body.to_string());
            sending.spawn(async move {
                let answer = request.send().await.expect("it answers");
                (answer.status().as_u16(), answer.json().await.expect("JSON"))
            });
        }
        sending.join_all().await
    }

    /// Checks that whoever got nothing was told this sentence at this field. Gives what the others got.
    pub fn got(answers: Vec<(u16, Value)>, sentence: &str, field: &str) -> Vec<Value> {
        let (got, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(|(status, _)| *status == 201);
        for (status, refusal) in refused {
            assert_eq!((status, &refusal["error"]["message"], &refusal["error"]["fields"][field]), (409, &json!(sentence), &json!(sentence)), "{refusal}");
        }
        got.into_iter().map(|(_, body)| body).collect()
    }

    /// Waits until what follows is done, and takes everything down.
    pub async fn end(self) {
        self.home.until_idle().await;
        mails::check(&self.home).await;
        for mut served in self.served {
            served.kill().await;
        }
        self.home.end().await;
    }
}
