CREATE TABLE reachable_reporters (received_at TEXT NOT NULL, signal_id INTEGER NOT NULL, PRIMARY KEY (received_at, signal_id)) WITHOUT ROWID
;
INSERT INTO reachable_reporters (received_at, signal_id) SELECT s.received_at, s.id AS signal_id FROM signals s JOIN reporters m ON m.id = s.reporter_id WHERE (m.name <> '' OR m.phone <> '' OR m.mail <> '')
;
CREATE TRIGGER reachable_signal_added AFTER INSERT ON signals WHEN new.reporter_id IS NOT NULL BEGIN INSERT INTO reachable_reporters (received_at, signal_id) SELECT new.received_at, new.id FROM reporters m WHERE m.id = new.reporter_id AND (m.name <> '' OR m.phone <> '' OR m.mail <> '') ON CONFLICT DO NOTHING; END
;
CREATE TRIGGER reachable_signal_removed AFTER DELETE ON signals WHEN old.reporter_id IS NOT NULL BEGIN DELETE FROM reachable_reporters WHERE received_at = old.received_at AND signal_id = old.id; END
;
CREATE TRIGGER reachable_signal_changed AFTER UPDATE OF received_at, reporter_id ON signals WHEN old.received_at IS NOT new.received_at OR old.reporter_id IS NOT new.reporter_id BEGIN DELETE FROM reachable_reporters WHERE received_at = old.received_at AND signal_id = old.id; INSERT INTO reachable_reporters (received_at, signal_id) SELECT new.received_at, new.id FROM reporters m WHERE m.id = new.reporter_id AND (m.name <> '' OR m.phone <> '' OR m.mail <> '') ON CONFLICT DO NOTHING; END
;
CREATE TRIGGER reachable_reporter_added AFTER INSERT ON reporters WHEN (new.name <> '' OR new.phone <> '' OR new.mail <> '') BEGIN INSERT INTO reachable_reporters (received_at, signal_id) SELECT s.received_at, s.id FROM signals s WHERE s.reporter_id = new.id AND (new.name <> '' OR new.phone <> '' OR new.mail <> '') ON CONFLICT DO NOTHING; END
;
CREATE TRIGGER reachable_reporter_removed AFTER DELETE ON reporters WHEN (old.name <> '' OR old.phone <> '' OR old.mail <> '') BEGIN DELETE FROM reachable_reporters WHERE (received_at, signal_id) IN (SELECT s.received_at, s.id FROM signals s WHERE s.reporter_id = old.id); END
;
CREATE TRIGGER reachable_reporter_changed AFTER UPDATE OF name, phone, mail ON reporters WHEN (old.name <> '' OR old.phone <> '' OR old.mail <> '') <> (new.name <> '' OR new.phone <> '' OR new.mail <> '') BEGIN DELETE FROM reachable_reporters WHERE (received_at, signal_id) IN (SELECT s.received_at, s.id FROM signals s WHERE s.reporter_id = old.id); INSERT INTO reachable_reporters (received_at, signal_id) SELECT s.received_at, s.id FROM signals s WHERE s.reporter_id = new.id AND (new.name <> '' OR new.phone <> '' OR new.mail <> '') ON CONFLICT DO NOTHING; END
;
