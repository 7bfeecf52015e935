// Runs an incident in a frame, and reloads it, closes it and lets its disk fail, over and over. What the screen has confirmed
// must be there ever after. Returns the number of interruptions by kind, of confirmations, and what was lost.

async function interrupt(address, count, random) {
  const told = { reload: 0, close: 0, failure: 0, confirmed: 0, lost: [] };
  const ticks = new Map(); // value of a box -> whether the screen has last shown it ticked; one that hangs is not in it
  const notes = new Set();
  let frame = await opened();

  for (let n = 0; n < count; n += 1) {
    for (let acts = 1 + Math.floor(random() * 2); acts > 0; acts -= 1) {
      await (random() < 0.7 ? tick() : note(`note ${n}-${acts}`));
    }
    await [reload, close, fail][Math.floor(random() * 3)]();
    compare(n);
  }
  return told;

  async function opened() {
    const made = document.createElement("iframe");
    made.src = address;
    document.body.append(made);
    await until(() => ready(made));
    return made;
  }

  function ready(made) {
    const { document: page, stale } = made.contentWindow;
    return !stale && page.querySelector(".pb-running [type=checkbox]") && page.readyState === "complete";
  }

  function part(name) {
    return frame.contentDocument.querySelector(`.pb-running [data-part="${name}"]`);
  }

  function boxes() {
    return [...frame.contentDocument.querySelectorAll(".pb-running [type=checkbox]")];
  }

  function listed() {
    return [...part("notes").querySelectorAll('[data-part="text"]')].map(({ textContent }) => textContent);
  }

  // Half of the time the reader sees what came of it; otherwise the next interruption comes at once.
  async function tick() {
    const box = boxes()[Math.floor(random() * boxes().length)];
    const on = !box.checked;
    ticks.delete(box.value);
    box.click();
    if (random() < 0.5) {
      await until(() => box.checked === on);
      ticks.set(box.value, on);
      told.confirmed += 1;
    }
  }

  async function note(text) {
    const form = part("note");
    form.elements.text.value = text;
    form.requestSubmit();
    if (random() < 0.5) {
      await until(() => listed().includes(text));
      notes.add(text);
      told.confirmed += 1;
    }
  }

  async function reload() {
    told.reload += 1;
    frame.contentWindow.stale = true;
    frame.contentWindow.location.reload();
    await until(() => ready(frame));
  }

  async function close() {
    told.close += 1;
    frame.remove();
    frame = await opened();
  }

  // The disk takes nothing: the screen says so, and shows no tick that is not kept.
  async function fail() {
    told.failure += 1;
    const { IDBObjectStore } = frame.contentWindow;
    const { put } = IDBObjectStore.prototype;
    const box = boxes()[Math.floor(random() * boxes().length)];
    await settled(box);
    const before = box.checked;
    IDBObjectStore.prototype.put = function (...args) {
      const request = put.apply(this, args);
      this.transaction.abort();
      return request;
    };
    const alert = frame.contentDocument.querySelector('playbook-incidents [data-part="failure"]');
    alert.hidden = true; // that of the failure before
    box.click();
    await until(() => !alert.hidden);
    IDBObjectStore.prototype.put = put;
    ticks.set(box.value, before);
  }

  // Waits until nothing that was begun can still change a box.
  async function settled(box) {
    await new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error("the database did not answer")), 20_000);
      const opening = frame.contentWindow.indexedDB.open(`playbook ${new URL("..", address).pathname}`);
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const transaction = opening.result.transaction("incident", "readwrite");
        transaction.oncomplete = () => {
          opening.result.close();
          setTimeout(resolve, 20);
        };
      };
    });
    ticks.set(box.value, box.checked);
  }

  function compare(n) {
    for (const box of boxes()) {
      if (ticks.has(box.value) && ticks.get(box.value) !== box.checked) {
        told.lost.push(`${n}: ${box.value}`);
      }
    }
    const shown = new Set(listed());
    told.lost.push(...[...notes].filter((text) => !shown.has(text)).map((text) => `${n}: ${text}`));
  }

  function until(condition) {
    return new Promise((resolve, reject) => {
      const started = performance.now();
      const look = () => {
        let found = false;
        try {
          found = condition();
        } catch {
          // between two documents
        }
        if (found) {
          resolve();
        } else if (performance.now() - started > 20_000) {
          reject(new Error(`waited in vain for ${condition}`));
        } else {
          setTimeout(look, 2);
        }
      };
      look();
    });
  }
}
