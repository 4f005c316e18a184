"""The user's own keys: `toetsen.toml` in the settings folder, one line per action id.

    "today.triage" = "v"
    app.undo = "ctrl+z"

A wrong line is reported in Dutch and left out; the other lines count and the program always starts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tui.actions import ACTIONS, key_label, spec_of

FILE_NAME = "toetsen.toml"
MAX_BYTES = 65_536
_MODIFIERS = {"ctrl", "shift", "alt", "super", "meta"}
_FUNCTION_KEY = re.compile(r"f([1-9]|1\d|2[0-4])")


@dataclass(frozen=True, slots=True)
class Keymap:
    """`keys`: action id → key, for `App.set_keymap`; `problems`: one Dutch sentence per line that was left
    out.
    """

    keys: dict[str, str]
    problems: tuple[str, ...] = ()


def default_path() -> Path:
    """Return where the file is looked for; it need not exist."""
    from platformdirs import user_config_path

    return user_config_path("signaalpunt") / FILE_NAME


def load(path: Path | None = None) -> Keymap:
    """Read the keymap file. A missing file is an empty keymap; nothing a user can write raises."""
    path = path or default_path()
    try:
        if path.stat().st_size > MAX_BYTES:
            return Keymap({}, (f"{FILE_NAME} is te groot; de gewone toetsen gelden.",))
        written = path.read_bytes()
    except FileNotFoundError:
        return Keymap({})
    except OSError:
        return Keymap({}, (f"{FILE_NAME} kan niet worden gelezen; de gewone toetsen gelden.",))
    import tomllib

    try:
        data = tomllib.loads(written.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        where = f" (regel {line[1]})" if line else ""
        return Keymap({}, (f"{FILE_NAME} is geen geldige TOML{where}; de gewone toetsen gelden.",))
    return check(_flat(data))


def check(wanted: dict[str, object]) -> Keymap:
    """Keep what can be used of `wanted` (id → key); say in Dutch what was left out and why.

    A key that another action of the same screen, or of the whole program, already has is refused: two actions
    on one key would make one of them unreachable.
    """
    keys: dict[str, str] = {}
    problems: list[str] = []
    for action_id, key in wanted.items():
        if spec_of(action_id) is None:
            problems.append(f"{FILE_NAME}: er is geen handeling {action_id!r}; deze regel telt niet.")
        elif not isinstance(key, str) or not (normal := _normal(key)):
            problems.append(f"{FILE_NAME}: {key!r} bij {action_id} is geen toets; de gewone toets blijft.")
        else:
            keys[action_id] = normal
    changed = True
    while changed:
        changed = False
        for action_id in list(keys):
            other = _clash(action_id, keys)
            if other:
                label = key_label(keys.pop(action_id))
                problems.append(
                    f"{FILE_NAME}: {label} bij {action_id} hoort al bij {other}; de gewone toets blijft."
                )
                changed = True
    return Keymap(keys, tuple(problems))


def _clash(action_id: str, keys: dict[str, str]) -> str | None:
    spec = spec_of(action_id)
    assert spec is not None
    everywhere = {"app", "shell"}
    for other in ACTIONS:
        meets = other.scope == spec.scope or other.scope in everywhere or spec.scope in everywhere
        taken = {_normal(key) for key in keys.get(other.id, other.keys).split(",")}
        if other.id != action_id and meets and keys[action_id] in taken:
            return other.id
    return None


def _flat(data: dict[str, object], prefix: str = "") -> dict[str, object]:
    flat: dict[str, object] = {}
    for name, value in data.items():
        if isinstance(value, dict):
            flat.update(_flat(value, f"{prefix}{name}."))
        else:
            flat[prefix + name] = value
    return flat


def _normal(key: str) -> str | None:
    """Return the Textual name of one key ("?" → `question_mark`), or None when there is no such key."""
    from textual.keys import Keys, _character_to_key

    text = key.strip()
    if len(text) == 1:
        return _character_to_key(text) if text.isprintable() and not text.isspace() else None
    *modifiers, name = text.casefold().split("+")
    if not set(modifiers) <= _MODIFIERS:
        return None
    if len(name) == 1 and name.isprintable():
        name = _character_to_key(name)
    elif not (
        _FUNCTION_KEY.fullmatch(name)
        or name in {item.value for item in Keys}
        or re.fullmatch(r"question_mark|slash|plus|minus|comma|full_stop|space", name)
    ):
        return None
    return "+".join([*modifiers, name])
