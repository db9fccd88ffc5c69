//! The pages of booking, walked as a browser without script walks them.

use super::{at, open_salon};
use crate::harness::World;
use crate::on_both;
use stoa::appointments::actions as booking;

on_both!(
    a_visitor_books_in_four_steps_moves_and_cancels_without_script,
    what_was_typed_wrong_is_kept_and_named,
    staff_finds_it_in_every_view_of_the_calendar,
    the_calendar_says_when_it_does_not_show_everything,
    a_note_of_staff_is_kept_when_it_is_refused,
);

const API: &str = "/api/app/appointments/api";

fn link_of(address: &str) -> String {
    address.split('/').nth(2).unwrap_or_default().split('?').next().unwrap_or_default().to_owned()
}

async fn a_visitor_books_in_four_steps_moves_and_cancels_without_script(world: &World) {
    let (salon, site) = (open_salon(world).await, world.site().await);
    let browser = site.browser("");
    let services = browser.get("/book").await.text();
    assert!(services.contains("Consultation") && services.contains(&format!("/book/{}", salon.consultation)), "{services}");
    let times_at = format!("/book/{}", salon.consultation);
    let times = browser.get(&format!("{times_at}?from=2026-03-12")).await.text();
    let start = at("2026-03-12T11:00:00Z").0.to_string();
    assert!(times.contains("Thursday 12 March") && times.contains(&format!("value=\"{start}\"")), "{times}");
    let id = salon.consultation.to_string();
    let kept = browser.post(&times_at, &format!("{API}/hold_time"), &[("offering", &id), ("staff", ""), ("hold", ""), ("starts_at", &start)]).await;
    assert!(kept.location().ends_with("/contact"), "{}", kept.location());
    let link = link_of(kept.location());
    let form = browser.get(kept.location()).await.text();
    assert!(form.contains("Thursday 12 March 2026, 14:00") && form.contains("Kept for you for 10:00"), "{form}");
    let who = [("link", link.as_str()), ("name", "Wanjiru"), ("email", "w@example.com"), ("phone", ""), ("country", "KE"), ("note", "Hello")];
    let review = browser.post(kept.location(), &format!("{API}/set_booking_contact"), &who).await;
    assert!(review.location().ends_with("/review"), "{}", review.location());
    assert!(browser.get(review.location()).await.text().contains("w@example.com"));
    let booked = browser.post(review.location(), &format!("{API}/confirm_booking"), &[("link", &link), ("seen", &start)]).await;
    let page = browser.get(booked.location()).await.text();
    assert!(page.contains("It is booked.") && page.contains("appointment.ics"), "{page}");
    let friday = at("2026-03-13T11:00:00Z").0.to_string();
    let move_at = app::routes::appointment_move(&link);
    assert!(browser.get(&format!("{move_at}?from=2026-03-13")).await.text().contains(&friday));
    let moved = browser.post(&move_at, &format!("{API}/move_own_appointment"), &[("link", &link), ("seen", "0"), ("starts_at", &friday)]).await;
    assert!(browser.get(moved.location()).await.text().contains("Friday 13 March 2026, 14:00"));
    let file = browser.get(&app::routes::appointment_file(&link)).await.text();
    assert!(file.contains("DTSTART:20260313T110000Z") && file.contains("SEQUENCE:1"), "{file}");
    let gone = browser.post(&app::routes::appointment(&link), &format!("{API}/cancel_own_appointment"), &[("link", &link), ("seen", "1")]).await;
    assert!(browser.get(gone.location()).await.text().contains("Your appointment is cancelled"));
    world.drain().await;
    drop(site);
}

async fn what_was_typed_wrong_is_kept_and_named(world: &World) {
    let (salon, site) = (open_salon(world).await, world.site().await);
    let link = salon.hold(&world.services, "10.0.0.1", "2026-03-12T11:00:00Z").await.unwrap();
    let (browser, page) = (site.browser(""), app::routes::booking_contact(&link));
    let who = [("link", link.as_str()), ("name", "Wanjiru"), ("email", "nonsense"), ("phone", "1"), ("country", "KE"), ("note", "Kept words")];
    let refused = browser.post(&page, &format!("{API}/set_booking_contact"), &who).await;
    let again = browser.get(refused.location()).await.text();
    assert!(again.contains("nonsense") && again.contains("Kept words") && again.contains("email-error"), "{again}");
    let boss = site.browser(&salon.boss.token);
    let editor = "/admin/services/new";
    let wrong = [
        ("name", "Trim"),
        ("description", ""),
        ("duration", "7"),
        ("before", ""),
        ("after", ""),
        ("step", ""),
        ("lead", "soon"),
        ("horizon", ""),
        ("change", ""),
        ("price", "x"),
    ];
    let refused = boss.post(editor, &format!("{API}/create_offering"), &wrong).await;
    let again = boss.get(refused.location()).await.text();
    assert!(again.contains("multiple of five") && again.contains("value=\"soon\"") && again.contains("like 2 h or 1 d"), "{again}");
    let (amina, id) = (salon.amina.member().to_string(), salon.consultation.to_string());
    let right = [
        ("offering", id.as_str()),
        ("name", "Consultation"),
        ("description", ""),
        ("duration", "45"),
        ("price", "10"),
        ("is_offered", "true"),
        ("staff[0]", &amina),
    ];
    let saved = boss.post(&app::routes::admin_offering(salon.consultation), &format!("{API}/update_offering"), &right).await;
    assert!(saved.location().contains("done=saved"), "{} {}", saved.location(), saved.text());
    let (offering, staff) = booking::edit(&world.services, &salon.boss.admin(), salon.consultation).await.unwrap();
    assert_eq!((offering.duration_minutes, offering.is_offered, staff), (45, true, vec![salon.amina.member()]));
    drop(site);
}

