"""The words of names, and the streets, each once with how many have it: among these a typing error is looked for.

A table of its own and not the list of words that an index of texts can give: that one is made by reading the whole
index (a third of a second at a million signals), and cannot be asked for words that look like another. This one is
asked by a piece of a word (`store.queries.search_spellings`), so it is neither read as a whole nor kept in memory.

Triggers keep it level with the rows, whoever writes those: a word goes when the last resident with it does. A name is
cut into words in SQL, as the index of names (`unicode61 remove_diacritics 2`) cuts it: only the first characters of
a text that is no name.
"""

from __future__ import annotations

import unicodedata

from store.rules.search_indexes import INDEXES, NAME_PARTS, NAME_WORDS, STREETS, name_words_added

_LONGEST = 200
"""Characters of a name that are looked at."""
_COLUMNS = INDEXES["search_names"][1]
_FOLDED = (("ij", "y"), ("ß", "ss"), ("ø", "o"), ("ł", "l"), ("ı", "i"), ("đ", "d"), ("æ", "ae"))
"""What `store.text.fold` does on top of what the index does."""


def _letters() -> tuple[str, str]:
    """Return the letters beyond ASCII that the index writes otherwise, and as what."""
    pairs = [("İ", "i"), ("ſ", "s"), ("×", " "), ("÷", " ")]
    for char in map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))):
        plain = unicodedata.normalize("NFD", char.lower())[0].replace("ſ", "s")
        if plain != char and len(char.lower()) == 1:
            pairs.append((char, plain))
    return "".join(char for char, _ in pairs), "".join(plain for _, plain in pairs)


def _cut() -> str:
    """Return the SELECT of the words of each resident.

    A name of plain letters is cut where something else stands; any other is first gone through letter by letter.
    """
    name = " || ' ' || ".join(f"r.{column}" for column in _COLUMNS)
    letters, plain = _letters()
    char = "substr(whole, at, 1)"
    rewritten = (
        f"(WITH RECURSIVE name(whole, at, done) AS (SELECT substr({name}, 1, {_LONGEST}), 1, ''"
        " UNION ALL SELECT whole, at + 1, done || CASE"
        f" WHEN {char} GLOB '[a-zA-Z0-9]' THEN lower({char})"
        f" WHEN instr('{letters}', {char}) THEN substr('{plain}', instr('{letters}', {char}), 1)"
        f" WHEN unicode({char}) BETWEEN 768 AND 879 THEN ''"
        f" WHEN unicode({char}) < 192 OR unicode({char}) BETWEEN 8192 AND 8303 THEN ' '"
        f" ELSE {char} END FROM name WHERE at <= length(whole))"
        " SELECT done FROM name WHERE at > length(whole))"
    )
    cut = f"lower({name})"
    for mark in ("-", ".", "''"):
        cut = f"replace({cut}, '{mark}', ' ')"
    odd = f"{name} GLOB '*[^-a-zA-Z0-9 .'']*' OR length({name}) > {_LONGEST}"
    words = f"CASE WHEN {odd} THEN {rewritten} ELSE {cut} END"
    return (
        "SELECT DISTINCT r.id AS id, word.value AS term FROM residents r,"
        f""" json_each('["' || replace({words}, ' ', '","') || '"]') AS word WHERE word.value <> ''"""
    )


def statements() -> list[str]:
    """Return the SQL that makes the table, what it is asked by, and the triggers that keep it level."""
    key = "term"
    for letters, plain in _FOLDED:
        key = f"replace({key}, '{letters}', '{plain}')"
    size, rest = "length(key)", "substr(key, {} + 1)"
    pieces = {
        "begin": "key",
        "middle": f"substr(key, {size} / 3 + 1, {size} * 2 / 3 - {size} / 3), key",
        "end": f"{rest.format(f'{size} * 2 / 3')}, key",
        "half": f"{rest.format(f'{size} / 2')}, key",
    }
    changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in _COLUMNS)
    begin = f"AFTER UPDATE OF {', '.join(_COLUMNS)} ON residents WHEN {changed} BEGIN"
    add, remove = name_words_added("WHERE id = new.id"), _removed("old.id")
    return [
        f"CREATE TABLE {NAME_WORDS} (term TEXT NOT NULL PRIMARY KEY, uses INTEGER NOT NULL,"
        f" key TEXT AS ({key}) VIRTUAL) WITHOUT ROWID",
        *(
            f"CREATE INDEX ix_{NAME_WORDS}_{name} ON {NAME_WORDS} ({size}, {what})"
            for name, what in pieces.items()
        ),
        f"CREATE VIEW {NAME_PARTS} AS {_cut()}",
        f"CREATE TRIGGER {NAME_WORDS}_added AFTER INSERT ON residents BEGIN {add}; END",
        f"CREATE TRIGGER {NAME_WORDS}_removed BEFORE DELETE ON residents BEGIN {remove} END",
        f"CREATE TRIGGER {NAME_WORDS}_before {begin.replace('AFTER', 'BEFORE')} {remove} END",
        f"CREATE TRIGGER {NAME_WORDS}_changed {begin} {add}; END",
    ]


def streets() -> list[str]:
    """Return the SQL that makes the table of streets and the triggers that keep it level with the addresses."""
    add = (
        f"INSERT INTO {STREETS} (key, uses) SELECT new.street_key, 1 WHERE new.street_key <> ''"
        " ON CONFLICT (key) DO UPDATE SET uses = uses + 1;"
    )
    remove = (
        f"DELETE FROM {STREETS} WHERE key = old.street_key AND uses <= 1;"
        f" UPDATE {STREETS} SET uses = uses - 1 WHERE key = old.street_key;"
    )
    return [
        f"CREATE TABLE {STREETS} (key TEXT NOT NULL PRIMARY KEY, uses INTEGER NOT NULL) WITHOUT ROWID",
        f"CREATE TRIGGER {STREETS}_added AFTER INSERT ON addresses BEGIN {add} END",
        f"CREATE TRIGGER {STREETS}_removed AFTER DELETE ON addresses BEGIN {remove} END",
        f"CREATE TRIGGER {STREETS}_changed AFTER UPDATE OF street_key ON addresses"
        f" WHEN old.street_key IS NOT new.street_key BEGIN {remove} {add} END",
    ]


def _removed(resident: str) -> str:
    words = f"term IN (SELECT term FROM {NAME_PARTS} WHERE id = {resident})"
    return (
        f"DELETE FROM {NAME_WORDS} WHERE uses <= 1 AND {words};"
        f" UPDATE {NAME_WORDS} SET uses = uses - 1 WHERE {words};"
    )
