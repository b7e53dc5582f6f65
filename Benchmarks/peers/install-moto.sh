#!/usr/bin/env bash
# Makes the virtual environment of the moto peer, unless it is there.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ -x .venv-moto/bin/python ]] && .venv-moto/bin/python -c "import moto.stepfunctions.parser" 2>/dev/null; then exit 0; fi
echo "Installing moto into Benchmarks/.venv-moto …" >&2
python3 -m venv .venv-moto
.venv-moto/bin/python -m pip install --quiet --disable-pip-version-check "moto[stepfunctions]"
