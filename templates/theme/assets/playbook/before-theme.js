// What has to be there before the theme's own script runs.

import "./offline/disk.js";
import "./search-later.js";
import "./theme-later.js";
