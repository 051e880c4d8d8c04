-- The first schema. Times are Unix milliseconds; secrets are never stored here.

CREATE TABLE change (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    subject VARCHAR NOT NULL,
    "key" INTEGER NOT NULL,
    parent INTEGER NOT NULL,
    aspects INTEGER NOT NULL,
    initiator VARCHAR NOT NULL,
    at INTEGER NOT NULL
);

CREATE TABLE corp (
    id INTEGER NOT NULL,
    corpid VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    base_url VARCHAR NOT NULL,
    proxy_url VARCHAR NOT NULL,
    poll_per_minute INTEGER NOT NULL,
    failure VARCHAR,
    failure_detail VARCHAR NOT NULL,
    connected_at INTEGER NOT NULL,
    CONSTRAINT pk_corp PRIMARY KEY (id),
    CONSTRAINT uq_corp_corpid UNIQUE (corpid)
);

CREATE TABLE engine (
    id INTEGER NOT NULL,
    process_id INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    heartbeat_at INTEGER NOT NULL,
    receiving_callbacks BOOLEAN NOT NULL,
    worst_delay_ms INTEGER NOT NULL,
    previous_heartbeat_at INTEGER,
    PRIMARY KEY (id)
);

CREATE TABLE operator (
    id INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    CONSTRAINT pk_operator PRIMARY KEY (id)
);

CREATE TABLE team (
    id INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    CONSTRAINT pk_team PRIMARY KEY (id),
    CONSTRAINT uq_team_name UNIQUE (name)
);

CREATE TABLE account (
    id INTEGER NOT NULL,
    corp_id INTEGER NOT NULL,
    team_id INTEGER,
    kind VARCHAR NOT NULL,
    external_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    colour INTEGER NOT NULL,
    enabled BOOLEAN NOT NULL,
    manageable BOOLEAN NOT NULL,
    cursor VARCHAR NOT NULL,
    last_read_at INTEGER,
    caught_up BOOLEAN NOT NULL,
    failure VARCHAR,
    CONSTRAINT pk_account PRIMARY KEY (id),
    CONSTRAINT uq_account_corp_id_external_id UNIQUE (corp_id, external_id),
    CONSTRAINT fk_account_corp_id FOREIGN KEY(corp_id) REFERENCES corp (id),
    CONSTRAINT fk_account_team_id FOREIGN KEY(team_id) REFERENCES team (id)
);

CREATE TABLE audit (
    id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    operator_id INTEGER,
    action VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    "key" INTEGER NOT NULL,
    detail VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(operator_id) REFERENCES operator (id)
);

CREATE INDEX ix_audit_event ON audit ("key", detail) WHERE action = 'event';

CREATE TABLE customer (
    id INTEGER NOT NULL,
    corp_id INTEGER NOT NULL,
    external_userid VARCHAR NOT NULL,
    nickname VARCHAR NOT NULL,
    gender INTEGER NOT NULL,
    unionid VARCHAR NOT NULL,
    avatar_url VARCHAR NOT NULL,
    first_seen_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    profile_read_at INTEGER,
    profile_wanted_at INTEGER,
    PRIMARY KEY (id),
    UNIQUE (corp_id, external_userid),
    FOREIGN KEY(corp_id) REFERENCES corp (id)
);

CREATE INDEX ix_customer_nickname ON customer (nickname);

CREATE INDEX ix_customer_profile_wanted ON customer (profile_wanted_at) WHERE profile_wanted_at IS NOT NULL;

CREATE TABLE first_rejection (
    corp_id INTEGER NOT NULL,
    errcode INTEGER NOT NULL,
    CONSTRAINT pk_first_rejection PRIMARY KEY (corp_id, errcode),
    CONSTRAINT fk_first_rejection_corp_id FOREIGN KEY(corp_id) REFERENCES corp (id)
);

CREATE TABLE team_member (
    team_id INTEGER NOT NULL,
    operator_id INTEGER NOT NULL,
    CONSTRAINT pk_team_member PRIMARY KEY (team_id, operator_id),
    CONSTRAINT fk_team_member_team_id FOREIGN KEY(team_id) REFERENCES team (id),
    CONSTRAINT fk_team_member_operator_id FOREIGN KEY(operator_id) REFERENCES operator (id)
);

