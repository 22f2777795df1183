/**
 * The only file of the form that knows addresses of the server.
 *
 * @typedef {import('./types.js').Form} Form
 * @typedef {import('./types.js').Refusal} Refusal
 * @typedef {import('./types.js').Saved} Saved
 * @typedef {{ok: true, body: any}|{ok: false, refusal: Refusal}} Answer
 */

const ADDRESS = '/api/v1/form';

/** A request that brought nothing by then is tried anew; a slow network is given its time. */
const PATIENCE_MS = 30_000;

/** @type {Refusal} */
const UNREACHED = { status: 0, detail: '', errors: [], unusual: [], retryAfterMs: null };

/** @param {string} token goes into a header only, never into an address */
export function createServer(token) {
  /** @param {string} address @param {RequestInit} options @returns {Promise<Answer>} */
  async function call(address, options) {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
    try {
      const response = await fetch(address, {
        ...options,
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'error',
        signal: patience.signal,
        headers: {
          ...options.headers,
          accept: 'application/json',
          authorization: `Bearer ${token}`,
        },
      });
      return await read(response);
    } catch {
      return { ok: false, refusal: UNREACHED };
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    /** @param {string|null} day null for today @returns {Promise<Answer>} */
    form: (day) => call(day === null ? ADDRESS : `${ADDRESS}?day=${encodeURIComponent(day)}`, {}),

    /** @param {object} report @returns {Promise<Answer>} */
    send: async (report) => {
      const answer = await call(ADDRESS, {
        method: 'POST',
        body: JSON.stringify(report),
        headers: { 'content-type': 'application/json' },
      });
      return answer.ok && answer.body.saved !== true ? { ok: false, refusal: UNREACHED } : answer;
    },
  };
}

/**
 * Only JSON comes from Pantau. What else answers, the sign-in page of a network or a gateway before it, is no
 * answer, whatever status it bears.
 * @param {Response} response @returns {Promise<Answer>}
 */
async function read(response) {
  const { status } = response;
  const retryAfterMs = retryAfter(response.headers.get('retry-after'));
  const json = /^application\/(problem\+)?json/.test(response.headers.get('content-type') ?? '');
  if (!json) {
    const heard = status >= 500 || status === 429 ? status : 0;
    return { ok: false, refusal: { ...UNREACHED, status: heard, retryAfterMs } };
  }
  const body = await response.json();
  if (response.ok) return { ok: true, body };
  const { detail = '', errors = [], unusual = [] } = body;
  return { ok: false, refusal: { status, detail, errors, unusual, retryAfterMs } };
}

/** Seconds or a date. @param {string|null} text @returns {number|null} milliseconds */
export function retryAfter(text) {
  if (text === null || text.trim() === '') return null;
  const seconds = Number(text);
  const ms = Number.isNaN(seconds) ? Date.parse(text) - Date.now() : seconds * 1000;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}
