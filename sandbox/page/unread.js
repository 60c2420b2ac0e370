// Which chats got something new since the reader last had them open. Remembers only while the page is open.

import { Refused, listMessages } from "./api.js";

// A chat that was never opened or has been left holds nothing to read.
function noneIfRefused(error) {
  if (error instanceof Refused) return [];
  throw error;
}

export class Unread {
  constructor() {
    this.waiting = new Set();
    this.newest = new Map();
  }

  saw(person, chat, messages) {
    this.newest.set(`${person}:${chat}`, messages.at(-1)?.number ?? 0);
    this.waiting.delete(`${person}:${chat}`);
  }

  // What was there before the page came up counts as read.
  async look(person, chat) {
    const key = `${person}:${chat}`;
    const first = !this.newest.has(key);
    const messages = await listMessages(person, chat, this.newest.get(key) ?? 0).catch(noneIfRefused);
    if (first) this.newest.set(key, messages.at(-1)?.number ?? 0);
    else if (messages.some((message) => message.from.id !== person && !message.deleted)) this.waiting.add(key);
  }
}