CREATE TABLE conversation (
    id INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    service_state INTEGER NOT NULL,
    servicer VARCHAR NOT NULL,
    assigned_to INTEGER,
    position INTEGER NOT NULL,
    last_message_id INTEGER,
    last_origin INTEGER,
    last_kind VARCHAR NOT NULL,
    last_text VARCHAR NOT NULL,
    last_sender VARCHAR NOT NULL,
    last_state VARCHAR,
    last_at INTEGER,
    unread INTEGER NOT NULL,
    read_through INTEGER NOT NULL,
    waiting_since INTEGER,
    last_customer_at INTEGER,
    last_customer_position INTEGER NOT NULL,
    rejected BOOLEAN NOT NULL,
    scene VARCHAR NOT NULL,
    scene_param VARCHAR NOT NULL,
    channels_nickname VARCHAR NOT NULL,
    channels_scene INTEGER,
    entered_at INTEGER,
    state_wanted_at INTEGER,
    state_failure VARCHAR,
    PRIMARY KEY (id),
    UNIQUE (account_id, customer_id),
    FOREIGN KEY(account_id) REFERENCES account (id),
    FOREIGN KEY(customer_id) REFERENCES customer (id),
    FOREIGN KEY(assigned_to) REFERENCES operator (id)
);

CREATE INDEX ix_conversation_customer_id ON conversation (customer_id);

CREATE INDEX ix_conversation_open ON conversation (assigned_to, position, account_id, service_state, waiting_since) WHERE service_state <> 4;

CREATE INDEX ix_conversation_position ON conversation (position, account_id, waiting_since);

CREATE INDEX ix_conversation_state_wanted ON conversation (state_wanted_at) WHERE state_wanted_at IS NOT NULL;

CREATE INDEX ix_conversation_unread ON conversation (unread) WHERE unread > 0;

CREATE INDEX ix_conversation_waiting ON conversation (waiting_since) WHERE waiting_since IS NOT NULL;

CREATE TABLE draft (
    conversation_id INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (conversation_id),
    FOREIGN KEY(conversation_id) REFERENCES conversation (id)
);

CREATE TABLE message (
    id INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    conversation_id INTEGER NOT NULL,
    msgid VARCHAR NOT NULL,
    origin INTEGER NOT NULL,
    sender VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    content VARCHAR NOT NULL,
    sent_at INTEGER NOT NULL,
    position INTEGER NOT NULL,
    state VARCHAR,
    failure VARCHAR,
    attempted_at INTEGER,
    recalled BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (account_id, msgid),
    FOREIGN KEY(account_id) REFERENCES account (id),
    FOREIGN KEY(conversation_id) REFERENCES conversation (id)
);

CREATE INDEX ix_message_answers ON message (conversation_id, position) WHERE origin = 1;

CREATE INDEX ix_message_conversation_id_position ON message (conversation_id, position);

CREATE TABLE state_request (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    conversation_id INTEGER NOT NULL,
    to_state INTEGER NOT NULL,
    servicer VARCHAR NOT NULL,
    operator_id INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    FOREIGN KEY(conversation_id) REFERENCES conversation (id),
    FOREIGN KEY(operator_id) REFERENCES operator (id)
);

CREATE INDEX ix_state_request_conversation_id ON state_request (conversation_id);

CREATE TABLE media (
    id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    corp_id INTEGER NOT NULL,
    media_id VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    size INTEGER NOT NULL,
    received INTEGER NOT NULL,
    file_key BLOB NOT NULL,
    attempts INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    failure VARCHAR,
    PRIMARY KEY (id),
    UNIQUE (message_id),
    FOREIGN KEY(message_id) REFERENCES message (id),
    FOREIGN KEY(corp_id) REFERENCES corp (id)
);

CREATE INDEX ix_media_due ON media (due_at)
    WHERE state IN ('waiting', 'downloading');

CREATE TABLE outbox (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    message_id INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    conversation_id INTEGER NOT NULL,
    state VARCHAR NOT NULL,
    body BLOB,
    seen_through INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    doubtful BOOLEAN NOT NULL,
    due_at INTEGER NOT NULL,
    UNIQUE (message_id),
    FOREIGN KEY(message_id) REFERENCES message (id),
    FOREIGN KEY(account_id) REFERENCES account (id),
    FOREIGN KEY(conversation_id) REFERENCES conversation (id)
);

CREATE INDEX ix_outbox_conversation_id ON outbox (conversation_id, message_id);

CREATE INDEX ix_outbox_due ON outbox (state, due_at);

-- Words of messages as pairs of characters; the rowid is the message's id.
CREATE VIRTUAL TABLE message_search USING fts5(
    terms, content='', contentless_delete=1,
    tokenize='unicode61 remove_diacritics 0'
);
