"""Who said in their own file that they may be named.

The file is `.still-engineering.yml` in the person's profile repository, which only they can write; `badge: on` or a
line `show:` in it says so. It is read again in every run, so that changing one's mind works at once.
"""

from collections.abc import Iterable, Sequence

import yaml

from action.reader import Reader
from service.evidence import Login
from service.github_api.transport import Json
from service.wishes import FILE, parse_wishes

_BATCH = 50
_LARGEST_FILE = 10_000
_YES = frozenset({"on", "yes", "true"})


def ask_opted_in(reader: Reader, logins: Iterable[Login]) -> frozenset[Login]:
    """Those of these people who want to be named; whoever's file is not answered is not.

    Raises:
        ActionError: GitHub did not answer at all.
    """
    everybody = list(logins)
    found: set[Login] = set()
    for i in range(0, len(everybody), _BATCH):
        batch = everybody[i : i + _BATCH]
        data = reader.graphql(_document(batch), {f"l{j}": login for j, login in enumerate(batch)}).data
        found |= {login for j, login in enumerate(batch) if says_yes(_text(data.get(f"p{j}")))}
    return frozenset(found)


def says_yes(text: str | None) -> bool:
    """Whether this file allows a name."""
    wishes = parse_wishes(text)
    if text is None or not wishes.asked or wishes.off or wishes.paused or wishes.problems:
        return False
    # The wishes have defaults for what is not in the file, and consent has none.
    written = yaml.load(text[:_LARGEST_FILE], Loader=yaml.BaseLoader)  # noqa: S506 - builds strings, lists and mappings
    return isinstance(written, dict) and ("show" in written or str(written.get("badge")).strip().lower() in _YES)


def _document(batch: Sequence[Login]) -> str:
    declared = ", ".join(f"$l{j}: String!" for j in range(len(batch)))
    asked = "\n".join(
        f'  p{j}: repository(owner: $l{j}, name: $l{j}) {{ object(expression: "HEAD:{FILE}") {{ ...File }} }}'
        for j in range(len(batch))
    )
    return f"query OptIns({declared}) {{\n  rateLimit {{ cost }}\n{asked}\n}}\n\nfragment File on Blob {{\n  text\n}}\n"


def _text(node: Json | None) -> str | None:
    blob = node.get("object") if isinstance(node, dict) else None
    text = blob.get("text") if isinstance(blob, dict) else None
    return text if isinstance(text, str) else None
