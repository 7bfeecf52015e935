"""What lets a reader put the handbook among the apps of a device: the web manifest and its icons."""

import json
import re
from pathlib import Path

from playbook.model.handbook import Handbook

MANIFEST = "manifest.webmanifest"
TOUCH_ICON = "icons/apple-touch.png"
ICON = re.compile(r"(?P<purpose>any|maskable)-(?P<size>[1-9][0-9]*)\.png")
WHITE = "#ffffff"


def manifest(handbook: Handbook, settings: Path) -> str:
    """Return the web manifest: names and colours of the brand, and the icons in the settings' folder `static/icons`.

    An icon's name tells its purpose and its size in pixels: `any-192.png`, `maskable-512.png`. Addresses are relative
    to the manifest, so that the site may stand anywhere.
    """
    brand = handbook.brand
    found = sorted(path.name for path in (settings / "static/icons").glob("*.png"))
    icons = [
        {
            "src": f"icons/{name}",
            "sizes": f"{match['size']}x{match['size']}",
            "type": "image/png",
            "purpose": match["purpose"],
        }
        for name in found
        if (match := ICON.fullmatch(name))
    ]
    about = {
        "name": brand.site_name,
        "short_name": brand.site_name,
        "description": brand.description,
        "lang": brand.language,
        "id": "./",
        "start_url": "index.html",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": WHITE,
        "theme_color": brand.primary_colour,
        "icons": icons,
    }
    return json.dumps(about, ensure_ascii=False, indent=1) + "\n"
