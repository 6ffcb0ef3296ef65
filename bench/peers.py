"""Other badge libraries, each in its own program: CPU microseconds for one badge, printed as JSON.

`make .bench/.ready` installs them where neither our environment nor git sees them; what is not installed is left out.
"""

import json
import shutil
import subprocess
from pathlib import Path

FOLDER = Path(".bench")

_PYTHON = """
import json, time
label, message, count = "still engineering", "hands-on · 87", 300
def anybadge_():
    import anybadge
    return lambda i: anybadge.Badge(label, f"{message}{i}", default_color="#1a7f37").badge_svg_text
def pybadges_():
    import pybadges
    return lambda i: pybadges.badge(left_text=label, right_text=f"{message}{i}", right_color="#1a7f37")
found = {}
for name, build in (("anybadge", anybadge_), ("pybadges", pybadges_)):
    try:
        draw = build()
    except ImportError:
        continue
    for i in range(50):
        draw(i)
    began = time.process_time_ns()
    for i in range(count):
        draw(i)
    found[name] = (time.process_time_ns() - began) / count / 1000
print(json.dumps(found))
"""

_NODE = """
const label = 'still engineering', message = 'hands-on · 87', count = 3000, found = {}
const kinds = {
  'badge-maker': () => { const { makeBadge } = require('badge-maker')
    return i => makeBadge({ label, message: message + i, color: '#1a7f37' }) },
  badgen: () => { const { badgen } = require('badgen')
    return i => badgen({ label, status: message + i, color: '1a7f37' }) },
}
for (const [name, build] of Object.entries(kinds)) {
  let draw
  try { draw = build() } catch { continue }
  for (let i = 0; i < count; i++) draw(i)
  const began = process.cpuUsage()
  for (let i = 0; i < count; i++) draw(i)
  const used = process.cpuUsage(began)
  found[name] = (used.user + used.system) / count
}
console.log(JSON.stringify(found))
"""


def python_peers() -> dict[str, float]:
    """The libraries for Python."""
    python = FOLDER / "venv" / "bin" / "python"
    return _run([str(python.absolute()), "-c", _PYTHON]) if python.exists() else {}


def node_peers() -> dict[str, float]:
    """The libraries for Node."""
    node = shutil.which("node")
    return _run([node, "-e", _NODE]) if node and (FOLDER / "node_modules").exists() else {}


def _run(command: list[str]) -> dict[str, float]:
    found: dict[str, float] = json.loads(subprocess.check_output(command, cwd=FOLDER, text=True))
    return found
