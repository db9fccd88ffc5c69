//! Who hears of what, and who never does.

use super::*;
use crate::kernel::ids::BusinessId;

const TICKET: TicketId = TicketId(7);
const CUSTOMER: MemberId = MemberId(3);

#[test]
fn a_breach_never_reaches_the_customer() {
    let event = Event::SlaBreached { ticket: TICKET, number: 1, clock: SlaClock::Response };
    assert_eq!(event.audience().customer, None);
    assert_eq!(event.topics(), [Topic::Ticket(TICKET)]);
    assert!(event.hints(BusinessId(1), None).iter().all(|(t, _)| !matches!(t, Topic::Person(_) | Topic::Case(_))));
}

#[test]
fn a_warning_reaches_staff_and_whoever_has_the_ticket_in_person() {
    let event = Event::SlaWarned { ticket: TICKET, number: 1, clock: SlaClock::Resolution, holder: Some(MemberId(9)) };
    assert_eq!(event.audience(), Audience { staff: true, agent: Some(MemberId(9)), ..Audience::default() });
    assert_eq!(event.topics(), [Topic::Ticket(TICKET)]);
    assert!(event.hints(BusinessId(1), None).contains(&(Topic::Person(MemberId(9)), Hint { what: Subject::Warning, id: 7 })));
}

#[test]
fn tags_and_fields_are_the_staffs_alone() {
    for event in [Event::TagsChanged { ticket: TICKET }, Event::FieldsChanged { ticket: TICKET }] {
        assert_eq!((event.audience().customer, event.topics()), (None, vec![Topic::Ticket(TICKET)]));
        assert_eq!(event.hints(BusinessId(1), None), [(Topic::Desk(BusinessId(1)), Hint { what: Subject::Ticket, id: 7 })]);
    }
}

#[test]
fn a_new_status_reaches_staff_and_its_customer_only() {
    let event = Event::StatusChanged { ticket: TICKET, customer: CUSTOMER, from: Status::Open, to: Status::InProgress };
    assert_eq!(event.audience(), Audience { staff: true, customer: Some(CUSTOMER), ..Audience::default() });
    assert_eq!(event.topics(), [Topic::Ticket(TICKET), Topic::Case(TICKET)]);
}

#[test]
fn an_assignment_tells_the_agent_in_person() {
    let event = Event::Assigned { ticket: TICKET, customer: CUSTOMER, agent: Some(MemberId(9)), before: None };
    let given = (Topic::Person(MemberId(9)), Hint { what: Subject::Assigned, id: 7 });
    assert!([None, Some(MemberId(8))].into_iter().all(|by| event.hints(BusinessId(1), by).contains(&given)));
    assert!(!event.hints(BusinessId(1), Some(MemberId(9))).contains(&given), "who takes a ticket knows that they have it");
}

#[test]
fn changes_of_people_and_settings_are_for_admins_only() {
    for event in [Event::MemberJoined { member: CUSTOMER }, Event::SettingsChanged { page: "sla".into() }] {
        assert_eq!(event.audience(), Audience { admins: true, ..Audience::default() });
    }
}

#[test]
fn a_chat_reaches_staff_and_the_one_who_asks_and_nobody_else() {
    let (chat, asker) = (ChatId(5), CUSTOMER);
    for event in [
        Event::ChatOpened { chat, asker },
        Event::ChatChanged { chat, asker, turn: Turn::Closed },
        Event::ChatGiven { chat, asker, agent: None, before: None },
        Event::ChatRated { chat, asker, stars: 4 },
    ] {
        assert_eq!(event.audience(), Audience { staff: true, customer: Some(asker), ..Audience::default() });
        assert!(event.topics().is_empty(), "its conversation numbers what is said; the rest are hints");
        let hints = event.hints(BusinessId(1), None);
        assert!(hints.contains(&(Topic::Person(asker), Hint { what: Subject::Chat, id: 5 })), "{hints:?}");
        assert!(hints.iter().all(|(topic, _)| [Topic::Desk(BusinessId(1)), Topic::Person(asker)].contains(topic)), "{hints:?}");
    }
}

