"""Knowledge that is a table: what files are by their names, and how machines sign their commits.

kinds.json          our own judgement about files, each group with its reason
linguist.json       languages and vendored paths, from GitHub Linguist (see NOTICE-linguist.txt)
agents.json         how assistants, agents and other machines sign, each row with its source

The modules here turn the first two into lookups; nothing is decided in them.
"""

import json
from pathlib import Path
from typing import Any


def table(name: str) -> dict[str, Any]:
    """Read one of the tables beside this file, such as `table("kinds")`."""
    tables: dict[str, Any] = json.loads(Path(__file__).with_name(f"{name}.json").read_bytes())
    return tables
