// The column of bubbles: redraws only what changed, keyed by message number, and keeps the reader's place.

import { renderBubble } from "./bubble.js";
import { element, find } from "./element.js";
import { dayOf } from "./virtual_time.js";

const NEAR_BOTTOM_PIXELS = 80;
const FLASH_MS = 1200;

export class Conversation {
  constructor(actions) {
    this.actions = actions;
    this.rows = new Map();
    this.box = find("messages");
    this.list = find("message-list");
    this.atBottom = true;
    this.lastTop = 0;
    this.box.addEventListener("scroll", () => this.noticeScroll(), { passive: true });
    // The one place that follows new messages: pictures that arrive late and a growing text box must not push the newest message out of sight.
    const settle = new ResizeObserver(() => this.atBottom && this.toBottom());
    settle.observe(this.list);
    settle.observe(this.box);
    find("to-bottom").addEventListener("click", () => this.toBottom());
  }

  clear() {
    this.rows.clear();
    this.list.replaceChildren();
    this.atBottom = true;
    this.lastTop = 0; // emptying scrolls up, too, and that is nobody's wish to stay
  }

  draw(messages, viewer, isGroup) {
    const grew = messages.some((message) => !this.rows.has(message.number));
    const byId = new Map(messages.filter((one) => one.message_id).map((one) => [one.message_id, one]));
    const kept = new Set(messages.map((message) => message.number));
    this.dropAllBut(kept);
    messages.forEach((message, index) => {
      const place = placeOf(message, messages[index - 1], viewer, isGroup, byId);
      this.put(index, message, place);
    });
    if (grew && !this.atBottom) find("to-bottom").classList.add("news");
  }

  dropAllBut(kept) {
    for (const [number, row] of this.rows) {
      if (kept.has(number)) continue;
      row.node.remove();
      this.rows.delete(number);
    }
  }

  put(index, message, place) {
    const signature = JSON.stringify([message, place]);
    let row = this.rows.get(message.number);
    if (!row) {
      row = { node: element("div", { class: "row" }) };
      this.rows.set(message.number, row);
    }
    if (row.signature !== signature) {
      row.signature = signature;
      fill(row.node, [
        place.day && element("p", { class: "day" }, element("span", {}, place.day)),
        renderBubble(message, place, this.actions),
      ]);
    }
    if (this.list.children[index] !== row.node) this.list.insertBefore(row.node, this.list.children[index] ?? null);
  }

  noticeScroll() {
    const left = this.box.scrollHeight - this.box.scrollTop - this.box.clientHeight;
    // Only a scroll upwards is the reader's wish to stay; growing content also takes the bottom further away.
    this.atBottom = left < NEAR_BOTTOM_PIXELS || (this.atBottom && this.box.scrollTop >= this.lastTop);
    this.lastTop = this.box.scrollTop;
    find("to-bottom").hidden = this.atBottom;
    if (this.atBottom) find("to-bottom").classList.remove("news");
  }

  toBottom() {
    this.box.scrollTop = this.box.scrollHeight;
  }

  show(number) {
    const bubble = this.list.querySelector(`.bubble[data-number="${number}"]`);
    if (!bubble) return;
    bubble.scrollIntoView({ block: "center", behavior: "smooth" });
    bubble.classList.add("flash");
    setTimeout(() => bubble.classList.remove("flash"), FLASH_MS);
  }
}

function placeOf(message, previous, viewer, isGroup, byId) {
  const day = dayOf(message.date);
  const newDay = !previous || dayOf(previous.date) !== day;
  const sameWriter = previous && !newDay && !previous.service && previous.from.id === message.from.id;
  return {
    viewer,
    day: newDay ? day : null,
    named: isGroup && message.from.id !== viewer && !sameWriter,
    quoted: (message.reply_to && byId.get(message.reply_to)) || null,
  };
}

// Redraws a row; a button that had the keyboard focus gets it back if it is still there.
function fill(node, children) {
  const buttons = () => [...node.querySelectorAll("button")];
  const focused = buttons().find((button) => button === document.activeElement);
  node.replaceChildren(...children.filter(Boolean));
  if (focused) buttons().find((button) => button.textContent === focused.textContent)?.focus();
}
