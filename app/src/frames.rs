//! The frames of pages, filled in for who is asking: their menu, the navigation of their role, the name of the business.

use crate::accounts::api::SignOut;
use crate::error::Result;
use crate::layout::{Account, NavGroup, PortalFrame, Theme};
use crate::routes;
use crate::session;
use crate::ui::{Glyph, NavItem, Presence};
use http::request::Parts;
use leptos::prelude::use_context;
use leptos::server_fn::ServerFn;
use stoa::accounts::model::{Availability, Me, Role};

/// The page that is open, with its parameters.
pub fn here() -> String {
    use_context::<Parts>().and_then(|parts| parts.uri.path_and_query().map(ToString::to_string)).unwrap_or_else(|| routes::HOME.into())
}

/// The menu of somebody who is signed in.
pub fn account(me: &Me) -> Account {
    let here = here();
    let link = |path: &str, label: &str, icon| NavItem::new(path, label).icon(icon).current(here.split('?').next() == Some(path));
    let mut links = vec![link(routes::ACCOUNT, "Your account", Glyph::Person)];
    if me.role.is_staff() {
        links.push(link(routes::DESK_SETTINGS, "Your settings", Glyph::Settings));
        links.push(link(routes::DESK, "Desk", Glyph::Inbox));
        links.push(link(routes::DESK_CANNED, "Canned responses", Glyph::Reply));
    }
    if me.role == Role::Admin {
        links.push(link(routes::ADMIN, "Admin", Glyph::Building));
    }
    let presence = me.role.is_staff().then(|| presence(me.availability));
    let theme = use_context::<Theme>().unwrap_or_default();
    Account { name: me.name.clone(), detail: me.email.clone(), presence, links, sign_out: Some(SignOut::PATH.into()), theme, here, ..Account::default() }
}

/// How what an agent says of themselves is drawn.
pub fn presence(availability: Availability) -> Presence {
    match availability {
        Availability::Available => Presence::Online,
        Availability::Busy | Availability::Away => Presence::Away,
        Availability::Offline => Presence::Offline,
    }
}

/// The frame of customer pages, and of pages everybody has. Works before anybody is signed in.
///
/// # Errors
/// When it cannot be told who asks, or there is no business yet.
pub async fn portal() -> Result<PortalFrame> {
    let me = session::somebody().await?.map(|identity| identity.me());
    let business = session::business().await?;
    let here = here();
    let path = here.split('?').next().unwrap_or_default().to_owned();
    let link = |to: &str, label: &str| NavItem::new(to, label).current(path == to);
    let services = session::services();
    let has_shop = stoa::catalog::actions::has_products(services.db(), business.id).await?;
    let shop = has_shop.then(|| NavItem::new(routes::SHOP, "Shop").current(path == routes::SHOP || path.starts_with("/shop/")));
    let has_booking = stoa::appointments::actions::has_offerings(services.db(), business.id).await?;
    let book = has_booking.then(|| NavItem::new(routes::BOOK, "Book").current(path == routes::BOOK || path.starts_with("/book")));
    let mut nav: Vec<NavItem> = shop.into_iter().chain(book).collect();
    nav.extend(match me.as_ref().map(|me| me.role) {
        // A guest has no session; the widget has frames of its own.
        None | Some(Role::Guest) => Vec::new(),
        Some(Role::Admin) => vec![link(routes::DESK, "Desk"), link(routes::ADMIN, "Admin")],
        Some(Role::Agent) => vec![link(routes::DESK, "Desk")],
        Some(Role::Partner) => vec![NavItem::new(routes::PARTNER, "Orders to fulfil").current(path == routes::PARTNER || path.starts_with("/partner/"))],
        Some(Role::Customer) => {
            let orders = has_shop.then(|| link(routes::ORDERS, "Your orders"));
            let appointments = has_booking.then(|| link(routes::APPOINTMENTS, "Your appointments"));
            orders.into_iter().chain(appointments).chain([link(routes::TICKETS, "Your tickets"), link(routes::NEW_TICKET, "New ticket")]).collect()
        }
    });
    nav.push(NavItem::new(routes::HELP, "Help").current(path == routes::HELP || path.starts_with("/help/")));
    // Who works for the shop, or with it, neither buys from it nor asks it in a chat.
    let (is_staff, is_partner) = (me.as_ref().is_some_and(|me| me.role.is_staff()), me.as_ref().is_some_and(|me| me.role == Role::Partner));
    let mut cart = None;
    if has_shop && !is_staff && !is_partner {
        nav.push(link(routes::TRACK, "Track an order"));
        let pieces = stoa::orders::actions::count_pieces(&services, &crate::orders::buying::buyer().await?).await?;
        let item = NavItem::new(routes::CART, "Cart");
        cart = Some(if pieces > 0 { item.count(pieces as u32) } else { item });
    }
    Ok(PortalFrame {
        widget: if is_partner { String::new() } else { business.slug },
        business: business.name,
        home: routes::HOME.into(),
        nav,
        cart,
        account: me.as_ref().map(account),
        sign_in: routes::SIGN_IN.into(),
        theme: use_context().unwrap_or_default(),
        here,
        ..PortalFrame::default()
    })
}

