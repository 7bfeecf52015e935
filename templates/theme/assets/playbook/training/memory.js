// What a learner knows of each topic: a boundary of the rules, or a skill where a question is about no boundary. FSRS
// (ts-fsrs) says how long an answer lasts and when to ask again; it counts in days.

import { Rating, createEmptyCard, fsrs } from "ts-fsrs";

/** @typedef {import("./items.js").Item} Item */
/** @typedef {Pick<Item, "topic" | "version" | "answer"> & { choices: { id: string, topic?: string }[] }} Asked */
/** @typedef {import("ts-fsrs").Card} Card */
/** @typedef {{ id: string, topic: string, version: string, right: boolean, card: Card }} Learnt a topic as kept */

/**
 * Returns the learner's own day of a moment as FSRS is told it, which counts days by UTC.
 * @param {Date} moment
 */
function dayOf(moment, later = 0) {
  return new Date(Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate() + later));
}

/**
 * Returns the topic that an answer tells about: where a mistake is known, the one that was mistaken.
 * @param {Asked} item
 * @param {string} chosen
 */
export function topicOf(item, chosen) {
  return item.choices.find(({ id }) => id === chosen)?.topic ?? item.topic;
}

/**
 * Returns a card as if its last answer were not in the future: the device's clock was ahead then. One of another day
 * counts as yesterday's.
 * @param {Date} now
 * @param {Card} card
 * @returns {Card}
 */
function asOf(now, card) {
  const last = new Date(card.last_review ?? NaN);
  if (!(last > now)) {
    return card;
  }
  if (isSameDay(last, now)) {
    return { ...card, last_review: now };
  }
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1); // not 24 hours: a day may have 23 or 25
  return { ...card, last_review: yesterday, due: now };
}

/**
 * @param {Date} one
 * @param {Date} other
 */
function isSameDay(one, other) {
  return one.toDateString() === other.toDateString();
}

/**
 * Returns a card with its days as FSRS counts them.
 * @param {Card} card
 * @returns {Card}
 */
function inDays(card) {
  return card.last_review ? { ...card, last_review: dayOf(new Date(card.last_review)) } : card;
}

export class Memory {
  #fsrs;
  #retention;
  /** @type {Map<string, Learnt>} by topic */
  #records = new Map();

  /**
   * @param {number} retention the share (0-1) of right answers below which FSRS asks again
   * @param {(Learnt | import("./progress.js").Finished)[]} records
   */
  constructor(retention, records = []) {
    this.#retention = retention;
    this.#fsrs = fsrs({ request_retention: retention, enable_short_term: false });
    this.replace(records);
  }

  /**
   * Takes other records, for instance those of a file that was read in; those that are no topic's are left out.
   * @param {(Learnt | import("./progress.js").Finished)[]} records
   */
  replace(records) {
    const learnt = records.flatMap((record) => ("topic" in record ? [record] : []));
    this.#records = new Map(learnt.map((record) => [record.topic, record]));
  }

  /**
   * Takes records that another tab has kept, beside those that only this one has.
   * @param {(Learnt | import("./progress.js").Finished)[]} records
   */
  take(records) {
    this.replace([...this.#records.values(), ...records]);
  }

  /** Returns all that is known. */
  all() {
    return [...this.#records.values()];
  }

  /**
   * Notes an answer and returns the record to keep. A wrong one counts for the topic that was mistaken. FSRS hears of a
   * topic's first answer of a day, and of every wrong one: a right answer minutes after the explanation says little
   * about tomorrow. It is due from the morning of its day on.
   * @param {Asked} item
   * @param {string} chosen
   * @param {Date} now
   * @param {Learnt} [kept] the topic as another tab may have kept it meanwhile
   */
  answered(item, chosen, now, kept) {
    const right = chosen === item.answer;
    const topic = topicOf(item, chosen);
    const card = asOf(now, (kept ?? this.#records.get(topic))?.card ?? createEmptyCard(now));
    const record = { id: `topic:${topic}`, topic, version: item.version, right, card: this.#next(card, right, now) };
    this.#records.set(topic, record);
    return record;
  }

  /**
   * @param {Card} card
   * @param {boolean} right
   * @param {Date} now
   * @returns {Card}
   */
  #next(card, right, now) {
    if (right && isSameDay(new Date(card.last_review ?? NaN), now)) {
      return card;
    }
    const { card: next } = this.#fsrs.next(inDays(card), dayOf(now), right ? Rating.Good : Rating.Again);
    const [year, month, day] = [next.due.getUTCFullYear(), next.due.getUTCMonth(), next.due.getUTCDate()];
    return { ...next, last_review: now, due: new Date(year, month, day) };
  }

  /** @param {string} topic */
  knows(topic) {
    return this.#records.has(topic);
  }

  /**
   * Whether a question's topic was last answered by the rules of today.
   * @param {Asked} item
   */
  isCurrent(item) {
    return this.#records.get(item.topic)?.version === item.version;
  }

  /**
   * @param {string} topic
   * @param {Date} now
   */
  isDue(topic, now) {
    const record = this.#records.get(topic);
    return record !== undefined && dayOf(new Date(asOf(now, record.card).due)) <= dayOf(now);
  }

  /**
   * The likelihood (0-1) that a topic is still answered right in `days`; 0 if it was never asked.
   * @param {string} topic
   * @param {Date} now
   */
  forecast(topic, now, days = 0) {
    const record = this.#records.get(topic);
    return record ? this.#fsrs.get_retrievability(inDays(asOf(now, record.card)), dayOf(now, days), false) : 0;
  }

  /**
   * How a topic stands: "firm" is last answered right, and likely to be in `days`, too.
   * @param {string} topic
   * @param {Date} now
   * @param {number} days
   * @returns {"new" | "firm" | "weak"}
   */
  state(topic, now, days) {
    const record = this.#records.get(topic);
    if (!record) {
      return "new";
    }
    return record.right && this.forecast(topic, now, days) >= this.#retention ? "firm" : "weak";
  }
}
