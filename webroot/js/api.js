/**
 * The only file that knows addresses of the server.
 *
 * @typedef {import('./types.js').RangeName} RangeName
 */

const BASE = '/api/v1';

/** An answer other than success; `status` 0 means the server was not reached. */
export class Problem extends Error {
  /** @param {number} status @param {string} detail */
  constructor(status, detail) {
    super(detail || `HTTP ${status}`);
    this.name = 'Problem';
    this.status = status;
    this.detail = detail;
  }
}

/** @param {string} path @param {RequestInit} [options] @returns {Promise<any>} */
async function call(path, options = {}) {
  const response = await reach(path, options);
  if (response.ok) return response.status === 204 ? null : response.json();
  throw new Problem(response.status, await detailOf(response));
}

/** @param {string} path @param {RequestInit} options @returns {Promise<Response>} */
async function reach(path, options) {
  try {
    return await fetch(BASE + path, {
      credentials: 'same-origin',
      headers: { accept: 'application/json', ...options.headers },
      ...options,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Problem(0, '');
  }
}

/** @param {Response} response @returns {Promise<string>} */
async function detailOf(response) {
  try {
    const problem = await response.json();
    return typeof problem.detail === 'string' ? problem.detail : '';
  } catch {
    return '';
  }
}

/** @param {unknown} body @returns {RequestInit} */
function posted(body) {
  return {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { accept: 'application/json', 'content-type': 'application/json' },
  };
}

/** Keeps the slashes of a tree path readable. @param {string} path */
function segments(path) {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** @param {Record<string, string|null|undefined>} params @returns {string} */
function query(params) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value) search.set(name, value);
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

export const api = {
  /** @returns {Promise<import('./types.js').Session>} */
  session: () => call('/session'),

  /** @param {{username: string, password: string}|{demo: string}} credentials @returns {Promise<import('./types.js').Session>} */
  logIn: (credentials) => call('/session', posted(credentials)),

  logOut: () => call('/session', { method: 'DELETE' }),

  /** Accounts the demonstration offers; none anywhere else. @returns {Promise<import('./types.js').DemoAccount[]>} */
  demoAccounts: async () => {
    try {
      return (await call('/session/demo')).accounts;
    } catch {
      return [];
    }
  },

  /** @param {string|null} scope @returns {Promise<import('./types.js').Board>} */
  board: (scope) => call(`/board${query({ scope })}`),

  /** @param {string} id @returns {Promise<import('./types.js').ServiceInfo>} */
  service: (id) => call(`/services/${segments(id)}`),

  /**
   * @param {{service: string, measure: string, from: string, to: string, step?: string|null, of?: string|null}} wanted
   * @param {AbortSignal} signal
   * @returns {Promise<import('./types.js').Series>}
   */
  series: (wanted, signal) => call(`/series${query(wanted)}`, { signal }),

  /** Address of the live stream. @param {string|null} scope @param {string|null} lastEventId */
  liveUrl: (scope, lastEventId) => `${BASE}/live${query({ scope, lastEventId })}`,
};
