"""The proxy of `compose.yaml`, on this machine's loopback: its own configuration with other addresses."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from bench.program import end, wait_for
from bench.simulator import free_port

CONFIGURATION = Path(__file__).parent.parent / "deploy" / "nginx.conf"
_LISTEN, _REPLICAS = "listen 8080;", ("web-1:8000", "web-2:8000")
_TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def rendered(text: str, port: int, replicas: Sequence[str], folder: Path) -> str:
    """The configuration for a port and replicas of ours, writing nowhere but into a folder.

    Raises:
        ValueError: what is to be replaced is not there.
    """
    inside = "".join(f"    {name}_temp_path {folder}/{name};\n" for name in _TEMPORARY)
    changes = {_LISTEN: f"listen 127.0.0.1:{port};", "http {\n": f"http {{\n{inside}"}
    changes |= dict(zip(_REPLICAS, replicas, strict=True))
    for old, new in changes.items():
        if old not in text:
            raise ValueError(f"{CONFIGURATION.name} has no {old!r}")
        text = text.replace(old, new)
    return text


@contextmanager
def proxy(urls: Sequence[str]) -> Iterator[str]:
    """The proxy in front of these replicas; gives its address."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin:/opt/homebrew/bin")
    if program is None:
        raise SystemExit("nginx is not installed")
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        folder.chmod(0o755)
        replicas = [urlsplit(url).netloc for url in urls]
        written = folder / "nginx.conf"
        written.write_text(rendered(CONFIGURATION.read_text(), port, replicas, folder))
        options = f"daemon off; pid {folder}/pid; error_log {folder}/error.log;"
        process = subprocess.Popen([program, "-p", str(folder), "-c", str(written), "-g", options])
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            end(process)
