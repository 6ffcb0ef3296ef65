"""What never changes whether a message carries an assistant's mark."""

from hypothesis import given
from hypothesis import strategies as st

from service.agents import actor_of, assisted, co_authors, login_of_noreply
from service.data import table

PRINTABLE = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60)
PROSE = PRINTABLE.filter(lambda line: not assisted(line))
MARKS = st.sampled_from(
    [
        *(f"{line}1" for row in table("agents")["agents"] for line in row.get("lines", ())),
        *(f"Co-authored-by: A <{email}>" for row in table("agents")["agents"] for email in row.get("emails", ())),
        "Assisted-by: Claude:opus",
    ]
)


@given(st.lists(PROSE, max_size=8), st.data())
def test_the_order_of_lines_does_not_matter(lines: list[str], data: st.DataObject) -> None:
    marked = data.draw(st.permutations([*lines, data.draw(MARKS)]))

    assert assisted("\n".join(marked))
    assert not assisted("\n".join(data.draw(st.permutations(lines))))


@given(st.lists(st.one_of(PROSE, MARKS), max_size=8))
def test_line_endings_and_case_do_not_matter(lines: list[str]) -> None:
    answer = assisted("\n".join(lines))

    assert assisted("\r\n".join(lines)) is answer
    assert assisted("\n".join(lines).upper()) is answer
    assert assisted("\n".join(lines).lower()) is answer


@given(st.text())
def test_any_message_can_be_read(message: str) -> None:
    assert assisted(message) in (True, False)
    assert all(author.email for author in co_authors(message))


@given(st.text(), st.text())
def test_any_identity_is_something_and_stays_so(login: str, email: str) -> None:
    assert actor_of(login=login, email=email) is actor_of(login=login, email=email.strip())
    assert login_of_noreply(email) is None or email.strip().lower().endswith("@users.noreply.github.com")
