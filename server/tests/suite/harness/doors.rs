//! People who come in through the front door: the setup, sign-up, sign-in, links in mails.

use super::people::PASSWORD;
use super::{Someone, World, options};
use stoa::accounts::Visitor;
use stoa::accounts::actions::{self as accounts, Device, SignUp};
use stoa::businesses::actions as businesses;
use stoa::businesses::model::{Business, Draft, Setup};
use stoa::platform::{Options, Services};

impl World {
    /// Sets the installation up: its owner (owner@stoa.test), signed in at the first business.
    pub async fn set_up(&self) -> Someone {
        let business = Draft { name: "Savanna Crafts".into(), slug: String::new(), time_zone: "Africa/Nairobi".into(), currency: "KES".into() };
        let draft = Setup { business, name: "Olive Owner".into(), email: "owner@stoa.test".into(), password: PASSWORD.into() };
        let signed_in = businesses::setup(&self.services, &draft, &Device::default()).await.expect("the setup works");
        self.recognise(signed_in.token).await
    }

    /// Signs up a customer, whose address (`name@stoa.test`) is not confirmed.
    pub async fn sign_up(&self, at: &Business, name: &str) -> Someone {
        let draft = SignUp { name: name.into(), email: format!("{name}@stoa.test"), password: PASSWORD.into() };
        let signed_in =
            accounts::sign_up(&self.services, &Visitor::of(at), &draft, &Device::default()).await.expect("signing up works").expect("a new account");
        self.drain().await;
        self.recognise(signed_in.token).await
    }

    /// Signs somebody in on one more device.
    pub async fn sign_in(&self, email: &str) -> Someone {
        let signed_in = accounts::sign_in(&self.services, email, PASSWORD, &Device::default()).await.expect("signing in works");
        self.recognise(signed_in.token).await
    }

    /// The business somebody is in.
    pub async fn business_of(&self, who: &Someone) -> Business {
        businesses::find(self.services.db(), who.identity.me().business).await.expect("the business is there")
    }

    /// The same installation with this mail server.
    pub async fn with_mail(&self, url: &str) -> Services {
        let options = Options { smtp_url: Some(url.to_owned()), ..options(&self.database, None, self.services.clock().clone()) };
        Services::start(options).await.expect("services with a mail server start")
    }

    /// The token of the link in the last mail to an address.
    pub async fn mailed_token(&self, email: &str) -> String {
        let text = self.last_mail(email).await.expect("a mail was written");
        let link = text.lines().find(|line| line.starts_with("http")).expect("the mail has a link");
        link.split('?').next().and_then(|path| path.rsplit('/').next()).unwrap_or_default().to_owned()
    }

    /// The text of the last mail to an address.
    pub async fn last_mail(&self, email: &str) -> Option<String> {
        const LAST_MAIL: &str = "SELECT text FROM mail WHERE recipient = $1 ORDER BY id DESC LIMIT 1";
        stoa::db_val_opt!(self.services.db(), LAST_MAIL, email).expect("mails can be read")
    }
}
