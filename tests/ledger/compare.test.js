import assert from "node:assert/strict";
import { test } from "node:test";
import { compared } from "../../templates/theme/assets/playbook/ledger/compare.js";
import { isDoubtful } from "../../templates/theme/assets/playbook/ledger/doubt.js";
import { theirYears, withYears, yearless } from "../../templates/theme/assets/playbook/ledger/years.js";

const IDS = ["date", "part", "level", "city", "cost"];
const read = (date, part, level, city, cost) => ({ cells: { date, part, level, city, cost }, value: { date, cost } });
const kept = (...rows) =>
  rows.map((row, at) => ({ ...row, record: { id: `r${at}`, version: 1, cells: row.cells } }));
const states = (before, rows) => compared(kept(...before), rows, IDS, ["date"]);
const LAMP = read("2026-06-15", "lamp", "1", "Hangzhou", 780);

test("a row is known by what is read in it, blanks and widths apart", () => {
  const again = { cells: { date: "6/15", part: " la mp", level: "１", city: "Hangzhou", cost: "780.00" }, value: LAMP.value };
  assert.deepEqual(states([LAMP], [again]), [{ state: "known" }]);
});

test("a date without a year is that of any year, two years are two", () => {
  assert.deepEqual(states([LAMP], [read("--06-15", "lamp", "1", "Hangzhou", 780)]), [{ state: "known" }]);
  assert.deepEqual(states([read("--06-15", "lamp", "1", "Hangzhou", 780)], [LAMP]), [{ state: "known" }]);
  assert.deepEqual(states([LAMP], [read("2025-06-15", "lamp", "1", "Hangzhou", 780)]), [{ state: "new" }]);
  assert.deepEqual(states([LAMP], [read("--06-16", "lamp", "1", "Hangzhou", 780)]), [{ state: "new" }]);
});

test("a row that differs in one or two columns is shown beside the one it is like", () => {
  for (const [row, differs] of [
    [read("2026-06-15", "lamp", "1", "Hangzhou", 800), ["cost"]],
    [read("2026-06-15", "lamp", "1", "", 780), ["city"]],
    [read("2026-06-15", "lamps", "1", "Hangzhou", 800), ["part", "cost"]],
    [read("--06-15", "lamp", "2", "Suzhou", 780), ["level", "city"]],
  ]) {
    assert.deepEqual(states([LAMP], [row]), [{ state: "near", like: { id: "r0", version: 1, cells: LAMP.cells }, differs }]);
  }
  const three = read("2026-06-15", "lamps", "2", "Hangzhou", 800);
  assert.deepEqual(states([LAMP], [three]), [{ state: "new" }]);
  const nearest = read("2026-06-15", "lamp", "1", "Suzhou", 780);
  const [found] = states([read("2026-06-15", "lamp", "1", "Ningbo", 1), LAMP], [nearest]);
  assert.equal(found.like.id, "r1", "the one that it differs from least");
});

test("rows that share nothing but blanks are two", () => {
  assert.deepEqual(states([read("", "lamp", "", "", "")], [read("", "pump", "", "", "")]), [{ state: "new" }]);
  assert.deepEqual(compared([], [LAMP], IDS, ["date"]), [{ state: "new" }]);
});

test("ten thousand rows are compared with ten thousand at once", () => {
  const many = [...Array(10_000).keys()].map((at) => read("2026-06-15", `part ${at}`, "1", "Hangzhou", at));
  const found = states(many, many.map((row, at) => (at % 2 ? row : read("2026-06-15", row.cells.part, "2", "Hangzhou", at))));
  assert.equal(found.filter(({ state }) => state === "known").length, 5_000);
  assert.equal(found.filter(({ state }) => state === "near").length, 5_000);
});

test("a long number that a spreadsheet has changed is doubted", () => {
  const doubted = ["1.38E+10", "1,38e10", "6.22202E+18", "-1E+05", "123456789012345000", " 1.38E+10 "];
  assert.deepEqual(doubted.filter((text) => !isDoubtful(text)), []);
  const fine = ["13800138000", "E10", "1E", "12E+3", "3.5", "0571-8888", "", undefined, 780, "123456789012345678", "A1E+10"];
  assert.deepEqual(fine.filter(isDoubtful), []);
});

