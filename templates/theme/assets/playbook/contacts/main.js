// <playbook-contacts>: who can be called now and who next, by the clock of the handbook's time zone. The page has when
// each contact can be called, the calendar of days off, and the words.

import "../shared/copy-button.js";
import { Zone } from "../shared/clock.js";
import { PageElement, every } from "../shared/element.js";
import { copyOf, dataOf, need, part } from "../shared/page.js";
import { filled } from "../shared/words.js";
import { DAY, availability, dayOf, timeOf } from "./availability.js";

/** @typedef {import("./availability.js").Contact} Contact */
/** @typedef {import("./availability.js").Calendar} Calendar */
/**
 * @typedef {"clock" | "off" | "off_named" | "reachable" | "since" | "today" | "tomorrow" | "unknown_days"
 *   | "workday"} Word
 */
/** @typedef {Record<Word, string> & { days: string[] }} Words */
/** @typedef {{ zone: string, date: string, words: Words, contacts: Contact[], calendar?: Calendar }} Data */
/** @typedef {{ day: number, minute: number }} Now the day counted from 1970-01-01, and the minute of it */

const OFTEN = 15_000; // ms; a minute is never shown long after it is over

class PlaybookContacts extends PageElement {
  #shown = ""; // the minute that is shown

  /** @param {AbortSignal} leaving */
  connected(leaving) {
    const data = /** @type {Data} */ (dataOf(this));
    const zone = new Zone(data.zone);
    const look = () => {
      const moment = Date.now();
      this.#show(data, { day: zone.day(moment), minute: zone.minuteOfDay(moment) });
    };
    this.#shown = "";
    every(OFTEN, look, leaving);
    document.addEventListener("visibilitychange", look, { signal: leaving });
    look();
  }

  /**
   * @param {Data} data
   * @param {Now} moment
   */
  #show(data, moment) {
    const { zone, words, contacts, calendar } = data;
    const { day, minute } = moment;
    if (this.#shown === `${day} ${minute}`) {
      return;
    }
    this.#shown = `${day} ${minute}`;
    const { now, later } = availability(contacts, moment, calendar);
    const since = (/** @type {number} */ wait) => sinceWhen(data, moment, wait);
    const weekday = words.days[dayOf(day).weekday] ?? "";
    const clock = filled(words.clock, { day: weekday, clock: timeOf(minute), zone: nameOf(zone) });
    const last = day + Math.floor((minute + (later[later.length - 1]?.wait ?? 0)) / DAY);
    const special = calendar ? [kindOf(words, day, calendar), knownUntil(words, last, calendar)] : [];
    part(this, "clock").textContent = [clock, ...special].filter(Boolean).join(" ");
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
 * Says what the day is by the calendar, "" where there is nothing to say of it.
 * @param {Words} words
 * @param {number} day
 * @param {Calendar} calendar
 */
function kindOf(words, day, calendar) {
  const { date, off, worked } = dayOf(day, calendar);
  const name = calendar.off[date];
  const isOff = name ? filled(words.off_named, { name }) : words.off;
  return off ? isOff : worked ? words.workday : "";
}

/**
 * Says until when days off are known, "" where that is beyond the last day that is spoken of.
 * @param {Words} words
 * @param {number} last
 * @param {Calendar} calendar
 */
function knownUntil(words, last, { until }) {
  return dayOf(last).date > until ? filled(words.unknown_days, { until }) : "";
}

/**
 * @param {Data} data
 * @param {Now} now
 * @param {number} wait
 */
function sinceWhen(data, { day, minute }, wait) {
  const at = minute + wait;
  const away = Math.floor(at / DAY);
  return filled(data.words.since, { day: dayName(data, day + away, away), clock: timeOf(at) });
}

/**
 * @param {Data} data
 * @param {number} day
 * @param {number} away
 */
function dayName({ words, date: form }, day, away) {
  const { date, weekday } = dayOf(day);
  const [, month, dayOfMonth] = date.split("-").map(Number);
  const word = [words.today, words.tomorrow][away] ?? (away < words.days.length ? words.days[weekday] : undefined);
  return word ?? filled(form, { month: month ?? "", day: dayOfMonth ?? "" });
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
