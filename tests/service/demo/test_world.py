"""The invented world: deterministic, in the past, and all of a piece."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from service.demo import CAST, PERSONAS, Cast, Persona
from service.demo.building import world_at
from service.demo.places import Place
from service.demo.rhythm import Rhythm
from service.demo.story import Work

NOW = datetime(2026, 11, 19, 20, tzinfo=UTC)
WORLD = world_at(CAST, NOW)


def test_the_same_moment_gives_the_same_world() -> None:
    again = world_at(Cast(CAST.personas, CAST.places, CAST.crews, CAST.colleagues), NOW)

    assert [commit.oid for commit in again.commits] == [commit.oid for commit in WORLD.commits]
    assert [pull.title for pull in again.pull_requests] == [pull.title for pull in WORLD.pull_requests]


def test_a_steady_history_stays_as_it_was_when_a_week_passes() -> None:
    later = world_at(CAST, NOW + timedelta(weeks=1))
    before = {commit.oid for commit in WORLD.commits_by("weekly-wanda") if commit.authored > NOW - timedelta(weeks=10)}
    after = {commit.oid for commit in later.commits_by("weekly-wanda")}

    assert len(before) > 10
    assert before < after


def test_nothing_happens_in_the_future_and_today_only_in_the_evening() -> None:
    for hour in (0, 6, 17, 18, 23):
        now = NOW.replace(hour=hour)
        world = world_at(CAST, now)
        newest = max(commit.authored for commit in world.commits)

        assert newest < now
        assert newest.date() == (now.date() if hour >= 18 else now.date() - timedelta(days=1))


def test_a_moment_in_another_zone_is_the_same_moment() -> None:
    elsewhere = NOW.astimezone(tz=datetime.fromisoformat("2026-01-01T00:00:00+09:00").tzinfo)

    assert world_at(CAST, elsewhere) is world_at(CAST, NOW)


def test_hashes_numbers_and_names_are_each_used_once() -> None:
    for names in (
        [commit.oid for commit in WORLD.commits],
        [account.number for account in WORLD.accounts],
        [account.login.lower() for account in WORLD.accounts],
        [repository.number for repository in WORLD.repositories],
        [(pull.repository.full_name, pull.number) for pull in WORLD.pull_requests],
    ):
        assert [name for name, times in Counter(names).items() if times > 1] == []


def test_every_parent_is_an_older_commit_of_the_same_repository() -> None:
    for commit in WORLD.commits:
        for parent in map(WORLD.commit, commit.parents):
            assert parent is not None
            assert parent.repository is commit.repository


def test_reviews_are_of_other_peoples_pull_requests() -> None:
    assert all(review.reviewer is not review.pull_request.author for review in WORLD.reviews)


def test_some_members_are_concealed() -> None:
    harbour = WORLD.organisation("Harbour-Works")
    assert harbour is not None

    assert len(harbour.seen_by("somebody-else")) == 14
    assert len(harbour.seen_by("Daily-Dana")) == 18


def test_the_machine_of_the_harbour_opens_pull_requests() -> None:
    opened = WORLD.opened_by("keel-bot[bot]")

    assert len(opened) > 10
    assert opened[0].title.startswith("Bump portcalls from 3.")


def test_everybody_has_a_story_of_one_sentence() -> None:
    assert all(persona.story.endswith(".") and persona.story.count(". ") == 0 for persona in PERSONAS)


def test_a_rhythm_keeps_to_its_days_a_week() -> None:
    days = list(Rhythm(3, first_week=1, every=2).days(date(2026, 11, 19)))

    weeks = Counter(day.isocalendar().week for day in days)
    assert weeks == dict.fromkeys(range(46, 31, -2), 3)


def test_a_persona_takes_the_place_of_one_of_the_same_login() -> None:
    place = Place("weekly-wanda/garden", created=30)
    cast = CAST.with_persona(Persona("weekly-wanda", "W", "New.", work=(Work(place.name, Rhythm(5)),)), place)

    world = world_at(cast, NOW)

    assert {commit.repository.full_name for commit in world.commits_by("weekly-wanda")} == {"weekly-wanda/garden"}


def test_a_new_login_keeps_number_membership_team_and_places() -> None:
    before, after = WORLD, world_at(CAST.renamed("student-sol", "sunny-sol").renamed("steady-sam", "sandy-sam"), NOW)
    harbour = after.organisation("harbour-works")
    old, new = before.account("steady-sam"), after.account("sandy-sam")
    assert harbour is not None
    assert old is not None
    assert new is not None

    assert after.account("steady-sam") is None
    assert new.number == old.number
    assert harbour.has("sandy-sam")
    assert "sandy-sam" in harbour.teams[0].members
    assert after.repository("sunny-sol", "campus-map") is not None


def test_who_is_taken_out_leaves_no_trace() -> None:
    world = world_at(CAST.without("student-sol").without("steady-sam"), NOW)
    harbour = world.organisation("harbour-works")
    assert harbour is not None

    assert world.account("student-sol") is None
    assert world.repository("student-sol", "campus-map") is None
    assert not harbour.has("steady-sam")
    assert "steady-sam" not in harbour.teams[0].members


def test_a_cast_may_be_empty() -> None:
    world = world_at(Cast(), NOW)

    assert world.commits == ()
    assert world.account("keel-bot[bot]") is not None
