// The foot of the chat: text box, paperclip, command menu and the bot's reply keyboard. Sends through `say` and `give` only.

import { gist } from "./bubble.js";
import { element, find } from "./element.js";
import { toast } from "./notices.js";
import { word } from "./words.js";

const LARGEST_BYTES = 20 * 1024 * 1024;
const PHOTOS = ["image/jpeg", "image/png", "image/webp"];

export class Composer {
  // say(text, replyTo) and give({photo|document, file_name, text}, replyTo) resolve to true once sent.
  constructor({ say, give }) {
    this.say = say;
    this.give = give;
    this.text = find("composer");
    this.menu = [];
    this.replyTo = null;
    this.keyboardFrom = undefined; // nothing was followed yet
    this.spentKeyboard = null;
    this.listen();
  }

  listen() {
    find("compose").addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.text.addEventListener("keydown", (event) => this.pressed(event));
    this.text.addEventListener("input", () => this.typed());
    find("attach").addEventListener("click", () => find("file").click());
    find("file").addEventListener("change", () => this.attach(find("file").files[0]));
    find("commands").addEventListener("click", () => this.toggleMenu(find("command-menu").hidden));
    find("cancel-reply").addEventListener("click", () => this.reply(null));
  }

  pressed(event) {
    // While a Chinese input method composes, Enter picks a word; it does not send.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.submit();
    }
    if (event.key === "Escape") this.toggleMenu(false);
  }

  typed() {
    this.text.style.height = "auto";
    this.text.style.height = `${this.text.scrollHeight}px`;
    const wanted = this.text.value;
    const asking = /^\/\w*$/.test(wanted);
    this.toggleMenu(asking, asking ? wanted.slice(1) : "");
  }

  async submit() {
    const text = this.text.value.trim();
    if (!text) return;
    this.write("");
    if (await this.say(text, this.replyTo)) this.reply(null);
    else this.write(text);
  }

  write(text) {
    this.text.value = text;
    this.typed();
  }

  async attach(file) {
    find("file").value = "";
    if (!file) return;
    if (file.size > LARGEST_BYTES) return toast(word("tooLarge"));
    const kind = PHOTOS.includes(file.type) ? "photo" : "document";
    const message = { [kind]: await base64(file), file_name: file.name };
    const caption = this.text.value.trim();
    if (caption) message.text = caption;
    if (await this.give(message, this.replyTo)) {
      this.write("");
      this.reply(null);
    }
  }

  reply(message) {
    this.replyTo = message && message.message_id;
    find("replying").hidden = !message;
    find("replying-text").textContent = message ? `${message.from.first_name}: ${gist(message)}` : "";
    if (message) this.text.focus();
  }

  // Another person or another chat: nothing half-written follows along.
  clear() {
    this.write("");
    this.reply(null);
    this.offer([]);
    this.keyboardFrom = undefined; // nothing was followed yet
    find("reply-keyboard").hidden = true;
  }

  offer(commands) {
    this.menu = commands;
    find("commands").hidden = commands.length === 0;
    this.toggleMenu(false);
  }

  toggleMenu(open, prefix = "") {
    const shown = this.menu.filter((one) => one.command.startsWith(prefix));
    const visible = open && shown.length > 0;
    find("command-menu").hidden = !visible;
    find("commands").setAttribute("aria-expanded", String(visible));
    if (visible) find("command-menu").replaceChildren(...shown.map((one) => this.menuRow(one)));
  }

  menuRow({ command, description }) {
    const choose = () => {
      this.write("");
      this.say(`/${command}`, null);
    };
    return element(
      "button",
      { type: "button", role: "menuitem", onclick: choose },
      element("strong", {}, `/${command}`),
      element("span", {}, description),
    );
  }

  // The newest message that says anything about the reply keyboard decides.
  followKeyboard(messages) {
    const latest = messages.findLast((message) => message.reply_keyboard && !message.deleted);
    if ((latest?.number ?? null) === this.keyboardFrom) return;
    this.keyboardFrom = latest?.number ?? null;
    const keyboard = latest?.reply_keyboard;
    const shown = Boolean(keyboard?.rows?.length) && latest.number !== this.spentKeyboard;
    find("reply-keyboard").hidden = !shown;
    this.text.placeholder = (shown && keyboard.placeholder) || word("write");
    if (shown) find("reply-keyboard").replaceChildren(...keyboard.rows.map((row) => this.keyboardRow(row, latest)));
  }

  keyboardRow(row, message) {
    const press = (label) => {
      this.say(label, null);
      if (!message.reply_keyboard.one_time) return;
      this.spentKeyboard = message.number;
      find("reply-keyboard").hidden = true;
    };
    return element(
      "div",
      { class: "keyboard-row" },
      row.map((label) => element("button", { type: "button", class: "reply-button", onclick: () => press(label) }, label)),
    );
  }
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
