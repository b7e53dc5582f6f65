#!/usr/bin/env bash
# Builds what a user runs: the workouts and states commands and the four stages, optimised, with the Swift runtime inside.
set -euo pipefail
cd "$(dirname "$0")/.."

for product in "${@:-workouts}"; do
    # The linker's remark about a function that Foundation uses is not ours to act on.
    swift build -c release --static-swift-stdlib --product "$product" 2>&1 | sed '/mktemp/d'
done
