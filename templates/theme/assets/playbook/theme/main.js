// What has to be there before the theme's own script runs.

import "../offline/disk.js";
import "./search-loading.js";
import "./script-loading.js";
