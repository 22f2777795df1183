import { h } from '../dom.js';
import { keyOf } from '../i18n/index.js';
import { ownKeys } from '../parts/own-keys.js';
import { ownSessions } from '../parts/own-sessions.js';
import { passwordForm } from '../parts/password-form.js';
import { placeText } from '../people.js';
import { serverNow } from '../state.js';

/**
 * What is one's own: the password, open sessions, keys for programs.
 *
 * @typedef {import('../types.js').AppState} AppState
 * @typedef {import('../types.js').Context} Context
 * @typedef {import('../types.js').Session} Session
 */

/** @param {HTMLElement} root @param {Context} context @param {Session} session @param {() => void} changed @returns {import('../types.js').View} */
export function mountAccount(root, context, session, changed) {
  const { t } = context;
  const { username, name } = session.user;
  const sessions = ownSessions(context, changed);
  const keys = ownKeys(context, session, changed);
  const password = passwordForm(context, {
    username,
    submit: t('password.submit'),
    done: () => sessions.again(),
  });
  root.replaceChildren(
    h(
      'section',
      { class: 'hero' },
      h('h1', { tabindex: '-1' }, t('nav.akun')),
      h('p', { class: 'hero-sentence' }, h('strong', {}, name), ` · ${username}`),
      h('p', { class: 'hero-facts' }, rolesLine(session, t)),
    ),
    h(
      'div',
      { class: 'account-cards' },
      h(
        'section',
        { class: 'card stack', 'aria-labelledby': 'own-password' },
        h('h2', { id: 'own-password' }, t('password.title')),
        h('p', { class: 'section-note' }, t('password.explain')),
        password.element,
      ),
      sessions.element,
      keys.element,
    ),
  );

  /** @param {AppState} state */
  function update(state) {
    const now = serverNow(state);
    sessions.update(now);
    keys.update(now);
  }

  function unmount() {
    sessions.unmount();
    keys.unmount();
  }

  return { update, unmount };
}

/** @param {Session} session @param {import('../types.js').Translate} t */
function rolesLine({ roles }, t) {
  if (roles.length === 0) return t('akun.noRole');
  return roles
    .map(({ role, scope, scopeName }) => {
      const key = keyOf('role', role);
      return `${key ? t(key) : role} – ${placeText(scope, scopeName, t)}`;
    })
    .join(' · ');
}
