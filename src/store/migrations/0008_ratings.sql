-- Ratings (好差评): slips that were handed out, and what was given, once a matter and never changed (RT-2, RT-3).

CREATE TABLE rating_slip (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    number TEXT NOT NULL,
    case_id INTEGER REFERENCES cases (id),
    enquiry_id INTEGER REFERENCES enquiry (id),
    issued_day TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id)
) STRICT;
CREATE UNIQUE INDEX rating_slip_number ON rating_slip (number);
CREATE UNIQUE INDEX rating_slip_case ON rating_slip (case_id) WHERE voided_at IS NULL;
CREATE UNIQUE INDEX rating_slip_enquiry ON rating_slip (enquiry_id) WHERE voided_at IS NULL;

-- Neither who gave it nor who typed it stands here (RT-4): a name goes into the entry of feedback that it opened.
CREATE TABLE rating (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    voided_at INTEGER,
    case_id INTEGER REFERENCES cases (id),
    enquiry_id INTEGER REFERENCES enquiry (id),
    item_id INTEGER NOT NULL REFERENCES item (id),
    item_code TEXT NOT NULL,
    level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),
    channel TEXT NOT NULL,
    day TEXT NOT NULL,
    said TEXT NOT NULL,
    rated_id INTEGER NOT NULL REFERENCES operator (id),
    window TEXT NOT NULL,
    feedback_id INTEGER REFERENCES feedback (id),
    removed_day TEXT,
    removed_reason TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX rating_case ON rating (case_id) WHERE voided_at IS NULL;
CREATE UNIQUE INDEX rating_enquiry ON rating (enquiry_id) WHERE voided_at IS NULL;
CREATE INDEX rating_feedback ON rating (feedback_id) WHERE feedback_id IS NOT NULL;
