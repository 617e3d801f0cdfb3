#!/bin/sh
# Finds a Python that is new enough, and starts start.py with it.
here=$(dirname "$0")
for python in python3.13 python3.12 python3.11 python3.14 python3; do
  if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' 2>/dev/null; then
    exec "$python" "$here/start.py" "$@"
  fi
done
echo "Python 3.11.5 or later is needed and was not found." >&2
exit 1
