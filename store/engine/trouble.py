"""What the database engine can complain about, as sentences for the user.

The complaints of SQLite and SQLCipher are English, and may name a file or a value; these sentences never do.
"""

from __future__ import annotations

from store.errors import StoreDamaged, StoreError, StoreUnusable

_PRIMARY = 0xFF

BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB = 5, 6, 8, 10, 11, 13, 14, 26

_SENTENCES = {
    BUSY: "Een ander venster of programma is nog met deze opslag bezig. Er is niets gewijzigd; probeer het "
    "zo weer.",
    READONLY: "De opslag kan alleen worden gelezen: er is niets gewijzigd. Kijk of u in de map mag "
    "schrijven.",
    IOERR: "De schijf gaf een fout bij het lezen of schrijven. De laatste handeling is niet bewaard; wat "
    "daarvoor is bewaard blijft staan. Kijk of de schijf nog bereikbaar is.",
    CORRUPT: "De opslag is beschadigd. Er is niets gewijzigd; zet het bestand terug uit een reservekopie.",
    FULL: "De schijf is vol. De laatste handeling is niet bewaard; maak ruimte en probeer het opnieuw.",
    CANTOPEN: "De opslag kan niet worden geopend. Kijk of het bestand en de map bestaan, of u er mag lezen en "
    "schrijven, en of de schijf niet alleen te lezen is. `signaalpunt doctor` kijkt mee.",
}
_SENTENCES[LOCKED] = _SENTENCES[BUSY]
_SENTENCES[NOTADB] = _SENTENCES[CORRUPT]


def code_of(error: BaseException | None) -> int | None:
    """Return SQLite's primary result code of a driver error, or None for anything else."""
    code = getattr(error, "sqlite_errorcode", None)
    return code & _PRIMARY if isinstance(code, int) else None


def explained(error: BaseException | None) -> StoreError | None:
    """Return the sentence for a driver error about the file, the disk or another process; None for any other.

    A constraint or a wrong statement is a fault of the program, not of the store, and is left as it is.
    """
    sentence = _SENTENCES.get(code_of(error) or 0)
    if sentence is None:
        return None
    return StoreDamaged(sentence) if code_of(error) in (CORRUPT, NOTADB) else StoreUnusable(sentence)
