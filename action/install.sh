#!/usr/bin/env bash
# Builds the Action's own environment beside its own code, from the hashed lock, with the Python that the runner has.
# Nothing of the caller's settings for Python, pip or uv gets in, and nothing is built from source: a source package
# would bring build tools that no hash covers. Prints the path of the program.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
lock="$root/action/requirements.lock"
env="$root/action/.venv"

# With `fail-on: never` the step ends well, and start.sh sees from the missing key that there is nothing to start.
fail() {
  rm -f "$env/.key" || true
  case "${INPUT_FAIL_ON:-}" in
    [Nn][Ee][Vv][Ee][Rr])
      echo "::warning title=$1::$2"
      exit 0
      ;;
  esac
  echo "::error title=$1::$2"
  exit 3
}
trap 'fail "Not installed" "The environment of this action could not be built; what went wrong is above."' ERR

for name in $(compgen -e); do
  case "$name" in
    UV_* | PIP_* | PYTHON*) unset "$name" ;;
  esac
done

# The name of the first Python that is new enough; a runner may have several.
python=""
for candidate in python3 python3.14 python3.13 python3.12 python3.11 python; do
  if command -v "$candidate" >/dev/null && "$candidate" -I -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python="$candidate"
    break
  fi
done
[ -n "$python" ] || fail "Python is missing" \
  "This action needs Python 3.11 or newer on the runner. Add a step with actions/setup-python before it."

# The interpreter and the lock decide what is in the environment; any other one is built anew.
key="$("$python" -I - "$lock" "$root" <<'PY'
import hashlib, sys
told = "\n".join((sys.version, sys.base_prefix, sys.argv[2]))
with open(sys.argv[1], "rb") as lock:
    print(hashlib.sha256(told.encode() + lock.read()).hexdigest())
PY
)"
program() {
  if [ -d "$env/Scripts" ]; then echo "$env/Scripts"; else echo "$env/bin"; fi
}

if [ "$(cat "$env/.key" 2>/dev/null)" != "$key" ]; then
  echo "::group::Installing the locked dependencies"
  rm -rf "$env"
  "$python" -I -m venv --without-pip "$env" || fail "Python cannot make environments" \
    "'$python -m venv' failed. On Debian and Ubuntu the package python3-venv is missing."
  install=(install --quiet --disable-pip-version-check --no-input --no-compile --only-binary :all: --require-hashes -r "$lock")
  # The runner's pip is used if it can install elsewhere (22.3 or newer), because making another one takes seconds.
  if "$python" -I -m pip --python "$(program)/python" --version >/dev/null 2>&1; then
    pip=("$python" -I -m pip --python "$(program)/python")
  else
    "$(program)/python" -I -m ensurepip >/dev/null || fail "pip is missing" \
      "The runner's Python has neither pip nor ensurepip. Add a step with actions/setup-python before this action."
    pip=("$(program)/python" -I -m pip)
  fi
  "${pip[@]}" "${install[@]}" || fail "Dependencies not installed" \
    "pip could not install the locked dependencies; its words are above. Check that the runner reaches a package index."
  # Our own code is not copied: what was checked out at the pinned commit is what runs.
  "$(program)/python" -I - "$root" "$(program)" <<'PY'
import pathlib, sys, sysconfig
root, scripts = sys.argv[1:]
pathlib.Path(sysconfig.get_path("purelib"), "still_engineering.pth").write_text(root + "\n", encoding="utf-8")
program = pathlib.Path(scripts, "still-engineering-report")
program.write_text("import sys\nfrom action.__main__ import main\n\nsys.exit(main())\n", encoding="utf-8")
PY
  echo "$key" >"$env/.key"
  echo "::endgroup::"
fi
