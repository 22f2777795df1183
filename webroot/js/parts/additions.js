import { Problem } from '../api.js';
import { h, reconcile, setText, show } from '../dom.js';
import { problemText } from '../problem-text.js';
import { zoneOf } from '../roster.js';
import { confirmButton } from './confirm.js';
import { outcome } from './field.js';

/**
 * What was added to the catalogue on the page: by whom, when, and what had to be set aside.
 *
 * @typedef {import('../types.js').Context} Context
 * @typedef {import('../desk-types.js').Addition} Addition
 */

/** @param {Context} context @param {{edit: (addition: Addition) => void}} options */
export function additionList(context, { edit }) {
  const { t, api } = context;
  const line = outcome();
  const list = h('ul', { class: 'additions' });
  const none = h('p', { class: 'empty' }, t('additions.none'));
  const base = h('p', { class: 'section-note' }, t('additions.base'));
  const element = h(
    'section',
    { class: 'section' },
    h('header', { class: 'section-head' }, h('h2', {}, t('additions.title'))),
    h('div', { class: 'card stack' }, line.element, list, none, base),
  );
  /** @type {Addition[]} */
  let parts = [];
  load();

  async function load() {
    try {
      parts = (await api.additions()).parts;
      line.clear();
      draw();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      line.say('bad', problemText(error, t));
    }
  }

  function draw() {
    const asideFirst = [...parts].sort(
      (a, b) =>
        Number(Boolean(b.setAside)) - Number(Boolean(a.setAside)) ||
        b.savedAt.localeCompare(a.savedAt),
    );
    reconcile(
      list,
      asideFirst,
      (part) => part.name,
      (part) => additionRow(context, part, { edit, remove: () => remove(part) }),
    );
    show(none, parts.length === 0);
  }

  /** @param {Addition} part */
  async function remove({ name, title }) {
    try {
      await api.removeAddition(name);
      await load();
      const left = parts.some((part) => part.name === name);
      line.say('good', t(left ? 'additions.reduced' : 'additions.removed', { title }));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      await load();
      line.say(
        'bad',
        error.status === 404 ? t('additions.gone', { title }) : problemText(error, t),
      );
    }
  }

  return { element, load, known: () => parts };
}

/** @param {Context} context @param {Addition} first @param {{edit: (addition: Addition) => void, remove: () => Promise<void>}} actions */
function additionRow(context, first, { edit, remove }) {
  const { t, format } = context;
  let part = first;
  const title = h('strong', {});
  const facts = h('p', { class: 'cell-note' });
  const reasons = h('ul', { class: 'mistakes' });
  const aside = h('div', { class: 'aside' }, h('p', {}, t('additions.aside')), reasons);
  const yaml = h('pre', { class: 'sample', tabindex: '0' });
  const change = h(
    'button',
    {
      type: 'button',
      class: 'quiet',
      'aria-label': `${t('additions.edit')}: ${first.title}`,
      onclick: () => edit(part),
    },
    t('additions.edit'),
  );
  const button = confirmButton(context, {
    label: t('additions.remove'),
    name: first.title,
    ask: t('additions.remove.ask'),
    yes: t('additions.remove.yes'),
    act: async () => {
      await remove();
      button.close();
    },
  });
  const element = h(
    'li',
    { class: 'addition' },
    h(
      'div',
      { class: 'addition-head' },
      h('div', {}, h('p', {}, title), facts),
      h('div', { class: 'row' }, change, button.element),
    ),
    aside,
    h('details', { class: 'more' }, h('summary', {}, t('additions.show')), yaml),
  );

  /** @param {Addition} latest */
  function update(latest) {
    part = latest;
    setText(title, part.title);
    const at = format.when(part.savedAt, zoneOf(part.savedAt), Date.now());
    setText(facts, t('additions.saved', { by: part.savedBy, at, name: part.name }));
    setText(yaml, part.yaml);
    const why = part.setAside ?? [];
    reasons.replaceChildren(...why.map((reason) => h('li', {}, reason)));
    show(aside, part.setAside !== undefined);
  }

  return { element, update };
}

/** That somebody else changed or removed an addition while it was open here. @param {Addition|null} present @param {Context} context */
export function conflictText(present, { t, format }) {
  if (!present) return t('yaml.conflict.removed');
  const at = format.when(present.savedAt, zoneOf(present.savedAt), Date.now());
  return t('yaml.conflict', { by: present.savedBy, at });
}
