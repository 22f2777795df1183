import { Problem } from '../api.js';
import { h, setAttribute, setText, show } from '../dom.js';
import { keyOf } from '../i18n/index.js';
import { emblem } from '../parts/shell.js';

/**
 * Logging in, by password or, in the demonstration, by choosing a role.
 *
 * @typedef {import('../types.js').DemoAccount} DemoAccount
 * @typedef {import('../types.js').Session} Session
 */

/** @param {HTMLElement} root @param {import('../types.js').Context} context @param {(session: Session) => void} entered @returns {import('../types.js').View} */
export function mountLogin(root, context, entered) {
  const { t, api } = context;
  const error = h('p', { class: 'form-error', role: 'alert', hidden: true });
  const username = h('input', {
    id: 'username',
    name: 'username',
    autocomplete: 'username',
    autocapitalize: 'none',
    spellcheck: 'false',
    required: true,
  });
  const password = h('input', {
    id: 'password',
    name: 'password',
    type: 'password',
    autocomplete: 'current-password',
    required: true,
  });
  const submit = h('button', { class: 'primary', type: 'submit' }, t('login.submit'));
  const form = h(
    'form',
    { class: 'login-form', novalidate: true, onsubmit: send },
    error,
    h('label', { for: 'username' }, t('login.username')),
    username,
    h('label', { for: 'password' }, t('login.password')),
    password,
    submit,
    h('p', { class: 'login-help' }, t('login.help')),
  );
  const cards = h('div', { class: 'roles' });
  const demo = h(
    'section',
    { class: 'login-demo', hidden: true },
    h('h2', {}, t('login.demo.title')),
    h('p', {}, t('login.demo.explain')),
    cards,
  );
  root.replaceChildren(
    h(
      'div',
      { class: 'login' },
      h(
        'header',
        { class: 'login-head' },
        emblem(),
        h('h1', {}, t('app.name')),
        h('p', {}, t('app.promise')),
      ),
      h(
        'div',
        { class: 'login-body' },
        demo,
        h('section', { class: 'login-own' }, h('h2', {}, t('login.title')), form),
      ),
    ),
  );
  offer();

  async function offer() {
    const accounts = await api.demoAccounts();
    cards.replaceChildren(...accounts.map(roleCard));
    show(demo, accounts.length > 0);
  }

  /** @param {DemoAccount} account */
  function roleCard(account) {
    const key = keyOf('role', account.role.toLowerCase());
    return h(
      'button',
      { type: 'button', class: 'role', onclick: () => enter({ demo: account.username }) },
      h('strong', {}, account.name),
      h('span', {}, account.scopeName),
      h('span', { class: 'role-kind' }, key ? t(key) : account.role),
    );
  }

  /** @param {Event} event */
  function send(event) {
    event.preventDefault();
    if (username.value.trim() === '' || password.value === '') {
      fail(t('login.required'));
      (username.value.trim() === '' ? username : password).focus();
      return;
    }
    enter({ username: username.value.trim(), password: password.value });
  }

  /** @param {{username: string, password: string}|{demo: string}} credentials */
  async function enter(credentials) {
    busy(true);
    try {
      entered(await api.logIn(credentials));
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      fail(reasonOf(problem));
      password.value = '';
    } finally {
      busy(false);
    }
  }

  /** @param {Problem} problem @returns {string} */
  function reasonOf({ status, detail }) {
    if (status === 401 || status === 403) return t('login.wrong');
    if (status === 429) return t('login.throttled');
    if (status === 0 || status >= 500) return t('login.unreachable');
    return detail || t('login.wrong');
  }

  /** @param {boolean} working */
  function busy(working) {
    setText(submit, t(working ? 'login.busy' : 'login.submit'));
    for (const button of root.querySelectorAll('button')) button.disabled = working;
  }

  /** @param {string} text */
  function fail(text) {
    setText(error, text);
    show(error, true);
    for (const field of [username, password]) setAttribute(field, 'aria-invalid', 'true');
  }

  return { update: () => undefined };
}
