"""`python -m soak`."""

import sys

from soak.cli import main

sys.exit(main(sys.argv[1:]))
