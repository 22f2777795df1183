/**
 * The only file that knows addresses of the server.
 *
 * @typedef {import('./types.js').RangeName} RangeName
 */

const BASE = '/api/v1';

/** An answer other than success; `status` 0 means the server was not reached. */
export class Problem extends Error {
  /**
   * @param {number} status @param {string} detail
   * @param {{errors?: import('./desk-types.js').FieldError[], unusual?: import('./desk-types.js').UnusualValue[]}} [more]
   *   what is wrong field by field; values that are asked about before they are saved
   */
  constructor(status, detail, { errors = [], unusual = [] } = {}) {
    super(detail || `HTTP ${status}`);
    this.name = 'Problem';
    this.status = status;
    this.detail = detail;
    this.errors = errors;
    this.unusual = unusual;
  }
}

let refused = () => undefined;

/** Whom to tell that something was refused: nothing else opens while a made-up password is not changed. @param {() => undefined} listener */
export function whenRefused(listener) {
  refused = listener;
}

/** @param {string} path @param {RequestInit} [options] @returns {Promise<any>} */
async function call(path, options = {}) {
  const response = await answered(path, options);
  return response.status === 204 ? null : response.json();
}

/** @param {string} path @param {RequestInit} [options] @returns {Promise<Response>} an answer of success */
async function answered(path, options = {}) {
  const response = await reach(path, options);
  if (response.ok) return response;
  if (response.status === 403) refused();
  throw await problemOf(response);
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

/** @param {Response} response @returns {Promise<Problem>} */
async function problemOf(response) {
  try {
    const { detail, errors, unusual } = await response.json();
    return new Problem(response.status, typeof detail === 'string' ? detail : '', {
      errors: Array.isArray(errors) ? errors : [],
      unusual: Array.isArray(unusual) ? unusual : [],
    });
  } catch {
    return new Problem(response.status, '');
  }
}

/** @param {unknown} body @param {string} [method] @returns {RequestInit} */
function posted(body, method = 'POST') {
  return {
    method,
    body: JSON.stringify(body),
    headers: { accept: 'application/json', 'content-type': 'application/json' },
  };
}

/** @param {BodyInit} body @param {string} type @param {AbortSignal} [signal] @returns {RequestInit} */
function sent(body, type, signal) {
  return {
    method: 'POST',
    body,
    headers: { accept: 'application/json', 'content-type': type },
    signal: signal ?? null,
  };
}

/** @param {string} feed */
function reportOf(feed) {
  return `/reports/${encodeURIComponent(feed)}`;
}

/** @param {string} username */
function userOf(username) {
  return `/users/${encodeURIComponent(username)}`;
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

  /** @param {string} id @returns {Promise<import('./types.js').FeedInfo>} */
  feed: (id) => call(`/feeds/${encodeURIComponent(id)}`),

  /** @returns {Promise<import('./storage-types.js').StoreState>} */
  store: () => call('/store'),

  /** @param {{scope?: string|null, day?: string|null}} wanted @returns {Promise<import('./desk-types.js').Roster>} */
  roster: (wanted) => call(`/reports${query(wanted)}`),

  /** @param {string} feed @param {{from: string, to: string}} wanted @returns {Promise<import('./desk-types.js').ReportDay[]>} */
  reportDays: async (feed, wanted) =>
    (await call(`${reportOf(feed)}/history${query(wanted)}`)).days,

  /** @param {import('./desk-types.js').ReportDraft} draft @returns {Promise<import('./desk-types.js').ReportAnswer>} */
  makeReport: (draft) => call('/reports', posted(draft)),

  /** Address of a feed's empty file. @param {string} feed @param {{format: 'xlsx'|'csv', days: number}} wanted */
  templateUrl: (feed, { format, days }) =>
    `${BASE}${reportOf(feed)}/template${query({ format, days: String(days) })}`,

  /**
   * @param {string} feed @param {{bytes: ArrayBuffer, type: string}} file
   * @param {{preview: boolean, confirmed: boolean}} how
   * @returns {Promise<import('./desk-types.js').FilePreview>}
   */
  sendFile: (feed, { bytes, type }, { preview, confirmed }) =>
    call(
      `${reportOf(feed)}/file${query({ preview: String(preview), confirmed: String(confirmed) })}`,
      sent(bytes, type),
    ),

  /** Where a program sends a feed's file, in full. @param {string} feed */
  fileUrl: (feed) => `${location.origin}${BASE}${reportOf(feed)}/file`,

  /** Where a program pushes a feed's figures, in full. @param {string} feed */
  pushUrl: (feed) => `${location.origin}${BASE}/push/${encodeURIComponent(feed)}`,

  /** @param {string} feed @returns {Promise<import('./desk-types.js').ReportLink[]>} */
  links: async (feed) => (await call(`${reportOf(feed)}/links`)).links,

  /** @param {string} feed @param {{holder: string, days: number}} wanted @returns {Promise<import('./desk-types.js').FreshLink>} */
  makeLink: (feed, wanted) => call(`${reportOf(feed)}/links`, posted(wanted)),

  /** @param {string} feed @param {string} id */
  revokeLink: (feed, id) =>
    call(`${reportOf(feed)}/links/${encodeURIComponent(id)}`, { method: 'DELETE' }),

  /** @returns {Promise<{parts: import('./desk-types.js').Addition[]}>} */
  additions: () => call('/catalogue'),

  /** @param {import('./desk-types.js').AdditionDraft} draft @returns {Promise<import('./desk-types.js').AdditionAnswer>} */
  putAddition: (draft) => call('/catalogue', posted(draft, 'PUT')),

  /** @param {string} name */
  removeAddition: (name) => call(`/catalogue/${encodeURIComponent(name)}`, { method: 'DELETE' }),

  /**
   * @param {{body: BodyInit, type: string}} list @param {{government: string, save: boolean}} how
   * @param {AbortSignal} [signal]
   * @returns {Promise<import('./desk-types.js').AddressAnswer>}
   */
  addresses: ({ body, type }, { government, save }, signal) =>
    call(
      `/catalogue/addresses${query({ government, save: String(save) })}`,
      sent(body, type, signal),
    ),

  /** @param {{before: string, after: string}} passwords */
  changePassword: (passwords) => call('/session/password', posted(passwords, 'PUT')),

  /** @returns {Promise<import('./people-types.js').OpenSession[]>} */
  ownSessions: async () => (await call('/session/list')).sessions,

  /** @param {string} id */
  endOwnSession: (id) => call(`/session/list/${encodeURIComponent(id)}`, { method: 'DELETE' }),

  /** @returns {Promise<import('./people-types.js').Key[]>} */
  keys: async () => (await call('/tokens')).tokens,

  /** @param {{name: string, scope: string|null, days: number}} wanted @returns {Promise<import('./people-types.js').FreshKey>} */
  makeKey: ({ name, scope, days }) =>
    call('/tokens', posted(scope ? { name, scope, days } : { name, days })),

  /** @param {string} id */
  revokeKey: (id) => call(`/tokens/${encodeURIComponent(id)}`, { method: 'DELETE' }),

  /** Where a program reads what a key opens, in full. @param {string} scope */
  boardUrl: (scope) => `${location.origin}${BASE}/board${query({ scope })}`,

  /** @returns {Promise<import('./people-types.js').People>} */
  people: () => call('/users'),

  /** @param {{username: string, name: string, home: string, roles: import('./people-types.js').WantedRole[]}} wanted @returns {Promise<import('./people-types.js').UserWithPassword>} */
  createUser: (wanted) => call('/users', posted(wanted)),

  /** @param {string} username @param {{revision: number, name?: string, disabled?: boolean}} wanted @returns {Promise<import('./people-types.js').User>} */
  changeUser: (username, wanted) => call(userOf(username), posted(wanted, 'PATCH')),

  /** @param {string} username @param {{revision: number, roles: import('./people-types.js').WantedRole[]}} wanted @returns {Promise<import('./people-types.js').User>} */
  appointUser: (username, wanted) => call(`${userOf(username)}/roles`, posted(wanted, 'PUT')),

  /** @param {string} username @returns {Promise<import('./people-types.js').UserWithPassword>} */
  resetPassword: (username) => call(`${userOf(username)}/password`, { method: 'POST' }),

  /** @param {string} username */
  endSessions: (username) => call(`${userOf(username)}/sessions`, { method: 'DELETE' }),

  /** @param {string} government @param {boolean} operating */
  share: (government, operating) =>
    call(`/governments/${encodeURIComponent(government)}/sharing`, posted({ operating }, 'PUT')),

  /** @param {Record<string, string|null>} wanted @returns {Promise<import('./people-types.js').AuditPage>} */
  audit: (wanted) => call(`/audit${query(wanted)}`),

  /** @param {Record<string, string|null>} wanted */
  auditFile: async (wanted) => (await answered(`/audit.csv${query(wanted)}`)).blob(),

  /** Address of the live stream. @param {string|null} scope @param {string|null} lastEventId */
  liveUrl: (scope, lastEventId) => `${BASE}/live${query({ scope, lastEventId })}`,
};
