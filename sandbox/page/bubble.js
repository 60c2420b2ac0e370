// One message as a bubble. Knows how a message looks, not how it is fetched or where it stands in the chat.

import { element } from "./element.js";
import { renderText, safeAddress } from "./entities.js";
import { renderExtras, renderOrigin, renderReactions } from "./extras.js";
import { renderMedia } from "./media.js";
import { renderPoll } from "./poll.js";
import { renderRich } from "./rich.js";
import { timeOf } from "./virtual_time.js";
import { word } from "./words.js";

const NAME_COLOURS = 7;

export const colourOf = (id) => `colour-${Math.abs(id) % NAME_COLOURS}`;

// `place`: {viewer, named: show who wrote it, quoted: the message it answers, if it is still there}
export function renderBubble(message, place, actions) {
  if (message.service) return line(message, "service", message.service);
  if (message.deleted) return line(message, "deleted", word("deleted"));
  const side = message.from.id === place.viewer ? "mine" : "theirs";
  const whisper = message.ephemeral_to !== null && message.ephemeral_to !== undefined;
  return element(
    "article",
    { class: `bubble ${side}${whisper ? " ephemeral" : ""}`, "data-number": message.number },
    element("div", { class: "body" }, bodyOf(message, place, whisper, actions).flat()),
    message.keyboard && keyboard(message, actions),
  );
}

function line(message, kind, text) {
  return element("p", { class: `bubble ${kind}`, "data-number": message.number }, text);
}

function bodyOf(message, place, whisper, actions) {
  return [
    place.named && element("strong", { class: `name ${colourOf(message.from.id)}` }, message.from.first_name),
    whisper && element("p", { class: "whisper" }, word("onlyYou")),
    place.quoted && quote(place.quoted, actions),
    message.forward_origin && renderOrigin(message.forward_origin),
    message.media && renderMedia(message.media, actions),
    message.poll && renderPoll(message, actions),
    // A rich message brings its plain words along as text; they would stand there twice.
    message.text && !message.rich_message && element("div", { class: "text" }, renderText(message.text, message.entities, actions)),
    message.caption && element("div", { class: "text" }, renderText(message.caption, message.caption_entities, actions)),
    message.rich_message && renderRich(message.rich_message),
    renderExtras(message),
    footOf(message, actions),
  ];
}

function quote(quoted, actions) {
  return element(
    "button",
    { type: "button", class: "quote", onclick: () => actions.show(quoted.number) },
    element("strong", { class: colourOf(quoted.from.id) }, quoted.from.first_name),
    element("span", {}, gist(quoted)),
  );
}

// A message in one short line, for a quotation.
export function gist(message) {
  if (message.deleted) return word("deleted");
  const text = message.text || message.caption || message.service || (message.poll && message.poll.question);
  return text || (message.media && (message.media.type === "photo" ? word("photo") : message.media.file_name)) || word("file");
}

function footOf(message, actions) {
  return element(
    "footer",
    {},
    message.message_id > 0 &&
      element(
        "button",
        { type: "button", class: "reply", title: word("reply"), "aria-label": word("reply"), onclick: () => actions.reply(message) },
        "↩",
      ),
    message.reactions && renderReactions(message.reactions),
    message.pinned && element("span", { class: "pinned" }, word("pinned")),
    message.edited && element("span", { class: "edited" }, word("edited")),
    element("time", { datetime: message.date }, timeOf(message.date)),
  );
}

function keyboard(message, actions) {
  const rows = message.keyboard.map((row) =>
    element("div", { class: "keyboard-row" }, row.map((button) => inlineButton(message, button, actions))),
  );
  return element("div", { class: "keyboard" }, rows);
}

function inlineButton(message, button, actions) {
  const leads = button.url && safeAddress(button.url) ? " leads-away" : "";
  const node = element("button", { type: "button", class: `inline-button${leads}` }, button.text);
  node.addEventListener("click", () => actions.press(message, button, node));
  return node;
}
