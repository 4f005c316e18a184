"""The log from the command line."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from store.queries.visibility import Role
from tests.acts.test_log_pruning import YEAR, looked, prune
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


def test_the_log_tells_who_looked_at_a_case_and_at_its_resident(cli: CommandLine) -> None:
    number = cli.case()
    cli.case(resident={"surname": "Jansen"}, address={"street": "Laan", "house_number": 1, "place": "Delft"})
    cli("show", number)
    seen = cli.done("log", "--case", number, "--event", "read")
    assert [(row["event"], row["number"], row["worker"]) for row in seen] == [
        ("read", number, "Fatima El Amrani")
    ]
    about = cli.done("log", "--resident", number)
    assert {row["resident"] for row in about} == {seen[0]["resident"]}
    assert {"create", "read"} <= {row["event"] for row in about}
    table = cli("log", "--resident", number)
    assert "ingezien" in table.out
    assert "Visser" not in table.out


def test_reading_the_log_is_logged(cli: CommandLine) -> None:
    cli("log", "--worker", "Fatima El Amrani")
    (row,) = cli.done("log", "--event", "read")
    assert (row["kind"], row["summary"]) == ("log", "logboek ingezien: door Fatima El Amrani")


def test_a_search_can_be_asked_for_and_never_read(cli: CommandLine) -> None:
    cli.add()
    cli("signals", "--text", "Visser")
    (row,) = cli.done("log", "--searched", stdin=b"VISSER\n")
    assert (row["event"], row["searched"]) == ("search", True)
    assert cli.done("log", "--searched", stdin=b"Bakker\n") == []
    assert "standaardinvoer" in cli.refused("log", "--searched")


def test_a_period_holds_its_last_day(cli: CommandLine) -> None:
    cli.add()
    assert cli.done("log", "--since", "vandaag", "--until", "vandaag")
    assert cli.done("log", "--since", "morgen") == []


def test_a_selection_as_a_file_is_private_neutral_and_logged(cli: CommandLine, tmp_path: Path) -> None:
    with cli.open() as store:
        from store.actor import Actor
        from store.acts.looking import log_look

        log_look(store, Actor("=CMD()|x"), event="read", kind="case", purpose="a|b *c*")
    file = Path(cli.done("log", "-o", str(tmp_path))["file"])
    text = file.read_text(encoding="utf-8-sig")
    assert '"\'=CMD()|x"' in text
    if os.name != "nt":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    page = Path(cli.done("log", "-o", str(tmp_path), "--format", "md")["file"]).read_text(encoding="utf-8")
    assert "a\\|b \\*c\\*" in page
    assert len(cli.done("log", "--event", "export")) == 2
    assert "csv, md" in cli.refused("log", "-o", str(tmp_path), "--format", "pdf")


def test_only_the_log_keeper_and_the_coordinator_read_it(cli: CommandLine) -> None:
    for role in Role:
        with cli.open() as store:
            writer = store.raw_writer()
            writer.execute("UPDATE workers SET role = ?", (role.value,))
            writer.close()
        if role in (Role.LOG_KEEPER, Role.COORDINATOR):
            assert cli("log").code == 0
        else:
            assert "logbeheerder" in cli.refused("log")


def test_a_number_that_is_not_there_and_two_choices_are_refused(cli: CommandLine) -> None:
    assert "geen casus of signaal" in cli.refused("log", "--case", "C1999-001")
    assert "niet allebei" in cli.refused("log", "--case", "1", "--resident", "1")


def test_on_whose_behalf_and_for_what_go_with_every_entry(cli: CommandLine) -> None:
    number = cli.case()
    cli("--on-behalf", "Joris de Wit", "show", number, "--log-purpose=klacht")
    (row,) = cli.done("log", "--event", "read")
    assert (row["worker"], row["on_behalf"], row["purpose"]) == ("Fatima El Amrani", "Joris de Wit", "klacht")


def test_verify_says_what_was_destroyed_of_the_log_and_who_approved(cli: CommandLine) -> None:
    cli.add()
    with cli.open() as store:
        first = cli.done("verify")["head"]
        looked(store, YEAR + 1)
        went = prune(store, YEAR)
    answer = cli("verify", "--head", first)
    assert f"{went} regels" in answer.out and "goedgekeurd door Joris" in answer.out
    found = cli.done("verify")
    assert found["whole"] and found["destroyed"][0]["entries"] == went
    cli.refused("retention", "propose", f"logboek-{YEAR}")
