// Moments of the sandbox's clock in the zone the page shows. Moves nothing.

import { locale } from "./words.js";

const MORNING = { hour: 7, minute: 30 };

export const zone = chosenZone();

function chosenZone() {
  const asked =
    new URLSearchParams(location.search).get("tz") || document.querySelector("meta[name=time-zone]").content;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: asked || undefined }).resolvedOptions().timeZone;
  } catch {
    return new Intl.DateTimeFormat("en").resolvedOptions().timeZone;
  }
}

const written = (moment, options) =>
  new Intl.DateTimeFormat(locale(), { timeZone: zone, ...options }).format(new Date(moment));

export const timeOf = (moment) => written(moment, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
export const dayOf = (moment) =>
  written(moment, { weekday: "short", day: "numeric", month: "short", year: "numeric" });
export const weekdayOf = (moment) => written(moment, { weekday: "short", day: "numeric", month: "short" });

// The next half past seven that is still to come, on the wall clocks of the zone.
export function nextMorning(now) {
  const today = morningAfterDays(now, 0);
  return today > now ? today : morningAfterDays(now, 1);
}

function morningAfterDays(now, days) {
  const { year, month, day } = wallClock(now);
  const wanted = Date.UTC(year, month - 1, day + days, MORNING.hour, MORNING.minute);
  let guess = wanted;
  // Twice: the offset at the first guess may lie on the other side of a change to summer time.
  for (let round = 0; round < 2; round += 1) guess = wanted - offsetAt(guess);
  return new Date(guess);
}

function offsetAt(moment) {
  const { year, month, day, hour, minute } = wallClock(moment);
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(moment / 60_000) * 60_000;
}

function wallClock(moment) {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone, hourCycle: "h23", calendar: "gregory",
    year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric",
  });
  return Object.fromEntries(format.formatToParts(moment).map((part) => [part.type, Number(part.value)]));
}
