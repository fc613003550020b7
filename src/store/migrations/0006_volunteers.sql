-- Volunteers: teams, volunteers, partners, needs, activities, sign-ups, hours, certificates of hours.

CREATE TABLE team (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    name TEXT NOT NULL,
    purpose TEXT NOT NULL,
    grid_id INTEGER REFERENCES grid (id),
    leader_id INTEGER REFERENCES volunteer (id),
    ended_day TEXT
) STRICT;
CREATE UNIQUE INDEX team_name ON team (name) WHERE voided_at IS NULL;

CREATE TABLE volunteer (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    number INTEGER NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person (id),
    teams TEXT NOT NULL,
    category TEXT NOT NULL,
    skills TEXT NOT NULL,
    free TEXT NOT NULL,
    state TEXT NOT NULL,
    since TEXT NOT NULL,
    until_day TEXT,
    reason TEXT NOT NULL,
    consent TEXT NOT NULL,
    guardian TEXT NOT NULL,
    guardian_phone TEXT NOT NULL,
    guardian_day TEXT,
    training TEXT NOT NULL,
    awards TEXT NOT NULL,
    honour INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX volunteer_number ON volunteer (number) WHERE voided_at IS NULL;
CREATE UNIQUE INDEX volunteer_person ON volunteer (person_id) WHERE voided_at IS NULL;

CREATE TABLE partner (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    contact TEXT NOT NULL,
    phone TEXT NOT NULL,
    offers TEXT NOT NULL,
    left_day TEXT
) STRICT;
CREATE UNIQUE INDEX partner_name ON partner (name) WHERE voided_at IS NULL;

CREATE TABLE need (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    subject_kind TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    person_id INTEGER REFERENCES person (id),
    grid_id INTEGER REFERENCES grid (id),
    building_id INTEGER REFERENCES building (id),
    text TEXT NOT NULL,
    skill TEXT NOT NULL,
    free TEXT NOT NULL,
    state TEXT NOT NULL,
    volunteer_id INTEGER REFERENCES volunteer (id),
    refused TEXT NOT NULL,
    day TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    done_day TEXT,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX need_open ON need (state, id) WHERE voided_at IS NULL;
CREATE INDEX need_volunteer ON need (volunteer_id, id) WHERE volunteer_id IS NOT NULL;
CREATE INDEX need_person ON need (person_id, id) WHERE person_id IS NOT NULL;

CREATE TABLE activity (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    team_id INTEGER REFERENCES team (id),
    partner_id INTEGER REFERENCES partner (id),
    need_id INTEGER REFERENCES need (id),
    day TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    place TEXT NOT NULL,
    content TEXT NOT NULL,
    needed INTEGER NOT NULL,
    skills TEXT NOT NULL,
    age_least INTEGER NOT NULL,
    age_most INTEGER NOT NULL,
    danger INTEGER NOT NULL,
    insurance TEXT NOT NULL,
    responsible TEXT NOT NULL,
    state TEXT NOT NULL,
    recorded_day TEXT,
    late_reason TEXT NOT NULL,
    evaluation TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX activity_day ON activity (day, id) WHERE voided_at IS NULL;
CREATE INDEX activity_partner ON activity (partner_id, day) WHERE partner_id IS NOT NULL;
CREATE INDEX activity_team ON activity (team_id, day) WHERE team_id IS NOT NULL;

CREATE TABLE signup (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    activity_id INTEGER NOT NULL REFERENCES activity (id),
    volunteer_id INTEGER NOT NULL REFERENCES volunteer (id),
    at INTEGER NOT NULL,
    waiting INTEGER NOT NULL,
    companion TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX signup_once ON signup (activity_id, volunteer_id) WHERE voided_at IS NULL;

-- A stretch of service of one volunteer; a correction voids the row and makes another that names it (VO-6).
CREATE TABLE service (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    activity_id INTEGER NOT NULL REFERENCES activity (id),
    volunteer_id INTEGER NOT NULL REFERENCES volunteer (id),
    day TEXT NOT NULL,
    in_at INTEGER NOT NULL,
    out_at INTEGER,
    minutes INTEGER NOT NULL,
    at_door INTEGER NOT NULL,
    replaces INTEGER REFERENCES service (id),
    reason TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id)
) STRICT;
CREATE UNIQUE INDEX service_open ON service (activity_id, volunteer_id) WHERE out_at IS NULL AND voided_at IS NULL;
CREATE INDEX service_activity ON service (activity_id, id);
CREATE INDEX service_volunteer ON service (volunteer_id, day);
CREATE INDEX service_day ON service (day, volunteer_id, minutes) WHERE voided_at IS NULL;

CREATE TABLE proof (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    volunteer_id INTEGER NOT NULL REFERENCES volunteer (id),
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    rows TEXT NOT NULL,
    public_day TEXT,
    document_id INTEGER REFERENCES document (id),
    issued_day TEXT,
    seal INTEGER NOT NULL
) STRICT;
CREATE INDEX proof_volunteer ON proof (volunteer_id, id);
CREATE INDEX proof_document ON proof (document_id) WHERE document_id IS NOT NULL;
