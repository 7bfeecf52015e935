import assert from "node:assert/strict";
import { test } from "node:test";
import { fromCsv, toCsv } from "../../templates/theme/assets/playbook/ledger/csv.js";

const COLUMNS = [{ id: "date", label: "Date" }, { id: "cost", label: "Cost" }];

test("what is written is read back", () => {
  const rows = [{ date: "2026-11-28", cost: 12.5 }, { date: '=1+1, "x"', cost: "" }, { date: "-5", cost: "@a" }];
  const found = fromCsv(toCsv(rows, COLUMNS), COLUMNS);
  assert.deepEqual(found.rows.map(({ cells }) => cells), [
    { date: "2026-11-28", cost: "12.5" },
    { date: '=1+1, "x"', cost: "" },
    { date: "-5", cost: "@a" },
  ]);
  assert.deepEqual(found.unknown, []);
});

test("nothing that a spreadsheet would run is written as it is", () => {
  const text = toCsv([{ date: "=cmd", cost: -5 }], COLUMNS);
  assert.ok(text.includes("'=cmd"));
  assert.ok(text.includes(",-5"));
});

test("rows have the numbers of a spreadsheet, and those that are too long do not fit", () => {
  const found = fromCsv("\n cost ,Date\n\n1,2\n1,2,3\n", COLUMNS);
  assert.deepEqual(found.rows.map(({ row, count, fits, cells }) => [row, count, fits, cells]), [
    [4, 2, true, { cost: "1", date: "2" }],
    [5, 3, false, { cost: "1", date: "2" }],
  ]);
});

test("names that are no column's, or another's already, are told", () => {
  assert.deepEqual(fromCsv("Date,Other,date\n1,2,3", COLUMNS).unknown, ["Other", "date"]);
  assert.equal(fromCsv("Date,Cost\n", COLUMNS), null);
  assert.equal(fromCsv("", COLUMNS), null);
});

test("a row whose quote nothing closes is told, and so is what parts the cells", () => {
  assert.equal(fromCsv('Date,Cost\n1,"2\n3,4\n', COLUMNS).unclosed, 2);
  assert.equal(fromCsv('Date,Cost\n1,"2""\r\n"\n', COLUMNS).unclosed, null);
  for (const text of ["sep=;\r\nDate;Cost\r\n1;2", "Date\tCost\r1\t2\n", "Date\uff0cCost\r\n1\uff0c2", "\ufeffDate;Cost\n1;2"]) {
    assert.deepEqual(fromCsv(text, COLUMNS).rows.map(({ cells }) => cells), [{ date: "1", cost: "2" }], text);
  }
});

test("a line that ends early leaves its last cells empty, and a column that is not named stays as it is", () => {
  const [row] = fromCsv("Date,Cost\n1\n", COLUMNS).rows;
  assert.deepEqual(row.cells, { date: "1", cost: "" });
  assert.deepEqual(fromCsv("Date\n1\n", COLUMNS).rows[0].cells, { date: "1" });
});