/// The rail of the desk. `current` is one of its paths, `waiting` the number beside the inbox.
pub fn desk(me: &Me, current: &str, waiting: u32) -> Vec<NavItem> {
    let link = |to: &str, label: &str, icon| NavItem::new(to, label).icon(icon).current(current == to);
    let mut nav = vec![
        link(routes::DESK, "Inbox", Glyph::Inbox).count(waiting),
        link(routes::DESK_CHATS, "Live chats", Glyph::Chat),
        link(routes::DESK_TEAM, "Team", Glyph::People),
        link(routes::DESK_QUEUE, "Queue", Glyph::Assign),
        link(routes::DESK_TICKETS, "Tickets", Glyph::Ticket),
        link(routes::DESK_ORDERS, "Orders", Glyph::Bag),
        link(routes::DESK_CALENDAR, "Calendar", Glyph::Calendar),
    ];
    if me.role == Role::Admin {
        nav.push(link(routes::ADMIN, "Admin", Glyph::Settings));
    }
    nav
}

/// What the frame of the admin pages is given.
#[derive(Clone, Debug)]
pub struct AdminFrame {
    /// The name of the business.
    pub business: String,
    /// The links at the side.
    pub nav: Vec<NavGroup>,
    /// The menu.
    pub account: Account,
}

/// The frame of the admin pages; `current` is the path of one of them.
///
/// # Errors
/// When it cannot be told who asks.
pub async fn admin(current: &str) -> Result<AdminFrame> {
    let me = session::identity().await?.me();
    let link = |to: &str, label: &str, icon| NavItem::new(to, label).icon(icon).current(current == to);
    let matters = stoa::payments::actions::count_matters(&session::services(), &session::admin().await?).await?;
    let mut nav = vec![
        NavGroup::new(
            "Business",
            vec![
                link(routes::ADMIN, "Overview", Glyph::Chart),
                link(routes::ADMIN_PEOPLE, "People", Glyph::People),
                link(routes::ADMIN_SETTINGS, "Settings and hours", Glyph::Settings),
                link(routes::ADMIN_MAILS, "Mails and SMS", Glyph::Mail),
                link(routes::ADMIN_SMS, "SMS settings", Glyph::Phone),
            ],
        ),
        NavGroup::new(
            "Tickets",
            vec![
                link(routes::ADMIN_SLA, "Promises", Glyph::Clock),
                link(routes::ADMIN_AUTOMATIONS, "Automations", Glyph::Bolt),
                link(routes::ADMIN_QUEUE, "Queue", Glyph::Assign),
                link(routes::ADMIN_CATEGORIES, "Categories", Glyph::Tag),
                link(routes::ADMIN_FIELDS, "Fields", Glyph::List),
                link(routes::ADMIN_TAGS, "Tags", Glyph::Flag),
                link(routes::ADMIN_MACROS, "Macros", Glyph::Bolt),
                link(routes::DESK_CANNED, "Canned responses", Glyph::Reply),
                link(routes::ADMIN_TEMPLATES, "Templates", Glyph::Copy),
                link(routes::ADMIN_JOURNEYS, "Journeys", Glyph::Flow),
            ],
        ),
    ];
    let reckoning = link(routes::ADMIN_RECKONING, "Do payments add up?", Glyph::CheckTwice);
    nav.push(NavGroup::new(
        "Shop",
        vec![
            link(routes::ADMIN_PRODUCTS, "Products", Glyph::Bag),
            link(routes::ADMIN_SHELVES, "Shop front and groups", Glyph::Home),
            link(routes::ADMIN_PAYMENTS, "Ways to pay", Glyph::Card),
            if matters > 0 { reckoning.count(u32::try_from(matters).unwrap_or(u32::MAX)) } else { reckoning },
            link(routes::ADMIN_STOCK, "Stock", Glyph::Box),
            link(routes::ADMIN_MOVEMENTS, "Changes of stock", Glyph::List),
            link(routes::ADMIN_FIGURES, "Figures", Glyph::Chart),
            link(routes::ADMIN_IMPORTS, "Import and export", Glyph::Upload),
        ],
    ));
    nav.push(NavGroup::new("Appointments", vec![link(routes::ADMIN_OFFERINGS, "Services and hours", Glyph::Calendar)]));
    nav.push(NavGroup::new(
        "Help",
        vec![
            link(routes::ADMIN_HELP, "Articles", Glyph::Book),
            link(routes::ADMIN_HELP_CATEGORIES, "Groups of articles", Glyph::List),
            link(routes::ADMIN_HELP_BENCH, "Questions", Glyph::Help),
        ],
    ));
    nav.push(NavGroup::new(
        "Chat",
        vec![
            link(routes::ADMIN_CHAT, "Widget", Glyph::Chat),
            link(routes::ADMIN_CHAT_TOPICS, "Bot topics", Glyph::Spark),
            link(routes::ADMIN_REPLIES, "Automatic responses", Glyph::Reply),
        ],
    ));
    if me.is_owner {
        let links = vec![link(routes::ADMIN_BUSINESSES, "Businesses", Glyph::Building), link(routes::ADMIN_JOBS, "Background work", Glyph::Bolt)];
        nav.push(NavGroup::new("Installation", links));
    }
    Ok(AdminFrame { business: session::business().await?.name, nav, account: account(&me) })
}
