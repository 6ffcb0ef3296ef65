"""Who said in their own file that they may be named, and whose file has changed since they were looked at.

The file is `.still-engineering.yml` in the person's profile repository, which only they can write; `badge: on` or a
line `show:` in it says so. It is read again in every run, so that changing one's mind works at once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml

from action.errors import Unanswered
from action.reader import Reader
from service.errors import NotScored
from service.evidence import Login
from service.github_api.transport import Json
from service.record import Record
from service.wishes import FILE, parse_wishes, wishes_of

_BATCH = 50
_YES = frozenset({"on", "yes", "true"})
_NO_REPOSITORY = frozenset({"NOT_FOUND"})


@dataclass(frozen=True, slots=True)
class Reread:
    """Whose records may not be used any more.

    Attributes:
        changed: their file says something else than when they were looked at, or that they do not want to be.
        unanswered: GitHub did not say what their file says.
    """

    changed: frozenset[Login] = frozenset()
    unanswered: frozenset[Login] = frozenset()

    @property
    def unusable(self) -> frozenset[Login]:
        """All of them: they are looked at anew."""
        return self.changed | self.unanswered


def ask_opted_in(reader: Reader, logins: Iterable[Login]) -> frozenset[Login]:
    """Those of these people who want to be named; whoever's file is not answered is not.

    Raises:
        ActionError: GitHub did not answer at all.
    """
    files = (_ask_files(reader, batch) for batch in _batches(logins))
    return frozenset(login for answered in files for login, text in answered.items() if says_yes(text))


def reread(reader: Reader, remembered: Mapping[Login, Record]) -> Reread:
    """Compare the files of these people with what was noted when they were looked at.

    Raises:
        ActionError: GitHub refuses the token.
    """
    changed, unanswered = set[Login](), set[Login]()
    for batch in _batches(remembered):
        try:
            files = _ask_files(reader, batch)
        except Unanswered:
            files = {}
        unanswered |= set(batch) - files.keys()
        changed |= {login for login, text in files.items() if not _fits(remembered[login], login, text)}
    return Reread(frozenset(changed), frozenset(unanswered))


def _fits(record: Record, login: Login, text: str | None) -> bool:
    try:
        wishes = wishes_of(login, text)
    except NotScored:
        return False
    return wishes.show is record.show and wishes.exclude == record.excluded


def says_yes(text: str | None) -> bool:
    """Whether this file allows a name."""
    wishes = parse_wishes(text)
    if text is None or not wishes.asked or wishes.off or wishes.paused or wishes.problems:
        return False
    # The wishes have defaults for what is not in the file, and consent has none.
    written = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - builds strings, lists and mappings
    return isinstance(written, dict) and ("show" in written or str(written.get("badge")).strip().lower() in _YES)


def _batches(logins: Iterable[Login]) -> Iterator[Sequence[Login]]:
    everybody = list(logins)
    return (everybody[i : i + _BATCH] for i in range(0, len(everybody), _BATCH))


def _ask_files(reader: Reader, batch: Sequence[Login]) -> dict[Login, str | None]:
    """The text of each file, None where there is none; whoever's file was not answered, or is no text, is left out."""
    reply = reader.graphql(_document(batch), {f"l{j}": login for j, login in enumerate(batch)})
    # An error leaves null where a file may be; only "not found" says that there is none.
    whole = reply.errors <= _NO_REPOSITORY
    files = {login: reply.data[f"p{j}"] for j, login in enumerate(batch) if f"p{j}" in reply.data}
    texts = {login: _text(node) for login, node in files.items()}
    return {login: text for login, text in texts.items() if text is not None or (whole and _is_none(files[login]))}


def _document(batch: Sequence[Login]) -> str:
    declared = ", ".join(f"$l{j}: String!" for j in range(len(batch)))
    asked = "\n".join(
        f"  p{j}: repository(owner: $l{j}, name: $l{j}, followRenames: false)"
        f' {{ object(expression: "HEAD:{FILE}") {{ ...File }} }}'
        for j in range(len(batch))
    )
    return f"query OptIns({declared}) {{\n  rateLimit {{ cost }}\n{asked}\n}}\n\nfragment File on Blob {{\n  text\n}}\n"


def _is_none(node: Json | None) -> bool:
    return node is None or node.get("object") is None


def _text(node: Json | None) -> str | None:
    blob = node.get("object") if isinstance(node, dict) else None
    text = blob.get("text") if isinstance(blob, dict) else None
    return text if isinstance(text, str) else None