const NEXT_YEAR = new Date(2026, 0, 10);
const dated = (...days) => days.map((date) => ({ cells: { date: "as written" }, value: { date } }));
const years = (now, ...days) => Object.values(theirYears(dated(...days), ["date"], now));

test("the year of a date without one is the latest that does not lie ahead", () => {
  assert.equal(yearless(dated("--01-09")[0], ["date"]), true);
  assert.equal(yearless(dated("2026-01-09")[0], ["date"]), false);
  assert.deepEqual(years(NEXT_YEAR, "--01-09"), [2026, 2026]);
  assert.deepEqual(years(NEXT_YEAR, "--01-12"), [2025, 2025]);
  const given = { latest: 2025, earliest: 2025 };
  const found = withYears([...dated("--12-31", "--02-29"), { cells: { date: "6/1" } }], ["date"], given);
  assert.deepEqual(found.map(({ cells }) => cells.date), ["2025-12-31", "as written", "6/1"]);
});

test("rows that go over a New Year are of two years", () => {
  const november = new Date(2026, 10, 30);
  const [rising, falling] = [["--11-05", "--12-31", "--01-02", "--03-01"], ["--01-02", "--12-31", "--11-05"]];
  for (const days of [rising, falling, ["--12-31", "--01-02"], ["--01-02", "--12-31"]]) {
    assert.deepEqual(years(november, ...days), [2026, 2025], String(days));
    const [latest, earliest] = years(november, ...days);
    const found = withYears([...dated("2020-01-01"), ...dated(...days)], ["date"], { latest, earliest });
    const shown = days.map((day) => `${day < "--06" ? 2026 : 2025}${day.slice(1)}`);
    assert.deepEqual(found.map(({ cells }) => cells.date), ["as written", ...shown]);
  }
  assert.deepEqual(years(november, "--01-10", "--09-05"), [2026, 2026], "nothing lies ahead");
  assert.deepEqual(years(november, "--03-01", "--12-24", "--04-02", "--11-05"), [2025, 2025], "in no order");
  assert.deepEqual(years(november, "--10-01", "--12-24"), [2025, 2025], "no leap");
});

test("a column that a file does not have is nothing in which its rows differ", () => {
  const row = { cells: { date: "2026-06-15", part: "lamp", cost: 800 }, value: { date: "2026-06-15", cost: 800 } };
  const [found] = states([LAMP], [row]);
  assert.deepEqual([found.state, found.differs], ["near", ["cost"]]);
});

test("a row of a file with fewer columns is known where it says nothing else", () => {
  const less = { cells: { date: "6/15", part: "lamp" }, value: { date: "2026-06-15" } };
  assert.deepEqual(states([LAMP], [less]), [{ state: "known" }]);
  assert.deepEqual(states([LAMP], [{ cells: { part: "lamp" } }]), [{ state: "new" }], "one word in common is too little");
});

test("a row of a file without dates is nearly known at most", () => {
  const [found] = states([LAMP], [{ cells: { part: "lamp", level: "1", cost: "780" } }]);
  assert.deepEqual([found.state, found.differs], ["near", ["date"]]);
});

test("each row that is kept is one row of a file", () => {
  const year = (row) => read(`2026${row.cells.date.slice(1)}`, "lamp", "1", "Hangzhou", 780);
  const lamp = read("--06-15", "lamp", "1", "Hangzhou", 780);
  const shown = (before, rows) => states(before, rows).map(({ state }) => state).join(" ");
  assert.equal(shown([LAMP], [LAMP, LAMP]), "known new");
  assert.equal(shown([LAMP, LAMP], [LAMP, LAMP, LAMP]), "known known new");
  assert.equal(shown([LAMP, LAMP], [LAMP]), "known");
  const older = read("2025-06-15", "lamp", "1", "Hangzhou", 780);
  assert.equal(shown([LAMP, older], [lamp, LAMP]), "known known", "the one with a year first");
  assert.equal(shown([lamp, LAMP], [year(lamp), lamp]), "known known");
  const less = { cells: { date: "6/15", part: "lamp" }, value: { date: "2026-06-15" } };
  assert.equal(shown([LAMP], [less, less]), "known new");
});
