"""The operator's lists decide before GitHub is asked, and whoever is denied looks like one who opted out."""

from datetime import timedelta

import pytest

from service.admission import EVERYBODY, Admission, AdmittedSource
from service.errors import NotServed, Status
from service.evidence import Evidence, Login
from service.record import record_of_opt_out
from tests.fakes import NOW, FakeSource, somebody

ADA, BOB, CLEO = Login("ada"), Login("bob"), Login("cleo")


def test_without_lists_everybody_is_admitted() -> None:
    assert EVERYBODY.admits(ADA)
    assert EVERYBODY.settled(ADA, NOW) is None


def test_a_list_of_those_allowed_leaves_out_everybody_else() -> None:
    admission = Admission(allow=frozenset({ADA}))

    assert admission.settled(ADA, NOW) is None
    with pytest.raises(NotServed):
        admission.settled(BOB, NOW)


def test_who_is_denied_is_denied_although_allowed() -> None:
    admission = Admission(allow=frozenset({ADA}), deny=frozenset({ADA}))

    record = admission.settled(ADA, NOW)

    assert not admission.admits(ADA)
    assert record
    assert record.status is Status.OPTED_OUT


def test_who_is_denied_is_told_in_the_words_of_an_opt_out() -> None:
    record = Admission(deny=frozenset({ADA})).settled(ADA, NOW)

    assert record
    assert record.message == record_of_opt_out("Ada", NOW).message


def test_the_answer_for_one_who_is_denied_holds_for_the_day() -> None:
    admission = Admission(deny=frozenset({ADA}))

    assert admission.settled(ADA, NOW) == admission.settled(ADA, NOW + timedelta(hours=3))


def test_a_source_never_hears_of_those_who_are_not_admitted() -> None:
    source = FakeSource({"ada": somebody("ada"), "bob": somebody("bob"), "cleo": somebody("cleo")})
    admitted = AdmittedSource(source, Admission(frozenset({ADA, BOB}), frozenset({BOB})))

    found = admitted.fetch([ADA, BOB, CLEO], now=NOW)

    assert source.asked == [ADA]
    assert isinstance(found[ADA], Evidence)
    assert isinstance(found[BOB], NotServed)
    assert isinstance(found[CLEO], NotServed)


def test_github_is_not_asked_about_nobody() -> None:
    source = FakeSource()

    AdmittedSource(source, Admission(deny=frozenset({ADA}))).fetch([ADA], now=NOW)

    assert source.batches == []


@pytest.mark.parametrize(("login", "found"), [(ADA, ADA), (BOB, None)])
def test_a_new_login_of_an_account_has_to_be_admitted_too(login: Login, found: Login | None) -> None:
    source = AdmittedSource(FakeSource(names={7: login}), Admission(deny=frozenset({BOB})))

    assert source.renamed(7) == found
    assert source.renamed(8) is None
