import { h, setText, show } from '../dom.js';
import { copyButton } from './copy.js';

/**
 * A secret that is shown this once, to be copied and handed over; it leaves the page with its panel.
 *
 * @param {import('../types.js').Context} context
 * @param {{id: string, label: string, warning: string, more?: import('../dom.js').Child[]}} options
 */
export function once(context, { id, label, warning, more = [] }) {
  const { t } = context;
  const title = h('h3', { tabindex: '-1' });
  const text = h('input', { class: 'secret', readonly: true, id, spellcheck: 'false' });
  const explain = h('p');
  const copy = copyButton(context, { label: t('desk.copy'), text: () => text.value });
  const done = h('button', { type: 'button', class: 'quiet', onclick: clear }, t('once.done'));
  const element = h(
    'section',
    { class: 'fresh-link', hidden: true },
    title,
    h('p', { class: 'once' }, warning),
    h('label', { for: id }, label),
    h('div', { class: 'row' }, text, copy.element),
    explain,
    ...more,
    done,
  );
  text.addEventListener('focus', () => text.select());

  /** @param {{title: string, secret: string, explain: string}} shown */
  function update({ title: words, secret, explain: how }) {
    setText(title, words);
    setText(explain, how);
    text.value = secret;
    show(element, true);
    title.focus();
  }

  function clear() {
    text.value = '';
    show(element, false);
  }

  return { element, update, clear };
}
