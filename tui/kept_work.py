"""Where somebody was and what stood typed there, as plain data: kept when the program locks, put back after.

A full screen is made again from what it was made with, a dialog by the action that opened it; then its fields are
filled. A dialog that turns out to be about something else is closed again, and what could not be put back is
returned to be shown. Secrets (fields that show dots) are never kept, and forms that keep a draft do that themselves.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Label, TextArea

from tui.screens.base import SignaalpuntScreen
from tui.widgets.choice import Choice, MultiChoice
from tui.widgets.field_text import FieldText
from tui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from store.engine.lifecycle import Store
    from tui.app import SignaalpuntApp

Kept = dict[str, Any]
Left = list[tuple[str, str]]
"""What could not be put back: label and text."""

_PATIENCE: Final = 3.0
"""Seconds a screen or list may take to come back."""
_ROWS: Final = {
    "signal_id": "signals",
    "case_id": "cases",
    "case_ids": "cases",
    "meeting_id": "meetings",
    "delivery_id": "deliveries",
}
"""What a screen is made with, and the table it must still be in."""


def collect(app: SignaalpuntApp, tab: str, opened_by: Callable[[Screen[Any]], str]) -> Kept:
    """Return where the person is and what is typed; `opened_by` gives the action that opened a dialog, or ""."""
    base, *rest = app.screen_stack[1:]
    kept: Kept = {"tab": tab, "base": _state(base), "screens": [], "dialog": None, "left": []}
    whole = True
    for screen in rest:
        state = _state(screen)
        recipe = _recipe(screen) if isinstance(screen, SignaalpuntScreen) else None
        if whole and recipe is not None:
            kept["screens"].append({**recipe, "state": state})
            continue
        action = opened_by(screen)
        if whole and isinstance(screen, ModalScreen) and action and state["fields"]:
            kept["dialog"] = {"action": action, "head": _head(screen), "state": state}
        else:
            kept["left"] += [pair for pair in _texts(state) if pair not in kept["left"]]
        whole = False
        kept["left"] += getattr(screen, "left_over", [])
    return kept


async def put_back(app: SignaalpuntApp, kept: Kept) -> Left:
    """Go where the person was and fill in what was typed; return what could not be put back."""
    left: Left = [(str(label), str(text)) for label, text in kept.get("left", [])]
    app.action_show_tab(kept["tab"])
    left += await _fill(app, kept["base"])
    for one in kept["screens"]:
        if not _is_there(app.desk.store, one):
            return [*left, *_rest(kept, one)]
        await app.push_screen(_class(one["place"])(*one["args"], **one["named"]))
        left += await _fill(app, one["state"])
    if kept["dialog"] is not None:
        left += await _ask_again(app, kept["dialog"])
    return left


def _class(place: str) -> Callable[..., Screen[Any]]:
    from tui.app import load_screen

    return load_screen(place)


def _recipe(screen: SignaalpuntScreen) -> Kept | None:
    """Return how to make the screen again, or None when it was made with more than plain values."""
    args, named = screen.made_with
    values = [*args, *named.values()]
    if not all(_plain(value) for value in values):
        return None
    cls = type(screen)
    return {"place": f"{cls.__module__}:{cls.__qualname__}", "args": list(args), "named": dict(named)}


def _plain(value: object) -> bool:
    if isinstance(value, list | tuple):
        return all(isinstance(one, int) for one in value)
    return value is None or isinstance(value, str | int)


def _is_there(store: Store, made: Kept) -> bool:
    """Whether what the screen is about is still in the store: somebody else may have removed it."""
    from store.queries.shared import fetch_one

    names = list(inspect.signature(_class(made["place"])).parameters)
    values = {**dict(zip(names, made["args"], strict=False)), **made["named"]}
    return all(
        fetch_one(store, f"SELECT 1 FROM {_ROWS[name]} WHERE id = ?", (one,)) is not None
        for name, value in values.items()
        if name in _ROWS and value is not None
        for one in (value if isinstance(value, list) else [value])
    )


def _rest(kept: Kept, first: Kept) -> Left:
    screens = kept["screens"][kept["screens"].index(first) :]
    states = [one["state"] for one in screens]
    if kept["dialog"] is not None:
        states.append(kept["dialog"]["state"])
    return [pair for state in states for pair in _texts(state)]


def _state(screen: Screen[Any]) -> Kept:
    fields: Kept = {}
    labels: dict[str, str] = {}
    lists: dict[str, str] = {}
    drafts = getattr(screen, "KEEPS_DRAFT", False)
    for widget in screen.query("*").results():
        if widget.id is None:
            continue
        if isinstance(widget, RecordList) and widget.current is not None:
            lists[widget.id] = widget.current.id
        value = None if drafts else _value(widget)
        if value is not None:
            fields[widget.id] = value
            if isinstance(widget, Input | TextArea):
                labels[widget.id] = _label(widget)
    focused = screen.focused
    focus = focused.id if focused is not None else None
    return {"fields": fields, "labels": labels, "lists": lists, "focus": focus}


def _value(widget: Any) -> str | list[str] | None:
    if isinstance(widget, Input):
        return None if widget.password else widget.value
    if isinstance(widget, TextArea):
        return widget.text
    if isinstance(widget, Choice):
        return widget.value
    return list(widget.values) if isinstance(widget, MultiChoice) else None


def _label(widget: Any) -> str:
    found = widget.parent.query(Label).first() if widget.parent and widget.parent.query(Label) else None
    return str(found.render()).strip() if found is not None else ""


def _head(screen: Screen[Any]) -> list[str]:
    """Return what the dialog says it is about: the texts above its fields."""
    found = screen.query(FieldText)
    return [field.value for field in found.first().fields] if found else []


def _texts(state: Kept) -> Left:
    """Return what was typed as text, with its label."""
    texts = [(label, state["fields"][name]) for name, label in state["labels"].items()]
    return [(label, text) for label, text in texts if text.strip()]


async def _until(met: Callable[[], bool]) -> bool:
    for _ in range(int(_PATIENCE / 0.05)):
        if met():
            return True
        await asyncio.sleep(0.05)
    return met()


async def _fill(app: SignaalpuntApp, state: Kept) -> Left:
    """Fill the screen on top; return the texts that did not fit."""
    screen = app.screen
    await _until(lambda: screen.is_mounted and bool(screen.children))
    for name, row in state["lists"].items():
        await _until(lambda name=name, row=row: _on_row(screen, name, row))  # type: ignore[misc]
    for kind in (Choice, MultiChoice, Input, TextArea):
        for name, value in state["fields"].items():
            for widget in screen.query(f"#{name}").results(kind):
                _put(widget, value)
        await asyncio.sleep(0.05)
    if screen not in app.screen_stack:
        return []  # who sat there was quicker: what was put back has been saved or closed already
    there = {
        widget.id: _value(widget) for kind in (Input, TextArea) for widget in screen.query(kind) if widget.id
    }
    fields = state["fields"]
    left = [
        (label, fields[name])
        for name, label in state["labels"].items()
        if there.get(name) != fields[name] and fields[name].strip()
    ]
    for widget in screen.query(f"#{state['focus']}") if state["focus"] else ():
        widget.focus()
    return left


def _on_row(screen: Screen[Any], name: str, row: str) -> bool:
    lists = list(screen.query(f"#{name}").results(RecordList))
    return bool(lists) and lists[0].go_to(row)


def _put(widget: Any, value: Any) -> None:
    if _value(widget) == value:
        return
    if isinstance(widget, Input):
        widget.value = str(value)
    elif isinstance(widget, TextArea):
        widget.text = str(value)
    elif isinstance(widget, Choice):
        widget.value = str(value)
        widget.post_message(Choice.Changed(widget, widget.value))
    elif isinstance(widget, MultiChoice):
        widget.values = tuple(value)
        widget.post_message(MultiChoice.Changed(widget, widget.values))


async def _ask_again(app: SignaalpuntApp, dialog: Kept) -> Left:
    """Open the dialog again and fill it, when it is about the same."""
    below = app.screen
    action = getattr(below, dialog["action"], None)
    if action is None or not below.check_action(dialog["action"].removeprefix("action_"), ()):
        return _texts(dialog["state"])
    done = action()
    if inspect.isawaitable(done) and not hasattr(done, "cancel"):
        await done
    if not await _until(lambda: app.screen is not below and isinstance(app.screen, ModalScreen)):
        return _texts(dialog["state"])
    again = app.screen
    await _until(lambda: bool(again.query(FieldText)))
    if _head(again) != dialog["head"]:
        again.dismiss(None)
        return _texts(dialog["state"])
    return await _fill(app, dialog["state"])
