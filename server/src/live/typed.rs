//! What a visitor is typing, as far as the desk may see it. Whether a business allows it is remembered for a moment, for all sockets of the process.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use stoa::chats::actions as chats;
use stoa::chats::typing;
use stoa::conversations::actions::Lane;
use stoa::event::{Heard, Subject, Topic};
use stoa::kernel::ids::BusinessId;
use stoa::platform::Services;
use stoa::platform::bus::Mailbox;
use tokio::time::Instant;

/// Also without hearing of a change, the database is asked again after this long.
const REMEMBERED: Duration = Duration::from_secs(60);

/// What businesses allow.
#[derive(Debug)]
struct Allowed {
    known: Mutex<Known>,
}

#[derive(Debug)]
struct Known {
    by_business: HashMap<BusinessId, (bool, Instant)>,
    changes: Mailbox,
}

/// What goes with the news that somebody is typing in a talk: the text, if the desk may see it.
pub async fn text_for_the_desk(services: &Services, lane: &Lane, text: Option<String>) -> Option<String> {
    let text = text.filter(|_| typing::may_show(lane.conversation().kind, lane.person().role()))?;
    let allowed = services.part(|| Allowed { known: Mutex::new(Known { by_business: HashMap::new(), changes: services.bus().listen() }) });
    is_allowed(services, &allowed, lane).await.then(|| typing::shown(&text))
}

async fn is_allowed(services: &Services, allowed: &Arc<Allowed>, lane: &Lane) -> bool {
    let business = lane.person().business();
    if let Some(known) = allowed.known().recall(business, Instant::now()) {
        return known;
    }
    // Listening comes before reading: a change in between is heard at the next word.
    allowed.known().changes.watch(Topic::Admin(business));
    // What cannot be asked is not shown, and asked again.
    let Ok(is_allowed) = chats::shows_typing(services, lane.person()).await else { return false };
    allowed.known().by_business.insert(business, (is_allowed, Instant::now()));
    is_allowed
}

impl Allowed {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().expect("no panic while locked")
    }
}

impl Known {
    fn recall(&mut self, business: BusinessId, now: Instant) -> Option<bool> {
        while let Some(notice) = self.changes.try_next() {
            let is_changed = |heard: &Heard| matches!(heard, Heard::Changed { hints, .. } if hints.iter().any(|h| matches!(h.what, Subject::Settings | Subject::Everything)));
            if serde_json::from_str(notice.frame.text()).is_ok_and(|heard| is_changed(&heard)) {
                self.by_business.retain(|known, _| Topic::Admin(*known) != notice.topic);
            }
        }
        let is_old = |at: &Instant| now.saturating_duration_since(*at) >= REMEMBERED;
        self.by_business.get(&business).filter(|(_, at)| !is_old(at)).map(|(is_allowed, _)| *is_allowed)
    }
}
