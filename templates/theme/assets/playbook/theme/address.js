// What chat apps append to an address they open is taken off it before anything reads it. Native code then goes to the
// anchor that is left.

import { withoutAppended } from "../shared/hash.js";

function tidyAddress() {
  const given = location.hash.slice(1);
  const plain = withoutAppended(given);
  if (plain && plain !== given) {
    location.replace(`#${plain}`);
  } else if (plain !== given) {
    history.replaceState(history.state, "", location.pathname + location.search);
  }
}

tidyAddress();
addEventListener("hashchange", tidyAddress);
