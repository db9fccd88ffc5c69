//! Whose socket it is: asked again when something changed, and now and then.

use super::ending::End;
use super::socket::Socket;
use stoa::event::{Heard, Subject};
use stoa::platform::Notice;
use tokio::time::Instant;

impl Socket {
    /// Hears what is told to this person alone.
    pub(super) async fn told_in_person(&mut self, notice: &Notice) -> Result<(), End> {
        match serde_json::from_str::<Heard>(notice.frame.text()) {
            Ok(Heard::Presence { online: false, .. }) => self.presence.insist(self.person.member()),
            // Also of whoever is the same as before: they may have left a group.
            Ok(Heard::Changed { hints, .. }) if hints.iter().any(|h| matches!(h.what, Subject::Person | Subject::Everything)) => {
                self.identify().await?;
                self.ask_again().await?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Asks again who this is; says whether they are in any way another than before.
    pub(super) async fn identify(&mut self) -> Result<bool, End> {
        self.identified = Instant::now();
        let found = match self.pass.person(&self.services).await {
            Err(stoa::Error::Denied(_)) => None,
            found => found.map_err(|_| End::Failing)?,
        };
        let person = found.filter(|p| p.member() == self.person.member()).ok_or(End::SignedOut)?;
        let before = std::mem::replace(&mut self.person, person);
        Ok(before.role() != self.person.role() || before.name() != self.person.name())
    }

    /// Asks again what this person may watch and where they may write.
    pub(super) async fn ask_again(&mut self) -> Result<(), End> {
        self.watches.close_lanes();
        for topic in self.watches.topics() {
            match self.watches.authorise(&self.services, &self.person, topic).await {
                Ok(_) => {}
                Err(stoa::Error::Internal) => return Err(End::Failing),
                Err(error) => {
                    self.forget(topic);
                    self.tell(&Heard::Denied { topic, error }).await?;
                }
            }
        }
        Ok(())
    }
}
