// Does one thing again and again, never twice at once. Slower while nobody looks.

const HIDDEN_MS = 3000;

export function heartbeat(work, restMs) {
  let wake = () => {};
  let again = false;

  async function run() {
    for (;;) {
      again = false;
      await work();
      if (!again) await rest();
    }
  }

  function rest() {
    return new Promise((resolve) => {
      wake = resolve;
      setTimeout(resolve, document.hidden ? Math.max(restMs(), HIDDEN_MS) : restMs());
    });
  }

  function now() {
    again = true;
    wake();
  }

  document.addEventListener("visibilitychange", () => document.hidden || now());
  run();
  return now;
}
