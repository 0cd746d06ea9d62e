"""Copy what the browser needs from `node_modules` into `static/vendor`: `python -m goodword.ui.assets`.

An allow-list, not a folder: Tabler's stylesheet without its source-map comment (the manifest storage would look for
the map), htmx, and the icons named in `icons.py`. Run after `npm ci`; running it twice changes nothing.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

from goodword.ui import icons

ROOT: Final = Path(__file__).parents[2]
_MAP_COMMENT = re.compile(r"\n?/[/*][#@] ?sourceMappingURL=[^\n]*")

FILES: Final = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "sortablejs/Sortable.min.js": "sortable.min.js",
    "altcha/dist/workers/pbkdf2.js": "proof.js",
}


def copy(modules: Path, vendor: Path) -> int:
    """Copy the allow-listed files into `vendor` and return how many were written anew."""
    wanted = {vendor / name: modules / source for source, name in FILES.items()}
    outline = modules / "@tabler" / "icons" / "icons" / "outline"
    wanted |= {
        vendor / "icons" / f"{name}.svg": outline / f"{name}.svg"
        for name in icons.NAMES
    }
    written = 0
    for target, source in wanted.items():
        text = _MAP_COMMENT.sub("", source.read_text(encoding="utf-8"))
        if target.exists() and target.read_text(encoding="utf-8") == text:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        written += 1
    return written


def main() -> int:
    """Copy the assets of this checkout; exit status 2 with one sentence when npm has not run."""
    modules = ROOT / "node_modules"
    try:
        written = copy(modules, icons.VENDOR)
    except FileNotFoundError as missing:
        sys.stderr.write(
            f"{missing.filename} is missing: run `npm ci --ignore-scripts` first.\n"
        )
        return 2
    sys.stdout.write(f"{written} files copied into {icons.VENDOR.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
