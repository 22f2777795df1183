import { Problem } from '../api.js';
import { h, show } from '../dom.js';
import { administered } from '../roles.js';
import { field, outcome, showProblem } from './field.js';
import { handedPassword } from './handed-password.js';
import { placePicker } from './place-picker.js';
import { roleLines } from './role-lines.js';

/**
 * A new account: who, in which roles, and who looks after it. Its password is shown once, to be handed over.
 *
 * @param {import('../types.js').Context} context
 * @param {{session: import('../types.js').Session, tree: import('../place-tree.js').PlaceTree}} options
 */
export function newPerson(context, { session, tree }) {
  const { t, api } = context;
  const name = h('input', { id: 'person-name', maxlength: 120, autocomplete: 'off' });
  const username = h('input', {
    id: 'person-username',
    maxlength: 40,
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
  });
  const scopes = administered(session);
  const first = scopes[0] ?? '';
  const home = placePicker(context, {
    id: 'person-home',
    label: t('person.home'),
    hint: t('person.home.hint'),
    tree,
    first: scopes.length === 1 ? { scope: first, name: '', zone: '' } : null,
    whole: true,
  });
  const roles = roleLines(context, { tree, roles: [] });
  const nameField = field({ label: t('person.name'), control: name, hint: t('person.name.hint') });
  const usernameField = field({
    label: t('login.username'),
    control: username,
    hint: t('person.username.hint'),
  });
  const line = outcome();
  const handed = handedPassword(context);
  const button = h('button', { class: 'primary', type: 'submit' }, t('person.create'));
  const form = h(
    'form',
    { class: 'stack', novalidate: true, onsubmit: create },
    h(
      'section',
      { class: 'card stack' },
      h('h2', {}, t('person.who')),
      h('div', { class: 'pair' }, nameField.element, usernameField.element),
    ),
    h('section', { class: 'card stack' }, h('h2', {}, t('people.column.roles')), roles.element),
    h('section', { class: 'card stack' }, h('h2', {}, t('person.keeper')), home.element),
    h('div', { class: 'row' }, button),
    line.element,
  );
  const next = h('a', { class: 'plain' }, t('person.open'));
  const another = h(
    'button',
    { type: 'button', class: 'plain', onclick: anew },
    t('person.another'),
  );
  const after = h('div', { class: 'row', hidden: true }, next, another);

  /** @param {Event} event */
  async function create(event) {
    event.preventDefault();
    line.clear();
    const wanted = checked();
    if (!wanted) return;
    button.disabled = true;
    line.say('busy', t('desk.saving'));
    try {
      const made = await api.createUser(wanted);
      line.clear();
      next.href = context.page('orang', made.user.username);
      show(form, false);
      show(after, true);
      handed.update(made, 'handed.created');
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refuse(error);
    } finally {
      button.disabled = false;
    }
  }

  /** What to send; null where something is missing, which is then said at its field, the first of them in focus. */
  function checked() {
    const given = { name: name.value.trim(), username: username.value.trim().toLowerCase() };
    const place = home.value();
    const wanted = roles.wanted();
    home.fail(place ? null : t('roles.place.required'));
    usernameField.fail(
      /^[a-z0-9][a-z0-9._-]{1,39}$/.test(given.username) ? null : t('person.username.wrong'),
    );
    nameField.fail(given.name === '' ? t('person.name.required') : null);
    if (place && wanted && given.name !== '' && !username.hasAttribute('aria-invalid')) {
      return { ...given, home: place.scope, roles: wanted };
    }
    line.say('bad', t('problem.fields'));
    const invalid = form.querySelector('[aria-invalid]');
    if (invalid instanceof HTMLElement) invalid.focus();
    return null;
  }

  /** @param {Problem} problem */
  function refuse(problem) {
    if (problem.status === 409) {
      line.say('bad', t('problem.fields'));
      usernameField.fail(t('person.username.taken'));
      username.focus();
      return;
    }
    /** @type {Map<string, import('./field.js').Field>} */
    const fields = new Map([
      ['name', nameField],
      ['username', usernameField],
      ['home', home],
      ...roles.fields(),
    ]);
    showProblem(problem, { fields, line }, t);
  }

  /** The next one often has another name and the same role: the roles stay. */
  function anew() {
    for (const input of [name, username]) input.value = '';
    handed.clear();
    show(after, false);
    show(form, true);
    name.focus();
  }

  return h(
    'div',
    { class: 'stack person' },
    h(
      'section',
      { class: 'hero' },
      h('h1', { tabindex: '-1' }, t('person.new')),
      h('p', { class: 'hero-sentence' }, t('person.new.lead')),
    ),
    handed.element,
    after,
    form,
  );
}
