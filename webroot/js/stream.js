import { api } from './api.js';

/**
 * The live stream of one scope: opens, resumes, falls silent, comes back. Tells what happens as state
 * events and keeps no state of the page itself.
 *
 * @typedef {import('./state.js').AppEvent} AppEvent
 */

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;

/** A stream that ends and is back within this was not lost: every change of the catalogue ends it. The server asks to be tried again after 3 s. */
const BACK_WITHIN_MS = 4_000;

/**
 * @param {(event: AppEvent) => void} tell
 * @param {() => void} refused called when the stream cannot be opened, so that the reason can be asked for
 */
export function createStream(tell, refused) {
  /** @type {EventSource|null} */
  let source = null;
  /** @type {string|null} */
  let scope = null;
  /** @type {string|null} */
  let lastEventId = null;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let retry;
  let retryMs = FIRST_RETRY_MS;
  let wanted = false;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let missed;

  document.addEventListener('visibilitychange', () => {
    if (!wanted) return;
    if (document.hidden) pause();
    else connect();
  });

  /** @param {string|null} place */
  function open(place) {
    close();
    scope = place;
    lastEventId = null;
    retryMs = FIRST_RETRY_MS;
    wanted = true;
    if (!document.hidden) connect();
  }

  function close() {
    wanted = false;
    found();
    disconnect();
  }

  function pause() {
    disconnect();
    found();
    // Long hidden, much has changed: the return begins with a snapshot instead of a replay.
    lastEventId = null;
    tell({ type: 'paused', now: Date.now() });
  }

  function disconnect() {
    clearTimeout(retry);
    source?.close();
    source = null;
  }

  function connect() {
    disconnect();
    tell({ type: 'connecting' });
    const opened = new EventSource(api.liveUrl(scope, lastEventId));
    source = opened;
    opened.addEventListener('open', () => heard());
    opened.addEventListener('ping', () => heard());
    opened.addEventListener('snapshot', (event) => receive(event, 'snapshot'));
    opened.addEventListener('change', (event) => receive(event, 'change'));
    opened.addEventListener('error', () => {
      if (source === opened) failed(opened);
    });
  }

  function heard() {
    found();
    retryMs = FIRST_RETRY_MS;
    tell({ type: 'heard', now: Date.now() });
  }

  /** @param {MessageEvent} event @param {'snapshot'|'change'} type */
  function receive(event, type) {
    if (event.lastEventId) lastEventId = event.lastEventId;
    found();
    retryMs = FIRST_RETRY_MS;
    const data = JSON.parse(event.data);
    const now = Date.now();
    tell(type === 'snapshot' ? { type, board: data, now } : { type, change: data, now });
  }

  /** The browser retries by itself while connecting; once closed it is up to us. @param {EventSource} opened */
  function failed(opened) {
    tell({ type: 'connecting' });
    missed ??= setTimeout(() => tell({ type: 'lost', now: Date.now() }), BACK_WITHIN_MS);
    if (opened.readyState !== EventSource.CLOSED) return;
    refused();
    again();
  }

  function found() {
    clearTimeout(missed);
    missed = undefined;
  }

  function again() {
    clearTimeout(retry);
    retry = setTimeout(() => wanted && !document.hidden && connect(), retryMs);
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
  }

  return { open, close, reopen: connect };
}
