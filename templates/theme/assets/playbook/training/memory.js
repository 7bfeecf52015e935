// What a learner knows of each topic: a boundary of the rules, or a skill where a question is about no boundary. FSRS
// (ts-fsrs) says how long an answer lasts and when to ask again; it counts in days.

import { Rating, createEmptyCard, fsrs } from "ts-fsrs";

/** @typedef {import("./items.js").Item} Item */
/** @typedef {Pick<Item, "topic" | "version" | "answer"> & { choices: { id: string, topic?: string }[] }} Asked */
/** @typedef {import("ts-fsrs").Card} Card */
/** @typedef {{ id: string, topic: string, version: string, right: boolean, card: Card }} Learnt a topic as kept */

const DAY = 86_400_000; // ms

/**
 * Returns the topic that an answer tells about: where a mistake is known, the one that was mistaken.
 * @param {Asked} item
 * @param {string} chosen
 */
export function topicOf(item, chosen) {
  return item.choices.find(({ id }) => id === chosen)?.topic ?? item.topic;
}

/**
 * Returns a card as if its last answer were not in the future: the device's clock was ahead then, and FSRS counts no
 * days back. One of another day counts as yesterday's.
 * @param {Date} now
 * @param {Card} card
 * @returns {Card}
 */
function asOf(now, card) {
  const last = new Date(card.last_review ?? NaN);
  if (!(last > now)) {
    return card;
  }
  const isOfToday = last.toDateString() === now.toDateString();
  return isOfToday ? { ...card, last_review: now } : { ...card, last_review: new Date(Number(now) - DAY), due: now };
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
   * Notes an answer and returns the record to keep. A wrong one counts for the topic that was mistaken. FSRS hears of a
   * topic's first answer of a day, and of every wrong one: a right answer minutes after the explanation says little
   * about tomorrow.
   * @param {Asked} item
   * @param {string} chosen
   * @param {Date} now
   */
  answered(item, chosen, now) {
    const right = chosen === item.answer;
    const topic = topicOf(item, chosen);
    const card = asOf(now, this.#records.get(topic)?.card ?? createEmptyCard(now));
    const isOfToday = new Date(card.last_review ?? NaN).toDateString() === now.toDateString();
    const next = isOfToday && right ? card : this.#fsrs.next(card, now, right ? Rating.Good : Rating.Again).card;
    const record = { id: `topic:${topic}`, topic, version: item.version, right, card: next };
    this.#records.set(topic, record);
    return record;
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
    return record !== undefined && new Date(asOf(now, record.card).due) <= now;
  }

  /**
   * The likelihood (0-1) that a topic is still answered right in `days`; 0 if it was never asked.
   * @param {string} topic
   * @param {Date} now
   */
  forecast(topic, now, days = 0) {
    const record = this.#records.get(topic);
    const later = new Date(Number(now) + days * DAY);
    return record ? this.#fsrs.get_retrievability(asOf(now, record.card), later, false) : 0;
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
