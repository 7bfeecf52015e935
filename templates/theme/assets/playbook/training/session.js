// Which question comes next. FSRS counts days (memory.js); within a sitting, what was missed comes back after a few
// other questions until it has been answered right several times running.

import { topicOf } from "./memory.js";

export class Session {
  #topics = new Map(); // topic -> { topic, items, asked, last, owed, missed }
  #memory;
  #options;
  #turn = 0;

  // `changed` holds the topics whose rules have changed; `apart` is how many questions lie between two on the same
  // topic, `running` how many right answers end the returning of one that was missed. `random` is as Math.random.
  constructor(items, memory, { apart, running, changed = new Set(), random = Math.random }) {
    this.#memory = memory;
    this.#options = { apart, running, changed, random };
    this.add(items);
  }

  // Takes in more questions to ask.
  add(items) {
    for (const item of items) {
      const { topic } = item;
      if (!this.#topics.has(topic)) {
        this.#topics.set(topic, { topic, items: [], asked: 0, last: -Infinity, owed: 0, missed: null });
      }
      this.#topics.get(topic).items.push({ item, asked: 0 });
    }
  }

  // Returns the next question.
  next(now) {
    const all = [...this.#topics.values()];
    const rested = all.filter(({ last }) => this.#turn - last > this.#options.apart);
    const among = rested.length ? rested : all;
    const first = Math.min(...among.map((topic) => this.#rank(topic, now)));
    const candidates = among.filter((topic) => this.#rank(topic, now) === first);
    return this.#itemOf(this.#pick(candidates, now));
  }

  // Notes an answer: a wrong one makes the topic return that was mistaken.
  answered(item, chosen) {
    const asked = this.#topics.get(item.topic);
    asked.items.find((entry) => entry.item === item).asked += 1;
    asked.asked += 1;
    asked.last = this.#turn;
    if (chosen === item.answer) {
      asked.owed = Math.max(0, asked.owed - 1);
    } else {
      const mistaken = this.#topics.get(topicOf(item, chosen));
      mistaken.owed = this.#options.running;
      mistaken.missed = mistaken === asked ? item : mistaken.missed;
      mistaken.last = this.#turn;
    }
    this.#turn += 1;
  }

  // What has changed comes first, then what was missed a moment ago, what is due, what is new, and the rest.
  #rank({ topic, items, asked, owed }, now) {
    const { changed } = this.#options;
    if (changed.has(topic) && !this.#memory.isCurrent(items[0].item)) {
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

  // Of topics of the same rank: new ones by chance; others as seldom as they were asked, the least sure one first.
  #pick(topics, now) {
    const least = Math.min(...topics.map(({ asked }) => asked));
    const seldom = topics.filter(({ asked }) => asked === least);
    if (seldom.some(({ topic }) => !this.#memory.knows(topic))) {
      return this.#one(seldom);
    }
    const forecast = new Map(seldom.map((entry) => [entry, this.#memory.forecast(entry.topic, now)]));
    const weakest = Math.min(...forecast.values());
    return this.#one(seldom.filter((entry) => forecast.get(entry) === weakest));
  }

  // What was missed is asked once more, then others on the same topic, those first that have not been asked.
  #itemOf(topic) {
    if (topic.owed === this.#options.running && topic.missed) {
      return topic.missed;
    }
    const others = topic.items.filter(({ item }) => item !== topic.missed);
    const pool = others.length ? others : topic.items;
    const least = Math.min(...pool.map(({ asked }) => asked));
    return this.#one(pool.filter(({ asked }) => asked === least)).item;
  }

  #one(entries) {
    return entries[Math.floor(this.#options.random() * entries.length)];
  }
}
