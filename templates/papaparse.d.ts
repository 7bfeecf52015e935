// What is used of papaparse, which brings no types.

declare module "papaparse" {
  export function parse(text: string, options: { skipEmptyLines: boolean }): { data: string[][] };
  export function unparse(table: { fields: string[]; data: string[][] }, options: { newline: string }): string;
}