async fn staff_finds_it_in_every_view_of_the_calendar(world: &World) {
    let (salon, site) = (open_salon(world).await, world.site().await);
    let (_, a) = salon.book(&world.services, "10.0.0.1", "2026-03-12T11:00:00Z").await.unwrap();
    let amina = site.browser(&salon.amina.token);
    for view in ["day", "week", "list"] {
        let page = amina.get(&format!("/desk/calendar?view={view}&date=2026-03-12")).await.text();
        assert!(page.contains("Wanjiru Njoroge") && page.contains(&format!("/desk/calendar/{}", a.id)), "{view}: {page}");
    }
    let (id, staff) = (a.id.to_string(), a.staff_id.to_string());
    let own = app::routes::desk_appointment(a.id);
    let wrong = [("appointment", id.as_str()), ("seen", "0"), ("starts_at", "never"), ("staff", &staff)];
    let refused = amina.post(&own, &format!("{API}/move_appointment"), &wrong).await;
    assert!(amina.get(refused.location()).await.text().contains("write a day and a time"));
    let right = [("appointment", id.as_str()), ("seen", "0"), ("starts_at", "2026-03-13T14:00"), ("staff", &staff)];
    let moved = amina.post(&own, &format!("{API}/move_appointment"), &right).await;
    let page = amina.get(moved.location()).await.text();
    assert!(page.contains("Friday 13 March 2026, 14:00") && page.contains("Undo the move"), "{page}");
    let again = [("appointment", id.as_str()), ("seen", "1"), ("back", "true")];
    let back = amina.post(&own, &format!("{API}/undo_move"), &again).await;
    let page = amina.get(back.location()).await.text();
    assert!(page.contains("Thursday 12 March 2026, 14:00") && page.contains("It is back where it was."), "{page}");
    world.drain().await;
    drop(site);
}

/// As many more appointments like one, without asking whether there is time for them.
const MORE: &str = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
    INSERT INTO appointment (business_id, key, offering_id, staff_id, title, price, currency, name, email, phone, note, state, starts_at, ends_at, busy_from, busy_to,
        created_at, updated_at)
    SELECT a.business_id, a.key || CAST(n.i AS TEXT), a.offering_id, a.staff_id, a.title, a.price, a.currency, a.name, a.email, a.phone, a.note, a.state, a.starts_at,
        a.ends_at, a.busy_from, a.busy_to, a.created_at, a.updated_at FROM appointment a CROSS JOIN n WHERE a.id = $1";

async fn the_calendar_says_when_it_does_not_show_everything(world: &World) {
    let (salon, site) = (open_salon(world).await, world.site().await);
    let (_, a) = salon.book(&world.services, "10.0.0.1", "2026-03-12T11:00:00Z").await.unwrap();
    let amina = site.browser(&salon.amina.token);
    let shown = async |staff: &str| amina.get(&format!("/desk/calendar?view=list&date=2026-03-12{staff}")).await.text();
    assert!(!shown("").await.contains("are left out"));
    let mut tx = world.services.begin().await.unwrap();
    stoa::db_exec!(&mut tx, MORE, a.id).unwrap();
    tx.commit().await.unwrap();
    let page = shown("").await;
    assert!(page.contains("more than 5000 appointments") && page.contains("Choose one person above"), "it says so, and what to do");
    assert_eq!(page.matches("Wanjiru Njoroge").count(), 5000);
    assert!(shown(&format!("&staff={}", a.staff_id)).await.contains("Choose a week or a day above"));
    drop(site);
}

async fn a_note_of_staff_is_kept_when_it_is_refused(world: &World) {
    let (salon, site) = (open_salon(world).await, world.site().await);
    let (_, a) = salon.book(&world.services, "10.0.0.1", "2026-03-12T11:00:00Z").await.unwrap();
    let (amina, own, id, long) = (site.browser(&salon.amina.token), app::routes::desk_appointment(a.id), a.id.to_string(), "y".repeat(2001));
    let refused = async |step: &str| {
        let sent = amina.post(&own, &format!("{API}/act_on_appointment"), &[("appointment", &id), ("seen", "0"), ("step", step), ("note", &long)]).await;
        amina.get(sent.location()).await.text()
    };
    let page = refused("cancel").await;
    assert!(page.contains(&format!("id=\"cancel-appointment-note-{id}\" name=\"note\" value=\"{long}\"")), "{page}");
    world.advance_minutes(2 * 1440);
    let page = refused("finish").await;
    assert!(page.contains(&format!("id=\"step-note-{id}\" name=\"note\" value=\"{long}\"")), "{page}");
    drop(site);
}
