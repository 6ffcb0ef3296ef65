#!/usr/bin/env bash
# Starts the program from its own environment, with inputs in INPUT_* variables. `-I` keeps the caller's directory,
# which may hold folders named action and service, and every PYTHON* variable out of what is imported.
set -euo pipefail

env="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/.venv"
scripts="$env/bin"
if [ -d "$env/Scripts" ]; then scripts="$env/Scripts"; fi
exec "$scripts/python" -I "$scripts/still-engineering-report"
