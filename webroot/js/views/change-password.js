import { Problem } from '../api.js';
import { h } from '../dom.js';
import { passwordForm } from '../parts/password-form.js';

/**
 * All there is for whoever logged in with a made-up password: changing it.
 *
 * @typedef {import('../types.js').Session} Session
 */

/** @param {HTMLElement} root @param {import('../types.js').Context} context @param {Session} session @param {(session: Session) => void} entered @returns {import('../types.js').View} */
export function mountChangePassword(root, context, session, entered) {
  const { t, api } = context;
  const form = passwordForm(context, {
    username: session.user.username,
    submit: t('password.submitFirst'),
    done: goOn,
  });
  root.replaceChildren(
    h(
      'section',
      { class: 'first-password card stack' },
      h('h1', { tabindex: '-1' }, t('password.title')),
      h('p', {}, t('password.why', { name: session.user.name })),
      form.element,
    ),
  );

  /** The password is changed; that the server is away now only makes the page ask for it again. */
  async function goOn() {
    try {
      entered(await api.session());
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      entered({ ...session, mustChange: false });
    }
  }

  return { update: () => undefined };
}
