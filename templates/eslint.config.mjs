// What scripts are looked over for, beside their types: promises that nobody waits for, custom elements that leave
// something behind, and the faults that every script may have (docs/adr/0090).

import js from "@eslint/js";
import typescript from "@typescript-eslint/eslint-plugin";
import parser from "@typescript-eslint/parser";
import components from "eslint-plugin-wc";

// These do not see a type that a comment gives to an expression, and take it for any.
const BLIND = [
  "no-base-to-string",
  "no-unsafe-argument",
  "no-unsafe-assignment",
  "no-unsafe-call",
  "no-unsafe-member-access",
  "no-unsafe-return",
];
const projects = ["tsconfig.json", "tsconfig.workers.json"];

export default [
  { linterOptions: { noInlineConfig: true } }, // nothing is excepted
  js.configs.recommended,
  components.configs["flat/recommended"],
  components.configs["flat/best-practice"],
  {
    files: ["**/theme/**/*.js"],
    languageOptions: { parser, parserOptions: { project: projects, tsconfigRootDir: import.meta.dirname } },
    plugins: { "@typescript-eslint": typescript },
    rules: {
      ...typescript.configs["eslint-recommended"].overrides[0].rules,
      ...typescript.configs["recommended-type-checked"].rules,
      ...typescript.configs["stylistic-type-checked"].rules,
      ...Object.fromEntries(BLIND.map((name) => [`@typescript-eslint/${name}`, "off"])),
      "no-undef": "off", // the types know what there is
      "@typescript-eslint/no-empty-function": ["error", { allow: ["arrowFunctions"] }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "no-param-reassign": "error",
      "no-shadow": "error",
      eqeqeq: "error",
    },
  },
];
