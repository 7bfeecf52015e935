// What goes between a page and the service worker.

import type { Code } from "../shared/download.js";

/**
 * To the worker; the first two are answered through the port that comes along. Asked for the state, it sees to it that
 * the pages are kept.
 */
export type Question = { type: "state" } | { type: "save" } | { type: "activate" };

/** Whether pages are kept, and the bytes that are still to fetch; none where that is not known. */
export type State = { handbook: boolean; bytes: number };

/** In bytes. */
export type Progress = { loaded: number; total: number };

/** Why something is not kept; the words for each code are the page's. A new version's has no state. */
export type Failure = { code: Code; detail: string } & Partial<State>;

export type Message = State | Progress | Failure;
