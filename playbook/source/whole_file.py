"""A file of a handbook that a command writes: whole, or as it was before."""

from contextlib import suppress
from pathlib import Path

from playbook.errors import Problem, Problems


def write(path: Path, text: str) -> None:
    """Put `text` into the file at `path`. Raises Problems; the file is then as it was."""
    begun = path.with_name(f"{path.name}.new")  # one name: the next attempt writes over what a killed one left
    try:
        path.parent.mkdir(exist_ok=True)
        begun.write_text(text, encoding="utf-8", newline="\n")
        begun.replace(path)
    except OSError as error:
        with suppress(OSError):
            begun.unlink(missing_ok=True)
        message = f"cannot be written: {error.strerror}; if another program has it open, close it there"
        raise Problems([Problem(str(path), 1, 1, message)]) from None
