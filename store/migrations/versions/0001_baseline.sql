CREATE TABLE log_entries (
	id INTEGER NOT NULL,
	at TEXT NOT NULL,
	worker VARCHAR NOT NULL,
	event VARCHAR NOT NULL,
	act VARCHAR NOT NULL,
	kind TEXT NOT NULL,
	number TEXT NOT NULL,
	case_id INTEGER,
	signal_id INTEGER,
	summary TEXT NOT NULL,
	on_behalf TEXT NOT NULL,
	purpose TEXT NOT NULL,
	outcome TEXT NOT NULL,
	PRIMARY KEY (id)
)
;
CREATE TABLE profiles (
	id INTEGER NOT NULL,
	"key" VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	region TEXT NOT NULL,
	places TEXT NOT NULL,
	default_team_key TEXT NOT NULL,
	source TEXT NOT NULL,
	version INTEGER NOT NULL,
	PRIMARY KEY (id),
	UNIQUE ("key")
)
;
CREATE TABLE settings (
	id INTEGER NOT NULL,
	"key" VARCHAR NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY (id),
	UNIQUE ("key")
)
;
CREATE TABLE counters (
	id INTEGER NOT NULL,
	"key" VARCHAR NOT NULL,
	value INTEGER NOT NULL,
	PRIMARY KEY (id),
	UNIQUE ("key")
)
;
CREATE TABLE column_mappings (
	id INTEGER NOT NULL,
	partner_key VARCHAR NOT NULL,
	headers_key VARCHAR NOT NULL,
	mapping TEXT NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (partner_key, headers_key)
)
;
CREATE TABLE drafts (
	id INTEGER NOT NULL,
	"key" VARCHAR NOT NULL,
	worker VARCHAR NOT NULL,
	body TEXT NOT NULL,
	saved_at TEXT NOT NULL,
	PRIMARY KEY (id),
	UNIQUE ("key")
)
;
CREATE TABLE undo_records (
	id INTEGER NOT NULL,
	log_id INTEGER NOT NULL,
	at TEXT NOT NULL,
	worker VARCHAR NOT NULL,
	act VARCHAR NOT NULL,
	label VARCHAR NOT NULL,
	operations TEXT NOT NULL,
	refusal TEXT NOT NULL,
	undone_at TEXT,
	undone_by TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(log_id) REFERENCES log_entries (id)
)
;
CREATE TABLE districts (
	id INTEGER NOT NULL,
	profile_id INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	postcodes TEXT NOT NULL,
	places TEXT NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (profile_id, name),
	FOREIGN KEY(profile_id) REFERENCES profiles (id)
)
;
CREATE TABLE teams (
	id INTEGER NOT NULL,
	profile_id INTEGER NOT NULL,
	"key" VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	kind TEXT NOT NULL,
	opens_case BOOLEAN NOT NULL,
	contact TEXT NOT NULL,
	note TEXT NOT NULL,
	active BOOLEAN NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (profile_id, "key"),
	FOREIGN KEY(profile_id) REFERENCES profiles (id)
)
;
CREATE TABLE partners (
	id INTEGER NOT NULL,
	profile_id INTEGER,
	name VARCHAR NOT NULL,
	name_key VARCHAR NOT NULL,
	type TEXT NOT NULL,
	aliases TEXT NOT NULL,
	active BOOLEAN NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (profile_id, name_key),
	FOREIGN KEY(profile_id) REFERENCES profiles (id)
)
;
CREATE TABLE routing_rules (
	id INTEGER NOT NULL,
	profile_id INTEGER NOT NULL,
	"key" VARCHAR NOT NULL,
	position INTEGER NOT NULL,
	body TEXT NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (profile_id, "key"),
	FOREIGN KEY(profile_id) REFERENCES profiles (id)
)
;
CREATE TABLE clock_terms (
	id INTEGER NOT NULL,
	profile_id INTEGER NOT NULL,
	"key" VARCHAR NOT NULL,
	amount INTEGER NOT NULL,
	norm TEXT NOT NULL,
	source TEXT NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (profile_id, "key"),
	FOREIGN KEY(profile_id) REFERENCES profiles (id)
)
;
CREATE TABLE meeting_kinds (
	id INTEGER NOT NULL,
	profile_id INTEGER NOT NULL,
	"key" VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	has_open_part BOOLEAN NOT NULL,
	rhythm_days INTEGER NOT NULL,
	cutoff_workdays INTEGER NOT NULL,
	cutoff_time VARCHAR NOT NULL,
	place TEXT NOT NULL,
	chair TEXT NOT NULL,
	active BOOLEAN NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (profile_id, "key"),
	FOREIGN KEY(profile_id) REFERENCES profiles (id)
)
;
CREATE TABLE workers (
	id INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	name_key VARCHAR NOT NULL,
	team_id INTEGER,
	active BOOLEAN NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (name_key),
	FOREIGN KEY(team_id) REFERENCES teams (id)
)
;
CREATE TABLE meetings (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	number VARCHAR NOT NULL,
	kind_id INTEGER NOT NULL,
	profile_id INTEGER NOT NULL,
	held_on DATE NOT NULL,
	starts_at VARCHAR NOT NULL,
	place TEXT NOT NULL,
	chair TEXT NOT NULL,
	status TEXT NOT NULL,
	started_at TEXT,
	closed_at TEXT,
	current_item_id INTEGER,
	remarks TEXT NOT NULL,
	left_out TEXT NOT NULL,
	version INTEGER NOT NULL,
	UNIQUE (number),
	FOREIGN KEY(kind_id) REFERENCES meeting_kinds (id),
	FOREIGN KEY(profile_id) REFERENCES profiles (id)
)
;
CREATE TABLE addresses (
	id INTEGER NOT NULL,
	"key" VARCHAR NOT NULL,
	street TEXT NOT NULL,
	street_key TEXT NOT NULL,
	house_number INTEGER,
	addition TEXT NOT NULL,
	postcode TEXT NOT NULL,
	place TEXT NOT NULL,
	described TEXT NOT NULL,
	profile_id INTEGER,
	district_id INTEGER,
	PRIMARY KEY (id),
	UNIQUE ("key"),
	FOREIGN KEY(profile_id) REFERENCES profiles (id),
	FOREIGN KEY(district_id) REFERENCES districts (id)
)
;
CREATE TABLE reporters (
	id INTEGER NOT NULL,
	partner_id INTEGER,
	partner_type TEXT,
	organisation TEXT NOT NULL,
	name TEXT NOT NULL,
	role TEXT NOT NULL,
	phone TEXT NOT NULL,
	mail TEXT NOT NULL,
	relation TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(partner_id) REFERENCES partners (id)
)
;
CREATE TABLE deliveries (
	id INTEGER NOT NULL,
	profile_id INTEGER NOT NULL,
	partner_id INTEGER,
	file_name VARCHAR NOT NULL,
	sha256 VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	encoding TEXT NOT NULL,
	headers TEXT NOT NULL,
	mapping TEXT NOT NULL,
	imported_at TEXT NOT NULL,
	"by" VARCHAR NOT NULL,
	read INTEGER NOT NULL,
	new INTEGER NOT NULL,
	repeated INTEGER NOT NULL,
	to_check INTEGER NOT NULL,
	rejected INTEGER NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(profile_id) REFERENCES profiles (id),
	FOREIGN KEY(partner_id) REFERENCES partners (id),
	UNIQUE (sha256)
)
;
CREATE TABLE meeting_participants (
	id INTEGER NOT NULL,
	meeting_id INTEGER NOT NULL,
	name TEXT NOT NULL,
	organisation TEXT NOT NULL,
	partner_id INTEGER,
	partner_type TEXT NOT NULL,
	is_team BOOLEAN NOT NULL,
	present BOOLEAN NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(meeting_id) REFERENCES meetings (id),
	FOREIGN KEY(partner_id) REFERENCES partners (id)
)
;
CREATE TABLE households (
	id INTEGER NOT NULL,
	address_id INTEGER,
	note TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(address_id) REFERENCES addresses (id)
)
;
CREATE TABLE residents (
	id INTEGER NOT NULL,
	given TEXT NOT NULL,
	prefix TEXT NOT NULL,
	surname TEXT NOT NULL,
	surname_key TEXT NOT NULL,
	name_text TEXT NOT NULL,
	birth_date DATE,
	birth_year INTEGER,
	phone TEXT NOT NULL,
	bsn TEXT NOT NULL,
	address_id INTEGER,
	household_id INTEGER,
	version INTEGER NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(address_id) REFERENCES addresses (id),
	FOREIGN KEY(household_id) REFERENCES households (id)
)
;
CREATE TABLE cases (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	number VARCHAR NOT NULL,
	profile_id INTEGER NOT NULL,
	team_id INTEGER NOT NULL,
	status TEXT NOT NULL,
	case_lead TEXT NOT NULL,
	resident_id INTEGER,
	household_id INTEGER,
	address_id INTEGER,
	district_id INTEGER,
	urgency TEXT,
	themes TEXT NOT NULL,
	"plan" TEXT NOT NULL,
	goal TEXT NOT NULL,
	visit_safety TEXT NOT NULL,
	resident_view TEXT NOT NULL,
	opened_at TEXT NOT NULL,
	closed_at TEXT,
	outcome TEXT,
	waitlist_owner TEXT NOT NULL,
	review_on DATE,
	escalation_target TEXT,
	handover_to TEXT NOT NULL,
	version INTEGER NOT NULL,
	UNIQUE (number),
	FOREIGN KEY(profile_id) REFERENCES profiles (id),
	FOREIGN KEY(team_id) REFERENCES teams (id),
	FOREIGN KEY(resident_id) REFERENCES residents (id),
	FOREIGN KEY(household_id) REFERENCES households (id),
	FOREIGN KEY(address_id) REFERENCES addresses (id),
	FOREIGN KEY(district_id) REFERENCES districts (id)
)
;
CREATE TABLE case_status_changes (
	id INTEGER NOT NULL,
	case_id INTEGER NOT NULL,
	at TEXT NOT NULL,
	"by" VARCHAR NOT NULL,
	old TEXT,
	new TEXT NOT NULL,
	reason TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(case_id) REFERENCES cases (id)
)
;
CREATE TABLE contact_attempts (
	id INTEGER NOT NULL,
	case_id INTEGER NOT NULL,
	at TEXT NOT NULL,
	"by" VARCHAR NOT NULL,
	kind TEXT NOT NULL,
	day_part TEXT NOT NULL,
	reached BOOLEAN NOT NULL,
	with_whom TEXT NOT NULL,
	result TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(case_id) REFERENCES cases (id)
)
;
CREATE TABLE zrm_scores (
	id INTEGER NOT NULL,
	case_id INTEGER NOT NULL,
	at TEXT NOT NULL,
	"by" VARCHAR NOT NULL,
	domain TEXT NOT NULL,
	level INTEGER NOT NULL,
	note TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(case_id) REFERENCES cases (id)
)
;
CREATE TABLE consents (
	id INTEGER NOT NULL,
	case_id INTEGER NOT NULL,
	organisation TEXT NOT NULL,
	scope TEXT NOT NULL,
	given_on DATE NOT NULL,
	withdrawn_on DATE,
	"by" VARCHAR NOT NULL,
	note TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(case_id) REFERENCES cases (id)
)
;
CREATE TABLE disclosures (
	id INTEGER NOT NULL,
	case_id INTEGER,
	meeting_id INTEGER,
	at TEXT NOT NULL,
	"by" VARCHAR NOT NULL,
	recipient_partner_id INTEGER,
	recipient VARCHAR NOT NULL,
	recipient_type TEXT NOT NULL,
	recipient_person TEXT NOT NULL,
	purpose VARCHAR NOT NULL,
	level TEXT NOT NULL,
	basis TEXT NOT NULL,
	necessity VARCHAR NOT NULL,
	informed BOOLEAN NOT NULL,
	withheld_reason TEXT NOT NULL,
	review_on DATE,
	format VARCHAR NOT NULL,
	file_name VARCHAR NOT NULL,
	sha256 VARCHAR NOT NULL,
	withheld TEXT NOT NULL,
	destroy_after DATE,
	PRIMARY KEY (id),
	FOREIGN KEY(case_id) REFERENCES cases (id),
	FOREIGN KEY(meeting_id) REFERENCES meetings (id),
	FOREIGN KEY(recipient_partner_id) REFERENCES partners (id)
)
;
CREATE TABLE signals (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	number VARCHAR NOT NULL,
	profile_id INTEGER NOT NULL,
	status TEXT NOT NULL,
	received_at TEXT NOT NULL,
	registered_at TEXT NOT NULL,
	channel TEXT NOT NULL,
	partner_id INTEGER,
	partner_type TEXT,
	reporter_id INTEGER,
	resident_id INTEGER,
	address_id INTEGER,
	district_id INTEGER,
	household_id INTEGER,
	case_id INTEGER,
	team_id INTEGER,
	urgency TEXT,
	themes TEXT NOT NULL,
	acute_danger BOOLEAN NOT NULL,
	eviction_threatened BOOLEAN NOT NULL,
	children_present TEXT NOT NULL,
	in_care TEXT NOT NULL,
	facts TEXT NOT NULL,
	opinion TEXT NOT NULL,
	request TEXT NOT NULL,
	since TEXT NOT NULL,
	frequency TEXT NOT NULL,
	earlier_reported TEXT NOT NULL,
	aware TEXT NOT NULL,
	not_aware_reason TEXT NOT NULL,
	visit_safety TEXT NOT NULL,
	feedback_wanted BOOLEAN NOT NULL,
	anonymous BOOLEAN NOT NULL,
	arrears_cents INTEGER,
	external_id TEXT NOT NULL,
	missing TEXT NOT NULL,
	not_taken_up_reason TEXT,
	advice TEXT NOT NULL,
	repeated_of_id INTEGER,
	delivery_id INTEGER,
	created_by TEXT NOT NULL,
	version INTEGER NOT NULL,
	UNIQUE (number),
	FOREIGN KEY(profile_id) REFERENCES profiles (id),
	FOREIGN KEY(partner_id) REFERENCES partners (id),
	FOREIGN KEY(reporter_id) REFERENCES reporters (id),
	FOREIGN KEY(resident_id) REFERENCES residents (id),
	FOREIGN KEY(address_id) REFERENCES addresses (id),
	FOREIGN KEY(district_id) REFERENCES districts (id),
	FOREIGN KEY(household_id) REFERENCES households (id),
	FOREIGN KEY(case_id) REFERENCES cases (id),
	FOREIGN KEY(team_id) REFERENCES teams (id),
	FOREIGN KEY(repeated_of_id) REFERENCES signals (id),
	FOREIGN KEY(delivery_id) REFERENCES deliveries (id)
)
;
CREATE TABLE actions (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	case_id INTEGER,
	signal_id INTEGER,
	title VARCHAR NOT NULL,
	owner TEXT NOT NULL,
	due_on DATE,
	created_at TEXT NOT NULL,
	"by" VARCHAR NOT NULL,
	done_at TEXT,
	done_note TEXT NOT NULL,
	version INTEGER NOT NULL,
	FOREIGN KEY(case_id) REFERENCES cases (id),
	FOREIGN KEY(signal_id) REFERENCES signals (id)
)
;
CREATE TABLE notes (
	id INTEGER NOT NULL,
	case_id INTEGER,
	signal_id INTEGER,
	at TEXT NOT NULL,
	"by" VARCHAR NOT NULL,
	body VARCHAR NOT NULL,
	is_fact BOOLEAN NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(case_id) REFERENCES cases (id),
	FOREIGN KEY(signal_id) REFERENCES signals (id)
)
;
CREATE TABLE clocks (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	kind TEXT NOT NULL,
	signal_id INTEGER,
	case_id INTEGER,
	team_id INTEGER,
	started_on DATE NOT NULL,
	due_on DATE NOT NULL,
	stopped_on DATE,
	stop_reason TEXT NOT NULL,
	FOREIGN KEY(signal_id) REFERENCES signals (id),
	FOREIGN KEY(case_id) REFERENCES cases (id),
	FOREIGN KEY(team_id) REFERENCES teams (id)
)
;
CREATE TABLE agenda_items (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	meeting_id INTEGER NOT NULL,
	part TEXT NOT NULL,
	case_id INTEGER,
	signal_id INTEGER,
	district_id INTEGER,
	title TEXT NOT NULL,
	reason TEXT NOT NULL,
	reason_text TEXT NOT NULL,
	question TEXT NOT NULL,
	position INTEGER NOT NULL,
	planned_minutes INTEGER NOT NULL,
	after_cutoff BOOLEAN NOT NULL,
	rolled_over INTEGER NOT NULL,
	status TEXT NOT NULL,
	called_at TEXT,
	finished_at TEXT,
	spent_seconds INTEGER NOT NULL,
	version INTEGER NOT NULL,
	FOREIGN KEY(meeting_id) REFERENCES meetings (id),
	FOREIGN KEY(case_id) REFERENCES cases (id),
	FOREIGN KEY(signal_id) REFERENCES signals (id),
	FOREIGN KEY(district_id) REFERENCES districts (id)
)
;
CREATE TABLE feedback_given (
	id INTEGER NOT NULL,
	signal_id INTEGER NOT NULL,
	kind TEXT NOT NULL,
	at TEXT NOT NULL,
	"by" VARCHAR NOT NULL,
	outcome TEXT NOT NULL,
	body TEXT NOT NULL,
	reason TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(signal_id) REFERENCES signals (id)
)
;
CREATE TABLE triages (
	id INTEGER NOT NULL,
	signal_id INTEGER NOT NULL,
	at TEXT NOT NULL,
	"by" VARCHAR NOT NULL,
	urgency TEXT NOT NULL,
	themes TEXT NOT NULL,
	acute_danger BOOLEAN NOT NULL,
	eviction_threatened BOOLEAN NOT NULL,
	children_present TEXT NOT NULL,
	in_care TEXT NOT NULL,
	known_case_id INTEGER,
	note TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(signal_id) REFERENCES signals (id),
	FOREIGN KEY(known_case_id) REFERENCES cases (id)
)
;
CREATE TABLE routings (
	id INTEGER NOT NULL,
	signal_id INTEGER NOT NULL,
	at TEXT NOT NULL,
	"by" VARCHAR NOT NULL,
	team_id INTEGER NOT NULL,
	proposed_team_id INTEGER NOT NULL,
	rule_key VARCHAR NOT NULL,
	followed BOOLEAN NOT NULL,
	reason TEXT NOT NULL,
	explanation TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(signal_id) REFERENCES signals (id),
	FOREIGN KEY(team_id) REFERENCES teams (id),
	FOREIGN KEY(proposed_team_id) REFERENCES teams (id)
)
;
CREATE TABLE delivery_rows (
	id INTEGER NOT NULL,
	delivery_id INTEGER NOT NULL,
	row_number INTEGER NOT NULL,
	cells TEXT NOT NULL,
	result TEXT NOT NULL,
	reasons TEXT NOT NULL,
	repeat_key TEXT NOT NULL,
	debt_key TEXT NOT NULL,
	debt_cents INTEGER,
	signal_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(delivery_id) REFERENCES deliveries (id),
	FOREIGN KEY(signal_id) REFERENCES signals (id)
)
;
CREATE TABLE agenda_partners (
	id INTEGER NOT NULL,
	agenda_item_id INTEGER NOT NULL,
	partner_id INTEGER NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (agenda_item_id, partner_id),
	FOREIGN KEY(agenda_item_id) REFERENCES agenda_items (id),
	FOREIGN KEY(partner_id) REFERENCES partners (id)
)
;
CREATE TABLE decisions (
	id INTEGER NOT NULL,
	meeting_id INTEGER NOT NULL,
	agenda_item_id INTEGER NOT NULL,
	case_id INTEGER,
	at TEXT NOT NULL,
	"by" VARCHAR NOT NULL,
	body VARCHAR NOT NULL,
	owner TEXT NOT NULL,
	assigned_to TEXT NOT NULL,
	due_on DATE,
	condition TEXT NOT NULL,
	informing TEXT NOT NULL,
	effect TEXT NOT NULL,
	action_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(meeting_id) REFERENCES meetings (id),
	FOREIGN KEY(agenda_item_id) REFERENCES agenda_items (id),
	FOREIGN KEY(case_id) REFERENCES cases (id),
	FOREIGN KEY(action_id) REFERENCES actions (id)
)
;
CREATE INDEX ix_actions_case_id ON actions (case_id)
;
CREATE INDEX ix_actions_open ON actions (due_on) WHERE done_at IS NULL
;
CREATE INDEX ix_actions_signal_id ON actions (signal_id)
;
CREATE INDEX ix_addresses_postcode ON addresses (postcode, house_number)
;
CREATE INDEX ix_addresses_street ON addresses (street_key, house_number)
;
CREATE INDEX ix_agenda_items_case_id ON agenda_items (case_id)
;
CREATE INDEX ix_agenda_items_meeting_id ON agenda_items (meeting_id)
;
CREATE INDEX ix_agenda_items_signal_id ON agenda_items (signal_id)
;
CREATE INDEX ix_agenda_partners_agenda_item_id ON agenda_partners (agenda_item_id)
;
CREATE INDEX ix_agenda_partners_partner_id ON agenda_partners (partner_id)
;
CREATE INDEX ix_case_status_changes_case_id ON case_status_changes (case_id)
;
CREATE INDEX ix_cases_address_id ON cases (address_id)
;
CREATE INDEX ix_cases_opened ON cases (opened_at, id)
;
CREATE INDEX ix_cases_resident_id ON cases (resident_id)
;
CREATE INDEX ix_cases_status ON cases (status, opened_at)
;
CREATE INDEX ix_clock_terms_profile_id ON clock_terms (profile_id)
;
CREATE INDEX ix_clocks_case_id ON clocks (case_id)
;
CREATE INDEX ix_clocks_open ON clocks (due_on) WHERE stopped_on IS NULL
;
CREATE INDEX ix_clocks_signal_id ON clocks (signal_id)
;
CREATE INDEX ix_consents_case_id ON consents (case_id)
;
CREATE INDEX ix_contact_attempts_case_id ON contact_attempts (case_id)
;
CREATE INDEX ix_decisions_agenda_item_id ON decisions (agenda_item_id)
;
CREATE INDEX ix_decisions_case_id ON decisions (case_id)
;
CREATE INDEX ix_decisions_meeting_id ON decisions (meeting_id)
;
CREATE INDEX ix_delivery_rows_debt ON delivery_rows (debt_key) WHERE debt_key <> ''
;
CREATE INDEX ix_delivery_rows_delivery ON delivery_rows (delivery_id, row_number)
;
CREATE INDEX ix_delivery_rows_repeat ON delivery_rows (repeat_key) WHERE repeat_key <> ''
;
CREATE INDEX ix_delivery_rows_signal_id ON delivery_rows (signal_id)
;
CREATE INDEX ix_disclosures_case_id ON disclosures (case_id)
;
CREATE INDEX ix_disclosures_meeting_id ON disclosures (meeting_id)
;
CREATE INDEX ix_districts_profile_id ON districts (profile_id)
;
CREATE INDEX ix_feedback_given_signal_id ON feedback_given (signal_id)
;
CREATE INDEX ix_households_address_id ON households (address_id)
;
CREATE INDEX ix_log_entries_case_id ON log_entries (case_id)
;
CREATE INDEX ix_log_entries_signal_id ON log_entries (signal_id)
;
CREATE INDEX ix_meeting_kinds_profile_id ON meeting_kinds (profile_id)
;
CREATE INDEX ix_meeting_participants_meeting_id ON meeting_participants (meeting_id)
;
CREATE INDEX ix_meetings_held_on ON meetings (held_on)
;
CREATE INDEX ix_meetings_kind_id ON meetings (kind_id)
;
CREATE INDEX ix_notes_case_id ON notes (case_id)
;
CREATE INDEX ix_notes_signal_id ON notes (signal_id)
;
CREATE INDEX ix_partners_name_key ON partners (name_key)
;
CREATE INDEX ix_partners_profile_id ON partners (profile_id)
;
CREATE INDEX ix_residents_address_id ON residents (address_id)
;
CREATE INDEX ix_residents_name ON residents (surname_key, birth_year)
;
CREATE INDEX ix_routing_rules_profile_id ON routing_rules (profile_id)
;
CREATE INDEX ix_routings_signal_id ON routings (signal_id)
;
CREATE INDEX ix_signals_address_id ON signals (address_id)
;
CREATE INDEX ix_signals_case_id ON signals (case_id)
;
CREATE INDEX ix_signals_delivery_id ON signals (delivery_id)
;
CREATE INDEX ix_signals_external ON signals (partner_id, external_id)
;
CREATE INDEX ix_signals_received ON signals (received_at, id)
;
CREATE INDEX ix_signals_resident_id ON signals (resident_id)
;
CREATE INDEX ix_signals_status ON signals (status, received_at)
;
CREATE INDEX ix_teams_profile_id ON teams (profile_id)
;
CREATE INDEX ix_triages_signal_id ON triages (signal_id)
;
CREATE INDEX ix_undo_records_log_id ON undo_records (log_id)
;
CREATE INDEX ix_workers_team_id ON workers (team_id)
;
CREATE INDEX ix_zrm_scores_case_id ON zrm_scores (case_id)
;
