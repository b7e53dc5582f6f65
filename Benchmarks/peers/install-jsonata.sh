#!/usr/bin/env bash
# Takes the reference implementation of JSONata out of the PyPI package "jsonata", which carries it for a JavaScript engine
# of its own, so that Node can run it: .venv-jsonata/jsonata.js. It is version 1.8, whose evaluator does without promises.
set -euo pipefail
cd "$(dirname "$0")/.."

command -v node >/dev/null || { echo "Node is not installed." >&2; exit 1; }
if [[ -s .venv-jsonata/jsonata.js ]]; then exit 0; fi
echo "Installing JSONata's reference implementation into Benchmarks/.venv-jsonata …" >&2
python3 -m venv .venv-jsonata
.venv-jsonata/bin/python -m pip install --quiet --disable-pip-version-check "jsonata==0.2.5"
.venv-jsonata/bin/python - <<'PYTHON'
import importlib.util
from pathlib import Path

library = Path(importlib.util.find_spec("_jsonata").origin).read_bytes()
start = library.index(b"var runtime=function")
Path(".venv-jsonata/jsonata.js").write_bytes(library[start:library.index(b"\0", start)])
PYTHON
