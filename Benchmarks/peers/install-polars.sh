#!/usr/bin/env bash
# Makes the virtual environment of the Polars peer, unless it is there.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ -x .venv/bin/python ]] && .venv/bin/python -c "import polars" 2>/dev/null; then exit 0; fi
echo "Installing Polars into Benchmarks/.venv …"
python3 -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check polars
