import { Problem } from './api.js';

/**
 * Something a page asks for by itself: at once, every so often, and when somebody comes back to it. What was
 * known stays known while asking fails.
 *
 * @template T
 * @param {() => Promise<T>} ask
 * @param {() => void} changed called after every answer
 * @param {number} everyMs
 */
export function refreshed(ask, changed, everyMs) {
  /** @type {T|null} */
  let value = null;
  /** @type {Problem|null} */
  let problem = null;
  /** When `value` was true. @type {number|null} */
  let at = null;
  let askedAt = Number.NEGATIVE_INFINITY;
  let turn = 0;

  addEventListener('focus', back);
  document.addEventListener('visibilitychange', back);

  function back() {
    if (!document.hidden) again();
  }

  /** Asks when it is time to. @param {number} now */
  function tick(now) {
    if (!document.hidden && now - askedAt >= everyMs) again();
  }

  /** Of several answers on their way only the last one asked for counts. */
  async function again() {
    turn += 1;
    const mine = turn;
    askedAt = Date.now();
    try {
      const answer = await ask();
      if (mine !== turn) return;
      value = answer;
      problem = null;
      at = Date.now();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (mine !== turn) return;
      problem = error;
    }
    changed();
  }

  /** Begins anew with something else: what was known is not about it. */
  function restart() {
    value = null;
    problem = null;
    at = null;
    return again();
  }

  function unmount() {
    turn += 1;
    removeEventListener('focus', back);
    document.removeEventListener('visibilitychange', back);
  }

  return { read: () => ({ value, problem, at }), tick, again, restart, unmount };
}
