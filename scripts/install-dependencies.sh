#!/usr/bin/env bash
# Installs what the build needs and the machine lacks: four C libraries, by their Debian packages.
# With "test", also what the tests need.
set -euo pipefail

packages=(libcurl4-openssl-dev libssl-dev libsqlite3-dev zlib1g-dev pkg-config)
if [[ "${1:-}" == test ]]; then packages+=(python3 python3-venv sqlite3); fi

missing=()
for package in "${packages[@]}"; do
    # pkg-config is a name that several packages provide, so ask for the command.
    if [[ $package == pkg-config ]] && command -v pkg-config >/dev/null; then continue; fi
    status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
    [[ $status == installed ]] || missing+=("$package")
done
install_packages() {
    if ! command -v apt-get >/dev/null; then
        echo "Please install: ${missing[*]} (or your system's packages of libcurl, OpenSSL, SQLite and zlib with headers)." >&2
        exit 1
    fi
    local sudo=()
    if [[ $(id -u) -ne 0 ]]; then sudo=(sudo); fi
    echo "Installing ${missing[*]} …" >&2
    "${sudo[@]}" apt-get update -qq
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
}

# The clients that drive "states serve" in its tests, and moto for the services that its tasks call. Where they cannot be had, those tests say so and are skipped.
install_clients() {
    local clients
    clients="$(dirname "$0")/../.build/clients"
    if python3 -c 'import boto3, moto.server, flask' 2>/dev/null && command -v aws >/dev/null; then return; fi
    if [[ -x $clients/bin/aws ]]; then return; fi
    echo "Installing boto3, awscli and moto from PyPI …" >&2
    if ! { python3 -m venv "$clients" && "$clients/bin/pip" install --quiet boto3 awscli "moto[server]"; }; then
        echo "They could not be installed; the tests that need them will be skipped." >&2
        rm -rf "$clients"
    fi
}

if [[ ${#missing[@]} -gt 0 ]]; then install_packages; fi
if [[ "${1:-}" == test ]]; then install_clients; fi
