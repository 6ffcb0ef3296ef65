"""Installs what a lock names from the environment that runs this, and nothing else: `LOCK FOLDER`.

What the lock forgets is then missing, as it would be in the image, and no network is needed.
"""

import re
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement


def locked(text: str) -> Iterator[Requirement]:
    """The requirements of a hashed lock that hold for this machine; ValueError if one has no hash."""
    for block in re.split(r"\n(?=\S)", text.strip()):
        requirement, *hashes = re.split(r"\s*\\?\s+--hash=", block)
        if not hashes:
            raise ValueError(f"{requirement} has no hash")
        found = Requirement(requirement)
        if found.marker is None or found.marker.evaluate():
            yield found


def copy(found: Distribution, folder: Path) -> None:
    """Put an installed package into another environment; its programs are left out."""
    for file in found.files or ():
        source = Path(str(found.locate_file(file)))
        if ".." in file.parts or "__pycache__" in file.parts or not source.is_file():
            continue
        target = folder / file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)


def main(lock: Path, folder: Path) -> None:
    """Copy every package of a lock; raises ValueError if one is installed in another version."""
    for requirement in locked(lock.read_text(encoding="utf-8")):
        found = distribution(requirement.name)
        if not requirement.specifier.contains(found.version, prereleases=True):
            raise ValueError(f"{lock.name} wants {requirement}, but {found.version} is installed")
        copy(found, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
