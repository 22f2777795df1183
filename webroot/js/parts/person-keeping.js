import { h, setText, show } from '../dom.js';
import { confirmButton } from './confirm.js';
import { field, outcome, showProblem } from './field.js';
import { handedPassword } from './handed-password.js';

/**
 * The rest of an account that is all the reader's: its name, a new password, its sessions, whether it may log in.
 *
 * @param {import('../types.js').Context} context
 * @param {{held: import('./person-known.js').Held, own: boolean}} options `own`: one's own account stays open
 */
export function personKeeping(context, { held, own }) {
  const { t, api } = context;
  const line = outcome();
  const handed = handedPassword(context);
  const name = nameForm(context, held);
  const password = confirmButton(context, {
    label: t('person.password'),
    name: held.user().name,
    ask: t('person.password.ask'),
    yes: t('person.password.yes'),
    act: makePassword,
  });
  const sessions = confirmButton(context, {
    label: t('person.sessions'),
    name: held.user().name,
    ask: t('person.sessions.ask'),
    yes: t('person.sessions.yes'),
    act: endSessions,
  });
  const disable = confirmButton(context, {
    label: t('person.disable'),
    name: held.user().name,
    ask: t('person.disable.ask'),
    yes: t('person.disable.yes'),
    act: () => turn(true),
  });
  const enable = h(
    'button',
    { type: 'button', class: 'plain', onclick: () => turn(false) },
    t('person.enable'),
  );
  const access = h('p', { class: 'cell-note' });
  const element = h(
    'div',
    { class: 'stack' },
    name.element,
    h(
      'section',
      { class: 'card stack' },
      h('h2', {}, t('person.access')),
      handed.element,
      line.element,
      // One's own password is changed, and one's own sessions are ended, on the page of one's own account.
      own ? null : step(t('person.password.when'), t('person.password.explain'), password.element),
      own ? null : step(t('person.sessions.when'), t('person.sessions.explain'), sessions.element),
      h(
        'div',
        { class: 'link-row' },
        h('div', {}, h('h3', {}, t('person.open.title')), access),
        disable.element,
        enable,
      ),
    ),
  );

  async function makePassword() {
    await held.change(
      async ({ username }) => {
        const made = await api.resetPassword(username);
        handed.update(made, 'handed.reset');
        return made.user;
      },
      { line, good: t('person.password.done') },
    );
    password.close();
  }

  async function endSessions() {
    await held.change(
      async ({ username }) => {
        await api.endSessions(username);
        return null;
      },
      { line, good: t('person.sessions.done') },
    );
    sessions.close();
  }

  /** @param {boolean} disabled */
  async function turn(disabled) {
    enable.disabled = true;
    await held.change(
      ({ username, revision }) => api.changeUser(username, { revision, disabled }),
      {
        line,
        good: t(disabled ? 'person.disabled' : 'person.enabled'),
      },
    );
    enable.disabled = false;
    disable.close();
  }

  function update() {
    const { disabledAt } = held.user();
    show(disable.element, disabledAt === null && !own);
    show(enable, disabledAt !== null);
    setText(access, t(accessKey(disabledAt !== null, own)));
    name.update();
  }

  return { element, update };
}

/** @param {boolean} disabled @param {boolean} own */
function accessKey(disabled, own) {
  if (disabled) return 'person.closed.explain';
  return own ? 'person.open.own' : 'person.open.explain';
}

/** @param {string} title @param {string} explain @param {HTMLElement} button */
function step(title, explain, button) {
  return h(
    'div',
    { class: 'link-row' },
    h('div', {}, h('h3', {}, title), h('p', { class: 'cell-note' }, explain)),
    button,
  );
}

/** @param {import('../types.js').Context} context @param {import('./person-known.js').Held} held */
function nameForm({ t, api }, held) {
  const input = h('input', { id: 'person-name', maxlength: 120, autocomplete: 'off' });
  input.value = held.user().name;
  let known = input.value;
  const one = field({ label: t('person.name'), control: input, hint: t('person.name.hint') });
  const line = outcome();
  const button = h('button', { class: 'plain', type: 'submit' }, t('person.name.save'));
  const element = h(
    'form',
    { class: 'card stack', novalidate: true, onsubmit: save },
    h('h2', {}, t('person.who')),
    one.element,
    button,
    line.element,
  );

  /** @param {Event} event */
  async function save(event) {
    event.preventDefault();
    const name = input.value.trim();
    one.fail(name === '' ? t('person.name.required') : null);
    if (name === '') return input.focus();
    button.disabled = true;
    const problem = await held.change(
      ({ username, revision, disabledAt }) =>
        api.changeUser(username, { revision, name, disabled: disabledAt !== null }),
      { line, good: t('person.name.saved') },
    );
    button.disabled = false;
    if (problem && problem.errors.length > 0) {
      showProblem(problem, { fields: new Map([['name', one]]), line }, t);
    }
  }

  /** A name that is being typed is left alone. */
  function update() {
    const { name } = held.user();
    if (input.value === known) input.value = name;
    known = name;
  }

  return { element, update };
}
