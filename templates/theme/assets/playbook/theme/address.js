// What chat apps append to an address they open is taken off it before anything reads it. Native code then goes to the
// anchor that is left.

import { withoutAppended } from "../shared/hash.js";

function tidyAddress() {
  const given = location.hash.slice(1);
  const plain = withoutAppended(given);
  if (plain === given) {
    return;
  }
  if (plain) {
    location.replace(`#${plain}`);
  } else {
    history.replaceState(history.state, "", location.href.split("#")[0]);
  }
}

tidyAddress();
addEventListener("hashchange", tidyAddress);
