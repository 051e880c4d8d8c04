#!/usr/bin/env bash
# Writes constraints.txt anew from the ranges in pyproject.toml: versions and hashes
# for every platform and both Pythons, no index address. Versions that stand there
# stay unless `--upgrade` (or `--upgrade-package NAME`) is given.
#
#   scripts/update_pins.sh [UV OPTIONS]      (uses the package index pip is set up for)
set -euo pipefail
cd "$(dirname "$0")/.."
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
"${PYTHON:-python3}" -m venv "$tools/venv"
"$tools/venv/bin/pip" install --quiet uv

# The build backend belongs to the pins: the project is installed without isolation.
"${PYTHON:-python3}" -c 'import tomllib
with open("pyproject.toml", "rb") as file:
    print(*tomllib.load(file)["build-system"]["requires"], sep="\n")' >"$tools/build.in"

"$tools/venv/bin/uv" pip compile --quiet --universal --python-version 3.11 \
    --all-extras --generate-hashes --no-annotate --no-header --no-emit-index-url \
    --no-emit-find-links --output-file constraints.txt "$@" \
    pyproject.toml "$tools/build.in"

if grep -nE '://|^--' constraints.txt; then
    echo "constraints.txt names an address: not fit to be committed" >&2
    exit 1
fi
