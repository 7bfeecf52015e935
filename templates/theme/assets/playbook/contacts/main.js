// <playbook-contacts>: who can be called now and who next, by the clock of the handbook's time zone. The page has when each
// contact can be called, as spans of minutes of the week, and the words.

import "../shared/copy-button.js";
import { filled } from "../shared/share.js";

const DAY = 24 * 60;
const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const WEEK = DAYS.length * DAY;
const OFTEN = 15_000; // ms; a minute is never shown long after it is over

// Returns { now, later } for a minute of the week: the contacts that can be called, in their own order; the others, each
// with the minutes to `wait`, who can be called first before the rest.
export function reach(contacts, minute) {
  const now = contacts.filter(({ spans }) => spans.some(([begin, end]) => begin <= minute && minute < end));
  const later = contacts
    .filter((contact) => !now.includes(contact))
    .map((contact) => ({ ...contact, wait: Math.min(...contact.spans.map(([begin]) => until(begin, minute))) }))
    .sort((one, other) => one.wait - other.wait);
  return { now, later };
}

function until(begin, minute) {
  return (((begin - minute) % WEEK) + WEEK) % WEEK;
}

class PlaybookContacts extends HTMLElement {
  #data = null;
  #clock = null;
  #timer = 0;
  #shown = -1; // the minute that is shown
  #look = () => this.#show();

  connectedCallback() {
    this.#data = JSON.parse(this.querySelector("script[type='application/json']").textContent);
    this.#clock = new Intl.DateTimeFormat("en-US", {
      timeZone: this.#data.zone,
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    this.#timer = setInterval(this.#look, OFTEN);
    document.addEventListener("visibilitychange", this.#look);
    this.#show();
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
    document.removeEventListener("visibilitychange", this.#look);
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  #minute() {
    const parts = Object.fromEntries(this.#clock.formatToParts(new Date()).map(({ type, value }) => [type, value]));
    return DAYS.indexOf(parts.weekday) * DAY + Number(parts.hour) * 60 + Number(parts.minute);
  }

  #show() {
    const minute = this.#minute();
    if (minute === this.#shown) {
      return;
    }
    this.#shown = minute;
    const { zone, words, contacts } = this.#data;
    const { now, later } = reach(contacts, minute);
    const said = { day: words.days[Math.floor(minute / DAY)], clock: clockOf(minute), zone: nameOf(zone) };
    this.#part("clock").textContent = filled(words.clock, said);
    this.#list("now", now, ({ disturb }) => disturb);
    this.#list("later", later, ({ wait }) => this.#since(minute, wait));
    this.#part("nobody").hidden = now.length > 0;
    this.#part("then").hidden = later.length === 0;
    for (const contact of now) {
      this.#mark(contact.id, words.reachable, true);
    }
    for (const contact of later) {
      this.#mark(contact.id, this.#since(minute, contact.wait), false);
    }
    this.#part("reach").hidden = false;
  }

  #since(minute, wait) {
    const { words } = this.#data;
    const at = minute + wait;
    const away = Math.floor(at / DAY) - Math.floor(minute / DAY);
    const day = [words.today, words.tomorrow][away] ?? words.days[Math.floor(at / DAY) % DAYS.length];
    return filled(words.since, { day, clock: clockOf(at) });
  }

  #list(name, contacts, note) {
    const items = contacts.map((contact) => {
      const item = this.#part("entry").content.cloneNode(true);
      const link = item.querySelector("a");
      link.textContent = contact.role;
      link.hash = contact.id;
      item.querySelector("span").textContent = note(contact);
      return item;
    });
    this.#part(name).replaceChildren(...items);
  }

  #mark(id, text, reachable) {
    const place = document.querySelector(`[data-contact="${CSS.escape(id)}"]`);
    place.textContent = text;
    place.dataset.reachable = reachable;
    place.hidden = false;
  }
}

// Returns what a time zone is called in the page's language.
function nameOf(zone) {
  const said = new Intl.DateTimeFormat(document.documentElement.lang, { timeZone: zone, timeZoneName: "long" });
  return said.formatToParts().find(({ type }) => type === "timeZoneName").value;
}

function clockOf(minute) {
  const two = (number) => String(number).padStart(2, "0");
  return `${two(Math.floor((minute % DAY) / 60))}:${two(minute % 60)}`;
}

customElements.define("playbook-contacts", PlaybookContacts);
