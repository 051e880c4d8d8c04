-- Files of our own stand here before their messages do, so the column of the message
-- may be empty; SQLite changes that by a new table only. Nothing refers to the old one.

CREATE TABLE media_with_ours (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    message_id INTEGER,
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
    uploaded INTEGER DEFAULT '0' NOT NULL,
    uploaded_at INTEGER,
    played_at INTEGER,
    UNIQUE (message_id),
    FOREIGN KEY(message_id) REFERENCES message (id),
    FOREIGN KEY(corp_id) REFERENCES corp (id)
);

INSERT INTO media_with_ours(id, message_id, corp_id, media_id, state, name, size,
    received, file_key, attempts, due_at, failure)
    SELECT id, message_id, corp_id, media_id, state, name, size,
    received, file_key, attempts, due_at, failure FROM media;

DROP TABLE media;

ALTER TABLE media_with_ours RENAME TO media;

CREATE INDEX ix_media_due ON media (due_at)
    WHERE state IN ('waiting', 'downloading');

CREATE INDEX ix_media_name ON media (message_id, name) WHERE name <> '';

CREATE TABLE scheduled (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    conversation_id INTEGER NOT NULL,
    operator_id INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    seen_through INTEGER NOT NULL,
    despite_newer BOOLEAN NOT NULL,
    failure VARCHAR,
    created_at INTEGER NOT NULL,
    FOREIGN KEY(conversation_id) REFERENCES conversation (id),
    FOREIGN KEY(operator_id) REFERENCES operator (id)
);

CREATE INDEX ix_scheduled_conversation_id ON scheduled (conversation_id);

CREATE INDEX ix_scheduled_due ON scheduled (due_at) WHERE failure IS NULL;

CREATE TABLE prepared (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    conversation_id INTEGER NOT NULL,
    schedule_id INTEGER,
    place INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    content VARCHAR NOT NULL,
    media_row INTEGER,
    obstacle INTEGER NOT NULL,
    can_shrink BOOLEAN NOT NULL,
    removed_at INTEGER,
    FOREIGN KEY(conversation_id) REFERENCES conversation (id),
    FOREIGN KEY(schedule_id) REFERENCES scheduled (id),
    FOREIGN KEY(media_row) REFERENCES media (id)
);

CREATE INDEX ix_prepared_conversation_id ON prepared (conversation_id, place);

CREATE INDEX ix_prepared_media_row ON prepared (media_row);

CREATE INDEX ix_prepared_schedule_id ON prepared (schedule_id);

CREATE TABLE note_draft (
    conversation_id INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (conversation_id),
    FOREIGN KEY(conversation_id) REFERENCES conversation (id)
);

CREATE TABLE quote_draft (
    conversation_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    PRIMARY KEY (conversation_id),
    FOREIGN KEY(conversation_id) REFERENCES conversation (id),
    FOREIGN KEY(message_id) REFERENCES message (id)
);
