"""The whole text of a report."""

from dataclasses import replace
from datetime import timedelta

from action.report import BODY_CHARACTERS, Frame, characters, render
from service.score import Level
from tests.action.unit.invented import a_summary, an_entry, crowd
from tests.fakes import NOW

FRAME = Frame("Still engineering: weekly summary", run_url="https://github.com/octo/hello/actions/runs/7")

EXPECTED = """\
# Still engineering&#58; weekly summary

harbour&#45;works, 2026-11-20

Of 13 people looked at, the work of 8 can be seen from here: **7 are hands-on**, 0 in touch and 0 dipping in.

| | people | share of 8 | since 2026-11-13 |
|---|--:|--:|--:|
| **hands-on**: writes code in a steady rhythm | 7 | 88 % | +32 points |
| **in touch**: codes now and then, close to the system | 0 | 0 % | -11 points |
| **dipping in**: some recent code | 0 | 0 % | as before |
| little to see from here: other work, leave, private repositories, another host | 1 | 12 % |  |
| cannot be seen from here; that says nothing about them | 5 |  |  |

**Coding days a week**: median 3.1; half of the people are between 3.1 and 3.1 (median 1.0 on 2026-11-13). This is \
about the 8 people whose coding days can be seen; one or two days a week are normal for leads and managers.

**People who wrote code, week by week**: `████████████` (13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13; \
twelve weeks from 2026-08-31, the last one is not over)

**Share who are hands-on, report by report**: `▅█` (56 %, 88 %, of those whose work can be seen; since 2026-11-13)

## Coverage

- Looked at 13 of 13 people.
- Of 5 people no activity can be seen from here; that is no zero.

## What this is not

Not a measure of performance, and not a ranking. It shows regular contact with code in the last twelve weeks, as far \
as this token can see it at this host: code that is private, elsewhere or not merged may be missing, and reviewing, \
designing, writing, leading and being away are not failures. Nothing here is about volume; three days a week are full \
marks.

Whoever does not want to be looked at puts `badge: off` into `.still-engineering.yml` in their profile repository.

<sub>Still Engineering, model version 1 · observed 2026-11-20 12:00 UTC · \
[run](https://github.com/octo/hello/actions/runs/7)</sub>
"""


def test_the_whole_text_of_a_report() -> None:
    last_week = an_entry(NOW - timedelta(weeks=1), visible=18, hands_on=10, in_touch=2, dipping_in=0, median=1.0)
    people = crowd("busy", 7) | crowd("idle", 1, Level.QUIET) | crowd("calm", 5, Level.NOT_VISIBLE)

    assert render(a_summary(people, before=(last_week,)), FRAME, characters, BODY_CHARACTERS) == EXPECTED


def test_an_assistant_is_told_as_a_lower_bound() -> None:
    some = a_summary(crowd("busy", 7))
    figures = some.figures
    assert figures is not None

    def told(share: float) -> str:
        shown = replace(some, figures=replace(figures, assisted=share))
        return render(shown, FRAME, characters, BODY_CHARACTERS)

    assert "**With an AI assistant**: at least 12 % of the coding days." in told(0.129)
    assert "**With an AI assistant**: hardly any commit names one." in told(0.004)
