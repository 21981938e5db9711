"""`python -m vaertskab`."""

import sys

from vaertskab.cli import main

sys.exit(main())
