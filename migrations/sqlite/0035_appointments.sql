-- What can be booked. Minutes are multiples of five: the calendar is kept in steps of so long. before, after: how long the one who does it is busy around it.
-- lead: how long ahead it has to be booked; horizon: how far ahead it can be; change: until how long before it the customer may move or cancel it.
CREATE TABLE offering (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    duration_minutes INTEGER NOT NULL CHECK (duration_minutes BETWEEN 5 AND 720 AND duration_minutes % 5 = 0),
    before_minutes INTEGER NOT NULL CHECK (before_minutes BETWEEN 0 AND 240 AND before_minutes % 5 = 0),
    after_minutes INTEGER NOT NULL CHECK (after_minutes BETWEEN 0 AND 240 AND after_minutes % 5 = 0),
    step_minutes INTEGER NOT NULL CHECK (step_minutes BETWEEN 5 AND 720 AND step_minutes % 5 = 0),
    lead_minutes INTEGER NOT NULL CHECK (lead_minutes >= 0),
    horizon_days INTEGER NOT NULL CHECK (horizon_days BETWEEN 1 AND 365),
    change_minutes INTEGER NOT NULL CHECK (change_minutes >= 0),
    price INTEGER NOT NULL CHECK (price >= 0),
    is_offered INTEGER NOT NULL CHECK (is_offered IN (0, 1)),
    created_at INTEGER NOT NULL,
    UNIQUE (business_id, id)
) STRICT;
CREATE UNIQUE INDEX offering_by_name ON offering (business_id, LOWER(name));

-- Who of the staff can be booked, and when: a week, days that are different, days off that come back, as JSON.
CREATE TABLE booking_staff (
    member_id INTEGER NOT NULL PRIMARY KEY REFERENCES member (id),
    business_id INTEGER NOT NULL REFERENCES business (id),
    roster TEXT NOT NULL,
    UNIQUE (business_id, member_id)
) STRICT;

-- Who does what.
CREATE TABLE offering_staff (
    business_id INTEGER NOT NULL REFERENCES business (id),
    offering_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    PRIMARY KEY (offering_id, member_id),
    FOREIGN KEY (business_id, offering_id) REFERENCES offering (business_id, id),
    FOREIGN KEY (business_id, member_id) REFERENCES booking_staff (business_id, member_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX offering_staff_by_member ON offering_staff (business_id, member_id);

-- An appointment, from the moment its time is kept for somebody. key: what its link is made of, together with the secret of the installation, and what
-- calendars know it by. busy_from, busy_to: with what comes before and after. sequence: how often it was moved or changed.
CREATE TABLE appointment (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    key TEXT NOT NULL UNIQUE,
    offering_id INTEGER NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES member (id),
    member_id INTEGER REFERENCES member (id),
    title TEXT NOT NULL,
    price INTEGER NOT NULL CHECK (price >= 0),
    currency TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    note TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('held', 'booked', 'done', 'no_show', 'cancelled')),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    busy_from INTEGER NOT NULL,
    busy_to INTEGER NOT NULL,
    sequence INTEGER NOT NULL DEFAULT 0,
    held_until INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (business_id, id),
    CHECK (busy_from <= starts_at AND starts_at < ends_at AND ends_at <= busy_to),
    CHECK ((state = 'held') = (held_until IS NOT NULL)),
    FOREIGN KEY (business_id, offering_id) REFERENCES offering (business_id, id)
) STRICT;
CREATE INDEX appointment_by_time ON appointment (business_id, busy_from);
CREATE INDEX appointment_by_member ON appointment (business_id, member_id, starts_at) WHERE member_id IS NOT NULL;
CREATE INDEX appointment_held ON appointment (held_until) WHERE held_until IS NOT NULL;

-- The five minutes that somebody is busy with an appointment: nobody is twice at once, whatever else goes wrong.
CREATE TABLE appointment_claim (
    business_id INTEGER NOT NULL REFERENCES business (id),
    member_id INTEGER NOT NULL REFERENCES member (id),
    tick INTEGER NOT NULL,
    appointment_id INTEGER NOT NULL,
    PRIMARY KEY (member_id, tick),
    FOREIGN KEY (business_id, appointment_id) REFERENCES appointment (business_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX appointment_claim_by_appointment ON appointment_claim (business_id, appointment_id);

-- What happened to an appointment, in order: when it was to be, and with whom, from then on.
CREATE TABLE appointment_step (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    appointment_id INTEGER NOT NULL,
    deed TEXT NOT NULL CHECK (deed IN ('book', 'move', 'cancel', 'finish', 'miss')),
    starts_at INTEGER NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES member (id),
    note TEXT NOT NULL,
    member_id INTEGER REFERENCES member (id),
    at INTEGER NOT NULL,
    FOREIGN KEY (business_id, appointment_id) REFERENCES appointment (business_id, id)
) STRICT;
CREATE INDEX appointment_step_by_appointment ON appointment_step (business_id, appointment_id, id);
