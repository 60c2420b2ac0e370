// The column of people, with the chats of the one you are. Draws and asks to be told; decides nothing.

import { colourOf } from "./bubble.js";
import { element, find } from "./element.js";
import { word } from "./words.js";

export class Column {
  constructor(open) {
    this.open = open;
    this.signature = "";
  }

  // `town`: {people, groups of the current person, person, chat, unread: Set of "person:chat"}
  draw(town) {
    const signature = JSON.stringify([town, [...town.unread], word("people")]);
    if (signature === this.signature) return;
    this.signature = signature;
    const focused = document.activeElement?.closest?.("#people [data-key]")?.dataset.key;
    find("people").replaceChildren(...this.rows(town));
    if (focused) find("people").querySelector(`[data-key="${focused}"]`)?.focus();
  }

  rows(town) {
    if (!town.people.length) return [element("li", { class: "hint" }, word("nobody"))];
    return town.people.map((person) => {
      const chosen = person.id === town.person;
      return element("li", { class: chosen ? "chosen" : null }, this.personRow(person, chosen, town), chosen && this.chats(town));
    });
  }

  personRow(person, chosen, town) {
    const waiting = !chosen && town.unread.has(`${person.id}:${person.id}`);
    return element(
      "button",
      {
        type: "button", class: "person", "data-person": person.id, "data-key": `person${person.id}`,
        "aria-current": chosen ? "true" : null, onclick: () => this.open(person.id, person.id),
      },
      element("span", { class: `avatar ${colourOf(person.id)}`, "aria-hidden": "true" }, [...person.first_name][0] || "?"),
      element("span", { class: "person-name" }, person.first_name, element("small", {}, person.note || "")),
      waiting && dot(),
    );
  }

  chats(town) {
    const rows = [this.chatRow(town, town.person, word("privateChat"), "private")];
    for (const group of town.groups) rows.push(this.chatRow(town, group.id, group.title, "group"));
    return element("ul", { class: "chats" }, rows);
  }

  chatRow(town, chat, title, kind) {
    const open = chat === town.chat;
    return element(
      "li",
      {},
      element(
        "button",
        {
          type: "button", class: `chat ${kind}`, "data-chat": chat, "data-key": `chat${chat}`,
          "aria-current": open ? "page" : null, onclick: () => this.open(town.person, chat),
        },
        element("span", { class: "chat-title" }, title),
        !open && town.unread.has(`${town.person}:${chat}`) && dot(),
      ),
    );
  }
}

const dot = () => element("span", { class: "dot", role: "img", "aria-label": word("unread") });
