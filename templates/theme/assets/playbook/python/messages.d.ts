// What goes between a page and the worker that runs Python, and what Python says.

import type { Code } from "../shared/download.js";

/** Of a table's row, as a spreadsheet numbers it. */
export type RowFault = { row: number; column: string; message: string };

/** What is wrong with an input, in Python's words. */
export type Fault = { field: string; message: string; rows?: RowFault[] };

export type Reason = { text: string; level?: string | number; sources?: string[] };

/** A table's row, cell by column. */
export type Line = Record<string, unknown>;

/**
 * What a calculator says: machine values by result id, and all of them in words; a table as its lines, or as one
 * sentence where there are none.
 */
export type Result = {
  display: Record<string, string | Line[]>;
  reasons?: Reason[];
  changes?: Reason[];
  [id: string]: unknown;
};

/** A result, or the rows of a table, or what is wrong with the inputs. */
export type Answer = { result?: Result; rows?: Line[]; error?: Fault };

/** To the worker. With `table`, one of the inputs, that table's rows are wanted as they are read, and no result. */
export type Request = { id: number; name: string; inputs: unknown; table?: string | undefined };

/** Why there is no Python; the words for each code are the page's. It knows "disk" itself: no worker starts there. */
export type Failure = { code: Code | "disk"; detail: string };

/** From the worker: a calculator's own failure is told as a text. */
export type Reply = { type?: undefined; id: number; failure?: string } & Answer;

/** From the worker. "failed" is said once and for all. */
export type Message =
  | { type: "started" }
  | { type: "ready" }
  | { type: "progress"; loaded: number; total: number }
  | ({ type: "failed" } & Failure)
  | Reply;
