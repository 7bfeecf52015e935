// What is used of papaparse, which brings no types.

declare module "papaparse" {
  const papaparse: {
    parse(text: string, options: { skipEmptyLines: boolean }): { data: string[][] };
    unparse(table: { fields: string[]; data: string[][] }, options: { newline: string }): string;
  };
  export default papaparse;
}
