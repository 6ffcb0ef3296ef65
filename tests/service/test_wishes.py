"""What a person writes into `.still-engineering.yml`, and what is made of it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import Paused
from service.evidence import Show
from service.wishes import FILE, Wishes, parse_wishes, wishes_of


def test_somebody_without_a_file_asked_for_nothing() -> None:
    assert parse_wishes(None) == Wishes()
    assert not parse_wishes(None).asked


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "---\n"])
def test_an_empty_file_shows_that_the_person_knows_of_this_service(text: str) -> None:
    assert parse_wishes(text) == Wishes(asked=True)


@pytest.mark.parametrize("word", ["off", "Off", "OFF", "no", "false", '"off"', "'Off'", " off "])
def test_a_badge_can_be_switched_off(word: str) -> None:
    assert parse_wishes(f"badge: {word}") == Wishes(off=True, asked=True)


@pytest.mark.parametrize("text", ['paused: "\\U00110000"', 'paused: "\\UFFFFFFFF"', f"%YAML 1.{'9' * 5000}\n--- a"])
def test_what_yaml_stumbles_over_is_said_and_changes_nothing(text: str) -> None:
    assert parse_wishes(text) == Wishes(asked=True, problems=(f"{FILE} is not valid YAML.",))


def test_a_file_that_is_too_long_to_be_read_allows_no_look() -> None:
    long = "exclude:\n" + "  - ada/another\n" * 1000 + "badge: off\n"

    with pytest.raises(Paused, match="at most 10000 characters"):
        wishes_of("ada", long)
    assert parse_wishes(long) == Wishes(asked=True, problems=(f"{FILE} is longer than 10000 characters.",))


def test_a_byte_order_mark_hides_no_wish() -> None:
    assert parse_wishes("\ufeffbadge: off") == Wishes(off=True, asked=True)


@pytest.mark.parametrize("word", ["on", "yes", "true", '"on"', "", "~", "null"])
def test_a_badge_is_on_unless_it_is_switched_off(word: str) -> None:
    assert parse_wishes(f"badge: {word}") == Wishes(asked=True)


@pytest.mark.parametrize("word", ["perhaps", "[off]", "{off: on}", "7", "!!bool maybe"])
def test_any_other_badge_changes_nothing_and_is_said(word: str) -> None:
    assert parse_wishes(f"badge: {word}") == Wishes(asked=True, problems=("badge must be on or off.",))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"on leave until 2027-02"', "on leave until 2027-02"),
        ("on leave until 2027-02", "on leave until 2027-02"),
        ("2027-02-01", "2027-02-01"),
        ("2027", "2027"),
        ("yes", "paused"),
        ("true", "paused"),
        ("|\n  two\n  lines", "two lines"),
        ('"a\\0b\\x1b\\u202e\\ud800c"', "abc"),
        ("x" * 200, "x" * 80),
        ('"caf\u00e9 \U0001f3d6"', "caf\u00e9 \U0001f3d6"),
    ],
)
def test_a_pause_is_kept_in_the_persons_own_words(text: str, words: str) -> None:
    assert parse_wishes(f"paused: {text}") == Wishes(paused=words, asked=True)


@pytest.mark.parametrize("text", ["no", "off", "false", "~", "", '""', '"  "'])
def test_a_pause_that_is_over_is_none(text: str) -> None:
    assert parse_wishes(f"paused: {text}") == Wishes(asked=True)


@pytest.mark.parametrize("text", ["[a, b]", "{until: spring}", '"\\u202e"'])
def test_a_pause_without_words_changes_nothing_and_is_said(text: str) -> None:
    found = parse_wishes(f"paused: {text}")

    assert found.paused is None
    assert "paused must be a few words" in found.problems[0]


@pytest.mark.parametrize("show", Show)
def test_how_much_is_shown_is_the_persons_choice(show: Show) -> None:
    assert parse_wishes(f"show: {show}") == Wishes(show=show, asked=True)
    assert parse_wishes(f"show: {show.upper()}") == Wishes(show=show, asked=True)


def test_an_unknown_choice_shows_all_and_is_said() -> None:
    assert parse_wishes("show: nothing") == Wishes(asked=True, problems=("show must be one of level, score, full.",))
    assert parse_wishes("show:") == Wishes(asked=True)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[octo/hello, Octo/World]", {"octo/hello", "octo/world"}),
        ("octo/hello", {"octo/hello"}),
        ("\n  - octo/hello\n  - octo/hello", {"octo/hello"}),
        ("[]", set()),
        ("", set()),
    ],
)
def test_repositories_can_be_left_out(text: str, names: set[str]) -> None:
    assert parse_wishes(f"exclude: {text}") == Wishes(exclude=frozenset(names), asked=True)


@pytest.mark.parametrize("text", ["hello", "[octo/hello, 7]", "[https://github.com/octo/hello]", "{a: b}", "[[a/b]]"])
def test_a_list_that_names_no_repositories_changes_nothing_and_is_said(text: str) -> None:
    found = parse_wishes(f"exclude: {text}")

    assert found.exclude == frozenset()
    assert "exclude must be a list of repositories" in found.problems[0]


def test_all_wishes_together() -> None:
    text = f"# {FILE}\nbadge: on\nshow: level\npaused: until spring\nexclude:\n  - octo/hello\n"

    assert parse_wishes(text) == Wishes(
        paused="until spring", show=Show.LEVEL, exclude=frozenset({"octo/hello"}), asked=True
    )


def test_one_mistake_does_not_undo_the_other_wishes() -> None:
    found = parse_wishes("badge: off\nshow: nothing\ncolour: blue\n")

    assert found.off
    assert len(found.problems) == 2
    assert "'colour' is not a key" in found.problems[0]


@pytest.mark.parametrize(
    "text", ["badge: off: on", "badge: [", "\tbadge: off", "badge: off\n---\nbadge: on", "*a", "\0"]
)
def test_bad_yaml_changes_nothing_and_is_said(text: str) -> None:
    assert parse_wishes(text) == Wishes(asked=True, problems=(f"{FILE} is not valid YAML.",))


@pytest.mark.parametrize("text", ["- badge", "off", "7"])
def test_a_file_that_is_no_mapping_changes_nothing_and_is_said(text: str) -> None:
    found = parse_wishes(text)

    assert (found.off, found.asked) == (False, True)
    assert "must be a list of keys: badge, show, exclude, paused" in found.problems[0]


def test_an_editor_of_another_system_is_understood() -> None:
    assert parse_wishes("\ufeffbadge: off\r\nshow: level\r\n") == Wishes(off=True, show=Show.LEVEL, asked=True)


def test_only_the_first_mistakes_are_listed() -> None:
    found = parse_wishes("".join(f"key{i}: 1\n" for i in range(500)))

    assert len(found.problems) == 5


def test_what_is_listed_can_be_printed_whatever_was_written() -> None:
    (problem,) = parse_wishes('"\\u202e\\ud800<b>' + "x" * 500 + '": 1').problems

    assert problem.isprintable()
    assert len(problem) < 150


MERGES = "".join(f"m{i + 1}: &m{i + 1} {{<<: [{', '.join([f'*m{i}'] * 9)}]}}\n" for i in range(9))


@pytest.mark.parametrize(
    "text",
    ["[" * 9000, "{a: " * 2000, "- " * 4900, "? " * 4900, "m0: &m0 {x: 1}\n" + MERGES, "a: &a [*a]", "'" * 9000],
)
def test_a_file_that_was_made_to_be_slow_is_not(text: str) -> None:
    began = time.process_time()

    found = parse_wishes(text)

    assert found.problems
    assert time.process_time() - began < 1


@given(
    st.text(max_size=60)
    | st.builds(
        "{}: {}".format,
        st.sampled_from(["badge", "show", "exclude", "paused"]),
        st.sampled_from(
            ["!!bool ", "!!int ", "!!timestamp ", "!!float ", "!!binary ", "!!python/name:os.system ", "&a "]
        ).flatmap(lambda tag: st.text(max_size=8).map(tag.__add__)),
    )
)
def test_nothing_that_is_written_makes_it_raise(text: str) -> None:
    assert parse_wishes(text).asked