#[test]
fn what_staff_does_with_a_chat_behind_the_scenes_stays_there() {
    for turn in Turn::ALL {
        let event = Event::ChatChanged { chat: ChatId(5), asker: CUSTOMER, turn: *turn };
        let is_told = event.hints(BusinessId(1), None).iter().any(|(topic, _)| *topic == Topic::Person(CUSTOMER));
        assert_eq!(is_told, !matches!(turn, Turn::Archived | Turn::Blocked | Turn::Joined), "{turn}");
    }
}

#[test]
fn a_chat_that_waits_and_one_that_is_given_say_so() {
    let (chat, asker, us) = (ChatId(5), CUSTOMER, BusinessId(1));
    let waits = Event::ChatChanged { chat, asker, turn: Turn::Waiting }.hints(us, None);
    assert!(waits.contains(&(Topic::Desk(us), Hint { what: Subject::ChatWaits, id: 5 })));
    let given = Event::ChatGiven { chat, asker, agent: Some(MemberId(9)), before: None }.hints(us, None);
    assert!(given.contains(&(Topic::Person(MemberId(9)), Hint { what: Subject::ChatGiven, id: 5 })));
}

#[test]
fn a_mention_reaches_the_one_who_is_named_only() {
    let event = Event::Mentioned { conversation: ConversationId(4), agent: MemberId(9), seq: 3 };
    assert_eq!(event.audience(), Audience { agent: Some(MemberId(9)), ..Audience::default() });
    assert_eq!(event.hints(BusinessId(1), None), [(Topic::Person(MemberId(9)), Hint { what: Subject::Mention, id: 4 })]);
}

#[test]
fn a_mention_in_a_ticket_and_news_of_a_followed_one_reach_that_agent_only() {
    let agent = MemberId(9);
    for (event, what) in [
        (Event::MentionedInTicket { ticket: TICKET, agent, seq: 3 }, Subject::MentionInTicket),
        (Event::FollowedSaid { ticket: TICKET, agent, seq: 3, is_note: true, is_partner: false }, Subject::Followed),
    ] {
        assert_eq!(event.audience(), Audience { agent: Some(agent), ..Audience::default() });
        assert!(event.topics().is_empty(), "neither its customer nor the team reads it in the ticket's history");
        assert_eq!(event.hints(BusinessId(1), None), [(Topic::Person(agent), Hint { what, id: 7 })]);
    }
}

#[test]
fn a_person_whose_role_changed_hears_of_it() {
    let hints = Event::MemberChanged { member: CUSTOMER }.hints(BusinessId(1), None);
    assert!(hints.contains(&(Topic::Person(CUSTOMER), Hint { what: Subject::Person, id: 3 })));
}

#[test]
fn an_appointment_reaches_staff_and_its_customer() {
    let (us, appointment, staff) = (BusinessId(1), AppointmentId(5), MemberId(9));
    let created = Event::AppointmentCreated { appointment, customer: Some(CUSTOMER), staff };
    assert_eq!(created.audience(), Audience { staff: true, customer: Some(CUSTOMER), ..Audience::default() });
    let hints = created.hints(us, None);
    assert!(hints.contains(&(Topic::Desk(us), Hint { what: Subject::NewAppointment, id: 5 })));
    assert!(hints.contains(&(Topic::Person(CUSTOMER), Hint { what: Subject::Appointment, id: 5 })));
    let of_guest = Event::AppointmentDeleted { appointment, customer: None, staff };
    assert_eq!(of_guest.hints(us, None), [(Topic::Desk(us), Hint { what: Subject::Appointment, id: 5 })]);
    assert!(of_guest.topics().is_empty());
}

