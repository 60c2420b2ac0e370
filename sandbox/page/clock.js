// The sandbox's clock and the three buttons that move it on. It never moves back.

import { moveClock, readClock } from "./api.js";
import { find } from "./element.js";
import { heartbeat } from "./heartbeat.js";
import { dayOf, nextMorning, timeOf, weekdayOf } from "./virtual_time.js";

const REST_MS = 2000;

export function startClock(attempt, watched) {
  const buttons = [find("plus-hour"), find("next-morning"), find("plus-week")];

  async function read() {
    const { now } = await readClock();
    find("clock-day").textContent = weekdayOf(now);
    find("clock-time").textContent = timeOf(now);
    find("clock").title = dayOf(now);
  }

  async function move(button, ask) {
    buttons.forEach((one) => (one.disabled = true));
    button.setAttribute("aria-busy", "true");
    await attempt(async () => moveClock(await ask()));
    button.removeAttribute("aria-busy");
    buttons.forEach((one) => (one.disabled = false));
    tick();
  }

  async function morning() {
    const { now } = await readClock();
    return { to: nextMorning(new Date(now)).toISOString() };
  }

  const [hour, next, week] = buttons;
  hour.addEventListener("click", () => move(hour, () => ({ advance: "1h" })));
  next.addEventListener("click", () => move(next, morning));
  week.addEventListener("click", () => move(week, () => ({ advance: "7d" })));
  const tick = heartbeat(() => watched(read), () => REST_MS);
  return tick;
}
