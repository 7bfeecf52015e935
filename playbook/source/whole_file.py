"""Files of a handbook that a command writes: whole, or as they were before."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from playbook.errors import Problem, Problems, expected


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


def apart(out: Path, read: Path | str) -> None:
    """See to it that a file which is written does not take the place of the one that is read. Raises Problems.

    What is read may be a stream of some name, or of none.
    """
    if read and out.exists() and Path(read).exists() and out.samefile(read):
        raise Problems([Problem(str(out), 0, 0, expected("another file than the cases are in", "the same"))])


@contextmanager
def begun(path: Path) -> Iterator[Path]:
    """Give a file to write, which takes the place of `path` at the end; where that fails, `path` is as it was.

    Raises Problems, for a pipe, a device or a folder too, whose place no file can take.
    """
    real = path.resolve()
    if real.exists() and not real.is_file():
        raise Problems([Problem(str(path), 0, 0, expected("a file to write", "a pipe, a device or a folder"))])
    made = real.with_name(f"{real.stem}.new{real.suffix}")
    try:
        yield made
        if real.exists():
            shutil.copymode(real, made)
        made.replace(real)
    except OSError as error:
        raise _unwritten(path, error) from None
    finally:
        with suppress(OSError):  # of a disk that only is read: why nothing was written has been said
            made.unlink(missing_ok=True)


def _unwritten(path: Path, error: OSError) -> Problems:
    message = f"cannot be written: {error.strerror or error}; if another program has it open, close it there"
    return Problems([Problem(str(path), 1, 1, message)])
