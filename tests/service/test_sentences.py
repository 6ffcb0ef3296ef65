"""Sentences in the reader's language."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.errors import OptedOut, OrganisationAccount, Paused, ServiceError, Status
from service.evidence import Gap, GapCode, Show
from service.render.words import LOCALES, words
from service.scoring import score
from service.sentences import evidence_sentences, gap_sentence, status_sentence
from tests.fakes import NOW, nobody_visible, somebody

COMMITS = Gap(GapCode.COMMITS_NOT_LOOKED_AT, "40 of 212 commits were looked at.")


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        ("en", "40 of 212 commits were looked at."),
        ("de", "40 von 212 Commits wurden angesehen."),
        ("ja", "コミット212件のうち40件を調べました。"),
    ],
)
def test_a_gap_keeps_its_numbers_in_the_order_of_the_language(locale: str, sentence: str) -> None:
    assert gap_sentence(COMMITS, words(locale)) == sentence


@pytest.mark.parametrize("locale", LOCALES)
def test_no_gap_speaks_of_a_token(locale: str) -> None:
    gap = Gap(GapCode.PRIVATE_NOT_VISIBLE, "Private work, if there is any, is not visible to this token.")

    assert "token" not in gap_sentence(gap, words(locale))


@pytest.mark.parametrize(
    "gap",
    [
        Gap(GapCode.SETTINGS_UNREADABLE, "badge must be on or off."),
        Gap(GapCode.COMMITS_NOT_LOOKED_AT, "Some commits were not looked at."),
    ],
)
def test_a_free_sentence_stays_as_it_was_written(gap: Gap) -> None:
    assert gap_sentence(gap, words("de")) == gap.message


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OrganisationAccount("acme is an organisation."), "Premier examen"),
        (OptedOut.of("acme"), "acme n\u2019est pas noté ici."),
        (Paused("Acme asked for a pause: until May: or June."), "acme a demandé une pause : until May: or June."),
        (Paused("acme asked for a pause: paused."), "acme a demandé une pause : en pause."),
        (Paused("Their file cannot be read."), "Their file cannot be read."),
    ],
)
def test_a_status_is_explained_in_the_language_and_a_pause_in_its_own_words(error: ServiceError, sentence: str) -> None:
    status = Status.WARMING if isinstance(error, OrganisationAccount) else error.status

    assert status_sentence("acme", error, status, words("fr")).startswith(sentence)


def test_without_a_name_the_message_is_said() -> None:
    assert status_sentence("", OptedOut("A sentence."), Status.OPTED_OUT, words("fr")) == "A sentence."


def test_a_bad_request_is_explained_in_the_words_that_name_the_parameter() -> None:
    assert status_sentence("acme", ServiceError("style= is bad."), Status.BAD_REQUEST, words("ja")) == "style= is bad."


def test_the_evidence_of_a_badge_is_told_in_the_language_of_the_badge() -> None:
    busy = score(somebody(days=3), now=NOW)

    said = evidence_sentences(busy, Show.FULL, words("de"))

    assert said == (
        f"{words('de').sentence(words('de').meanings['hands-on'])} "
        f"{busy.coding_days} Programmiertage, letzter Programmiertag: {busy.last_coding_day}."
    )
    assert evidence_sentences(busy, Show.FULL, words("en")).endswith(" ".join(busy.why))


def test_days_that_are_only_counted_are_told_as_such() -> None:
    days = frozenset(NOW.date() - timedelta(days=age) for age in range(3))
    private = score(replace(nobody_visible(), private_days=days), now=NOW)

    assert evidence_sentences(private, Show.FULL, words("de")).endswith(" 3 private Tage.")


@pytest.mark.parametrize("locale", LOCALES)
def test_of_nothing_visible_no_figure_is_told(locale: str) -> None:
    said = evidence_sentences(score(nobody_visible(), now=NOW), Show.FULL, words(locale))

    assert "0" not in said
