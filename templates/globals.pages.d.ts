// What the build and the theme leave for pages' scripts under global names.

/** The questions of the training, packed: one of each topic, and all of them. */
declare var OPENING: string;
declare var QUESTIONS: string;

/** Made by ledger/workbook.js, a script that is loaded when it is asked for. */
declare var workbookText: typeof import("./theme/assets/playbook/shared/workbook-reader.js").workbookText;
declare var toXlsx: typeof import("./theme/assets/playbook/ledger/workbook.js").toXlsx;

/** What the theme's script asks the browser for in our place. */
declare var playbookTheme: { XMLHttpRequest: typeof XMLHttpRequest; Worker: unknown };
declare var IFrameWorker: unknown;

/** The theme's: the site's own folder, and what it keeps of a reader's choices. */
declare var __md_scope: URL | undefined;
declare function __md_get(key: "__palette"): { index?: number } | null;

/** Made by training/carry.js, likewise. */
declare var carry: typeof import("./theme/assets/playbook/training/carry.js").carry;

/** The rules of a recorded version, packed: by a script of its own (playbook/pages/lab.py). */
declare var RECORDED: string;

/** Made by lab/versions.js and lab/replay.js, scripts that are loaded when they are asked for. */
declare var recordedRules: typeof import("./theme/assets/playbook/lab/versions.js").recordedRules;
declare var Replay: typeof import("./theme/assets/playbook/lab/replay.js").Replay;
