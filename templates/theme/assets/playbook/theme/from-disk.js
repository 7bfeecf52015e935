// Comes before the theme's script where the handbook is opened from a disk: there browsers start no workers, and the
// search gets one in a frame. It looks for this name in its page to know that it is in one.

import { IFrameWorker } from "iframe-worker";

globalThis.IFrameWorker = IFrameWorker;
globalThis.playbookTheme.Worker = IFrameWorker;
