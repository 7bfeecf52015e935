"""A static-site playbook generator: YAML content in, a handbook with calculators out."""

import sys
from pathlib import Path

# The calculators are imported by a name of their own, as in the browser. They come inside this package, and beside it
# in a checkout; a folder `calculators` where Python was started, which it would look into first, is a handbook's.
_inside = Path(__file__).with_name("_shipped")
sys.path.insert(0, str(_inside if _inside.is_dir() else _inside.parents[1]))
