import { api, Problem, whenRefused } from './api.js';
import { setText } from './dom.js';
import { createFormats } from './format.js';
import { translator } from './i18n/index.js';
import { shell } from './parts/shell.js';
import { mayAdminister, mayAudit } from './roles.js';
import { formatHash, parseHash } from './router.js';
import { storedLanguage, storeLanguage } from './settings.js';
import { initialState, next } from './state.js';
import { createStream } from './stream.js';
import { mountAccount } from './views/account.js';
import { mountAudit } from './views/audit.js';
import { mountChangePassword } from './views/change-password.js';
import { mountConnect } from './views/connect.js';
import { mountLogin } from './views/login.js';
import { mountMessage } from './views/message.js';
import { mountOverview } from './views/overview.js';
import { mountPeople } from './views/people.js';
import { mountPerson } from './views/person.js';
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
 * @typedef {import('./types.js').Session} Session
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
  if (state.session.mustChange) return t('app.title', { name: t('password.title') });
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
  if (state.session.mustChange) return 'change';
  if (state.route.page) return pageView(state.session, state.route.page, state.route.item);
  if (!state.board) return 'message';
  const { id, kind } = state.board.node;
  return `${kind === 'service' ? 'service' : 'overview'} ${id}`;
}

/** @param {Session} session @param {import('./types.js').PageName} page @param {string|null} item */
function pageView(session, page, item) {
  switch (page) {
    case 'laporan':
      return item ? `report ${item}` : 'roster';
    case 'sambungkan':
      return 'connect';
    case 'simpanan':
      return 'storage';
    case 'akun':
      return 'account';
    case 'orang':
      if (!mayAdminister(session)) return 'refused';
      return item ? `person ${item}` : 'people';
    default:
      return mayAudit(session) ? 'audit' : 'refused';
  }
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
    default:
      return session ? ownView(kind, main, session) : mountMessage(main, context, start);
  }
}

/** Views that ask who is there. @param {string} kind @param {HTMLElement} main @param {Session} session @returns {import('./types.js').View} */
function ownView(kind, main, session) {
  const { context } = stage;
  switch (kind) {
    case 'change':
      return mountChangePassword(main, context, session, enter);
    case 'connect':
      return mountConnect(main, context, session);
    case 'account':
      return mountAccount(main, context, session, redraw);
    case 'people':
      return mountPeople(main, context, redraw);
    case 'person':
      return mountPerson(main, context, session, state.route.item ?? '');
    case 'audit':
      return mountAudit(main, context, state);
    default:
      return mountMessage(main, context, start);
  }
}

/** With a made-up password nothing opens but its change. @param {Session} session */
function enter(session) {
  dispatch({ type: 'session', session });
  if (session.mustChange) stream.close();
  else stream.open(state.route.scope);
}

/** Something was refused: whether that is because the password has to be changed first, only the session says. */
async function askAgain() {
  try {
    const session = await api.session();
    if (session.mustChange && !state.session?.mustChange) enter(session);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
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
  const anew = (page === 'laporan' || page === 'orang') && before.item !== item;
  if (anew || before.page !== page || before.scope !== scope) scrollTo(0, 0);
  if (state.session && !state.session.mustChange && !page && !state.board) stream.open(scope);
}

whenRefused(() => {
  askAgain();
});
addEventListener('hashchange', readAddress);
setInterval(() => dispatch({ type: 'tick', now: Date.now() }), TICK_MS);
readAddress();
start();
