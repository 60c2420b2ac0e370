// Formatted text as Telegram sends it (UTF-16 offsets, which are JavaScript's own) to DOM nodes. Parses no markup.

import { element } from "./element.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

export function renderText(text, entities, actions) {
  const ordered = [...(entities || [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return renderRange(text, 0, text.length, ordered, actions);
}

function renderRange(text, start, end, entities, actions) {
  const nodes = [];
  let at = start;
  while (entities.length && entities[0].offset < end) {
    const entity = entities.shift();
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    if (to <= from) continue;
    if (from > at) nodes.push(between(text.slice(at, from), nodes.at(-1)));
    nodes.push(wrap(entity, text.slice(from, to), renderRange(text, from, to, entities, actions), actions));
    at = to;
  }
  if (at < end) nodes.push(between(text.slice(at, end), nodes.at(-1)));
  return nodes;
}

// A block ends its own line: the line break after it would show as an empty one.
const between = (text, before) =>
  ["PRE", "BLOCKQUOTE"].includes(before?.tagName) && text.startsWith("\n") ? text.slice(1) : text;

function wrap(entity, plain, children, actions) {
  if (TAGS[entity.type]) return element(TAGS[entity.type], {}, children);
  if (entity.type === "spoiler") return spoiler(children);
  if (entity.type === "bot_command") return command(plain, children, actions);
  const address = addressOf(entity, plain);
  if (address) return link(address, children, actions);
  return element("span", { class: `entity-${entity.type}` }, children);
}

function spoiler(children) {
  const node = element("span", { class: "spoiler", role: "button", tabindex: 0 }, element("span", {}, children));
  const reveal = () => node.classList.add("revealed");
  node.addEventListener("click", reveal);
  node.addEventListener("keydown", (event) => event.key === "Enter" && reveal());
  return node;
}

function command(plain, children, actions) {
  return element("button", { type: "button", class: "command", onclick: () => actions.say(plain) }, children);
}

function addressOf(entity, plain) {
  if (entity.type === "text_link") return safeAddress(entity.url);
  if (entity.type === "url") return safeAddress(/^[a-z][a-z0-9+.-]*:/i.test(plain) ? plain : `https://${plain}`);
  if (entity.type === "email") return safeAddress(`mailto:${plain}`);
  if (entity.type === "phone_number") return safeAddress(`tel:${plain.replace(/[^+\d]/g, "")}`);
  return null;
}

function link(address, children, actions) {
  const follow = (event) => {
    event.preventDefault();
    actions.follow(address);
  };
  return element("a", { href: address, rel: "noopener noreferrer", target: "_blank", onclick: follow }, children);
}

// A `javascript:` address in a message must never become a link.
export function safeAddress(address) {
  try {
    return ["http:", "https:", "mailto:", "tel:", "tg:"].includes(new URL(address).protocol) ? address : null;
  } catch {
    return null;
  }
}
