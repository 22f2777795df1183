import { h, setAttribute, setText, show, svg } from '../dom.js';
import { applyTheme, storedTheme } from '../settings.js';
import { monitored } from '../state.js';
import { connectionNotice, connectionState } from './connection.js';
import { crumbs } from './crumbs.js';
import { mainNav } from './main-nav.js';

/**
 * The frame of every page: name, path, connection, language, appearance, account; and the one sentence
 * read out when something changes.
 *
 * @typedef {import('../types.js').AppState} AppState
 * @typedef {import('../types.js').Context} Context
 */

/** The summary is read out at most this often. */
const SPEAK_EVERY_MS = 30_000;

/** @type {import('../settings.js').Theme[]} */
const THEMES = ['auto', 'light', 'dark'];

/** @param {Context} context @param {{logOut: () => void, setLanguage: (lang: import('../types.js').Language) => void}} actions */
export function shell(context, actions) {
  const { t } = context;
  const path = crumbs(context);
  const nav = mainNav(context);
  const link = connectionState(context);
  const notice = connectionNotice(context);
  const demo = h('p', { class: 'demo' }, t('app.demo'));
  const name = h('span', { class: 'account-name' });
  const account = h('a', { class: 'account' }, person(), name);
  const logOut = h(
    'button',
    { type: 'button', class: 'quiet', onclick: actions.logOut },
    t('menu.logout'),
  );
  const spoken = h('p', { class: 'visually-hidden', 'aria-live': 'polite' });
  const main = h('main', { id: 'main', tabindex: '-1' });
  const bar = h(
    'header',
    { class: 'top' },
    h(
      'a',
      { class: 'brand', href: context.link(null) },
      emblem(),
      h('span', { class: 'brand-name' }, t('app.name')),
    ),
    nav.element,
    path.element,
    h(
      'div',
      { class: 'top-tools' },
      link.element,
      languageSwitch(context, actions.setLanguage),
      themeSwitch(context),
      account,
      logOut,
    ),
  );
  const element = h(
    'div',
    { class: 'page' },
    h(
      'a',
      { class: 'skip', href: '#main', onclick: (/** @type {Event} */ event) => skip(event, main) },
      t('app.skip'),
    ),
    demo,
    bar,
    notice.element,
    main,
    spoken,
  );
  let spokenAt = Number.NEGATIVE_INFINITY;

  /** @param {AppState} state */
  function update(state) {
    const user = state.session ?? null;
    const free = user !== null && !user.mustChange;
    const { page } = state.route;
    nav.update(state);
    path.update(free && !page ? (state.board?.path ?? []) : []);
    link.update(state);
    notice.update(state);
    show(link.element, free);
    show(logOut, user !== null);
    show(account, free);
    ownLink(user?.user.name ?? '', page === 'akun');
    show(demo, Boolean(user?.demo || state.board?.live.demo));
    setAttribute(main, 'data-old', state.connection.phase === 'lost' && !page);
    if (!page) speak(state);
  }

  /** @param {string} who @param {boolean} here */
  function ownLink(who, here) {
    setText(name, who);
    setAttribute(account, 'href', context.page('akun'));
    for (const attribute of ['aria-label', 'title']) {
      setAttribute(account, attribute, `${t('nav.akun')}: ${who}`);
    }
    setAttribute(account, 'aria-current', here ? 'page' : null);
  }

  /** @param {AppState} state */
  function speak({ board, now }) {
    if (!board || now - spokenAt < SPEAK_EVERY_MS || monitored(board.node.counts) === 0) return;
    const { gangguan, waspada, tanpa_data: tanpa } = board.node.counts;
    const text = `${board.node.name}: ${t('sentence.live', { gangguan, waspada, tanpa })}`;
    if (spoken.textContent === text) return;
    spokenAt = now;
    setText(spoken, text);
  }

  return { element, main, update };
}

/** The hash is the address of a place, so the skip link moves the focus by hand. @param {Event} event @param {HTMLElement} main */
function skip(event, main) {
  event.preventDefault();
  main.focus();
}

/** An eye that keeps watch: the product's mark. */
export function emblem() {
  return svg(
    'svg',
    { viewBox: '0 0 32 32', class: 'emblem', 'aria-hidden': 'true' },
    svg('rect', { width: 32, height: 32, rx: 8, class: 'emblem-ground' }),
    svg('path', { d: 'M5 18.5c3-5.6 6.7-8.4 11-8.4s8 2.8 11 8.4', class: 'emblem-line' }),
    svg('circle', { cx: 16, cy: 19, r: 4.2, class: 'emblem-eye' }),
  );
}

function person() {
  return svg(
    'svg',
    { viewBox: '0 0 20 20', class: 'account-sign', 'aria-hidden': 'true' },
    svg('circle', { cx: 10, cy: 6.5, r: 3.6, class: 'account-line' }),
    svg('path', { d: 'M3 17.5c.9-3.6 3.6-5.4 7-5.4s6.1 1.8 7 5.4', class: 'account-line' }),
  );
}

/** @param {Context} context @param {(lang: import('../types.js').Language) => void} setLanguage */
export function languageSwitch({ t, lang }, setLanguage) {
  const buttons = /** @type {const} */ (['id', 'en']).map((name) =>
    h(
      'button',
      {
        type: 'button',
        lang: name,
        title: name === 'id' ? 'Bahasa Indonesia' : 'English',
        'aria-pressed': String(name === lang),
        onclick: () => setLanguage(name),
      },
      name.toUpperCase(),
    ),
  );
  return h(
    'div',
    { class: 'segments small', role: 'group', 'aria-label': t('menu.lang') },
    ...buttons,
  );
}

/** @param {Context} context */
export function themeSwitch({ t }) {
  const select = h(
    'select',
    { class: 'theme', 'aria-label': t('menu.theme'), title: t('menu.theme') },
    ...THEMES.map((theme) => h('option', { value: theme }, t(`theme.${theme}`))),
  );
  select.value = storedTheme();
  select.addEventListener('change', () => {
    applyTheme(THEMES.find((theme) => theme === select.value) ?? 'auto');
  });
  return select;
}
