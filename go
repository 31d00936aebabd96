#!/bin/sh
# Comity's one script: every verb makes the environment it needs and says what it does. Needs Python 3.11 or newer.
set -eu
unset CDPATH
root=$(cd "$(dirname "$0")" && pwd -P)
bin=$root/.venv/bin

usage() {
    cat <<'END'
./go demo [--port N] [--folder F] [--host H]   open the register of the CSTO in a browser (folder: var/demo)
./go test [all] [PYTEST…]                      check, then the tests in under ten minutes; `all` runs the long ones too
./go check                                     style, types, floors, catalogues, charters
./go bench [ARGUMENTS…]                        measure, and compare with the machine's own speed
./go comity …                                  the command `comity`; ./go comity --help says what it can do
./go lock                                      choose the packages anew and write their hashes to requirements/
./go clean                                     remove the environment and the caches, never an organisation's folder
./go help                                      this list
END
}

stop() {
    echo "./go: $1" >&2
    exit "${2:-1}"
}

# What an environment was made from: it is made again when any of this changes, or when the checkout was moved.
made_from() {
    echo "$root"
    cat "$root/requirements/installer.lock" "$root/requirements/$1.lock" "$root/pyproject.toml"
}

# It must also run: a system that has a newer Python overnight leaves an environment that finds nothing.
fresh() {
    made_from "$1" | cmp -s - "$root/.venv/$1.stamp" && "$bin/python" -c "import comity" >/dev/null 2>&1
}

say() {
    echo "$1" >&2
}

# The first Python that is new enough.
find_python() {
    old=
    for name in ${COMITY_PYTHON:+"$COMITY_PYTHON"} python3 python3.14 python3.13 python3.12 python3.11 python; do
        command -v "$name" >/dev/null 2>&1 || continue
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
        old=${old:-"; found only $("$name" --version 2>&1 | head -n 1)"}
    done
    stop "Comity needs Python 3.11 or newer$old. Install it (Debian and Ubuntu: apt install python3 python3-venv), or name it in COMITY_PYTHON."
}

# environment run|dev: the packages of that lock in .venv. What is there for development is enough to run.
environment() {
    if fresh dev || fresh "$1"; then return; fi
    found=$(find_python)
    made_from "$1" | "$found" "$root/requirements/environment.py" "$1"
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# A browser for the tests: the machine's own. Only a CI machine gets one installed.
browser() {
    for name in ${COMITY_CHROMIUM:+"$COMITY_CHROMIUM"} chromium chromium-browser google-chrome; do
        if COMITY_CHROMIUM=$(command -v "$name"); then
            export COMITY_CHROMIUM
            return
        fi
    done
    if [ "${CI:-}" = true ] && [ "${1:-}" != again ] && command -v apt-get >/dev/null; then
        say "Installing Chromium for the browser tests"
        as_root apt-get update -qq
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
        browser again
        return
    fi
    stop "the browser tests need Chromium. Install it (Debian: apt install chromium), or name it in COMITY_CHROMIUM."
}

# What can be said without running Comity: style, types, and that every import goes down a floor.
look() {
    cd "$root"
    say "Style (ruff)"
    "$bin/ruff" check --quiet
    say "Types (mypy --strict)"
    "$bin/mypy" --no-error-summary
    say "Floors (import-linter)"
    floors=$("$bin/lint-imports" 2>&1) || {
        echo "$floors"
        exit 1
    }
}

verb=${1:-help}
[ $# = 0 ] || shift
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1

case $verb in
demo)
    environment run
    exec "$bin/comity" demo --folder "$root/var/demo" "$@"
    ;;
comity)
    environment run
    exec "$bin/comity" "$@"
    ;;
check)
    environment dev
    look
    say "Catalogues, charters and the rules of this house (pytest)"
    exec "$bin/pytest" -m "not long" tests/house tests/phrases/test_catalogues.py tests/text/test_all_words.py
    ;;
test)
    part="not long"
    if [ "${1:-}" = all ]; then
        part=
        export HYPOTHESIS_PROFILE="${HYPOTHESIS_PROFILE:-all}"
        shift
    fi
    environment dev
    browser
    look
    say "Tests (pytest)"
    exec "$bin/pytest" -n "${COMITY_WORKERS:-2}" ${part:+-m "$part"} "$@"
    ;;
bench)
    environment dev
    cd "$root"
    exec "$bin/python" -m benchmarks "$@"
    ;;
lock)
    environment dev
    exec "$bin/python" "$root/requirements/environment.py" lock
    ;;
clean)
    exec "$(find_python)" "$root/requirements/environment.py" clean
    ;;
help | -h | --help)
    usage
    ;;
*)
    stop "there is no verb '$verb'; ./go help lists them." 2
    ;;
esac
