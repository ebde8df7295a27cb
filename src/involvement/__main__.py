"""`python -m involvement` is the command `involvement`."""

import sys

from involvement.cli import main

if __name__ == "__main__":
    sys.exit(main())
