"""The log from the command line."""

from __future__ import annotations

from tests.cli.conftest import CommandLine


def test_verify_tells_a_whole_log_and_its_head(cli: CommandLine) -> None:
    cli.add()
    found = cli.done("verify")
    assert (found["whole"], found["broken"], found["earlier_head"]) == (True, 0, None)
    cli.add()
    answer = cli("verify", "--head", found["head"])
    assert answer.code == 0
    assert "staat erin" in answer.out
    assert found["head"] not in answer.out


def test_verify_names_what_is_wrong_and_fails(cli: CommandLine) -> None:
    cli.add()
    with cli.open() as store:
        writer = store.raw_writer()
        writer.execute("UPDATE log_entries SET worker = 'Iemand' WHERE id = 3")
        writer.execute("DELETE FROM log_entries WHERE id = 5")
        writer.close()
    sentence = cli.refused("verify")
    assert "regel 3 (" in sentence
    assert "gewijzigd" in sentence
    assert "regel 5 (na " in sentence
    assert "weggehaald" in sentence


def test_verify_shows_a_file_that_was_put_back(cli: CommandLine) -> None:
    kept = cli.path.read_bytes()
    cli.add()
    head = cli.done("verify")["head"]
    cli.path.write_bytes(kept)
    for end in ("-wal", "-shm"):
        cli.path.with_name(cli.path.name + end).unlink(missing_ok=True)
    assert cli("verify").code == 0
    assert "teruggezet of verwisseld" in cli.refused("verify", "--head", head)


def test_a_head_that_is_none_is_refused(cli: CommandLine) -> None:
    assert "geen kenmerk" in cli.refused("verify", "--head", "12-ABC")
