#!/usr/bin/env bash
# Gives readers hostile input, found by libFuzzer: scripts/fuzz.sh SECONDS [TARGET...], each target for that long.
#
# What it learnt is kept in .fuzz/corpus, so that the next run goes on from there; an input that breaks a reader is kept in
# .fuzz/findings, and its path printed. SEED=n repeats another run than the first.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:?usage: scripts/fuzz.sh SECONDS [TARGET...]}
shift
targets=("$@")
if [[ $# == 0 ]]; then
    for corpus in Fuzzing/Corpus/*/; do targets+=("$(basename "$corpus")"); done
fi

# Coverage is in the code of the readers too, so that the flags belong to the whole build. Only lld lets our `main` come
# before libFuzzer's.
build=(--package-path Fuzzing -c release -Xswiftc -sanitize=fuzzer -Xswiftc -use-ld=lld)
swift build "${build[@]}" --product fuzz
fuzz=$(swift build "${build[@]}" --show-bin-path)/fuzz

# Makes a finding as small as ten seconds allow, and shows it.
minimise() {
    [[ -n $2 ]] || return 0
    SWIFT_BACKTRACE=enable=no "$fuzz" "$1" -minimize_crash=1 -max_total_time=10 -timeout=10 -rss_limit_mb=2048 \
        -exact_artifact_path="$2.small" "$2" >"$2.log" 2>&1 || true
    if [[ ! -s $2.small ]]; then cp "$2" "$2.small"; fi
    echo "the input, made smaller: $2.small"
    head -c 400 "$2.small"
    echo
}

mkdir -p .fuzz/findings
failed=0
for target in "${targets[@]}"; do
    learnt=.fuzz/corpus/$target
    mkdir -p "$learnt"
    log=.fuzz/$target.log
    # The runtime's own report of a crash would come before libFuzzer can keep the input.
    if SWIFT_BACKTRACE=enable=no "$fuzz" "$target" \
        -seed="${SEED:-1}" -max_total_time="$seconds" -max_len=8192 -timeout=10 -rss_limit_mb=2048 \
        -dict="Fuzzing/Dictionaries/$target.dict" -artifact_prefix=".fuzz/findings/$target-" \
        "$learnt" "Fuzzing/Corpus/$target" >"$log" 2>&1; then
        printf '%-12s %s\n' "$target" "$(grep -E '^Done ' "$log")"
    else
        failed=1
        echo "$target: an input broke it (seed ${SEED:-1}); the whole report is in $log"
        grep -E 'Broken promise|Fatal error|ERROR: libFuzzer' "$log" || tail -n 20 "$log"
        minimise "$target" "$(sed -n 's/.*Test unit written to //p' "$log" | head -n 1)"
    fi
done
exit "$failed"
