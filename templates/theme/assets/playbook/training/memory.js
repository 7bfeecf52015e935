// What a learner knows of each topic: a boundary of the rules, or a skill where a question is about no boundary. FSRS
// (ts-fsrs) says how long an answer lasts and when to ask again; it counts in days.

import { Rating, createEmptyCard, fsrs } from "ts-fsrs";

const DAY = 86_400_000; // ms

// The topic that an answer tells about: where a mistake is known, the one that was mistaken.
export function topicOf(item, chosen) {
  return item.choices.find(({ id }) => id === chosen)?.topic ?? item.topic;
}

// `retention` is the share (0-1) of right answers below which FSRS asks again.
export class Memory {
  #fsrs;
  #retention;
  #records; // topic -> record as it is kept: { id, topic, version, right, card }

  constructor(retention, records = []) {
    this.#retention = retention;
    this.#fsrs = fsrs({ request_retention: retention, enable_short_term: false });
    this.replace(records);
  }

  // Takes other records, for instance those of a file that was read in; those that are no topic's are left out.
  replace(records) {
    this.#records = new Map(records.filter(isSound).map((record) => [record.topic, record]));
  }

  // Notes an answer and returns the record to keep. A wrong one counts for the topic that was mistaken. FSRS hears of a
  // topic's first answer of a day, and of every wrong one: a right answer minutes after the explanation says little
  // about tomorrow.
  answered(item, chosen, now) {
    const right = chosen === item.answer;
    const topic = topicOf(item, chosen);
    const before = this.#records.get(topic);
    const today = before && new Date(before.card.last_review).toDateString() === now.toDateString();
    const card = before?.card ?? createEmptyCard(now);
    const next = today && right ? card : this.#fsrs.next(card, now, right ? Rating.Good : Rating.Again).card;
    const record = { id: `topic:${topic}`, topic, version: item.version, right, card: next };
    this.#records.set(topic, record);
    return record;
  }

  knows(topic) {
    return this.#records.has(topic);
  }

  // Whether a question's topic was last answered by the rules of today.
  isCurrent(item) {
    return this.#records.get(item.topic)?.version === item.version;
  }

  isDue(topic, now) {
    const record = this.#records.get(topic);
    return record !== undefined && new Date(record.card.due) <= now;
  }

  // The likelihood (0-1) that a topic is still answered right in `days`; 0 if it was never asked.
  forecast(topic, now, days = 0) {
    const record = this.#records.get(topic);
    return record ? this.#fsrs.get_retrievability(record.card, new Date(+now + days * DAY), false) : 0;
  }

  // How a topic stands: "new", "firm" (last answered right, and likely to be in `days`, too) or "weak".
  state(topic, now, days) {
    const record = this.#records.get(topic);
    if (!record) {
      return "new";
    }
    return record.right && this.forecast(topic, now, days) >= this.#retention ? "firm" : "weak";
  }
}

function isSound({ topic, card }) {
  const days = [card?.due, card?.last_review].map((day) => new Date(day ?? NaN));
  const numbers = [card?.stability, card?.difficulty];
  return typeof topic === "string" && !days.some(isNaN) && numbers.every((each) => Number.isFinite(each) && each > 0);
}
