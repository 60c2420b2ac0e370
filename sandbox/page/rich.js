// A rich message's blocks (headings, lists, tables, quotations) as DOM. A kind it does not know shows its words.

import { element } from "./element.js";
import { safeAddress } from "./entities.js";

const INLINE = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code",
  marked: "mark", subscript: "sub", superscript: "sup",
};
const QUOTES = ["blockquote", "expandable_blockquote", "pull_quote", "pullquote"];

export const renderRich = (rich) => element("div", { class: "rich" }, blocks(rich.blocks));

const blocks = (given) => (given || []).map(block);

function block(given) {
  if (given.type === "heading") return element(`h${Math.min(6, (given.size || 1) + 2)}`, {}, inline(given.text));
  if (given.type === "pre") return element("pre", {}, inline(given.text));
  if (given.type === "divider") return element("hr");
  if (given.type === "list") return element("ul", {}, given.items.map(item));
  if (given.type === "table") return element("table", {}, given.cells.map(row));
  if (given.type === "details") return element("details", {}, element("summary", {}, inline(given.summary)), blocks(given.blocks));
  if (QUOTES.includes(given.type)) return element("blockquote", {}, inline(given.text), blocks(given.blocks));
  return element("p", { class: given.type }, inline(given.text), blocks(given.blocks));
}

const item = (given) => element("li", {}, element("span", { class: "label" }, given.label || "•"), element("div", {}, blocks(given.blocks)));

const row = (cells) => element("tr", {}, cells.map((cell) => element(cell.is_header ? "th" : "td", {}, inline(cell.text))));

function inline(text) {
  if (text === null || text === undefined) return [];
  if (typeof text === "string") return [text];
  if (Array.isArray(text)) return text.flatMap(inline);
  const address = text.type === "url" && safeAddress(text.url);
  if (address) return [element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, inline(text.text))];
  return INLINE[text.type] ? [element(INLINE[text.type], {}, inline(text.text))] : inline(text.text);
}
