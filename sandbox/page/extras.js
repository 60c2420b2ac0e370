// The rarer things a message carries: a forward's origin, a contact, a place, a die, reactions.

import { element } from "./element.js";
import { word } from "./words.js";

export function renderOrigin(origin) {
  const from = origin.sender_user?.first_name ?? origin.sender_user_name ?? origin.chat?.title ?? "";
  return element("small", { class: "origin" }, word("forwardedFrom", { name: from }));
}

export function renderExtras(message) {
  const { contact, location, dice } = message;
  return [
    contact && element("p", { class: "card" }, [contact.first_name, contact.last_name, contact.phone_number].filter(Boolean).join(" ")),
    location && element("p", { class: "card" }, `${word("place")} ${location.latitude}, ${location.longitude}`),
    dice && element("p", { class: "die" }, `${dice.emoji} ${dice.value}`),
  ];
}

export function renderReactions(reactions) {
  const shown = reactions.map((one) => one.emoji || "★");
  return element("span", { class: "reactions" }, shown.join(" "));
}
