"""A handbook with a file that is not as it was is sound, or says what is wrong, where, in words for its writer."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from unicodedata import category

import pytest

from playbook.cache import process
from playbook.errors import LONGEST, Problem, Problems
from playbook.load.handbook import load
from playbook.model.handbook import Handbook
from playbook.model.written import ENDING
from playbook.pages import rendering
from playbook.rules import report
from playbook.source.document import read
from tests.fuzz.mutations import STRUCTURES, Files, Mutation
from tests.pages.test_markdown import PAGE, written
from tests.support import handbooks
from tests.support.fuzzing import parts, tried

FOREIGN = re.compile(
    r"Traceback|pydantic|ValidationError|NoneType|Unbound|<class|object at 0x|\w+Error\b|Input should|_error\b|type=|"
    r"\byaml\.|literal_|\b(?:dict|tuple|str|int|None|True|False|self|node|scalar|mapping values|token|stream)\b|"
    r"__\w+__"
)
"""Words of those who write programs, or of the libraries underneath."""
CORPUS = read(Path(__file__).parent / "corpus.yml").data
CHECKED = 25
"""Of so many sound handbooks one has its rules checked and its pages written, too."""
NEVER = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Kinds of signs that no message has: those that steer a terminal, turn texts round or are not seen."""


class Fuzzed:
    """A handbook of which one file at a time is another."""

    def __init__(self, root: Path, content: str, settings: str) -> None:
        self.root, self.content, self.settings = root, root / content, root / settings
        folders = (self.content, self.settings)
        paths = [path for folder in folders for ending in ("yml", "md") for path in sorted(folder.rglob(f"*.{ending}"))]
        self.files = Files({str(path.relative_to(root)): path.read_text(encoding="utf-8") for path in paths})
        self.sound = self.faulty = 0

    def load(self) -> Handbook:
        return load(self.content, self.settings, self.root)

    def check(self, mutation: Mutation) -> None:
        """Hold what comes of a change to what is promised of every file."""
        with self.changed(mutation):
            try:
                handbook = self.load()
            except Problems as error:
                self.faulty += 1
                self._told(error.problems, mutation)
                return
            self.sound += 1
            if self.sound % CHECKED == 0:
                audited = report.audits(handbook)
                found = report.problems(handbook, audited)
                for problem in found:
                    assert_told(problem, self.texts(mutation))
                if not found:
                    assert all(page.text for page in rendering.pages(handbook, audited=audited))

    @contextmanager
    def changed(self, mutation: Mutation) -> Iterator[None]:
        """Have a file as it is changed for a while."""
        file = self.root / mutation.file
        file.write_bytes(mutation.text.encode("utf-8", "surrogatepass"))
        try:
            yield
        finally:
            file.write_bytes(self.files.texts[mutation.file].encode())

    def told(self, count: int) -> str:
        return f"{count} mutations, faults 0 (of all here {self.sound} sound, {self.faulty} told)"

    def texts(self, mutation: Mutation) -> dict[str, str]:
        return self.files.texts | {mutation.file: mutation.text}

    def _told(self, problems: tuple[Problem, ...], mutation: Mutation) -> None:
        assert problems
        texts = self.texts(mutation)
        for problem in problems:
            assert_told(problem, texts)
        if mutation.line is None or mutation.file.endswith(ENDING):  # that is sealed, and told of where the seal stands
            return
        place = (mutation.file, mutation.line)
        told = [str(problem) for problem in problems]
        if mutation.value in STRUCTURES:
            assert place in {(problem.path, problem.line) for problem in problems}, (place, told)
        else:
            got = re.compile(rf"got '?{re.escape(mutation.value)}\b")
            saying = {(problem.path, problem.line) for problem in problems if got.search(problem.message)}
            assert saying <= {place}, (place, told)


def assert_told(problem: Problem, texts: Mapping[str, str]) -> None:
    """Hold a problem to what every message is: a line of at most so many letters, at a place that there is."""
    line = str(problem)
    assert not [sign for sign in line if category(sign) in NEVER], ascii(line)
    _, _, message = line.partition(": ")
    assert 0 < len(message) <= LONGEST, line
    foreign = FOREIGN.search(re.sub(r"'[^']*'|\([^)]*\)", "", message))
    assert not foreign or any(foreign[0] in text for text in texts.values()), line
    text = texts.get(problem.path)
    if text is None:
        return  # a folder, or a file that is not there
    rows = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert 1 <= problem.line <= len(rows), (line, len(rows))
    assert 1 <= problem.column <= len(rows[problem.line - 1]) + 1, (line, ascii(rows[problem.line - 1]))


@pytest.fixture(scope="module", autouse=True)
def warm() -> Iterator[None]:
    """Remember what is read, as `serve` does: all files but one are as they were."""
    kept, begun = dict(process._kept), process._begun
    process.begin()
    yield
    process._kept.clear()
    process._kept.update(kept)
    process._begun = begun


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Fuzzed:
    return Fuzzed(written(tmp_path_factory.mktemp("bakery"), PAGE), "content", "settings")


@pytest.fixture(scope="module")
def default(tmp_path_factory: pytest.TempPathFactory) -> Fuzzed:
    return Fuzzed(handbooks.copied(tmp_path_factory.mktemp("default")), handbooks.CONTENT, handbooks.SETTINGS)


@pytest.mark.parametrize("change", CORPUS, ids=lambda change: f"{change['file']}: {change['new']}")
def test_what_went_wrong_once(change: dict[str, str], bakery: Fuzzed) -> None:
    text = bakery.files.texts[change["file"]]
    assert text.count(change["old"]) > 0
    mutation = Mutation(change["file"], text.replace(change["old"], change["new"], 1))
    bakery.check(mutation)
    with bakery.changed(mutation):
        if "told" not in change:
            bakery.load()
            return
        with pytest.raises(Problems) as raised:
            bakery.load()
    assert str(raised.value).startswith(change["told"])
    assert len(raised.value.problems) == 1


@pytest.mark.fuzz
@pytest.mark.parametrize("part", parts(90_000))
def test_one_thing_in_the_bakerys_files_is_another(part: int, bakery: Fuzzed, figures: Callable[[str], None]) -> None:
    count = tried(bakery.check, bakery.files.mutations(), part, usual=250)
    figures(
        f"YAML, bakery, part {part}: {count} mutations; sound {bakery.sound}, told {bakery.faulty} so far; faults 0"
    )


@pytest.mark.fuzz
@pytest.mark.parametrize("part", parts(10_000))
def test_one_thing_in_the_default_handbook_is_another(
    part: int, default: Fuzzed, figures: Callable[[str], None]
) -> None:
    count = tried(default.check, default.files.mutations(), part, usual=40)
    figures(
        f"YAML, default, part {part}: {count} mutations; sound {default.sound}, told {default.faulty} so far; faults 0"
    )
