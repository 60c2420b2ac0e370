// The little form that adds a person to the town.

import { addPerson } from "./api.js";
import { find } from "./element.js";

export function startNewcomer(attempt, welcome) {
  const dialog = find("newcomer");
  const form = dialog.querySelector("form");
  find("add-person").addEventListener("click", () => {
    form.reset();
    dialog.showModal();
  });
  dialog.addEventListener("close", async () => {
    if (dialog.returnValue !== "add") return;
    dialog.returnValue = "";
    const person = await attempt(() => addPerson(described()));
    if (person) welcome(person);
  });
}

function described() {
  const person = {
    first_name: find("newcomer-name").value.trim(),
    language_code: find("newcomer-language").value,
  };
  const username = find("newcomer-username").value.trim();
  return username ? { ...person, username } : person;
}
