"""Column types and field helpers shared by all tables."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Dialect, Text
from sqlalchemy import text as sql_text
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field

from store.codes import Code
from store.local_time import utc_text


class UtcDateTime(TypeDecorator[datetime]):
    """An instant, kept as text `YYYY-MM-DDTHH:MM:SSZ`: sorts as it reads, and plain SQL can use it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Return the text for an aware datetime; a naive one is a programming error."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        return utc_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Return the aware UTC datetime for stored text."""
        return None if value is None else datetime.fromisoformat(value)


class CodeText(TypeDecorator[Code]):
    """A member of a code list, kept as its identifier."""

    impl = Text
    cache_ok = True

    def __init__(self, codes: type[Code]) -> None:
        super().__init__()
        self.codes = codes

    def process_bind_param(self, value: Code | str | None, dialect: Dialect) -> str | None:
        """Return the identifier; a value outside the list is refused here, at the edge."""
        return None if value is None else str(self.codes.of(value).value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Code | None:
        """Return the member for a stored identifier."""
        return None if value is None else self.codes.of(value)


class CodeSet(TypeDecorator[tuple[Code, ...]]):
    """Several members of a code list, kept as sorted identifiers with a space around each (` a b `)."""

    impl = Text
    cache_ok = True

    def __init__(self, codes: type[Code]) -> None:
        super().__init__()
        self.codes = codes

    def process_bind_param(self, value: tuple[Code, ...] | None, dialect: Dialect) -> str:
        """Return the text for a collection of members."""
        return code_set_text(tuple(self.codes.of(code) for code in value or ()))

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Code, ...]:
        """Return the members of a stored text."""
        return tuple(self.codes.of(word) for word in (value or "").split())


def code_set_text(codes: tuple[Code, ...]) -> str:
    """Return the stored form of a set of codes: `" hoarding nuisance "`, or `""` when there are none."""
    words = sorted({code.value for code in codes})
    return f" {' '.join(words)} " if words else ""


def code(
    codes: type[Code],
    *,
    default: Any = None,
    index: bool = False,
    nullable: bool = True,
    stored_default: str | None = None,
) -> Any:
    """Declare a column holding one member of `codes`; `stored_default` is what rows of older stores get."""
    return Field(
        default=default,
        sa_type=CodeText(codes),
        nullable=nullable,
        index=index,
        sa_column_kwargs={} if stored_default is None else {"server_default": stored_default},
    )


def code_set(codes: type[Code]) -> Any:
    """Declare a column holding a set of members of `codes`."""
    return Field(default=(), sa_type=CodeSet(codes), nullable=False)


def instant(*, nullable: bool = True, index: bool = False) -> Any:
    """Declare a column holding an instant."""
    return Field(default=None, sa_type=UtcDateTime, nullable=nullable, index=index)


def day(*, nullable: bool = True, index: bool = False) -> Any:
    """Declare a column holding a calendar day (local, no time)."""
    return Field(default=None, sa_type=Date, nullable=nullable, index=index)


def flag() -> Any:
    """Declare a column holding yes or no, no for rows of older stores."""
    return Field(default=False, nullable=False, sa_column_kwargs={"server_default": sql_text("0")})


def count() -> Any:
    """Declare a column holding a whole number, 0 for rows of older stores."""
    return Field(default=0, nullable=False, sa_column_kwargs={"server_default": sql_text("0")})


def ref(target: str, *, nullable: bool = True, index: bool = True) -> Any:
    """Declare a foreign key to `table.id`."""
    return Field(default=None, foreign_key=f"{target}.id", nullable=nullable, index=index)


def text(default: str = "", *, stored_default: str | None = None) -> Any:
    """Declare a column of free text, empty rather than NULL when nothing is known.

    `stored_default` is what rows of older stores get.
    """
    return Field(
        default=default,
        sa_type=Text,
        nullable=False,
        sa_column_kwargs={} if stored_default is None else {"server_default": stored_default},
    )


__all__ = [
    "CodeSet",
    "CodeText",
    "UtcDateTime",
    "code",
    "code_set",
    "code_set_text",
    "count",
    "date",
    "datetime",
    "day",
    "flag",
    "instant",
    "ref",
    "text",
]
