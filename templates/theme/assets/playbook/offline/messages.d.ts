// What goes between a page and the service worker.

import type { Code } from "../shared/download.js";

/** To the worker; the first two are answered through the port that comes along. `anew`: no cache is trusted. */
export type Question = { type: "state" } | { type: "save"; anew: boolean } | { type: "activate" };

/** Whether pages are kept, and the bytes that are still to fetch. */
export type State = { handbook: boolean; bytes: number };

/** In bytes. */
export type Progress = { loaded: number; total: number };

/** Why something is not kept; the words for each code are the page's. */
export type Failure = { code: Code; detail: string };

export type Message = State | Progress | Failure;
