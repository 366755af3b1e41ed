#!/bin/sh
# Installs what a target of the Makefile needs, or names exactly what is missing.
# usage: scripts/deps.sh build|browser|python|bench
set -eu

want=${1:-build}
packages="" missing=""

need_library() { # pkg-config name, Debian package
    if command -v pkg-config >/dev/null 2>&1 && pkg-config --exists "$1"; then return; fi
    packages="$packages $2"
}
need_command() { # command, Debian package
    command -v "$1" >/dev/null 2>&1 || packages="$packages $2"
}

if ! command -v swift >/dev/null 2>&1; then
    missing="the Swift 6.2 (or newer) toolchain: install it from swift.org and put its usr/bin on PATH"
fi
need_command pkg-config pkg-config
need_library libcurl libcurl4-openssl-dev
need_library libmicrohttpd libmicrohttpd-dev
need_library libcrypto libssl-dev
need_library sqlite3 libsqlite3-dev
need_library yaml-0.1 libyaml-dev
need_library zlib zlib1g-dev
need_library simdjson libsimdjson-dev
if [ "$want" = browser ]; then packages=""; fi
if [ "$want" = browser ] || [ "$want" = bench ]; then
    for browser in chromium chromium-browser google-chrome google-chrome-stable none; do
        if command -v "$browser" >/dev/null 2>&1; then break; fi
    done
    [ "$browser" != none ] || packages="$packages chromium"
    need_command chromedriver chromium-driver
fi
if [ "$want" = python ]; then packages=""; fi
if [ "$want" = bench ]; then need_command wrk wrk; fi
if [ "$want" = python ] || [ "$want" = bench ]; then
    need_command python3 python3
    python3 -c 'import ensurepip' 2>/dev/null || packages="$packages python3-venv"
fi

if [ -n "$packages" ]; then
    if ! command -v apt-get >/dev/null 2>&1; then
        missing="$missing
these packages (Debian's names), there is no apt-get here to install them:$packages"
    elif [ "$(id -u)" = 0 ]; then
        echo "Installing:$packages" >&2
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $packages; } >&2
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        echo "Installing with sudo:$packages" >&2
        { sudo apt-get update -qq && sudo DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $packages; } >&2
    else
        missing="$missing
these Debian packages, and neither root nor sudo is available to install them. Ask an administrator to run:
    apt-get install -y$packages"
    fi
fi

if [ -n "$missing" ]; then
    echo "Missing: $missing" >&2
    exit 1
fi
