"""What the methodology says besides its numbers: what is looked at, what is not, and who decides."""

from service.evidence import WEEKS
from service.web.pages.content import Paragraph, Points, Section, Table
from service.wishes import FILE


def window() -> Section:
    """What is looked at."""
    return Section(
        "window",
        "What is looked at",
        (
            Paragraph(
                f"The current ISO week, usually incomplete, and the {WEEKS - 1} before it, in UTC. A commit on a"
                " default branch counts on its day, for its author and for everybody it names as co-author. A pull"
                " request counts on the day it was opened and on the days its own commits were written, so that teams"
                " who squash lose nothing."
            ),
            Paragraph(
                "For each day the best change decides; a second one on the same day adds nothing. A coding day is a day"
                " with a change to source, tests or infrastructure."
            ),
        ),
    )


def left_out() -> Section:
    """What does not count."""
    return Section(
        "left-out",
        "What does not count",
        (
            Points(
                (
                    "Merge commits, and commits by bots or by agents that work on their own.",
                    "Forks, and copies of templates.",
                    "Commits dated more than a day in the future.",
                    "Volume: many commits on one day, and more of the same, change nothing.",
                )
            ),
        ),
    )


def person() -> Section:
    """What the person decides."""
    return Section(
        "your-page",
        "The person decides",
        (
            Paragraph(
                f"A file {FILE} in the profile repository, the one named like the login, which only its owner can"
                " write, is read with the same query as everything else."
            ),
            Table(
                "What the file may say",
                ("line", "effect"),
                (
                    ("badge: off", "no score is computed, kept or shown from then on"),
                    ("show: level", "only the level is shown; score adds the number, full is the default"),
                    ("exclude: [owner/repo]", "these repositories do not count"),
                    ("paused: on leave until spring", "the badge says paused, and nothing else is shown"),
                    ("no UTF-8 text", "as paused, until it can be read what it asks for"),
                ),
            ),
        ),
    )


def what_it_is_not() -> Section:
    """What the score is not."""
    return Section(
        "not",
        "What this is not",
        (
            Paragraph(
                "It is not a measure of performance, skill or value, and no ground for a decision about anybody. It"
                " sees GitHub and nothing else: design, mentoring, incidents, thinking and work in other places do not"
                " show. A quiet badge says that little can be seen from here."
            ),
        ),
    )
