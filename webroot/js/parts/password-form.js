import { Problem } from '../api.js';
import { h } from '../dom.js';
import { passwordMistakes } from '../password-text.js';
import { field, outcome, showProblem } from './field.js';

/**
 * Changing one's own password: what is expected is said before, what is wrong at its field.
 *
 * @param {import('../types.js').Context} context
 * @param {{username: string, submit: string, done: () => void}} options
 */
export function passwordForm({ t, api }, { username, submit, done }) {
  const before = secret('password-before', 'current-password');
  const after = secret('password-after', 'new-password');
  const again = secret('password-again', 'new-password');
  const line = outcome();
  const fields = new Map([
    ['before', field({ label: t('password.before'), control: before })],
    ['after', field({ label: t('password.after'), control: after, hint: t('password.expected') })],
    ['again', field({ label: t('password.again'), control: again })],
  ]);
  const shown = h('input', { type: 'checkbox', id: 'password-shown', onchange: reveal });
  const button = h('button', { class: 'primary', type: 'submit' }, submit);
  const element = h(
    'form',
    { class: 'stack password-form', novalidate: true, onsubmit: send },
    // Password keepers look for whose password it is.
    h('input', {
      type: 'text',
      class: 'visually-hidden',
      autocomplete: 'username',
      tabindex: '-1',
      'aria-hidden': 'true',
      readonly: true,
      value: username,
    }),
    ...[...fields.values()].map((one) => one.element),
    h(
      'div',
      { class: 'field' },
      h('label', { class: 'tick' }, shown, h('span', {}, t('password.show'))),
    ),
    button,
    line.element,
  );

  function reveal() {
    for (const input of [before, after, again]) input.type = shown.checked ? 'text' : 'password';
  }

  /** @param {Event} event */
  async function send(event) {
    event.preventDefault();
    line.clear();
    const typed = { before: before.value, after: after.value, again: again.value, username };
    const mistakes = passwordMistakes(typed);
    for (const [name, one] of fields) {
      const key = mistakes.get(/** @type {import('../password-text.js').PasswordField} */ (name));
      one.fail(key ? t(key) : null);
    }
    if (mistakes.size > 0) {
      [...fields].find(([name]) => mistakes.has(/** @type {any} */ (name)))?.[1].control.focus();
      return;
    }
    await change(typed);
  }

  /** @param {{before: string, after: string}} typed */
  async function change({ before: old, after: fresh }) {
    button.disabled = true;
    line.say('busy', t('desk.saving'));
    try {
      await api.changePassword({ before: old, after: fresh });
      for (const input of [before, after, again]) input.value = '';
      line.say('good', t('password.changed'));
      done();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refuse(error);
    } finally {
      button.disabled = false;
    }
  }

  /** @param {Problem} problem */
  function refuse(problem) {
    const old = problem.errors.some(({ field: name }) => name === 'before');
    if (!old) return showProblem(problem, { fields, line }, t);
    line.say('bad', t('problem.fields'));
    fields.get('before')?.fail(t('password.before.wrong'));
    before.focus();
  }

  return { element, focus: () => before.focus() };
}

/** @param {string} id @param {string} autocomplete */
function secret(id, autocomplete) {
  return h('input', { id, type: 'password', autocomplete, required: true, maxlength: 500 });
}
