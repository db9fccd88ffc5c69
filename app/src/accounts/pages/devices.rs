//! The devices somebody is signed in on.

use crate::accounts::api::{RevokeOtherSessions, RevokeSession};
use crate::ui::*;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::accounts::model::Session;
use stoa::kernel::ids::SessionId;
use stoa::kernel::time::{Timestamp, ago};

/// Each device with a button that signs it out.
#[component]
pub fn Devices(sessions: Vec<Session>, here: SessionId, now: Timestamp) -> impl IntoView {
    let others = sessions.len() > 1;
    let rows = sessions
        .into_iter()
        .map(|session| {
            let name = device_name(&session.user_agent);
            let since = session.created_at.utc().format("%-d %b %Y").to_string();
            let seen = format!("used {}", ago(session.seen_at, now));
            let detail = [session.address, format!("since {since}"), seen].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ");
            view! {
                <li class="flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5">
                    <Icon glyph=Glyph::Screen class="size-5 flex-none text-muted" />
                    <span class="min-w-0 flex-1 basis-48">
                        <span class="block font-semibold">{name.clone()}</span>
                        <span class="block text-sm text-muted tabular-nums">{detail}</span>
                    </span>
                    {match session.id == here {
                        true => view! { <Badge tone=Tone::Accent>"This device"</Badge> }.into_any(),
                        false => view! {
                            <form method="post" action=RevokeSession::PATH>
                                <Button size=Size::Small name="session" value=session.id.to_string()>"Sign out" <span class="sr-only">{format!(" {name}")}</span></Button>
                            </form>
                        }
                        .into_any(),
                    }}
                </li>
            }
        })
        .collect_view();
    let all = others.then(|| {
        view! {
            <form method="post" action=RevokeOtherSessions::PATH class="mt-4">
                <Button size=Size::Small icon=Glyph::SignOut>"Sign out everywhere else"</Button>
            </form>
        }
    });
    view! { <Card title="Where you are signed in"><ul class="-my-2.5 divide-y divide-line">{rows}</ul>{all}</Card> }.into_any()
}

/// A browser and its system, from how it calls itself.
fn device_name(user_agent: &str) -> String {
    // The order matters: most browsers also claim to be the ones further down.
    let find = |names: &[(&str, &'static str)]| names.iter().find(|(sign, _)| user_agent.contains(sign)).map(|(_, name)| *name);
    let browser = find(&[("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]);
    let system = find(&[("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("Linux", "Linux")]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "Unknown device".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::device_name;

    #[test]
    fn browsers_are_recognised_behind_what_they_claim() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0";
        assert_eq!(device_name(edge), "Edge on Windows");
        assert_eq!(device_name("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit Version/18.0 Mobile Safari/604.1"), "Safari on iPhone");
        assert_eq!(device_name("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"), "Firefox on Linux");
        assert_eq!(device_name("curl/8"), "Unknown device");
    }
}
