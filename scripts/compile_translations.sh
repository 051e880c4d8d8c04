#!/usr/bin/env bash
# Compiles the English of every feature into the one file that the program loads.
set -euo pipefail
cd "$(dirname "$0")/.."
lrelease=.venv/bin/pyside6-lrelease
"$lrelease" -silent resources/translations/en/*.ts \
    -qm resources/translations/switchboard_en.qm
