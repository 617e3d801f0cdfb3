"""`python -m workbook.library [FOLDER]`: the check of a folder, as a command; it stands above every room."""

import sys

from workbook.editing.check import run

sys.exit(run(" ".join(sys.argv[1:])))
