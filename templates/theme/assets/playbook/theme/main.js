// What has to be there before the theme's own script runs.

import "../offline/disk.js";
import "./address.js";
import "./requests.js";
import "./script-loading.js";
