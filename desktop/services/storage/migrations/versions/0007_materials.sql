CREATE TABLE original (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    digest VARCHAR NOT NULL,
    size INTEGER NOT NULL,
    file_key BLOB NOT NULL,
    UNIQUE (digest)
);

CREATE TABLE material (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    folder VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    scope VARCHAR NOT NULL,
    scope_id INTEGER,
    owner_id INTEGER NOT NULL,
    only_for INTEGER,
    valid_from INTEGER,
    valid_until INTEGER,
    priced_at INTEGER,
    found_by VARCHAR NOT NULL,
    inside VARCHAR NOT NULL,
    look VARCHAR NOT NULL,
    changed_by VARCHAR NOT NULL,
    changed_at INTEGER NOT NULL,
    withdrawn_at INTEGER,
    removed_at INTEGER,
    UNIQUE ("key"),
    FOREIGN KEY(owner_id) REFERENCES operator (id)
);

CREATE INDEX ix_material_listing ON material (changed_at, id, kind, folder, withdrawn_at,
    valid_from, valid_until, only_for, removed_at) WHERE removed_at IS NULL;

CREATE INDEX ix_material_found_by ON material (id, found_by, removed_at)
    WHERE removed_at IS NULL;

CREATE INDEX ix_material_inside ON material (id) WHERE inside <> '';

CREATE INDEX ix_material_look ON material (look, only_for, removed_at)
    WHERE look <> '';

CREATE TABLE material_tag (
    material_id INTEGER NOT NULL,
    tag VARCHAR NOT NULL,
    PRIMARY KEY (material_id, tag),
    FOREIGN KEY(material_id) REFERENCES material (id) ON DELETE CASCADE
);

CREATE INDEX ix_material_tag_tag ON material_tag (tag, material_id);

CREATE TABLE material_version (
    material_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    original_id INTEGER,
    card VARCHAR NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL,
    format VARCHAR NOT NULL,
    small BLOB NOT NULL,
    changed_by VARCHAR NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (material_id, version),
    FOREIGN KEY(material_id) REFERENCES material (id) ON DELETE CASCADE,
    FOREIGN KEY(original_id) REFERENCES original (id)
);

CREATE INDEX ix_material_version_original_id ON material_version (original_id);

CREATE TABLE material_use (
    operator_id INTEGER NOT NULL,
    material_id INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    PRIMARY KEY (operator_id, material_id),
    FOREIGN KEY(operator_id) REFERENCES operator (id),
    FOREIGN KEY(material_id) REFERENCES material (id) ON DELETE CASCADE
);

CREATE INDEX ix_material_use_used_at ON material_use (operator_id, used_at, material_id);

CREATE TABLE rendition (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    material_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    size INTEGER NOT NULL,
    file_key BLOB NOT NULL,
    fitted BOOLEAN NOT NULL,
    UNIQUE (material_id, version),
    FOREIGN KEY(material_id) REFERENCES material (id) ON DELETE CASCADE
);

CREATE TABLE material_upload (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    rendition_id INTEGER NOT NULL,
    corp_id INTEGER NOT NULL,
    state VARCHAR NOT NULL,
    media_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    uploaded INTEGER NOT NULL,
    uploaded_at INTEGER,
    attempts INTEGER NOT NULL,
    failure VARCHAR,
    due_at INTEGER NOT NULL,
    ahead BOOLEAN NOT NULL,
    UNIQUE (rendition_id, corp_id),
    FOREIGN KEY(rendition_id) REFERENCES rendition (id) ON DELETE CASCADE,
    FOREIGN KEY(corp_id) REFERENCES corp (id) ON DELETE CASCADE
);

CREATE INDEX ix_material_upload_corp_id ON material_upload (corp_id, media_id);

ALTER TABLE media ADD COLUMN rendition_id INTEGER REFERENCES rendition (id);

CREATE INDEX ix_media_rendition_id ON media (rendition_id) WHERE rendition_id IS NOT NULL;
