"""`python -m goodword` is the `goodword` command."""

import sys

from goodword.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
