CREATE TABLE search_places_streets (key TEXT NOT NULL PRIMARY KEY, uses INTEGER NOT NULL) WITHOUT ROWID
;
CREATE TRIGGER search_places_streets_added AFTER INSERT ON addresses BEGIN INSERT INTO search_places_streets (key, uses) SELECT new.street_key, 1 WHERE new.street_key <> '' ON CONFLICT (key) DO UPDATE SET uses = uses + 1; END
;
CREATE TRIGGER search_places_streets_removed AFTER DELETE ON addresses BEGIN DELETE FROM search_places_streets WHERE key = old.street_key AND uses <= 1; UPDATE search_places_streets SET uses = uses - 1 WHERE key = old.street_key; END
;
CREATE TRIGGER search_places_streets_changed AFTER UPDATE OF street_key ON addresses WHEN old.street_key IS NOT new.street_key BEGIN DELETE FROM search_places_streets WHERE key = old.street_key AND uses <= 1; UPDATE search_places_streets SET uses = uses - 1 WHERE key = old.street_key; INSERT INTO search_places_streets (key, uses) SELECT new.street_key, 1 WHERE new.street_key <> '' ON CONFLICT (key) DO UPDATE SET uses = uses + 1; END
;
