"""How much is tried: as much as a minute takes in `make test`, and more in `make fuzz`."""

import os

FUZZING = "FUZZ" in os.environ


def amount(usual: int, fuzzing: int) -> int:
    return fuzzing if FUZZING else usual
