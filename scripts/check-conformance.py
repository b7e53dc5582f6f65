#!/usr/bin/env python3
"""Scores candidate results with the comparer of the conformance data, and fails when a score fell.

usage: check-conformance.py CASES RESULTS SCORES.json

SCORES.json holds the lowest number of equal cases by kind and level: {"executions": {"outcome": 544}}. Raise a number when
the score has risen for good.
"""
import json
import re
import subprocess
import sys

cases, results, scores_path = sys.argv[1:4]
with open(scores_path) as file:
    scores = json.load(file)

fell = []
for kind, levels in scores.items():
    # The cases of JSONata are lines of one file, all others files of a folder.
    lines = f"{kind}/{kind}.jsonl"
    compared = (["--jsonata", f"{cases}/{lines}", f"{results}/{lines}"] if kind == "jsonata" else
                ["--dir", f"{cases}/{kind}", "--results", f"{results}/{kind}"])
    run = subprocess.run([sys.executable, f"{cases}/compare.py", "-q"] + compared, capture_output=True, text=True)
    totals = dict()
    for level, equal, count in re.findall(r"^TOTAL\s+(\w+)\s+(\d+)\s*/\s*(\d+)", run.stdout, re.MULTILINE):
        totals[level] = (int(equal), int(count))
    if not totals:
        sys.exit(f"The comparer gave no totals for {kind}:\n{run.stdout}{run.stderr}")
    for level, (equal, count) in totals.items():
        lowest = levels.get(level, 0)
        print(f"{kind:12} {level:10} {equal:4} of {count} (not below {lowest})")
        if equal < lowest:
            fell.append(f"{kind} {level}: {equal} instead of {lowest}")

if fell:
    sys.exit("Conformance fell: " + "; ".join(fell))
