"""The command `signaalpunt`: straight into the interface when nothing else is asked, else the command line."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.engine.version import Upgrading
    from tui.app import SignaalpuntApp
    from tui.desk import Desk
    from tui.entrance import Opening

_TURN = 0.0005
"""Seconds a thread goes on while another waits for its turn. Python's own 5 ms is a third of what a key may take: what
was drawn would wait for it to be written, and the screen for what is read behind it.
"""
_WITH_VALUE = {"--store": "store", "--passphrase-file": "passphrase"}


def _only_interface(arguments: Sequence[str]) -> dict[str, str] | None:
    """Return the options when the arguments ask for the interface and nothing else; None for a subcommand."""
    options: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name not in _WITH_VALUE:
            return None
        if not equals:
            if not rest:
                return None
            value = rest.pop(0)
        if not value:
            return None
        options[_WITH_VALUE[name]] = value
    return options


def run_interface(store: str | None = None, passphrase_file: str | None = None) -> None:
    """Open the interface on a store: unlock it, or set it up when there is none.

    Garbage is not collected until everything is loaded; the app begins with it after warming up.
    """
    gc.disable()
    from store.engine import vault
    from store.engine.location import store_exists, store_path
    from tui.loading import load_from_the_top
    from tui.memory import share_memory

    load_from_the_top()
    share_memory()
    sys.setswitchinterval(_TURN)
    path = store_path(store)
    exists = store_exists(path)
    demo = exists and vault.is_demo(path)
    ahead = _ahead(path, passphrase_file) if exists and passphrase_file is not None and not demo else None
    from tui.app import SignaalpuntApp

    if not exists:
        from tui.screens.first_start import FirstStartScreen

        SignaalpuntApp(first=FirstStartScreen(path)).run()
    elif ahead is not None or demo:
        _run_opened(SignaalpuntApp(opening=ahead or (lambda upgrading: _opened(path, None, upgrading))))
    else:
        from tui.screens.unlock import UnlockScreen

        _run_opened(SignaalpuntApp(first=UnlockScreen(path)))


def _ahead(path: Path, passphrase_file: str) -> Opening:
    """Begin to open a store with a passphrase, and return what waits for it.

    The key is derived while the interface is loaded: libsodium works beside Python, and takes a tenth of a second.
    """
    from concurrent.futures import ThreadPoolExecutor

    import tui.opening  # noqa: F401 here, so that both threads never import the same

    worker = ThreadPoolExecutor(1)
    begun = worker.submit(_opened, path, passphrase_file, None)
    worker.shutdown(wait=False)

    def opening(upgrading: Upgrading | None) -> Desk:
        return begun.result() if upgrading is None else _opened(path, passphrase_file, upgrading)

    return opening


def _opened(path: Path, passphrase_file: str | None, upgrading: Upgrading | None) -> Desk:
    from store.errors import Refused
    from tui.opening import open_desk, read_passphrase

    secret = None if passphrase_file is None else read_passphrase(Path(passphrase_file))
    desk = open_desk(path, secret, upgrading=upgrading)
    if desk is None:
        raise Refused(
            "In deze opslag is nog geen gemeente ingericht. Voeg er een toe met `signaalpunt init`."
        )
    return desk


def _run_opened(app: SignaalpuntApp) -> None:
    """Run the app, close the store it opened, and raise what went wrong while opening."""
    try:
        app.run()
    finally:
        if app.has_desk:
            app.desk.store.close()
    if app.failure is not None:
        raise app.failure
    if app.return_code:
        raise SystemExit(app.return_code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit code: 0 done, 1 refused with a sentence, 2 wrong use."""
    from tui.hardening import harden

    harden()
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = _only_interface(given)
    if options is None:
        from tui.cli.main import run

        return run(given)
    from store.errors import StoreError

    try:
        run_interface(options.get("store"), options.get("passphrase"))
    except StoreError as error:
        from tui.opening import sentence_of

        sys.stderr.write(f"{sentence_of(error, options.get('store'))}\n")
        return 1
    except KeyboardInterrupt:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
