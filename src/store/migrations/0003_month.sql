-- The month: what it counts is read from these indexes alone, whatever else a year holds. Columns that only
-- the conditions name stand at their ends, or the engine would read every row for them.

DROP INDEX cases_received;
DROP INDEX cases_decided;
DROP INDEX cases_closed;
CREATE INDEX cases_received ON cases (received_day, item_id, owner_id, voided_at) WHERE voided_at IS NULL;
CREATE INDEX cases_entered_later ON cases (received_day) WHERE received_reason IS NOT NULL AND voided_at IS NULL;
CREATE INDEX cases_decided ON cases (decided_day, item_id, owner_id, voided_at)
    WHERE decided_day IS NOT NULL AND voided_at IS NULL;
CREATE INDEX cases_closed ON cases (closed_at, item_id, owner_id, voided_at)
    WHERE closed_at IS NOT NULL AND voided_at IS NULL;
CREATE INDEX cases_deemed ON cases (accepted_day) WHERE deemed = 1 AND voided_at IS NULL;
CREATE INDEX cases_without_reason ON cases (id)
    WHERE coalesce(reason, '') = '' AND (outcome = 'denied' OR ground IS NOT NULL) AND voided_at IS NULL;

CREATE INDEX promise_kept ON promise (ended_at, kind, start, due, item_id, owner_id, case_id, state, voided_at)
    WHERE state = 'kept' AND kind IN ('committed', 'statutory') AND voided_at IS NULL;
CREATE INDEX promise_missed ON promise (due, kind, item_id, owner_id, case_id, missed_at, voided_at)
    WHERE missed_at IS NOT NULL AND kind IN ('committed', 'statutory') AND voided_at IS NULL;
