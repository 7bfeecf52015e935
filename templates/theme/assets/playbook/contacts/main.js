// <playbook-contacts>: who can be called now and who next, by the clock of the handbook's time zone. The page has when
// each contact can be called, as spans of minutes of the week, and the words.

import "../shared/copy-button.js";
import { Zone } from "../shared/clock.js";
import { PageElement, every } from "../shared/element.js";
import { copyOf, dataOf, need, part } from "../shared/page.js";
import { filled } from "../shared/words.js";
import { DAY, availability, timeOf } from "./availability.js";

/** @typedef {import("./availability.js").Contact} Contact */
/** @typedef {Record<"clock" | "since" | "today" | "tomorrow" | "reachable", string> & { days: string[] }} Words */
/** @typedef {{ zone: string, words: Words, contacts: Contact[] }} Data */

const OFTEN = 15_000; // ms; a minute is never shown long after it is over

class PlaybookContacts extends PageElement {
  #shown = -1; // the minute that is shown

  /** @param {AbortSignal} leaving */
  connected(leaving) {
    const data = /** @type {Data} */ (dataOf(this));
    const zone = new Zone(data.zone);
    const look = () => this.#show(data, zone.minuteOfWeek(Date.now()));
    this.#shown = -1;
    every(OFTEN, look, leaving);
    document.addEventListener("visibilitychange", look, { signal: leaving });
    look();
  }

  /**
   * @param {Data} data
   * @param {number} minute
   */
  #show({ zone, words, contacts }, minute) {
    if (minute === this.#shown) {
      return;
    }
    this.#shown = minute;
    const { now, later } = availability(contacts, minute);
    const since = (/** @type {number} */ wait) => sinceWhen(words, minute, wait);
    const day = words.days[Math.floor(minute / DAY)] ?? "";
    part(this, "clock").textContent = filled(words.clock, { day, clock: timeOf(minute), zone: nameOf(zone) });
    this.#list("now", now.map((contact) => [contact, contact.disturb]));
    this.#list("later", later.map((contact) => [contact, since(contact.wait)]));
    part(this, "nobody").hidden = now.length > 0;
    part(this, "then").hidden = later.length === 0;
    now.forEach(({ id }) => mark(id, words.reachable, true));
    later.forEach(({ id, wait }) => mark(id, since(wait), false));
    part(this, "reach").hidden = false;
  }

  /**
   * @param {string} name
   * @param {[Contact, string][]} contacts each with what is said of it
   */
  #list(name, contacts) {
    const items = contacts.map(([contact, note]) => {
      const item = copyOf(this, "entry");
      const link = need(item, "a", HTMLAnchorElement);
      link.textContent = contact.role;
      link.hash = contact.id;
      need(item, "span").textContent = note;
      return item;
    });
    part(this, name).replaceChildren(...items);
  }
}

/**
 * @param {Words} words
 * @param {number} minute
 * @param {number} wait
 */
function sinceWhen(words, minute, wait) {
  const at = minute + wait;
  const away = Math.floor(at / DAY) - Math.floor(minute / DAY);
  const day = [words.today, words.tomorrow][away] ?? words.days[Math.floor(at / DAY) % words.days.length] ?? "";
  return filled(words.since, { day, clock: timeOf(at) });
}

/**
 * @param {string} id
 * @param {string} text
 * @param {boolean} reachable
 */
function mark(id, text, reachable) {
  const place = need(document, `[data-contact="${CSS.escape(id)}"]`);
  place.textContent = text;
  place.dataset.reachable = String(reachable);
  place.hidden = false;
}

/**
 * Returns what a time zone is called in the page's language.
 * @param {string} zone
 */
function nameOf(zone) {
  const said = new Intl.DateTimeFormat(document.documentElement.lang, { timeZone: zone, timeZoneName: "long" });
  return said.formatToParts().find(({ type }) => type === "timeZoneName")?.value ?? zone;
}

customElements.define("playbook-contacts", PlaybookContacts);
