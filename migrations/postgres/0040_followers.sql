-- Colleagues who hear what happens in a ticket, also when it is not theirs.
CREATE TABLE ticket_follower (
    business_id BIGINT NOT NULL REFERENCES business (id),
    ticket_id BIGINT NOT NULL REFERENCES ticket (id),
    member_id BIGINT NOT NULL REFERENCES member (id),
    since BIGINT NOT NULL,
    PRIMARY KEY (ticket_id, member_id)
);
CREATE INDEX ticket_follower_by_member ON ticket_follower (business_id, member_id, ticket_id);

-- How somebody of the staff likes to work; who has no row never decided. signature: under replies by mail; mail_*: what is mailed while they are away.
CREATE TABLE preference (
    member_id BIGINT NOT NULL PRIMARY KEY REFERENCES member (id),
    business_id BIGINT NOT NULL REFERENCES business (id),
    signature TEXT NOT NULL,
    enter_sends BOOLEAN NOT NULL,
    mail_assigned BOOLEAN NOT NULL,
    mail_mentioned BOOLEAN NOT NULL,
    mail_followed BOOLEAN NOT NULL,
    first_tab TEXT NOT NULL CHECK (first_tab IN ('last', 'mine', 'unassigned', 'all')),
    after_resolving TEXT NOT NULL CHECK (after_resolving IN ('stay', 'next', 'list'))
);
CREATE INDEX preference_by_business ON preference (business_id);
