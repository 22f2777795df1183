import { api, Problem } from './api.js';
import { setText } from './dom.js';
import { createFormats } from './format.js';
import { translator } from './i18n/index.js';
import { shell } from './parts/shell.js';
import { formatHash, parseHash } from './router.js';
import { storedLanguage, storeLanguage } from './settings.js';
import { initialState, next } from './state.js';
import { createStream } from './stream.js';
import { mountConnect } from './views/connect.js';
import { mountLogin } from './views/login.js';
import { mountMessage } from './views/message.js';
import { mountOverview } from './views/overview.js';
import { mountReport } from './views/report.js';
import { mountRoster } from './views/roster.js';
import { mountService } from './views/service.js';
import { mountStorage } from './views/storage.js';

/**
 * Wires the page: events change the state, the state is drawn, at most once a frame. The only module that
 * works at import time.
 *
 * @typedef {import('./types.js').AppState} AppState
 * @typedef {import('./types.js').Language} Language
 */

/** Times like "for 12 min" move on even when nothing else happens. */
const TICK_MS = 5_000;

let state = initialState(Date.now());
let frame = 0;
/** @type {Map<string, unknown>} */
const memory = new Map();
const stream = createStream(dispatch, explain);

const stage = {
  /** @type {import('./types.js').Context} */
  context: contextOf(storedLanguage()),
  /** @type {ReturnType<typeof shell>|null} */
  shell: null,
  /** @type {import('./types.js').View|null} */
  view: null,
  name: '',
  /** Whether something stood here before: who has just come begins at the top, not in the middle. */
  visited: false,
};

/** @param {Language} lang @returns {import('./types.js').Context} */
function contextOf(lang) {
  return {
    lang,
    t: translator(lang),
    format: createFormats(lang),
    api,
    go: (target) => {
      location.hash = formatHash({ ...state.route, ...target });
    },
    link: (scope) => formatHash({ ...state.route, page: null, scope }),
    page: (page, item = null) => formatHash({ ...state.route, page, item, day: null }),
    memory,
  };
}

/** @param {import('./state.js').AppEvent} event */
function dispatch(event) {
  state = next(state, event);
  if (frame === 0) frame = requestAnimationFrame(draw);
}

function redraw() {
  if (frame === 0) frame = requestAnimationFrame(draw);
}

function draw() {
  frame = 0;
  stage.shell ??= mountShell();
  const name = viewName();
  if (name !== stage.name) mountView(name, stage.shell.main);
  stage.shell.update(state);
  stage.view?.update(state);
  setText(document.querySelector('title') ?? document.head, titleText());
}

function titleText() {
  const { t } = stage.context;
  if (!state.session) return t('app.name');
  const { page } = state.route;
  const name = page ? t(`nav.${page}`) : state.board?.node.name;
  return name ? t('app.title', { name }) : t('app.name');
}

function mountShell() {
  const built = shell(stage.context, { logOut, setLanguage });
  document.documentElement.lang = stage.context.lang;
  document.body.replaceChildren(built.element);
  stage.name = '';
  return built;
}

/** Which view stands for the state; a new place is a new view. */
function viewName() {
  if (state.session === undefined) return state.problem ? 'message' : 'waiting';
  if (state.session === null) return 'login';
  const { page, item } = state.route;
  if (page === 'laporan') return item ? `report ${item}` : 'roster';
  if (page === 'sambungkan') return 'connect';
  if (page === 'simpanan') return 'storage';
  if (!state.board) return 'message';
  const { id, kind } = state.board.node;
  return `${kind === 'service' ? 'service' : 'overview'} ${id}`;
}

/** @param {string} name @param {HTMLElement} main */
function mountView(name, main) {
  stage.view?.unmount?.();
  const moved = stage.visited;
  stage.name = name;
  if (name !== 'message' && name !== 'waiting') stage.visited = true;
  stage.view = viewOf(name.split(' ')[0] ?? '', main);
  stage.view.update(state);
  if (moved && name !== 'message') main.querySelector('h1')?.focus({ preventScroll: true });
}

/** @param {string} kind @param {HTMLElement} main @returns {import('./types.js').View} */
function viewOf(kind, main) {
  const { context } = stage;
  const { session } = state;
  switch (kind) {
    case 'login':
      return mountLogin(main, context, enter);
    case 'service':
      return mountService(main, context, redraw);
    case 'overview':
      return mountOverview(main, context, redraw);
    case 'roster':
      return mountRoster(main, context, redraw);
    case 'report':
      return mountReport(main, context, redraw, state.route.item ?? '');
    case 'storage':
      return mountStorage(main, context, redraw);
    case 'connect':
      return session ? mountConnect(main, context, session) : mountMessage(main, context, start);
    default:
      return mountMessage(main, context, start);
  }
}

/** @param {import('./types.js').Session} session */
function enter(session) {
  dispatch({ type: 'session', session });
  stream.open(state.route.scope);
}

async function logOut() {
  stream.close();
  try {
    await api.logOut();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
  leave();
  location.hash = '#/';
}

/** What one person typed is not the next one's to find. */
function leave() {
  memory.clear();
  dispatch({ type: 'session', session: null });
}

/** @param {Language} lang */
function setLanguage(lang) {
  storeLanguage(lang);
  const target = formatHash({ ...state.route, lang: state.route.lang ? lang : null });
  if (location.hash !== target && state.route.lang) location.hash = target;
  rebuild(lang);
}

/** @param {Language} lang */
function rebuild(lang) {
  stage.view?.unmount?.();
  stage.context = contextOf(lang);
  stage.shell = null;
  stage.view = null;
  redraw();
}

/** The stream says only that it failed; an ordinary request says why. */
async function explain() {
  try {
    const board = await api.board(state.route.scope);
    if (!state.board) dispatch({ type: 'snapshot', board, now: Date.now() });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    explained(error);
  }
}

/** @param {Problem} problem */
function explained({ status, detail }) {
  if (status === 401) {
    stream.close();
    leave();
  } else if (status === 404 || status === 403) {
    stream.close();
    dispatch({ type: 'problem', problem: { kind: 'missing', detail } });
  } else if (!state.board) {
    dispatch({ type: 'problem', problem: { kind: 'failed', detail } });
  }
}

async function start() {
  try {
    enter(await api.session());
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    explained(error);
    if (error.status !== 401) setTimeout(start, TICK_MS);
  }
}

function readAddress() {
  const before = state.route;
  const route = parseHash(location.hash);
  dispatch({ type: 'route', route });
  if (route.lang && route.lang !== stage.context.lang) rebuild(route.lang);
  const { page, item, scope } = state.route;
  const anew = page === 'laporan' && before.item !== item;
  if (anew || before.page !== page || before.scope !== scope) scrollTo(0, 0);
  if (state.session && !page && !state.board) stream.open(scope);
}

addEventListener('hashchange', readAddress);
setInterval(() => dispatch({ type: 'tick', now: Date.now() }), TICK_MS);
readAddress();
start();
