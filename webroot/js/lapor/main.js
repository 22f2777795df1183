import { setText, show } from '../dom.js';
import { storedLanguage, storeLanguage } from '../settings.js';
import { createMemory, dayIn, rememberedForm } from './memory.js';
import { keepPage } from './offline.js';
import { payload } from './sending.js';
import { createServer } from './server.js';
import { initialState, next } from './state.js';
import { mountView } from './view.js';
import { createWords } from './words.js';

/**
 * Wires the form: events change the state, what the state calls for is carried out and kept, and the page is
 * drawn, at most once a frame. The only module that works at import time.
 *
 * @typedef {import('./state.js').FormEvent} FormEvent
 * @typedef {import('./types.js').Language} Language
 */

/** A network that takes longer is not waited for: the form is opened as this phone remembers it. */
const SLOW_MS = 1_500;

/** After so long away, the form is asked for anew. */
const AWAY_MS = 60_000;

const token = location.hash.slice(1).trim();
const memory = createMemory(token, storage());
const server = createServer(token);
let state = initialState(memory.name(), memory.pendingDay());
let kept = true;
let frame = 0;
let asked = 0;
let timer = 0;
let heardAt = 0;
/** @type {ReturnType<typeof mountView>|null} */
let view = null;

/** @returns {Storage|null} */
function storage() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/** @param {FormEvent} event */
function dispatch(event) {
  const before = state;
  state = next(state, event);
  if (state === before) return;
  keep(before);
  carryOut();
  redraw();
}

function redraw() {
  if (frame === 0) frame = requestAnimationFrame(draw);
}

function draw() {
  frame = 0;
  view?.update(state, kept);
}

/** @param {import('./state.js').State} before */
function keep(before) {
  const { form, typedAt, entries, key, confirmed, sending, basis } = state;
  if (state.by !== before.by && before.form) memory.keepName(state.by);
  if (before.view === 'refused' && state.view !== 'refused')
    memory.dropDraft(before.form?.day ?? before.day ?? '');
  if (!form) return;
  if (typedAt !== null) {
    const { today, sure } = basis ?? { today: form.today, sure: state.sure };
    const pending = sending !== null;
    const { feed, day } = form;
    kept = memory.keepDraft({
      feed,
      day,
      today,
      sure,
      at: typedAt,
      entries,
      key,
      confirmed,
      pending,
    });
  } else if (before.typedAt !== null && before.form?.day === form.day) {
    memory.dropDraft(form.day);
  }
}

/** Starts what is ready, and sets the clock for what waits. */
function carryOut() {
  if (state.loading?.phase === 'ready') load();
  if (state.sending?.phase === 'ready') send();
  clearTimeout(timer);
  const waits = [state.loading, state.sending].filter(
    (work) => work?.phase === 'waiting' && work.why !== 'unsure',
  );
  if (waits.length === 0) return;
  const soonest = Math.min(...waits.map((work) => work?.until ?? 0));
  timer = setTimeout(retry, Math.max(0, soonest - performance.now()) + 50, false);
}

/** @param {boolean} online */
function retry(online) {
  dispatch({ type: 'due', now: performance.now(), online });
}

async function load() {
  const mine = ++asked;
  dispatch({ type: 'loadFlying' });
  const answer = await server.form(state.day);
  if (mine !== asked || state.loading?.phase !== 'flying') return;
  if (answer.ok) {
    // What the clerk waits for comes first; the page is kept for next time after it.
    if (heardAt === 0) keepPage();
    heardAt = performance.now();
    memory.keepForm(answer.body);
    memory.prune(answer.body);
    dispatch({ type: 'loaded', form: answer.body, draft: memory.draft(answer.body.day) });
  } else {
    remember();
    dispatch({ type: 'notLoaded', refusal: answer.refusal, ...chance() });
    if (answer.refusal.status === 401 && state.typedAt === null) memory.dropForm();
  }
}

function remember() {
  const seen = memory.form();
  if (!seen || state.form) return;
  const today = dayIn(seen.zone, Date.now());
  const form = rememberedForm(seen, state.day ?? today, today);
  dispatch({ type: 'remembered', form, draft: memory.draft(form.day) });
}

async function send() {
  const report = payload(state);
  if (!report) return;
  dispatch({ type: 'flying' });
  const answer = await server.send(report);
  if (answer.ok) dispatch({ type: 'saved', saved: answer.body });
  else dispatch({ type: 'notSaved', refusal: answer.refusal, ...chance() });
}

function chance() {
  return { now: performance.now(), random: Math.random() };
}

/** Works without HTTPS too, unlike `crypto.randomUUID`. @returns {string} */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const actions = {
  /** @param {string} id @param {string} text */
  typed: (id, text) => dispatch({ type: 'typed', id, text, at: Date.now() }),
  /** @param {string} id @param {boolean} on */
  absent: (id, on) => dispatch({ type: 'absent', id, on, at: Date.now() }),
  restAbsent: () => dispatch({ type: 'restAbsent', at: Date.now() }),
  /** @param {string} by */
  named: (by) => dispatch({ type: 'named', by }),
  /** @param {string|null} day */
  choose: (day) => dispatch({ type: 'choose', day }),
  discard: () => dispatch({ type: 'discard' }),
  submit: () => dispatch({ type: 'submit', key: newKey(), at: Date.now() }),
  confirm: () => dispatch({ type: 'confirm' }),
  /** @param {string} id */
  fix: (id) => dispatch({ type: 'fix', id }),
  withdraw: () => dispatch({ type: 'withdraw' }),
  now: () => retry(true),
};

/** Only the language that is read is fetched; without a network the one that is kept must do. @param {Language} lang */
async function dictionary(lang) {
  if (lang === 'id') return import('./id.js');
  return import('./en.js').catch(() => import('./id.js'));
}

/** @param {Language} lang */
async function speak(lang) {
  const { words } = await dictionary(lang);
  const root = document.querySelector('main');
  const language = document.querySelector('#language');
  if (!root || !(language instanceof HTMLElement)) return;
  document.documentElement.lang = lang;
  document.title = words['app.title'];
  setText(document.querySelector('.kind') ?? root, words['app.form']);
  setText(language, words['app.other']);
  language.lang = lang === 'en' ? 'id' : 'en';
  language.onclick = () => {
    const other = lang === 'en' ? 'id' : 'en';
    storeLanguage(other);
    history.replaceState(null, '', location.pathname + location.hash);
    speak(other);
  };
  show(language, true);
  view = mountView(root, createWords(lang, words), actions);
  draw();
}

function back() {
  if (document.visibilityState !== 'visible') return;
  retry(true);
  if (performance.now() - heardAt > AWAY_MS) dispatch({ type: 'resume' });
}

function start() {
  const wished = new URLSearchParams(location.search).get('lang');
  speak((wished ?? storedLanguage()) === 'en' ? 'en' : 'id');
  if (!/^[\x21-\x7e]+$/.test(token)) {
    dispatch({ type: 'noLink' });
    return;
  }
  setTimeout(remember, SLOW_MS);
  carryOut();
  addEventListener('online', () => retry(true));
  document.addEventListener('visibilitychange', back);
}

addEventListener('hashchange', () => location.reload());
start();
