"""A link opens one image, and only the key makes links."""

from itertools import product
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.evidence import Login
from service.signing import PARAMETER, Linked, is_signed, sign, signed_path

KEY, OTHER = "k" * 20, "o" * 20
ADA, BOB = Login("ada"), Login("bob")


def test_a_signature_opens_what_it_was_made_for_and_nothing_else() -> None:
    signature = sign(KEY, Linked.BADGE, ADA)

    opened = [(what, login) for what, login in product(Linked, (ADA, BOB)) if is_signed(signature, [KEY], what, login)]

    assert opened == [(Linked.BADGE, ADA)]


def test_any_of_the_keys_opens_and_a_key_that_is_gone_does_not() -> None:
    signature = sign(OTHER, Linked.CARD, ADA)

    assert is_signed(signature, [KEY, OTHER], Linked.CARD, ADA)
    assert not is_signed(signature, [KEY], Linked.CARD, ADA)
    assert not is_signed(signature, [], Linked.CARD, ADA)


@given(st.text())
def test_no_other_text_is_a_signature(text: str) -> None:
    assert not is_signed(text, [KEY], Linked.BADGE, ADA)


@pytest.mark.parametrize(
    ("what", "path"),
    [
        (Linked.BADGE, "/badge/ada.svg"),
        (Linked.CARD, "/card/ada.svg"),
        (Linked.ORGANISATION, "/badge/org/ada.svg"),
    ],
)
def test_a_link_has_its_signature_and_not_the_key(what: Linked, path: str) -> None:
    link = urlsplit(signed_path(KEY, what, ADA))

    assert link.path == path
    assert is_signed(parse_qs(link.query)[PARAMETER][0], [KEY], what, ADA)
    assert KEY not in link.query
