import assert from "node:assert/strict";
import { test } from "node:test";
import { casesOfDevice, casesOfFile } from "../../templates/theme/assets/playbook/lab/cases.js";

const LEVEL = {
  id: "response-level",
  title: "Level",
  levels: [],
  groups: [],
  scales: [],
  forms: [],
  computes: false,
  examples: [],
  fields: [
    { id: "ltv", label: "Lifetime value (LTV)", short: "LTV", type: "number" },
    { id: "safety", label: "Safety", short: "Safety", type: "choice", choices: [{ id: "high", label: "grave" }] },
    { id: "who", label: "Who", short: "Who", type: "choices", choices: [{ id: "a", label: "One" }, { id: "b", label: "Two" }] },
  ],
};
const PLAN = { level: 1, name: "One", named_by: ["customer"], steps: [] };
const BEGUN = { plan: PLAN, values: { customer: "Li" }, ticks: {}, updates: [], costs: [], notes: [] };

test("a file's columns are found by id, label and short name, choices by what they are called", () => {
  const { cases, unclosed } = casesOfFile("LTV,Safety,Note,who\n90000,grave,x,One、Two\n,high,,b\n", LEVEL);
  assert.equal(unclosed, null);
  assert.deepEqual(cases, [
    { row: 2, name: "", inputs: { ltv: "90000", safety: "high", who: "a,b" } },
    { row: 3, name: "", inputs: { ltv: "", safety: "high", who: "b" } },
  ]);
});

test("a file without any of the inputs has no cases; one with a lost quote says where", () => {
  assert.equal(casesOfFile("Date,Part\n1,2\n", LEVEL), null);
  assert.equal(casesOfFile("LTV", LEVEL), null);
  assert.equal(casesOfFile('LTV,Safety\n1,"high\n', LEVEL).unclosed, 2);
});

test("the device's records are cases by the inputs that were recorded, and no others", () => {
  const inputs = { calculator: "response-level", values: { ltv: "90000", safety: "", gone: "1" } };
  const incidents = [
    { id: "b", started: 2, ...BEGUN, inputs },
    { id: "a", started: 1, ...BEGUN },
    { id: "c", started: 3, ...BEGUN, inputs: { ...inputs, calculator: "other" } },
  ];
  const rows = [
    { id: "b", version: 1, cells: { date: "6/1" } },
    { id: "x", version: 1, cells: { date: "6/2", value: "5", level: "1" } },
  ];
  const columns = [
    { id: "date", label: "Date" },
    { id: "value", label: "LTV" },
    { id: "level", label: "Level" },
  ];
  assert.deepEqual(casesOfDevice(incidents, rows, LEVEL, columns), [
    { row: 1, name: "Li", inputs: {} },
    { row: 2, name: "Li", inputs: { ltv: "90000", safety: "" } },
    { row: 3, name: "Li", inputs: {} },
    { row: 4, name: "6/2 · 5", inputs: { ltv: "5" } },
  ]);
});
