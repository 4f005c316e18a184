CREATE TABLE search_names_signals (term TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (term, id)) WITHOUT ROWID
;
CREATE TRIGGER search_names_signals_added AFTER INSERT ON signals WHEN new.resident_id IS NOT NULL BEGIN INSERT INTO search_names_signals (term, id) SELECT term, new.id FROM search_name_parts WHERE id = new.resident_id ON CONFLICT DO NOTHING; END
;
CREATE TRIGGER search_names_signals_removed AFTER DELETE ON signals WHEN old.resident_id IS NOT NULL BEGIN DELETE FROM search_names_signals WHERE id = old.id AND term IN (SELECT term FROM search_name_parts WHERE id = old.resident_id); END
;
CREATE TRIGGER search_names_signals_changed AFTER UPDATE OF resident_id ON signals WHEN old.resident_id IS NOT new.resident_id BEGIN DELETE FROM search_names_signals WHERE id = old.id AND term IN (SELECT term FROM search_name_parts WHERE id = old.resident_id); INSERT INTO search_names_signals (term, id) SELECT term, new.id FROM search_name_parts WHERE id = new.resident_id ON CONFLICT DO NOTHING; END
;
CREATE TRIGGER search_names_signals_come AFTER INSERT ON residents WHEN EXISTS (SELECT 1 FROM signals WHERE resident_id = new.id) BEGIN INSERT INTO search_names_signals (term, id) SELECT p.term, s.id FROM signals s CROSS JOIN search_name_parts p WHERE s.resident_id = new.id AND p.id = new.id ON CONFLICT DO NOTHING; END
;
CREATE TRIGGER search_names_signals_leave BEFORE DELETE ON residents WHEN EXISTS (SELECT 1 FROM signals WHERE resident_id = old.id) BEGIN DELETE FROM search_names_signals WHERE (term, id) IN (SELECT p.term, s.id FROM signals s CROSS JOIN search_name_parts p WHERE s.resident_id = old.id AND p.id = old.id); END
;
CREATE TRIGGER search_names_signals_before BEFORE UPDATE OF given, prefix, surname, name_text ON residents WHEN old.given IS NOT new.given OR old.prefix IS NOT new.prefix OR old.surname IS NOT new.surname OR old.name_text IS NOT new.name_text BEGIN DELETE FROM search_names_signals WHERE (term, id) IN (SELECT p.term, s.id FROM signals s CROSS JOIN search_name_parts p WHERE s.resident_id = old.id AND p.id = old.id); END
;
CREATE TRIGGER search_names_signals_renamed AFTER UPDATE OF given, prefix, surname, name_text ON residents WHEN old.given IS NOT new.given OR old.prefix IS NOT new.prefix OR old.surname IS NOT new.surname OR old.name_text IS NOT new.name_text BEGIN INSERT INTO search_names_signals (term, id) SELECT p.term, s.id FROM signals s CROSS JOIN search_name_parts p WHERE s.resident_id = new.id AND p.id = new.id ON CONFLICT DO NOTHING; END
;
CREATE TABLE search_names_cases (term TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (term, id)) WITHOUT ROWID
;
CREATE TRIGGER search_names_cases_added AFTER INSERT ON cases WHEN new.resident_id IS NOT NULL BEGIN INSERT INTO search_names_cases (term, id) SELECT term, new.id FROM search_name_parts WHERE id = new.resident_id ON CONFLICT DO NOTHING; END
;
CREATE TRIGGER search_names_cases_removed AFTER DELETE ON cases WHEN old.resident_id IS NOT NULL BEGIN DELETE FROM search_names_cases WHERE id = old.id AND term IN (SELECT term FROM search_name_parts WHERE id = old.resident_id); END
;
CREATE TRIGGER search_names_cases_changed AFTER UPDATE OF resident_id ON cases WHEN old.resident_id IS NOT new.resident_id BEGIN DELETE FROM search_names_cases WHERE id = old.id AND term IN (SELECT term FROM search_name_parts WHERE id = old.resident_id); INSERT INTO search_names_cases (term, id) SELECT term, new.id FROM search_name_parts WHERE id = new.resident_id ON CONFLICT DO NOTHING; END
;
CREATE TRIGGER search_names_cases_come AFTER INSERT ON residents WHEN EXISTS (SELECT 1 FROM cases WHERE resident_id = new.id) BEGIN INSERT INTO search_names_cases (term, id) SELECT p.term, s.id FROM cases s CROSS JOIN search_name_parts p WHERE s.resident_id = new.id AND p.id = new.id ON CONFLICT DO NOTHING; END
;
CREATE TRIGGER search_names_cases_leave BEFORE DELETE ON residents WHEN EXISTS (SELECT 1 FROM cases WHERE resident_id = old.id) BEGIN DELETE FROM search_names_cases WHERE (term, id) IN (SELECT p.term, s.id FROM cases s CROSS JOIN search_name_parts p WHERE s.resident_id = old.id AND p.id = old.id); END
;
CREATE TRIGGER search_names_cases_before BEFORE UPDATE OF given, prefix, surname, name_text ON residents WHEN old.given IS NOT new.given OR old.prefix IS NOT new.prefix OR old.surname IS NOT new.surname OR old.name_text IS NOT new.name_text BEGIN DELETE FROM search_names_cases WHERE (term, id) IN (SELECT p.term, s.id FROM cases s CROSS JOIN search_name_parts p WHERE s.resident_id = old.id AND p.id = old.id); END
;
CREATE TRIGGER search_names_cases_renamed AFTER UPDATE OF given, prefix, surname, name_text ON residents WHEN old.given IS NOT new.given OR old.prefix IS NOT new.prefix OR old.surname IS NOT new.surname OR old.name_text IS NOT new.name_text BEGIN INSERT INTO search_names_cases (term, id) SELECT p.term, s.id FROM cases s CROSS JOIN search_name_parts p WHERE s.resident_id = new.id AND p.id = new.id ON CONFLICT DO NOTHING; END
;
