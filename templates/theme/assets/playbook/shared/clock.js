// Moments in the handbook's time zone, whatever the device's: the page has the zone and the words.

import { filled } from "./share.js";

export const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export class Clock {
  #words;
  #parts;

  // `settings`: { zone, words }, words being templates with {names}.
  constructor({ zone, words }) {
    this.#words = words;
    this.#parts = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
  }

  static ofPage() {
    return new Clock(JSON.parse(document.getElementById("pb-clock").textContent));
  }

  // Returns a moment (ms) in words, seen from `now`: its day and time.
  say(moment, now = Date.now()) {
    const { hour, minute } = this.#at(moment);
    return filled(this.#words.moment, { day: this.#day(moment, now), clock: `${hour}:${minute}` });
  }

  // Returns a span of time (ms) in words, in its largest unit: minutes below two hours, hours below two days. `round` makes
  // a whole number.
  length(span, round) {
    const [unit, size] = span < 2 * HOUR ? ["minutes", HOUR / 60] : span < 2 * DAY ? ["hours", HOUR] : ["days", DAY];
    return filled(this.#words[unit], { number: round(span / size) });
  }

  // Returns the moment's date as YYYY-MM-DD.
  date(moment) {
    const { year, month, day } = this.#at(moment);
    return [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-");
  }

  #day(moment, now) {
    const days = (Date.parse(this.date(moment)) - Date.parse(this.date(now))) / DAY;
    const word = { "-1": "yesterday", 0: "today", 1: "tomorrow", 2: "day_after" }[days];
    const { month, day } = this.#at(moment);
    return word ? this.#words[word] : filled(this.#words.date, { month: Number(month), day: Number(day) });
  }

  #at(moment) {
    return Object.fromEntries(this.#parts.formatToParts(moment).map(({ type, value }) => [type, value]));
  }
}
