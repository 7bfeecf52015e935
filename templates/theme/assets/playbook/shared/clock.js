// Moments in the handbook's time zone, whatever the device's. Moments and spans are in ms.

import { dataOf } from "./page.js";
import { filled } from "./words.js";

export const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MINUTE = HOUR / 60;
const DAY_MINUTES = DAY / MINUTE;

/** A time zone's dates and times. */
export class Zone {
  #format;

  /** @param {string} name */
  constructor(name) {
    this.#format = new Intl.DateTimeFormat("en-GB", {
      timeZone: name,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
  }

  /**
   * Returns the moment's time as HH:MM.
   * @param {number} moment
   */
  time(moment) {
    const { hour, minute } = this.#at(moment);
    return `${hour}:${minute}`;
  }

  /**
   * Returns the moment's date as YYYY-MM-DD.
   * @param {number} moment
   */
  date(moment) {
    const { year, month, day } = this.#at(moment);
    return `${year}-${month}-${day}`;
  }

  /**
   * Returns the days since 1970-01-01.
   * @param {number} moment
   */
  day(moment) {
    return Date.parse(this.date(moment)) / DAY;
  }

  /**
   * Returns the minutes since 00:00 on the clock.
   * @param {number} moment
   */
  minuteOfDay(moment) {
    const { hour, minute } = this.#at(moment);
    return Number(hour) * 60 + Number(minute);
  }

  /** @param {number} moment */
  #at(moment) {
    const parts = this.#format.formatToParts(moment).map(({ type, value }) => [type, value.padStart(2, "0")]);
    return /** @type {Record<"year" | "month" | "day" | "hour" | "minute", string>} */ (Object.fromEntries(parts));
  }
}

/** Says moments and spans in the page's words. */
export class Clock {
  #zone;
  #words;
  #quiet;

  /**
   * The words have blanks. `quiet` is when no customer is called, in minutes of a day, over midnight as a rule.
   * @param {{ zone: string, words: Record<string, string>, quiet?: [start: number, end: number] }} settings
   */
  constructor({ zone, words, quiet }) {
    this.#zone = new Zone(zone);
    this.#words = words;
    this.#quiet = quiet;
  }

  static ofPage() {
    return new Clock(/** @type {ConstructorParameters<typeof Clock>[0]} */ (dataOf(document, "#pb-clock")));
  }

  /**
   * Returns a moment in words, seen from `now`: its day and time.
   * @param {number} moment
   */
  say(moment, now = Date.now()) {
    return this.#fill("moment", { day: this.#day(moment, now), clock: this.#zone.time(moment) });
  }

  /**
   * Returns a span of time in words, in its largest unit: minutes below two hours, hours below two days.
   * @param {number} span
   * @param {(number: number) => number} round makes a whole number
   */
  length(span, round) {
    if (span < 2 * HOUR) {
      return this.#fill("minutes", { number: round(span / MINUTE) });
    }
    return span < 2 * DAY
      ? this.#fill("hours", { number: round(span / HOUR) })
      : this.#fill("days", { number: round(span / DAY) });
  }

  /** Whether there are hours at which no customer is called. */
  get isQuietAtTimes() {
    return this.#quiet !== undefined;
  }

  /**
   * Returns the moment, or the end of the quiet hours in which it lies.
   * @param {number} moment
   */
  awake(moment) {
    if (!this.#isQuiet(moment)) {
      return moment;
    }
    const [, end] = this.#quiet ?? [0, 0];
    const minute = this.#zone.minuteOfDay(moment);
    const later = moment - (moment % MINUTE) + ((end - minute + DAY_MINUTES) % DAY_MINUTES) * MINUTE;
    // The clock may have been changed that night, and then have no such time, or have had it before.
    const off = end - this.#zone.minuteOfDay(later);
    const right = later + (off - Math.round(off / DAY_MINUTES) * DAY_MINUTES) * MINUTE;
    return this.#isQuiet(right) ? later : right;
  }

  /** @param {number} moment */
  #isQuiet(moment) {
    const [start, end] = this.#quiet ?? [0, 0];
    const minute = this.#zone.minuteOfDay(moment);
    return start <= end ? start <= minute && minute < end : start <= minute || minute < end;
  }

  /**
   * Returns the moment's date as YYYY-MM-DD.
   * @param {number} moment
   */
  date(moment) {
    return this.#zone.date(moment);
  }

  /**
   * @param {number} moment
   * @param {number} now
   */
  #day(moment, now) {
    const word = ["yesterday", "today", "tomorrow", "day_after"][this.#zone.day(moment) - this.#zone.day(now) + 1];
    const [, month, day] = this.date(moment).split("-").map(Number);
    return word ? this.#fill(word, {}) : this.#fill("date", { month: Number(month), day: Number(day) });
  }

  /**
   * @param {string} name
   * @param {Record<string, string | number>} values
   */
  #fill(name, values) {
    return filled(this.#words[name] ?? "", values);
  }
}
