"""Settings about who may be shown, and to whom."""

import pytest

from service.publishing import Publish
from service.settings import BadSettings, read_settings

KEY = "a-long-enough-secret"


def test_the_lists_are_logins_as_people_write_them() -> None:
    settings = read_settings({"ALLOW_LOGINS": "Ada, @bob\n  octo-org", "DENY_LOGINS": "Cleo"})

    assert settings.allow_logins == ("ada", "bob", "octo-org")
    assert settings.deny_logins == ("cleo",)


def test_the_opt_outs_of_a_file_are_denied_too() -> None:
    settings = read_settings({"DENY_LOGINS": "ada"})

    assert settings.admission(frozenset(read_settings({"DENY_LOGINS": "bob"}).deny_logins)).deny == {"ada", "bob"}


def test_by_default_everybody_is_served_and_published_and_nothing_is_private() -> None:
    settings = read_settings({})

    assert settings.admission().allow == frozenset()
    assert settings.publish is Publish.ANYONE
    assert (settings.keys, settings.signing_key) == ((), "")


def test_the_first_key_signs() -> None:
    settings = read_settings({"ACCESS_KEYS": f"{KEY}-1 {KEY}-2,{KEY}-1"})

    assert settings.keys == (f"{KEY}-1", f"{KEY}-2")
    assert settings.signing_key == f"{KEY}-1"


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"ALLOW_LOGINS": "ada, <b>"}, "ALLOW_LOGINS: entry '<b>' cannot be used: "),
        ({"DENY_LOGINS": "octo/*"}, "DENY_LOGINS: entry 'octo/*' cannot be used: "),
        ({"DENY_LOGINS": "dependabot[bot]"}, "DENY_LOGINS: entry 'dependabot[bot]' cannot be used: "),
        ({"PUBLISH": "friends"}, "PUBLISH: input should be 'anyone' or 'enrolled'"),
        ({"PUBLISH": "enrolled"}, "PUBLISH: enrolled needs PUBLIC_URL"),
        ({"PUBLISH": "enrolled", "PUBLIC_URL": "badges"}, "PUBLIC_URL: must be an http or https address"),
        ({"ACCESS_KEYS": f"{KEY} short"}, "ACCESS_KEYS: each key must have at least 16 characters"),
    ],
)
def test_a_bad_entry_is_named_in_one_line(environ: dict[str, str], said: str) -> None:
    with pytest.raises(BadSettings) as caught:
        read_settings(environ)

    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


def test_a_key_is_in_no_representation_and_in_no_error() -> None:
    settings = read_settings({"ACCESS_KEYS": KEY})
    with pytest.raises(BadSettings) as caught:
        read_settings({"ACCESS_KEYS": KEY[:10]})

    assert KEY not in repr(settings) + str(settings) + settings.model_dump_json()
    assert KEY[:10] not in str(caught.value)
