"""Hypothesis strategies for invented evidence."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from service.evidence import Change, Depth, Evidence, Kind, Repository, Window
from tests.invented import FRIDAY

NAMES = ("a/one", "b/two", "c/three")
SPAN = 84


def days() -> st.SearchStrategy[date]:
    """Days up to `FRIDAY`, a few of them before the window."""
    return st.integers(0, SPAN).map(lambda ago: FRIDAY.date() - timedelta(days=ago))


def changes() -> st.SearchStrategy[Change]:
    """Changes in one of three repositories; some were not looked at."""
    return st.builds(
        Change,
        day=days(),
        repository=st.sampled_from(NAMES),
        kinds=st.frozensets(st.sampled_from(Kind), max_size=3),
        assisted=st.booleans(),
    )


def repositories(name: str) -> st.SearchStrategy[Repository]:
    """One repository, living or not, with any variety."""
    return st.builds(
        Repository,
        name=st.just(name),
        created=st.dates(date(2015, 1, 1), FRIDAY.date()),
        in_organisation=st.booleans(),
        forks=st.integers(0, 5),
        stars=st.integers(0, 20),
        contributors=st.none() | st.integers(0, 5),
        ships=st.none() | st.booleans(),
        written_in_code=st.none() | st.booleans(),
        paths=st.integers(0, 60),
        headlines=st.integers(0, 60),
        looked_at_days=st.just(0),
    )


@st.composite
def evidence(draw: st.DrawFn) -> Evidence:
    """Any evidence whose repositories' facts agree with its changes."""
    done = tuple(draw(st.lists(changes(), max_size=40)))
    described = tuple(counted(draw(repositories(name)), done) for name in NAMES)
    return Evidence(
        login="invented",
        user_id=1,
        observed_at=FRIDAY,
        window=Window.ending(FRIDAY),
        changes=done,
        repositories=described,
        private_days=draw(st.frozensets(days(), max_size=20)),
        reviews=draw(st.integers(0, 50)),
        merged_pull_requests=draw(st.integers(0, 50)),
        merges_of_others=draw(st.integers(0, 50)),
        depth=draw(st.sampled_from(Depth)),
        assistance_known=draw(st.booleans()),
    )


def counted(repository: Repository, done: tuple[Change, ...]) -> Repository:
    """The repository with its looked-at days counted from the changes."""
    looked_at = {change.day for change in done if change.repository == repository.name and change.kinds}
    return replace(repository, looked_at_days=len(looked_at))
