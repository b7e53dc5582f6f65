#!/usr/bin/env bash
# Installs what the build needs and the machine lacks: three C libraries, by their Debian packages.
# With "test", also what the tests need.
set -euo pipefail

packages=(libcurl4-openssl-dev libssl-dev libsqlite3-dev pkg-config)
if [[ "${1:-}" == test ]]; then packages+=(python3 sqlite3); fi

missing=()
for package in "${packages[@]}"; do
    # pkg-config is a name that several packages provide, so ask for the command.
    if [[ $package == pkg-config ]] && command -v pkg-config >/dev/null; then continue; fi
    status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
    [[ $status == installed ]] || missing+=("$package")
done
[[ ${#missing[@]} -eq 0 ]] && exit 0

if ! command -v apt-get >/dev/null; then
    echo "Please install: ${missing[*]} (or your system's packages of libcurl, OpenSSL and SQLite with headers)." >&2
    exit 1
fi
sudo=()
if [[ $(id -u) -ne 0 ]]; then sudo=(sudo); fi
echo "Installing ${missing[*]} …" >&2
"${sudo[@]}" apt-get update -qq
"${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
