import { h } from '../dom.js';
import { outcome, showProblem } from './field.js';
import { roleLines } from './role-lines.js';

/**
 * The roles of an account within what the reader administers, changed all together.
 *
 * @param {import('../types.js').Context} context
 * @param {{held: import('./person-known.js').Held, tree: import('../place-tree.js').PlaceTree}} options
 */
export function personRoles(context, { held, tree }) {
  const { t, api } = context;
  const roles = roleLines(context, { tree, roles: held.user().roles });
  const line = outcome();
  const button = h('button', { class: 'primary', type: 'submit' }, t('roles.save'));
  const restore = h(
    'button',
    { type: 'button', class: 'plain', onclick: back },
    t('roles.restore'),
  );
  const element = h(
    'form',
    { class: 'card stack', novalidate: true, onsubmit: save },
    h('h2', {}, t('roles.title')),
    h('p', { class: 'section-note' }, t('roles.explain')),
    roles.element,
    h('div', { class: 'row' }, button, restore),
    line.element,
  );

  /** @param {Event} event */
  async function save(event) {
    event.preventDefault();
    const wanted = roles.wanted();
    if (!wanted) return line.say('bad', t('problem.fields'));
    button.disabled = true;
    const problem = await held.change(
      ({ username, revision }) => api.appointUser(username, { revision, roles: wanted }),
      { line, good: t('roles.saved') },
    );
    button.disabled = false;
    if (!problem) return roles.fill(held.user().roles);
    if (problem.errors.length > 0) showProblem(problem, { fields: roles.fields(), line }, t);
  }

  /** What holds now, in place of what was typed. */
  function back() {
    roles.fill(held.user().roles);
    line.clear();
  }

  return { element };
}
