-- Pins, stars and snoozes of conversations; filters that have a name.

ALTER TABLE conversation ADD COLUMN pinned_at INTEGER;

ALTER TABLE conversation ADD COLUMN starred BOOLEAN DEFAULT '0' NOT NULL;

ALTER TABLE conversation ADD COLUMN snoozed_until INTEGER;

DROP INDEX ix_conversation_open;

DROP INDEX ix_conversation_position;

DROP INDEX ix_conversation_unread;

CREATE INDEX ix_conversation_open ON conversation (assigned_to, position, account_id, service_state, waiting_since, snoozed_until, pinned_at) WHERE service_state <> 4;

CREATE INDEX ix_conversation_position ON conversation (position, account_id, waiting_since, service_state, snoozed_until, pinned_at);

CREATE INDEX ix_conversation_unread ON conversation (position, unread, account_id, snoozed_until) WHERE unread > 0;

CREATE INDEX ix_conversation_pinned ON conversation (pinned_at) WHERE pinned_at IS NOT NULL;

CREATE INDEX ix_conversation_starred ON conversation (position) WHERE starred = 1;

CREATE INDEX ix_conversation_snoozed ON conversation (snoozed_until) WHERE snoozed_until IS NOT NULL;

CREATE TABLE saved_filter (
    id INTEGER NOT NULL,
    operator_id INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    place INTEGER NOT NULL,
    lane VARCHAR NOT NULL,
    account_ids VARCHAR NOT NULL,
    states VARCHAR NOT NULL,
    waiting BOOLEAN NOT NULL,
    unread BOOLEAN NOT NULL,
    starred BOOLEAN NOT NULL,
    words VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(operator_id) REFERENCES operator (id)
);

CREATE INDEX ix_saved_filter_operator_id ON saved_filter (operator_id);
