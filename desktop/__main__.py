"""`python -m desktop` is the command `switchboard`."""

import sys

from desktop.cli import main

sys.exit(main())