#[test]
fn an_order_reaches_staff_and_its_customer_and_stock_reaches_staff_only() {
    let (us, order, product, variant) = (BusinessId(1), OrderId(5), ProductId(6), VariantId(7));
    let placed = Event::OrderPlaced { order, customer: Some(CUSTOMER), number: 1, partner: None };
    assert_eq!(placed.audience(), Audience { staff: true, customer: Some(CUSTOMER), ..Audience::default() });
    assert!(placed.hints(us, None).contains(&(Topic::Person(CUSTOMER), Hint { what: Subject::Order, id: 5 })));
    let of_guest =
        Event::OrderChanged { order, customer: None, deed: Deed::Ship, status: OrderStatus::Shipped, amount: Money(0), partner: None, outside: false };
    assert_eq!(of_guest.audience(), Audience { staff: true, ..Audience::default() });
    let (payment, amount) = (PaymentId(9), Money(1));
    for event in [
        Event::PaymentInitiated { order, customer: Some(CUSTOMER), payment, amount },
        Event::PaymentCompleted { order, customer: Some(CUSTOMER), payment, amount },
        Event::PaymentFailed { order, customer: Some(CUSTOMER), payment, amount },
        Event::PaymentPending { order, customer: Some(CUSTOMER), payment, amount },
        Event::PaymentReturned { order, customer: Some(CUSTOMER), payment, amount },
        Event::RefundChanged { order, customer: Some(CUSTOMER), refund: RefundId(3), amount, state: RefundState::Failed },
    ] {
        assert_eq!(event.audience(), Audience { staff: true, admins: true, customer: Some(CUSTOMER), ..Audience::default() });
        let hint = Hint { what: Subject::Order, id: 5 };
        assert_eq!(event.hints(us, None), [(Topic::Desk(us), hint), (Topic::Admin(us), hint), (Topic::Person(CUSTOMER), hint)]);
    }
    for event in [Event::PaymentDoubted { order, payment, why: "x".into() }, Event::DoubtCleared { order, payment, finding: "x".into() }] {
        assert_eq!(event.audience(), Audience { staff: true, admins: true, ..Audience::default() }, "what does not fit is not for the customer");
    }
    for event in [Event::StockLow { product, variant, left: 2 }, Event::StockChanged { product, variant, stock: 2, kind: ChangeKind::Sale }] {
        assert_eq!(event.audience(), Audience { staff: true, ..Audience::default() });
        assert!(event.topics().is_empty());
    }
}

#[test]
fn what_a_partner_says_and_is_told_never_reaches_the_customer() {
    let (us, order, partner) = (BusinessId(1), OrderId(5), MemberId(8));
    let told = Event::PartnerTold { ticket: TICKET, order, partner, seq: 2 };
    assert_eq!(told.audience(), Audience { staff: true, partner: Some(partner), ..Audience::default() });
    assert!(told.hints(us, None).contains(&(Topic::Person(partner), Hint { what: Subject::Order, id: 5 })));
    let said = Event::PartnerSaid { ticket: TICKET, seq: 3 };
    assert_eq!(said.audience(), Audience { staff: true, ..Audience::default() });
    for event in [told, said] {
        assert_eq!(event.topics(), [Topic::Ticket(TICKET)], "the customer's own history has none of it");
    }
}

#[test]
fn an_order_reaches_its_partner_by_its_number_only() {
    let (us, order, partner) = (BusinessId(1), OrderId(5), MemberId(8));
    let placed = Event::OrderPlaced { order, customer: Some(CUSTOMER), number: 1, partner: Some(partner) };
    assert_eq!(placed.audience(), Audience { staff: true, customer: Some(CUSTOMER), partner: Some(partner), ..Audience::default() });
    let of_partner: Vec<_> = placed.hints(us, None).into_iter().filter(|(topic, _)| *topic == Topic::Person(partner)).collect();
    assert_eq!(of_partner, [(Topic::Person(partner), Hint { what: Subject::Order, id: 5 })]);
    assert!(placed.topics().is_empty(), "amounts are in no topic that anybody could watch");
    let paid = Event::PaymentCompleted { order, customer: Some(CUSTOMER), payment: PaymentId(9), amount: Money(1) };
    assert!(paid.audience().partner.is_none() && paid.hints(us, None).iter().all(|(topic, _)| *topic != Topic::Person(partner)));
}
