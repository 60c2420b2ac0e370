// A poll or quiz as DOM: buttons to vote with, then bars. Shows nothing of the answer before the viewer has voted.

import { element } from "./element.js";
import { word } from "./words.js";

export function renderPoll(message, actions) {
  const { poll } = message;
  const done = poll.is_closed || (poll.my_votes || []).length > 0;
  return element(
    "div",
    { class: "poll" },
    element("strong", { class: "question" }, poll.question),
    element("small", { class: "kind" }, kindOf(poll)),
    done ? results(poll) : ballot(message, actions),
    done && poll.explanation && element("p", { class: "explanation" }, poll.explanation),
    element("small", { class: "total" }, word("votes", { count: poll.total_voter_count || 0 })),
  );
}

function kindOf(poll) {
  const kind = [word(poll.type === "quiz" ? "quiz" : "poll")];
  if (poll.is_anonymous) kind.push(word("anonymous"));
  if (poll.is_closed) kind.push(word("closed"));
  return kind.join(" · ");
}

function ballot(message, actions) {
  const { poll } = message;
  if (poll.allows_multiple_answers) return ballotForSeveral(message, actions);
  return poll.options.map((option, index) =>
    element(
      "button",
      { type: "button", class: "poll-option", onclick: () => actions.vote(message, [index]) },
      option.text,
    ),
  );
}

function ballotForSeveral(message, actions) {
  const form = element(
    "form",
    {},
    message.poll.options.map((option, index) =>
      element(
        "label",
        { class: "poll-option" },
        element("input", { type: "checkbox", name: "option", value: index }),
        ` ${option.text}`,
      ),
    ),
    element("button", { class: "primary" }, word("vote")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = new FormData(form).getAll("option").map(Number);
    if (chosen.length) actions.vote(message, chosen);
  });
  return form;
}

function results(poll) {
  const total = Math.max(1, poll.total_voter_count || 0);
  return poll.options.map((option, index) => result(poll, option, index, Math.round((option.voter_count / total) * 100)));
}

function result(poll, option, index, percent) {
  const right = (poll.correct_option_ids || []).includes(index);
  const mine = (poll.my_votes || []).includes(index);
  const mark = right ? word("rightAnswer") : mine && poll.type === "quiz" ? word("wrongAnswer") : mine && word("yourVote");
  const state = right ? "right" : mine && poll.type === "quiz" ? "wrong" : mine ? "mine" : "";
  const bar = element("span", { class: "bar" });
  bar.style.width = `${percent}%`;
  return element(
    "div",
    { class: `poll-result ${state}` },
    element("span", { class: "percent" }, `${percent}%`),
    element("span", { class: "option-text" }, option.text, mark && element("small", {}, ` ${mark}`)),
    bar,
  );
}
