-- Colleagues who hear what happens in a ticket, also when it is not theirs.
CREATE TABLE ticket_follower (
    business_id INTEGER NOT NULL REFERENCES business (id),
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    member_id INTEGER NOT NULL REFERENCES member (id),
    since INTEGER NOT NULL,
    PRIMARY KEY (ticket_id, member_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_follower_by_member ON ticket_follower (business_id, member_id, ticket_id);

-- How somebody of the staff likes to work; who has no row never decided. signature: under replies by mail; mail_*: what is mailed while they are away.
CREATE TABLE preference (
    member_id INTEGER NOT NULL PRIMARY KEY REFERENCES member (id),
    business_id INTEGER NOT NULL REFERENCES business (id),
    signature TEXT NOT NULL,
    enter_sends INTEGER NOT NULL CHECK (enter_sends IN (0, 1)),
    mail_assigned INTEGER NOT NULL CHECK (mail_assigned IN (0, 1)),
    mail_mentioned INTEGER NOT NULL CHECK (mail_mentioned IN (0, 1)),
    mail_followed INTEGER NOT NULL CHECK (mail_followed IN (0, 1)),
    first_tab TEXT NOT NULL CHECK (first_tab IN ('last', 'mine', 'unassigned', 'all')),
    after_resolving TEXT NOT NULL CHECK (after_resolving IN ('stay', 'next', 'list'))
) STRICT;
CREATE INDEX preference_by_business ON preference (business_id);
