import { Problem } from '../api.js';
import { h } from '../dom.js';
import { outcome } from '../parts/field.js';
import { knownPerson } from '../parts/person-known.js';
import { newPerson } from '../parts/person-new.js';
import { placeTree } from '../place-tree.js';
import { problemText } from '../problem-text.js';
import { administered } from '../roles.js';
import { serverNow } from '../state.js';

/**
 * One account, or a new one.
 *
 * @typedef {import('../types.js').AppState} AppState
 * @typedef {import('../types.js').Context} Context
 * @typedef {import('../types.js').Session} Session
 */

/** Stands in the address for an account that is still to be made; no name begins so. */
const NEW = '+';

/** @param {HTMLElement} root @param {Context} context @param {Session} session @param {string} item name of the account @returns {import('../types.js').View} */
export function mountPerson(root, context, session, item) {
  const { t, api } = context;
  const body = h('div', {});
  const failed = outcome();
  const waiting = h('div', { class: 'skeleton', 'aria-hidden': 'true' }, h('span'), h('span'));
  const again = h('button', { type: 'button', class: 'plain', onclick: load }, t('failed.again'));
  let now = Date.now();
  root.replaceChildren(
    h('p', { class: 'way-back' }, h('a', { href: context.page('orang') }, `‹ ${t('person.back')}`)),
    body,
  );
  load();

  /** What is typed here is not read over: the account is asked for once. */
  async function load() {
    body.replaceChildren(waiting);
    try {
      const { users, opened } = await api.people();
      const open = opened.filter(({ operating }) => operating).map(({ government }) => government);
      const tree = placeTree(api, {
        scopes: administered(session),
        reaches: (scope, government) => scope === '' || open.includes(government),
      });
      body.replaceChildren(content(users, tree));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      failed.say('bad', problemText(error, t));
      body.replaceChildren(h('div', { class: 'stack' }, failed.element, again));
    }
    root.querySelector('h1')?.focus({ preventScroll: true });
  }

  /** @param {readonly import('../people-types.js').User[]} users @param {import('../place-tree.js').PlaceTree} tree */
  function content(users, tree) {
    if (item === NEW) return newPerson(context, { session, tree });
    const user = users.find(({ username }) => username === item);
    if (user) return knownPerson(context, { session, tree, user, now: () => now });
    return h(
      'section',
      { class: 'card stack' },
      h('h1', { tabindex: '-1' }, t('person.gone')),
      h('p', {}, t('person.gone.explain', { username: item })),
    );
  }

  /** @param {AppState} state */
  function update(state) {
    now = serverNow(state);
  }

  return { update };
}
