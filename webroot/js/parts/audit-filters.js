import { ACTIONS, actionText } from '../audit-text.js';
import { h } from '../dom.js';
import { field } from './field.js';

/**
 * What of the audit is looked for: from when to when, by whom, what, and a text.
 *
 * @typedef {import('../people-types.js').AuditQuestion} AuditQuestion
 */

/** @param {import('../types.js').Context} context @param {AuditQuestion} first @param {(question: AuditQuestion) => void} asked */
export function auditFilters({ t }, first, asked) {
  const from = h('input', { type: 'date', id: 'audit-from' });
  const to = h('input', { type: 'date', id: 'audit-to' });
  const actor = h('input', {
    id: 'audit-actor',
    maxlength: 100,
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
  });
  const action = h(
    'select',
    { id: 'audit-action' },
    h('option', { value: '' }, t('audit.anything')),
    ...ACTIONS.map((name) => h('option', { value: name }, actionText(name, t))),
  );
  const text = h('input', {
    type: 'search',
    id: 'audit-text',
    maxlength: 100,
    autocomplete: 'off',
  });
  const fields = new Map([
    ['from', field({ label: t('audit.from'), control: from })],
    ['to', field({ label: t('audit.to'), control: to })],
    ['actor', field({ label: t('audit.actor'), control: actor })],
    ['action', field({ label: t('audit.action'), control: action })],
    ['text', field({ label: t('audit.text'), control: text })],
  ]);
  const element = h(
    'form',
    { class: 'audit-filters', novalidate: true, onsubmit: send },
    ...[...fields.values()].map((one) => one.element),
    h('button', { class: 'primary', type: 'submit' }, t('audit.search')),
  );
  fill(first);

  /** @param {AuditQuestion} question */
  function fill(question) {
    from.value = question.from;
    to.value = question.to;
    actor.value = question.actor;
    action.value = question.action;
    text.value = question.text;
  }

  /** @returns {AuditQuestion} */
  function value() {
    return {
      from: from.value,
      to: to.value,
      actor: actor.value,
      action: action.value,
      text: text.value,
    };
  }

  /** @param {Event} [event] */
  function send(event) {
    event?.preventDefault();
    const question = value();
    const backwards = question.from !== '' && question.to !== '' && question.to < question.from;
    fields.get('to')?.fail(backwards ? t('roles.to.before') : null);
    if (backwards) to.focus();
    else asked(question);
  }

  /** Only what this account did. @param {string} name */
  function only(name) {
    actor.value = name;
    send();
  }

  return { element, fields, only };
}
