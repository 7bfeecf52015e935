"""Files of a handbook that a command writes: whole, or as they were before."""

import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from playbook.errors import Problem, Problems


def write(path: Path, text: str) -> None:
    """Put `text` into the file at `path`. Raises Problems; the file is then as it was."""
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise _unwritten(path, error) from None
    write_all({path: text.encode()})


def write_all(files: Mapping[Path, bytes]) -> None:
    """Put these bytes into files. Raises Problems; all files are then as they were."""
    # One name for what is begun: the next attempt writes over what a killed one left.
    real = {path.resolve(): raw for path, raw in files.items()}
    begun = {path: path.with_name(f"{path.name}.new") for path in real}
    before = {path: path.read_bytes() for path in real if path.exists()} if len(real) > 1 else {}
    replaced: list[Path] = []
    path = next(iter(real), Path())
    try:
        for path, raw in real.items():
            begun[path].write_bytes(raw)
            if path.exists():
                shutil.copymode(path, begun[path])
        for path in real:
            begun[path].replace(path)
            replaced.append(path)
    except OSError as error:
        for other in replaced:
            with suppress(OSError):
                other.write_bytes(before[other])
        for other in begun.values():
            with suppress(OSError):
                other.unlink(missing_ok=True)
        raise _unwritten(path, error) from None


def _unwritten(path: Path, error: OSError) -> Problems:
    message = f"cannot be written: {error.strerror}; if another program has it open, close it there"
    return Problems([Problem(str(path), 1, 1, message)])
