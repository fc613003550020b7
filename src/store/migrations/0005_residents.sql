-- Residents: households, buildings, categories, the care register, helpers, pairings, visits, wishes; merged
-- records, disposal, saved column maps.

-- A paper of a household: visit record, contact card, wish card.
ALTER TABLE document ADD COLUMN household_id INTEGER REFERENCES household (id);
CREATE INDEX document_household ON document (household_id, id) WHERE household_id IS NOT NULL;

CREATE TABLE building (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    name TEXT NOT NULL,
    grid_id INTEGER REFERENCES grid (id),
    place INTEGER NOT NULL,
    address TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX building_name ON building (name) WHERE voided_at IS NULL;

CREATE TABLE household (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    address TEXT NOT NULL,
    building_id INTEGER REFERENCES building (id),
    room TEXT NOT NULL,
    grid_id INTEGER REFERENCES grid (id),
    head_id INTEGER REFERENCES person (id),
    language TEXT NOT NULL,
    needs TEXT NOT NULL,
    split_from INTEGER REFERENCES household (id)
) STRICT;
CREATE INDEX household_grid ON household (grid_id, building_id);
CREATE INDEX household_address ON household (address);

ALTER TABLE person ADD COLUMN household_id INTEGER REFERENCES household (id);
ALTER TABLE person ADD COLUMN relation TEXT;
ALTER TABLE person ADD COLUMN left_day TEXT;
ALTER TABLE person ADD COLUMN left_for TEXT;
ALTER TABLE person ADD COLUMN died_day TEXT;
-- The record that this one was found to be a double of; nothing of either is moved or lost.
ALTER TABLE person ADD COLUMN merged_into INTEGER REFERENCES person (id);
ALTER TABLE person ADD COLUMN consent TEXT;
-- The register page by page; a count reads this index alone.
CREATE INDEX person_listed ON person (grid_id, id, left_day, died_day) WHERE voided_at IS NULL AND merged_into IS NULL;
CREATE INDEX person_household ON person (household_id) WHERE household_id IS NOT NULL;
CREATE INDEX person_merged ON person (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE category (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    person_id INTEGER NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT,
    evidence TEXT NOT NULL,
    recheck_id INTEGER REFERENCES promise (id),
    ended_reason TEXT NOT NULL
) STRICT;
CREATE INDEX category_person ON category (person_id, id);
CREATE INDEX category_kind ON category (kind, person_id) WHERE ended_reason = '' AND voided_at IS NULL;

-- The care register (探访名册): a level of a household from a day to a day.
CREATE TABLE care (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    household_id INTEGER NOT NULL REFERENCES household (id),
    level TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT,
    reason TEXT NOT NULL,
    ended_reason TEXT NOT NULL
) STRICT;
CREATE INDEX care_household ON care (household_id, from_day);
CREATE UNIQUE INDEX care_open ON care (household_id) WHERE until_day IS NULL AND voided_at IS NULL;

CREATE TABLE helper (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    kind TEXT NOT NULL,
    operator_id INTEGER REFERENCES operator (id),
    person_id INTEGER REFERENCES person (id),
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    grid_id INTEGER REFERENCES grid (id),
    languages TEXT NOT NULL,
    skills TEXT NOT NULL,
    most INTEGER NOT NULL,
    left_day TEXT
) STRICT;
CREATE UNIQUE INDEX helper_name ON helper (name) WHERE voided_at IS NULL;

CREATE TABLE pairing (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    household_id INTEGER NOT NULL REFERENCES household (id),
    helper_id INTEGER NOT NULL REFERENCES helper (id),
    from_day TEXT NOT NULL,
    until_day TEXT,
    why TEXT NOT NULL,
    ended_reason TEXT NOT NULL,
    meeting TEXT NOT NULL
) STRICT;
CREATE INDEX pairing_household ON pairing (household_id, id);
CREATE INDEX pairing_helper ON pairing (helper_id, id);
CREATE UNIQUE INDEX pairing_open ON pairing (household_id) WHERE until_day IS NULL AND voided_at IS NULL;

CREATE TABLE visit (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    household_id INTEGER NOT NULL REFERENCES household (id),
    pairing_id INTEGER REFERENCES pairing (id),
    person_id INTEGER REFERENCES person (id),
    day TEXT NOT NULL,
    mode TEXT NOT NULL,
    met INTEGER NOT NULL,
    counts INTEGER NOT NULL,
    visitors TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    at INTEGER NOT NULL,
    living TEXT NOT NULL,
    needs TEXT NOT NULL,
    done TEXT NOT NULL,
    next_day TEXT,
    document_id INTEGER REFERENCES document (id)
) STRICT;
CREATE INDEX visit_household ON visit (household_id, day);
-- The month reads these.
CREATE INDEX visit_counts ON visit (day, household_id) WHERE counts = 1 AND voided_at IS NULL;

CREATE TABLE wish (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    household_id INTEGER NOT NULL REFERENCES household (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    visit_id INTEGER REFERENCES visit (id),
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    day TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    verified_by TEXT NOT NULL,
    published_day TEXT,
    claimed_by TEXT NOT NULL,
    claimed_phone TEXT NOT NULL,
    done_day TEXT,
    done TEXT NOT NULL,
    feedback TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX wish_household ON wish (household_id, id);
CREATE INDEX wish_open ON wish (state, id) WHERE voided_at IS NULL;

CREATE TABLE merge (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    kept_id INTEGER NOT NULL REFERENCES person (id),
    gone_id INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    reason TEXT NOT NULL,
    filled TEXT NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE INDEX merge_kept ON merge (kept_id);
CREATE UNIQUE INDEX merge_open ON merge (gone_id) WHERE ended_at IS NULL AND voided_at IS NULL;

CREATE TABLE disposal (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    person_id INTEGER NOT NULL REFERENCES person (id),
    reason TEXT NOT NULL,
    proposed_at INTEGER NOT NULL,
    proposed_by INTEGER NOT NULL REFERENCES operator (id),
    approved_at INTEGER,
    approved_by INTEGER REFERENCES operator (id)
) STRICT;
CREATE INDEX disposal_person ON disposal (person_id);

-- How the columns of another office's list are read.
CREATE TABLE column_map (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    name TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX column_map_name ON column_map (name) WHERE voided_at IS NULL;

-- From which person on search keys may be missing, while a long list is entered: they are written later, many in the
-- order of their table. Whoever opens a file in which an import ended too early makes them first.
CREATE TABLE search_pending (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    from_id INTEGER NOT NULL
) STRICT;
-- There are more kinds of keys than before.
INSERT INTO search_pending (id, from_id) SELECT 1, 0 WHERE EXISTS (SELECT 1 FROM person);

-- The promises about a household are few; the grid worker's day reads them.
CREATE INDEX promise_subject ON promise (subject_kind, subject_id) WHERE case_id IS NULL AND voided_at IS NULL;
CREATE INDEX promise_grid ON promise (grid_id, kind, due)
    WHERE state = 'running' AND voided_at IS NULL AND case_id IS NULL;
