#!/usr/bin/env bash
# The job that gated-retrain takes the place of, from checkout to pushed model. Arguments: repository, bucket, prefix, threshold, branch.
set -euo pipefail
git clone --quiet --depth 1 "file://$1" checkout
cd checkout
python3 -m venv ../environment
../environment/bin/pip install --quiet --disable-pip-version-check boto3 pandas scikit-learn
../environment/bin/python replaced.py "$2" "$3" "$4" model
git add model
git -c user.name=ci -c user.email=ci@example.com commit --quiet --message "New model"
git push --quiet origin "HEAD:refs/heads/$5"
