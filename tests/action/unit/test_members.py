"""Who is looked at, and what could not be seen of them."""

from pathlib import Path

import pytest

from action.errors import BadInput, NotAllowed
from action.members import CONCEALED, find_people, read_login_file, read_opt_outs
from tests.action.unit.carrier import Answers, data, items
from tests.action.unit.invented import logins, the_inputs
from tests.fakes import NOW, FakeClock


def _answers(*members: object, member: bool = False, public: int = 0) -> Answers:
    organisation = {"login": "Octo", "viewerIsAMember": member, "teams": None}
    known = {"/orgs/Octo/members": [items(*members)], "/orgs/Octo/public_members": [items(*[{}] * public)]}
    return Answers(known, [data(organization=organisation)])


def _account(login: str, kind: str = "User") -> dict[str, str]:
    return {"login": login, "type": kind}


def test_a_member_s_token_sees_everybody_and_machines_are_counted_apart(clock: FakeClock, tmp_path: Path) -> None:
    answers = _answers(_account("Zoe"), _account("ada"), _account("ci[bot]", "Bot"), member=True)

    roster = find_people(answers.reader(clock), the_inputs(org="octo"), tmp_path, logins("zoe", "bob"), NOW)

    assert (roster.people, roster.opted_out, roster.machines) == (("ada",), logins("zoe"), 1)
    assert (roster.name, roster.key, roster.concealed) == ("Octo", "org:octo", False)
    assert roster.notes == ("Teams are not visible to this token.",)


def test_a_token_that_sees_public_members_only_says_so_and_offers_contributors(
    clock: FakeClock, tmp_path: Path
) -> None:
    roster = find_people(
        _answers(_account("ada"), public=1).reader(clock), the_inputs(org="octo"), tmp_path, frozenset(), NOW
    )

    assert roster.concealed
    assert CONCEALED in roster.notes
    assert "Set the input repository" in roster.notes[-1]


def test_contributors_stand_in_for_members_that_cannot_be_seen(clock: FakeClock, tmp_path: Path) -> None:
    answers = _answers(_account("ada"), public=1)
    commits = [{"author": _account(name)} for name in ("ada", "bob", "bob")] + [{"author": None}]
    answers.pages["/repos/octo/hello/commits"] = [items(*commits, {"author": _account("ci[bot]", "Bot")})]

    inputs = the_inputs(org="octo", repository="octo/hello")
    roster = find_people(answers.reader(clock), inputs, tmp_path, frozenset(), NOW)

    assert (roster.people, roster.machines) == (("ada", "bob"), 1)
    assert roster.notes[-1] == "Contributors of octo/hello within a year who stand in for them: 1."
    assert answers.asked[-1][1]["since"] == "2025-11-20T12:00:00Z"


def test_a_team_is_listed_or_the_permission_is_named(clock: FakeClock, tmp_path: Path) -> None:
    answers, inputs = _answers(), the_inputs(org="", team="octo/crane")

    with pytest.raises(NotAllowed, match="Members: read"):
        find_people(answers.reader(clock), inputs, tmp_path, frozenset(), NOW)
    answers.pages["/orgs/octo/teams/crane/members"] = [items(_account("ada"))]
    roster = find_people(answers.reader(clock), inputs, tmp_path, frozenset(), NOW)

    assert (roster.name, roster.key, roster.people) == ("Octo/crane", "team:octo/crane", ("ada",))


def test_lists_of_people_need_no_question(clock: FakeClock, tmp_path: Path) -> None:
    (tmp_path / "people list.txt").write_text("\ufeffada, bob # and more\n# nobody\n\ncyd\n", encoding="utf-8")
    answers = Answers()

    listed = find_people(answers.reader(clock), the_inputs(org="", users="b a"), tmp_path, frozenset(), NOW)
    filed = find_people(
        answers.reader(clock), the_inputs(org="", users_file="people list.txt"), tmp_path, logins("cyd"), NOW
    )

    assert (listed.people, listed.key) == (("a", "b"), "users")
    assert (filed.people, filed.opted_out, filed.key) == (("ada", "bob"), logins("cyd"), "users-file:people-list.txt")
    assert answers.asked == []


def test_opt_outs_are_those_excluded_and_those_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_text("Oona\n", encoding="utf-8")

    assert read_opt_outs(the_inputs(exclude="bob", opt_out_file="out.txt"), tmp_path) == logins("bob", "oona")
    assert read_opt_outs(the_inputs(), tmp_path) == frozenset()


def test_an_opt_out_file_that_cannot_be_read_stops_the_run(tmp_path: Path) -> None:
    (tmp_path / "odd").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "large").write_bytes(b"a\n" * 1_000_001)
    (tmp_path / "wrong").write_text("not a login!", encoding="utf-8")

    for name, told in (("none", "checked out"), ("odd", "cannot be read"), ("large", "larger"), ("wrong", "wrong")):
        with pytest.raises(BadInput, match=told if name != "wrong" else "opt-out-file"):
            read_login_file("opt-out-file", tmp_path / name)
