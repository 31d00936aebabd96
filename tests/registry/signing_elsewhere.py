"""The member's own machine: a process that holds the member's key and knows no registry.

    python -m tests.registry.signing_elsewhere KEYFILE     an act's text on its standard input, the submission on its output
"""

import sys
from pathlib import Path

from comity.record.keys import read_key_file
from comity.registry.signers import sign

if __name__ == "__main__":
    sys.stdout.buffer.write(sign(sys.stdin.buffer.read(), read_key_file(Path(sys.argv[1]))))
