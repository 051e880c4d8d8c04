-- The reply book in versions, what was published and seen, what was sent out of it.

CREATE TABLE publication (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    operator_id INTEGER NOT NULL,
    published_by VARCHAR NOT NULL,
    published_at INTEGER NOT NULL,
    note VARCHAR NOT NULL,
    stops_old BOOLEAN NOT NULL,
    FOREIGN KEY(operator_id) REFERENCES operator (id)
);

CREATE TABLE reply (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    key VARCHAR NOT NULL,
    owner_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    scope VARCHAR NOT NULL,
    scope_id INTEGER,
    code VARCHAR NOT NULL,
    valid_from INTEGER,
    valid_until INTEGER,
    withdrawn_at INTEGER,
    removed_at INTEGER,
    stops_below INTEGER NOT NULL,
    CONSTRAINT uq_reply_key UNIQUE (key),
    FOREIGN KEY(owner_id) REFERENCES operator (id)
);

CREATE INDEX ix_reply_code ON reply (code) WHERE code <> '';

CREATE TABLE reply_version (
    reply_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    content VARCHAR NOT NULL,
    spelling VARCHAR NOT NULL,
    changed_by VARCHAR NOT NULL,
    changed_at INTEGER NOT NULL,
    publication_id INTEGER,
    PRIMARY KEY (reply_id, version),
    FOREIGN KEY(reply_id) REFERENCES reply (id) ON DELETE CASCADE,
    FOREIGN KEY(publication_id) REFERENCES publication (id)
);

CREATE TABLE reply_material (
    reply_id INTEGER NOT NULL,
    material_id INTEGER NOT NULL,
    PRIMARY KEY (reply_id, material_id),
    FOREIGN KEY(reply_id) REFERENCES reply (id) ON DELETE CASCADE
);

CREATE INDEX ix_reply_material_material_id ON reply_material (material_id);

CREATE TABLE reply_proposal (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    operator_id INTEGER NOT NULL,
    reply_id INTEGER,
    base_version INTEGER NOT NULL,
    content VARCHAR NOT NULL,
    changed_at INTEGER NOT NULL,
    CONSTRAINT uq_reply_proposal_operator_id_reply_id UNIQUE (operator_id, reply_id),
    FOREIGN KEY(operator_id) REFERENCES operator (id),
    FOREIGN KEY(reply_id) REFERENCES reply (id) ON DELETE CASCADE
);

CREATE TABLE reply_working (
    id INTEGER NOT NULL PRIMARY KEY,
    operator_id INTEGER NOT NULL,
    reply_id INTEGER,
    proposal_id INTEGER,
    content VARCHAR NOT NULL,
    changed_at INTEGER NOT NULL,
    FOREIGN KEY(operator_id) REFERENCES operator (id),
    FOREIGN KEY(reply_id) REFERENCES reply (id) ON DELETE CASCADE,
    FOREIGN KEY(proposal_id) REFERENCES reply_proposal (id) ON DELETE CASCADE
);

CREATE TABLE publication_entry (
    publication_id INTEGER NOT NULL,
    reply_id INTEGER NOT NULL,
    fate VARCHAR NOT NULL,
    version_before INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (publication_id, reply_id),
    FOREIGN KEY(publication_id) REFERENCES publication (id),
    FOREIGN KEY(reply_id) REFERENCES reply (id) ON DELETE CASCADE
);

CREATE TABLE publication_seen (
    operator_id INTEGER NOT NULL,
    publication_id INTEGER NOT NULL,
    PRIMARY KEY (operator_id),
    FOREIGN KEY(operator_id) REFERENCES operator (id)
);

CREATE TABLE reply_group (
    path VARCHAR NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (path)
);

CREATE TABLE reply_pin (
    operator_id INTEGER NOT NULL,
    reply_id INTEGER NOT NULL,
    PRIMARY KEY (operator_id, reply_id),
    FOREIGN KEY(operator_id) REFERENCES operator (id),
    FOREIGN KEY(reply_id) REFERENCES reply (id) ON DELETE CASCADE
);

CREATE TABLE reply_use (
    message_id INTEGER NOT NULL,
    reply_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    operator_id INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    conversation_id INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    PRIMARY KEY (message_id, reply_id),
    FOREIGN KEY(message_id) REFERENCES message (id) ON DELETE CASCADE,
    FOREIGN KEY(reply_id) REFERENCES reply (id) ON DELETE CASCADE,
    FOREIGN KEY(operator_id) REFERENCES operator (id),
    FOREIGN KEY(account_id) REFERENCES account (id),
    FOREIGN KEY(conversation_id) REFERENCES conversation (id)
);

CREATE INDEX ix_reply_use_reply_id ON reply_use (reply_id, operator_id, used_at);

CREATE INDEX ix_reply_use_conversation_id ON reply_use (conversation_id, message_id);

CREATE INDEX ix_reply_use_used_at ON reply_use (used_at);

CREATE TABLE message_source (
    message_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    reply_id INTEGER NOT NULL,
    reply_version INTEGER NOT NULL,
    material_id INTEGER NOT NULL,
    material_version INTEGER NOT NULL,
    PRIMARY KEY (message_id, place),
    FOREIGN KEY(message_id) REFERENCES message (id) ON DELETE CASCADE
);

CREATE INDEX ix_message_source_reply_id ON message_source (reply_id, message_id) WHERE reply_id > 0;

CREATE INDEX ix_message_source_material_id ON message_source (material_id, message_id) WHERE material_id > 0;

CREATE TABLE prepared_source (
    prepared_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    reply_id INTEGER NOT NULL,
    reply_version INTEGER NOT NULL,
    material_id INTEGER NOT NULL,
    material_version INTEGER NOT NULL,
    PRIMARY KEY (prepared_id, place),
    FOREIGN KEY(prepared_id) REFERENCES prepared (id) ON DELETE CASCADE
);

CREATE TABLE draft_source (
    conversation_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    reply_id INTEGER NOT NULL,
    reply_version INTEGER NOT NULL,
    material_id INTEGER NOT NULL,
    material_version INTEGER NOT NULL,
    PRIMARY KEY (conversation_id, place),
    FOREIGN KEY(conversation_id) REFERENCES conversation (id) ON DELETE CASCADE
);
