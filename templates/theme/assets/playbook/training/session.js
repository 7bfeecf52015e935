// Which question comes next. FSRS counts days (memory.js); within a sitting, what was missed comes back after a few
// other questions until it has been answered right several times running.

import { topicOf } from "./memory.js";

/** @typedef {import("./memory.js").Asked} Asked what is read of a question */
/**
 * @template {Asked} T
 * @typedef {{ item: T, asked: number }} Entry
 */
/**
 * A topic in this session: how often it was asked, and at which turn last; how many right answers it is owed since a
 * mistake.
 * @template {Asked} T
 * @typedef {object} Topic
 * @property {string} topic
 * @property {Entry<T>[]} items
 * @property {number} asked
 * @property {number} last
 * @property {number} owed
 * @property {T | null} missed
 */
/**
 * @typedef {object} Options
 * @property {number} apart how many questions lie between two on the same topic
 * @property {number} running how many right answers end the returning of one that was missed
 * @property {Set<string>} [changed] the topics whose rules have changed
 * @property {() => number} [random] is as Math.random
 */

/** @template {Asked} T */
export class Session {
  /** @type {Map<string, Topic<T>>} */
  #topics = new Map();
  #memory;
  /** @type {Required<Options>} */
  #options;
  #turn = 0;

  /**
   * @param {T[]} items
   * @param {import("./memory.js").Memory} memory
   * @param {Options} options
   */
  constructor(items, memory, { apart, running, changed = new Set(), random = Math.random }) {
    this.#memory = memory;
    this.#options = { apart, running, changed, random };
    this.add(items);
  }

  /**
   * Takes in more questions to ask.
   * @param {T[]} items
   */
  add(items) {
    for (const item of items) {
      this.#topic(item.topic).items.push({ item, asked: 0 });
    }
  }

  /** @param {string} topic */
  #topic(topic) {
    const known = this.#topics.get(topic);
    /** @type {Topic<T>} */
    const found = known ?? { topic, items: [], asked: 0, last: -Infinity, owed: 0, missed: null };
    this.#topics.set(topic, found);
    return found;
  }

  /**
   * Returns the next question.
   * @param {Date} now
   */
  next(now) {
    const all = [...this.#topics.values()].filter(({ items }) => items.length > 0);
    const rested = all.filter(({ last }) => this.#turn - last > this.#options.apart);
    const among = rested.length > 0 ? rested : all;
    const candidates = lowest(among, (topic) => this.#rank(topic, now));
    return this.#itemOf(this.#pick(candidates, now));
  }

  /**
   * Notes an answer: a wrong one makes the topic return that was mistaken.
   * @param {T} item
   * @param {string} chosen
   */
  answered(item, chosen) {
    const asked = this.#topic(item.topic);
    asked.items.filter((entry) => entry.item === item).forEach((entry) => (entry.asked += 1));
    asked.asked += 1;
    asked.last = this.#turn;
    if (chosen === item.answer) {
      asked.owed = Math.max(0, asked.owed - 1);
    } else {
      const mistaken = this.#topic(topicOf(item, chosen));
      mistaken.owed = this.#options.running;
      mistaken.missed = mistaken === asked ? item : mistaken.missed;
      mistaken.last = this.#turn;
    }
    this.#turn += 1;
  }

  /**
   * What has changed comes first, then what was missed a moment ago, what is due, what is new, and the rest.
   * @param {Topic<T>} topic
   * @param {Date} now
   */
  #rank({ topic, items: [first], asked, owed }, now) {
    if (first && this.#options.changed.has(topic) && !this.#memory.isCurrent(first.item)) {
      return 0;
    }
    if (owed) {
      return 1;
    }
    if (!asked && this.#memory.isDue(topic, now)) {
      return 2;
    }
    return this.#memory.knows(topic) ? 4 : 3;
  }

  /**
   * Of topics of the same rank: new ones by chance; others as seldom as they were asked, the least sure one first.
   * @param {Topic<T>[]} topics
   * @param {Date} now
   */
  #pick(topics, now) {
    const seldom = lowest(topics, ({ asked }) => asked);
    if (seldom.some(({ topic }) => !this.#memory.knows(topic))) {
      return this.#one(seldom);
    }
    return this.#one(lowest(seldom, ({ topic }) => this.#memory.forecast(topic, now)));
  }

  /**
   * What was missed is asked once more, then others on the same topic, those first that have not been asked.
   * @param {Topic<T>} topic
   */
  #itemOf({ items, owed, missed }) {
    if (owed === this.#options.running && missed) {
      return missed;
    }
    const others = items.filter(({ item }) => item !== missed);
    const pool = others.length > 0 ? others : items;
    return this.#one(lowest(pool, ({ asked }) => asked)).item;
  }

  /**
   * @template E
   * @param {E[]} entries
   */
  #one(entries) {
    return /** @type {E} */ (entries[Math.floor(this.#options.random() * entries.length)]);
  }
}

/**
 * Returns the entries for which `count` is least.
 * @template E
 * @param {E[]} entries
 * @param {(entry: E) => number} count
 */
function lowest(entries, count) {
  const counts = entries.map(count);
  const least = Math.min(...counts);
  return entries.filter((_, at) => counts[at] === least);
}
