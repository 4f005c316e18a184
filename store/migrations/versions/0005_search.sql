CREATE TABLE recent_searches (
	id INTEGER NOT NULL,
	worker VARCHAR NOT NULL,
	line TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (id)
)
;
CREATE TABLE search_views (
	id INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	line VARCHAR NOT NULL,
	owner VARCHAR NOT NULL,
	team_id INTEGER,
	created_at TEXT NOT NULL,
	version INTEGER NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(team_id) REFERENCES teams (id)
)
;
CREATE INDEX ix_recent_searches_worker ON recent_searches (worker, at)
;
CREATE INDEX ix_search_views_team_id ON search_views (team_id)
;
CREATE VIRTUAL TABLE search_signals USING fts5(facts, opinion, request, since, frequency, earlier_reported, not_aware_reason, visit_safety, advice, content='signals', content_rowid='id', detail=none, columnsize=0, prefix='2 3', tokenize='unicode61 remove_diacritics 2')
;
CREATE TRIGGER search_signals_added AFTER INSERT ON signals BEGIN INSERT INTO search_signals (rowid, facts, opinion, request, since, frequency, earlier_reported, not_aware_reason, visit_safety, advice) VALUES (new.id, new.facts, new.opinion, new.request, new.since, new.frequency, new.earlier_reported, new.not_aware_reason, new.visit_safety, new.advice); END
;
CREATE TRIGGER search_signals_removed AFTER DELETE ON signals BEGIN INSERT INTO search_signals (search_signals, rowid, facts, opinion, request, since, frequency, earlier_reported, not_aware_reason, visit_safety, advice) VALUES ('delete', old.id, old.facts, old.opinion, old.request, old.since, old.frequency, old.earlier_reported, old.not_aware_reason, old.visit_safety, old.advice); END
;
CREATE TRIGGER search_signals_changed AFTER UPDATE OF facts, opinion, request, since, frequency, earlier_reported, not_aware_reason, visit_safety, advice ON signals WHEN old.facts IS NOT new.facts OR old.opinion IS NOT new.opinion OR old.request IS NOT new.request OR old.since IS NOT new.since OR old.frequency IS NOT new.frequency OR old.earlier_reported IS NOT new.earlier_reported OR old.not_aware_reason IS NOT new.not_aware_reason OR old.visit_safety IS NOT new.visit_safety OR old.advice IS NOT new.advice BEGIN INSERT INTO search_signals (search_signals, rowid, facts, opinion, request, since, frequency, earlier_reported, not_aware_reason, visit_safety, advice) VALUES ('delete', old.id, old.facts, old.opinion, old.request, old.since, old.frequency, old.earlier_reported, old.not_aware_reason, old.visit_safety, old.advice); INSERT INTO search_signals (rowid, facts, opinion, request, since, frequency, earlier_reported, not_aware_reason, visit_safety, advice) VALUES (new.id, new.facts, new.opinion, new.request, new.since, new.frequency, new.earlier_reported, new.not_aware_reason, new.visit_safety, new.advice); END
;
INSERT INTO search_signals (search_signals, rank) VALUES ('secure-delete', 1)
;
CREATE VIRTUAL TABLE search_notes USING fts5(body, content='notes', content_rowid='id', detail=none, columnsize=0, prefix='2 3', tokenize='unicode61 remove_diacritics 2')
;
CREATE TRIGGER search_notes_added AFTER INSERT ON notes BEGIN INSERT INTO search_notes (rowid, body) VALUES (new.id, new.body); END
;
CREATE TRIGGER search_notes_removed AFTER DELETE ON notes BEGIN INSERT INTO search_notes (search_notes, rowid, body) VALUES ('delete', old.id, old.body); END
;
CREATE TRIGGER search_notes_changed AFTER UPDATE OF body ON notes WHEN old.body IS NOT new.body BEGIN INSERT INTO search_notes (search_notes, rowid, body) VALUES ('delete', old.id, old.body); INSERT INTO search_notes (rowid, body) VALUES (new.id, new.body); END
;
INSERT INTO search_notes (search_notes, rank) VALUES ('secure-delete', 1)
;
CREATE VIRTUAL TABLE search_attempts USING fts5(with_whom, result, content='contact_attempts', content_rowid='id', detail=none, columnsize=0, prefix='2 3', tokenize='unicode61 remove_diacritics 2')
;
CREATE TRIGGER search_attempts_added AFTER INSERT ON contact_attempts BEGIN INSERT INTO search_attempts (rowid, with_whom, result) VALUES (new.id, new.with_whom, new.result); END
;
CREATE TRIGGER search_attempts_removed AFTER DELETE ON contact_attempts BEGIN INSERT INTO search_attempts (search_attempts, rowid, with_whom, result) VALUES ('delete', old.id, old.with_whom, old.result); END
;
CREATE TRIGGER search_attempts_changed AFTER UPDATE OF with_whom, result ON contact_attempts WHEN old.with_whom IS NOT new.with_whom OR old.result IS NOT new.result BEGIN INSERT INTO search_attempts (search_attempts, rowid, with_whom, result) VALUES ('delete', old.id, old.with_whom, old.result); INSERT INTO search_attempts (rowid, with_whom, result) VALUES (new.id, new.with_whom, new.result); END
;
INSERT INTO search_attempts (search_attempts, rank) VALUES ('secure-delete', 1)
;
CREATE VIRTUAL TABLE search_actions USING fts5(title, owner, done_note, content='actions', content_rowid='id', detail=none, columnsize=0, prefix='2 3', tokenize='unicode61 remove_diacritics 2')
;
CREATE TRIGGER search_actions_added AFTER INSERT ON actions BEGIN INSERT INTO search_actions (rowid, title, owner, done_note) VALUES (new.id, new.title, new.owner, new.done_note); END
;
CREATE TRIGGER search_actions_removed AFTER DELETE ON actions BEGIN INSERT INTO search_actions (search_actions, rowid, title, owner, done_note) VALUES ('delete', old.id, old.title, old.owner, old.done_note); END
;
CREATE TRIGGER search_actions_changed AFTER UPDATE OF title, owner, done_note ON actions WHEN old.title IS NOT new.title OR old.owner IS NOT new.owner OR old.done_note IS NOT new.done_note BEGIN INSERT INTO search_actions (search_actions, rowid, title, owner, done_note) VALUES ('delete', old.id, old.title, old.owner, old.done_note); INSERT INTO search_actions (rowid, title, owner, done_note) VALUES (new.id, new.title, new.owner, new.done_note); END
;
INSERT INTO search_actions (search_actions, rank) VALUES ('secure-delete', 1)
;
CREATE VIRTUAL TABLE search_cases USING fts5(goal, plan, resident_view, visit_safety, handover_to, content='cases', content_rowid='id', detail=none, columnsize=0, prefix='2 3', tokenize='unicode61 remove_diacritics 2')
;
CREATE TRIGGER search_cases_added AFTER INSERT ON cases BEGIN INSERT INTO search_cases (rowid, goal, plan, resident_view, visit_safety, handover_to) VALUES (new.id, new.goal, new.plan, new.resident_view, new.visit_safety, new.handover_to); END
;
CREATE TRIGGER search_cases_removed AFTER DELETE ON cases BEGIN INSERT INTO search_cases (search_cases, rowid, goal, plan, resident_view, visit_safety, handover_to) VALUES ('delete', old.id, old.goal, old.plan, old.resident_view, old.visit_safety, old.handover_to); END
;
CREATE TRIGGER search_cases_changed AFTER UPDATE OF goal, plan, resident_view, visit_safety, handover_to ON cases WHEN old.goal IS NOT new.goal OR old.plan IS NOT new.plan OR old.resident_view IS NOT new.resident_view OR old.visit_safety IS NOT new.visit_safety OR old.handover_to IS NOT new.handover_to BEGIN INSERT INTO search_cases (search_cases, rowid, goal, plan, resident_view, visit_safety, handover_to) VALUES ('delete', old.id, old.goal, old.plan, old.resident_view, old.visit_safety, old.handover_to); INSERT INTO search_cases (rowid, goal, plan, resident_view, visit_safety, handover_to) VALUES (new.id, new.goal, new.plan, new.resident_view, new.visit_safety, new.handover_to); END
;
INSERT INTO search_cases (search_cases, rank) VALUES ('secure-delete', 1)
;
CREATE VIRTUAL TABLE search_names USING fts5(given, prefix, surname, name_text, content='residents', content_rowid='id', detail=none, columnsize=0, prefix='2 3', tokenize='unicode61 remove_diacritics 2')
;
CREATE TRIGGER search_names_added AFTER INSERT ON residents BEGIN INSERT INTO search_names (rowid, given, prefix, surname, name_text) VALUES (new.id, new.given, new.prefix, new.surname, new.name_text); END
;
CREATE TRIGGER search_names_removed AFTER DELETE ON residents BEGIN INSERT INTO search_names (search_names, rowid, given, prefix, surname, name_text) VALUES ('delete', old.id, old.given, old.prefix, old.surname, old.name_text); END
;
CREATE TRIGGER search_names_changed AFTER UPDATE OF given, prefix, surname, name_text ON residents WHEN old.given IS NOT new.given OR old.prefix IS NOT new.prefix OR old.surname IS NOT new.surname OR old.name_text IS NOT new.name_text BEGIN INSERT INTO search_names (search_names, rowid, given, prefix, surname, name_text) VALUES ('delete', old.id, old.given, old.prefix, old.surname, old.name_text); INSERT INTO search_names (rowid, given, prefix, surname, name_text) VALUES (new.id, new.given, new.prefix, new.surname, new.name_text); END
;
INSERT INTO search_names (search_names, rank) VALUES ('secure-delete', 1)
;
CREATE VIRTUAL TABLE search_places USING fts5(street, place, described, content='addresses', content_rowid='id', detail=none, columnsize=0, prefix='2 3', tokenize='unicode61 remove_diacritics 2')
;
CREATE TRIGGER search_places_added AFTER INSERT ON addresses BEGIN INSERT INTO search_places (rowid, street, place, described) VALUES (new.id, new.street, new.place, new.described); END
;
CREATE TRIGGER search_places_removed AFTER DELETE ON addresses BEGIN INSERT INTO search_places (search_places, rowid, street, place, described) VALUES ('delete', old.id, old.street, old.place, old.described); END
;
CREATE TRIGGER search_places_changed AFTER UPDATE OF street, place, described ON addresses WHEN old.street IS NOT new.street OR old.place IS NOT new.place OR old.described IS NOT new.described BEGIN INSERT INTO search_places (search_places, rowid, street, place, described) VALUES ('delete', old.id, old.street, old.place, old.described); INSERT INTO search_places (rowid, street, place, described) VALUES (new.id, new.street, new.place, new.described); END
;
INSERT INTO search_places (search_places, rank) VALUES ('secure-delete', 1)
;
CREATE VIRTUAL TABLE search_name_words USING fts5vocab(search_names, row)
;
CREATE VIRTUAL TABLE search_signals_terms USING fts5vocab(search_signals, instance)
;
CREATE VIRTUAL TABLE search_notes_terms USING fts5vocab(search_notes, instance)
;
CREATE VIRTUAL TABLE search_attempts_terms USING fts5vocab(search_attempts, instance)
;
CREATE VIRTUAL TABLE search_actions_terms USING fts5vocab(search_actions, instance)
;
CREATE VIRTUAL TABLE search_cases_terms USING fts5vocab(search_cases, instance)
;
