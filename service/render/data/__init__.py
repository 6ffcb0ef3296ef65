"""Tables that the drawing looks things up in; NOTICE.md says where each comes from."""

import json
from pathlib import Path
from typing import Any


def read_table(name: str) -> Any:  # noqa: ANN401 - the shape of JSON is its file's own
    """The decoded content of one of the JSON files beside this module."""
    return json.loads(Path(__file__).with_name(name).read_text("utf-8"))
