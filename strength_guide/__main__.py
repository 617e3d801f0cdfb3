"""`python -m strength_guide`: the command `strength-guide`."""

import sys

from strength_guide.command import main

sys.exit(main())
