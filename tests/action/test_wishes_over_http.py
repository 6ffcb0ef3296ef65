"""What people decide about themselves works in the very next run, whatever was kept of the one before."""

import dataclasses
from pathlib import Path

import pytest

from action.__main__ import execute
from action.commands import Console
from tests.action.test_run_over_http import MEMBER, TOKEN, Scene
from tests.github_stub import GitHubStub

OWN = {"users": "daily-dana twice-theo steady-sam", **TOKEN, "badges_dir": "out", "post_to": "none"}


@pytest.fixture
def scene(tmp_path: Path, stub: GitHubStub) -> Scene:
    return Scene(tmp_path, stub.url)


def wish(stub: GitHubStub, login: str, text: str) -> None:
    """Write the file of a member."""
    people = tuple(
        dataclasses.replace(person, settings=text) if person.login == login else person for person in stub.cast.personas
    )
    stub.cast = dataclasses.replace(stub.cast, personas=people)


def drawn(scene: Scene) -> set[str]:
    """The pictures in the folder."""
    folder = scene.folder / "workspace" / "out"
    return {str(path.relative_to(folder)) for path in folder.rglob("*.svg")}


@pytest.mark.parametrize("text", ["badge: off\n", "paused: on leave\n"])
def test_whoever_writes_that_they_are_off_is_not_taken_from_the_cache(
    text: str, scene: Scene, stub: GitHubStub
) -> None:
    given = {**MEMBER, "cache_dir": ".cache", "audience": "celebrate", "min_group_size": "2"}
    scene.run(**given)
    assert "daily-dana" in scene.summary
    wish(stub, "daily-dana", text)

    assert scene.run(**given) == 0

    assert "daily-dana" not in scene.summary
    assert any(line.startswith("Remembered from the last hours: ") for line in scene.lines)


def test_consent_that_was_withdrawn_takes_the_pictures_away(scene: Scene, stub: GitHubStub) -> None:
    for login in ("daily-dana", "twice-theo", "steady-sam"):
        wish(stub, login, "show: full\n")
    scene.run(**OWN, audience="opt-in", min_group_size="1")
    assert {"badge/daily-dana.svg", "badge/twice-theo.svg", "badge/steady-sam.svg"} <= drawn(scene)
    wish(stub, "daily-dana", "")
    wish(stub, "twice-theo", "paused: on leave\n")

    assert scene.run(**OWN, audience="opt-in", min_group_size="1") == 0

    assert drawn(scene) == {"badge/steady-sam.svg", "card/steady-sam.svg", "summary.svg", "trend.svg"}


def test_pictures_go_with_the_list_and_the_audience(scene: Scene) -> None:
    scene.run(**OWN, audience="named")
    scene.run(**{**OWN, "users": "daily-dana twice-theo"}, audience="named")
    assert drawn(scene) == {
        f"{kind}/{login}.svg" for kind in ("badge", "card") for login in ("daily-dana", "twice-theo")
    } | {"summary.svg", "trend.svg"}

    scene.run(**OWN, audience="aggregate")

    assert drawn(scene) == set()


def test_a_partial_run_keeps_the_pictures_of_those_it_could_not_look_at(scene: Scene) -> None:
    scene.run(**MEMBER, audience="named", badges_dir="out")
    before = drawn(scene)

    assert scene.run(**MEMBER, audience="named", badges_dir="out", max_requests="30", min_group_size="1") == 0

    assert scene.outputs["partial"] == "true"
    assert drawn(scene) == before


def test_a_dry_run_removes_nothing(scene: Scene) -> None:
    scene.run(**OWN, audience="named")
    before = drawn(scene)

    scene.run(**OWN, audience="aggregate", exclude="daily-dana", dry_run="true")

    assert drawn(scene) == before


def test_pictures_are_drawn_and_removed_although_the_summary_has_no_room(scene: Scene) -> None:
    old = scene.folder / "workspace" / "out" / "badge" / "steady-sam.svg"
    old.parent.mkdir(parents=True)
    old.write_text("<svg/>", encoding="utf-8")
    (scene.folder / "temp").write_text("", encoding="utf-8")

    assert scene.run(**{**OWN, "users": "daily-dana"}, audience="named") == 4

    assert {"badge/daily-dana.svg", "card/daily-dana.svg"} <= drawn(scene)
    assert not old.exists()


def test_an_opt_out_removes_pictures_of_people_who_are_in_no_list_any_more(scene: Scene) -> None:
    old = scene.folder / "workspace" / "out" / "card" / "long-gone.svg"
    old.parent.mkdir(parents=True)
    old.write_text("<svg/>", encoding="utf-8")

    assert scene.run(**OWN, exclude="long-gone", max_requests="1") == 3

    assert not old.exists()


def test_nobody_is_named_when_the_budget_ends_before_they_could_be_asked(scene: Scene) -> None:
    assert scene.run(**MEMBER, audience="opt-in", max_requests="30") == 0

    assert scene.outputs["partial"] == "true"
    assert "GitHub could not be asked who wants to be" in scene.summary
    assert scene.run(**MEMBER, audience="opt-in", max_requests="30", fail_on="partial") == 1


def test_a_run_that_looked_at_nobody_leaves_the_issue_of_last_week(scene: Scene, stub: GitHubStub) -> None:
    given = {**TOKEN, "users": "optout-oona daily-dana", "post_to": "issue", "cache_dir": ".cache"}
    assert scene.run(**given) == 0
    body = stub.issues.on("harbour-works/quayside").issues[1].body
    (scene.folder / "workspace" / ".cache" / "v1-daily-dana" / "people" / "daily-dana.json.z").unlink()

    assert scene.run(**given, max_requests="1") == 3

    assert "Nobody could be looked at" in scene.error
    assert stub.issues.on("harbour-works/quayside").issues[1].body == body


def test_a_file_as_cache_folder_is_a_warning(scene: Scene) -> None:
    (scene.folder / "workspace" / "file").write_text("", encoding="utf-8")

    assert scene.run(**{**OWN, "badges_dir": ""}, exclude="daily-dana", cache_dir="file") == 0

    assert any(line.startswith("::warning title=Cache not cleaned::") for line in scene.lines)


@pytest.mark.parametrize(("fail_on", "code", "kind"), [("error", 3, "error"), ("never", 0, "warning")])
def test_what_nobody_expected_is_one_line(fail_on: str, code: int, kind: str, tmp_path: Path) -> None:
    lines: list[str] = []
    # A folder in place of the file for outputs: nothing in the program expects that.
    environ = {
        **dict.fromkeys(("GITHUB_OUTPUT", "RUNNER_TEMP", "GITHUB_WORKSPACE"), str(tmp_path)),
        "INPUT_DEMO": "true",
        "INPUT_FAIL_ON": fail_on,
        "INPUT_POST_TO": "none",
    }

    assert execute(environ, Console(lines.append, commands=True)) == code

    [line] = [line for line in lines if line.startswith(("::error", "::warning"))]
    assert line.startswith(f"::{kind} title=Unexpected error::IsADirectoryError. ")
    assert str(tmp_path) not in line
