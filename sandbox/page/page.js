// The chat page: who you are, which chat is open, and what happens on a tap. Drawing is left to the other modules.

import * as api from "./api.js";
import { Column } from "./column.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { find } from "./element.js";
import { heartbeat } from "./heartbeat.js";
import { startClock } from "./clock.js";
import { alertBox, enlarge, toast } from "./notices.js";
import { startNewcomer } from "./newcomer.js";
import { Unread } from "./unread.js";
import { putWords, switchLanguage, word } from "./words.js";

const REST_MS = 700;
const EAGER_REST_MS = 150;
const EAGER_FOR_MS = 4000;
const TOWN_REST_MS = 2000;
const SHOWN_MESSAGES = 300;

const state = { people: [], chats: [], person: null, chat: null, botName: null, oldest: null, eagerUntil: 0 };
const unread = new Unread();
const column = new Column(open);
const composer = new Composer({ say, give });
const conversation = new Conversation({ say, press, vote, follow, enlarge, reply: (message) => composer.reply(message), show: (number) => conversation.show(number) });

// --- who and where: the address bar remembers, so reload and the phone's back button work

function open(person, chat) {
  const place = `#/${person}/${chat}`;
  if (location.hash === place) enter();
  else location.hash = place;
}

function enter() {
  const [, person, chat] = location.hash.split("/").map(Number);
  const moved = person !== state.person || chat !== state.chat;
  document.body.classList.toggle("in-room", Boolean(person));
  if (!person) return;
  Object.assign(state, { person, chat: chat || person });
  if (moved) startAfresh();
  drawNames();
  refresh();
}

function startAfresh() {
  state.oldest = null;
  conversation.clear();
  composer.clear();
  loadCommands();
  // On a phone the focus would throw up the keyboard over the chat.
  if (!isPhone()) find("composer").focus();
}

async function loadCommands() {
  const { person, chat } = state;
  const commands = await api.listCommands(person, chat).catch(() => []);
  if (isHere(person, chat)) composer.offer(commands);
}

const isHere = (person, chat) => person === state.person && chat === state.chat;
const myGroups = () => state.chats.filter((chat) => chat.type !== "private" && chat.members.includes(state.person));

function drawNames() {
  const { people, person, chat } = state;
  const me = people.find((one) => one.id === person);
  const group = state.chats.find((one) => one.id === chat && chat !== person);
  find("identity").textContent = me ? word("youAre", { name: me.first_name }) : word("choose");
  find("room-title").textContent = group ? group.title : state.botName || word("privateChat");
  column.draw({ people, groups: myGroups(), person, chat, unread: unread.waiting });
}

// --- what people do

async function attempt(work) {
  try {
    const answer = await work();
    state.eagerUntil = Date.now() + EAGER_FOR_MS;
    refresh();
    return answer ?? true;
  } catch (error) {
    toast(error instanceof api.Refused ? error.message : word("offline"));
    return null;
  }
}

async function say(text, replyTo = null) {
  return give({ text }, replyTo);
}

async function give(content, replyTo = null) {
  const message = { from: state.person, chat: state.chat, ...content };
  if (replyTo) message.reply_to = replyTo;
  conversation.atBottom = true;
  return Boolean(await attempt(() => api.sendMessage(message)));
}

function vote(message, options) {
  return attempt(() => api.vote(state.person, message.chat, message.message_id, options));
}

async function press(message, button, node) {
  if (button.url) return follow(button.url);
  if (button.copy_text) return copy(button.copy_text.text ?? button.copy_text);
  node.setAttribute("aria-busy", "true");
  const reply = await attempt(() => api.tap(state.person, message, button));
  node.removeAttribute("aria-busy");
  if (reply?.url) follow(reply.url);
  if (reply?.answer) (reply.alert ? alertBox : toast)(reply.answer);
}

async function copy(text) {
  const copied = await navigator.clipboard.writeText(text).then(() => true, () => false);
  toast(copied ? word("copied") : text);
}

// A link to the bot with a start word opens the private chat and starts it, as Telegram does.
async function follow(address) {
  const url = new URL(address);
  const isTelegram = url.protocol === "tg:" || url.hostname === "t.me";
  const payload = url.searchParams.get("start");
  if (!isTelegram || payload === null) return window.open(url.href, "_blank", "noopener,noreferrer");
  open(state.person, state.person);
  await attempt(() => api.sendMessage({ from: state.person, chat: state.person, text: `/start ${payload}`.trim() }));
}

// --- keeping up

async function readMessages() {
  const { person, chat, oldest } = state;
  if (!person) return;
  const messages = await api.listMessages(person, chat, oldest ?? 0);
  if (!isHere(person, chat) || oldest !== state.oldest) return;
  if (oldest === null && messages.length > SHOWN_MESSAGES) state.oldest = messages.at(-SHOWN_MESSAGES - 1).number;
  const shown = state.oldest && oldest === null ? messages.slice(-SHOWN_MESSAGES) : messages;
  if (chat === person) learnBotName(shown);
  conversation.draw(shown, person, chat !== person);
  composer.followKeyboard(shown);
  unread.saw(person, chat, shown);
  find("earlier").hidden = !state.oldest;
  find("empty").hidden = shown.length > 0 || chat !== person;
}

// The control API does not say what the bot is called; its messages do.
function learnBotName(messages) {
  const name = messages.findLast((message) => message.from?.is_bot)?.from.first_name;
  if (!name || name === state.botName) return;
  state.botName = name;
  drawNames();
}

async function readTown() {
  [state.people, state.chats] = await Promise.all([api.listPeople(), api.listChats()]);
  settleIdentity();
  for (const person of state.people) if (!isHere(person.id, person.id)) await unread.look(person.id, person.id);
  for (const group of myGroups()) if (!isHere(state.person, group.id)) await unread.look(state.person, group.id);
  drawNames();
}

// A fresh sandbox may not know the person in the address; a wide screen starts as the first in the column.
function settleIdentity() {
  const known = state.people.some((one) => one.id === state.person);
  if (state.person && !known) {
    state.person = null;
    location.hash = "#";
  }
  const first = state.people[0];
  if (!location.hash && first && !isPhone()) history.replaceState(null, "", `#/${first.id}/${first.id}`);
  if (!state.person) enter();
}

const isPhone = () => matchMedia("(max-width: 760px)").matches;

async function watched(work) {
  try {
    await work();
    find("offline").hidden = true;
  } catch (error) {
    // A refusal (a chat this person has left, say) is an answer: the sandbox is there.
    find("offline").hidden = error instanceof api.Refused;
  }
}

function changeLanguage() {
  switchLanguage();
  putWords();
  drawLanguage();
  drawNames();
  conversation.clear();
  composer.keyboardFrom = undefined;
  refresh();
  tick();
}

function drawLanguage() {
  find("language").textContent = word("otherLanguage");
}

putWords();
drawLanguage();
find("language").addEventListener("click", changeLanguage);
find("back").addEventListener("click", () => (location.hash = "#"));
find("start").addEventListener("click", () => say("/start"));
find("earlier").addEventListener("click", () => {
  state.oldest = 0;
  refresh();
});
addEventListener("hashchange", enter);

const tick = startClock(attempt, watched);
const refresh = heartbeat(() => watched(readMessages), () => (Date.now() < state.eagerUntil ? EAGER_REST_MS : REST_MS));
const refreshTown = heartbeat(() => watched(readTown), () => TOWN_REST_MS);
startNewcomer(attempt, (person) => {
  refreshTown();
  open(person.id, person.id);
});
