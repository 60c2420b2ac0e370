// What the page says over the chat: a toast, an alert, an enlarged picture. Keeps no history.

import { find } from "./element.js";

const TOAST_MS = 4000;
let toastTimer = 0;

export function toast(text) {
  find("toast").textContent = text;
  find("toast").hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => (find("toast").hidden = true), TOAST_MS);
}

export function alertBox(text) {
  find("alert-text").textContent = text;
  if (!find("alert").open) find("alert").showModal();
}

export function enlarge(address) {
  find("picture-image").src = address;
  find("picture").showModal();
}
