#!/usr/bin/env bash
# Starts the program from its own environment, with inputs in INPUT_* variables. `-I` keeps the caller's directory,
# which may hold folders named action and service, and every PYTHON* variable out of what is imported.
set -euo pipefail

env="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/.venv"
if [ ! -f "$env/.key" ]; then
  # Nothing was installed, and the step before this one has said why.
  case "${INPUT_FAIL_ON:-}" in [Nn][Ee][Vv][Ee][Rr]) exit 0 ;; esac
fi
scripts="$env/bin"
if [ -d "$env/Scripts" ]; then scripts="$env/Scripts"; fi
exec "$scripts/python" -I "$scripts/still-engineering-report"
