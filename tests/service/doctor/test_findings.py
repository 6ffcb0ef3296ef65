"""What was found is a line each, a document, and an exit code."""

import json

import pytest

from service.doctor.findings import Finding, advice, as_json, as_text, exit_code, no_answer, ok, wrong

GOOD = ok("clock", "it agrees with GitHub's.")
WORTH = advice("token 1", "it ends soon.", "Make a new one.")
SILENT = no_answer("GITHUB_API_URL", "it does not answer.", "Try again later.")
BAD = wrong("REDIS_URL", "it does not answer.", "Start it.")


@pytest.mark.parametrize(
    ("found", "code", "closing"),
    [
        ([], 0, "All is well."),
        ([GOOD], 0, "All is well."),
        ([GOOD, WORTH], 1, "It works, and something is worth doing."),
        ([WORTH, SILENT, GOOD], 3, "GitHub could not be asked."),
        ([SILENT, BAD, WORTH], 2, "A setting is wrong."),
    ],
)
def test_the_gravest_finding_decides(found: list[Finding], code: int, closing: str) -> None:
    assert exit_code(found) == code
    assert list(as_text(found))[-1] == closing


def test_every_finding_is_one_line_with_what_to_do() -> None:
    assert list(as_text([GOOD, WORTH]))[:-1] == [
        "ok         clock: it agrees with GitHub's.",
        "advice     token 1: it ends soon. Make a new one.",
    ]


def test_programs_get_the_same_as_people() -> None:
    assert json.loads(json.dumps(as_json([BAD]))) == {
        "exit_code": 2,
        "findings": [
            {"subject": "REDIS_URL", "level": "wrong", "text": "it does not answer.", "remedy": "Start it."},
        ],
    }
