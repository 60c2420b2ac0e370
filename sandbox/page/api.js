// The sandbox's control API as functions. It keeps nothing and draws nothing.

async function ask(path, options = {}) {
  const response = await fetch(path, { cache: "no-store", ...options });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(answer.error || `${response.status} ${response.statusText}`);
  return answer;
}

// The sandbox answered and said no; any other error means it could not be reached.
export class Refused extends Error {}

const get = (path, query = {}) => ask(`${path}?${new URLSearchParams(query)}`);
const post = (path, body) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export const listPeople = () => get("/sim/people");
export const listChats = () => get("/sim/chats");
export const addPerson = (person) => post("/sim/people", person);
export const listMessages = (viewer, chat, after = 0) => get(`/sim/chats/${chat}/messages`, { viewer, after });
export const listCommands = (person, chat) => get("/sim/commands", { person, chat });
export const sendMessage = (message) => post("/sim/messages", message);
export const readClock = () => get("/sim/clock");
export const moveClock = (move) => post("/sim/clock", move);
export const vote = (from, chat, message_id, options) => post("/sim/votes", { from, chat, message_id, options });

export function tap(from, message, button) {
  const where = message.ephemeral_message_id
    ? { ephemeral_message_id: message.ephemeral_message_id }
    : { message_id: message.message_id };
  // The data tells apart two buttons that read the same.
  const what = button.callback_data ? { data: button.callback_data } : { label: button.text };
  return post("/sim/taps", { from, chat: message.chat, ...where, ...what });
}
