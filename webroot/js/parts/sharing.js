import { Problem } from '../api.js';
import { h, reconcile, setAttribute, setText, show } from '../dom.js';
import { problemText } from '../problem-text.js';
import { outcome } from './field.js';

/**
 * Which regencies and cities let their province look after their feeds too; each decides for itself.
 *
 * @typedef {import('../people-types.js').Opened} Opened
 */

/** @param {import('../types.js').Context} context @param {() => Promise<void>} again reads all anew */
export function sharingCard(context, again) {
  const { t, api } = context;
  const list = h('ul', { class: 'links' });
  const line = outcome();
  const element = h(
    'section',
    { class: 'card stack sharing', 'aria-labelledby': 'sharing' },
    h('h2', { id: 'sharing' }, t('sharing.title')),
    h('p', { class: 'section-note' }, t('sharing.explain')),
    line.element,
    list,
  );

  /** @param {Opened} one */
  async function turn({ government, name, operating }) {
    try {
      await api.share(government, !operating);
      await again();
      line.say('good', t(operating ? 'sharing.closed' : 'sharing.opened', { name }));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      await again();
      line.say('bad', problemText(error, t));
    }
  }

  /** @param {readonly Opened[]} opened */
  function update(opened) {
    show(element, opened.length > 0);
    reconcile(
      list,
      opened,
      ({ government }) => government,
      ({ government }) => sharingRow(context, government, turn),
    );
  }

  return { element, update };
}

/** @param {import('../types.js').Context} context @param {string} government @param {(one: Opened) => Promise<void>} turn */
function sharingRow({ t }, government, turn) {
  const id = `sharing-${government.replace('.', '-')}`;
  const name = h('strong', { id });
  const word = h('p', { class: 'cell-note' });
  const button = h('button', {
    type: 'button',
    class: 'switch',
    role: 'switch',
    'aria-labelledby': `${id} ${id}-label`,
    onclick: press,
  });
  const label = h('span', { class: 'visually-hidden', id: `${id}-label` }, t('sharing.switch'));
  const element = h(
    'li',
    { class: 'link-row' },
    h('div', {}, h('p', { class: 'link-name' }, name), word),
    label,
    button,
  );
  /** @type {Opened|null} */
  let shown = null;

  async function press() {
    if (!shown?.may) return;
    button.disabled = true;
    try {
      await turn(shown);
    } finally {
      button.disabled = !shown.may;
    }
  }

  /** @param {Opened} one */
  function update(one) {
    shown = one;
    setText(name, one.name);
    setAttribute(button, 'aria-checked', String(one.operating));
    setText(word, t(wordOf(one)));
    button.disabled = !one.may;
  }

  return { element, update };
}

/** @param {Opened} one @returns {import('../i18n/id.js').Key} */
function wordOf({ operating, may }) {
  if (!may) return 'sharing.theirs';
  return operating ? 'sharing.on' : 'sharing.off';
}
