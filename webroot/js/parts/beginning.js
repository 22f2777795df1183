import { h, show } from '../dom.js';

/**
 * Where nothing is there yet: what to do first, or whom to ask.
 *
 * @param {import('../types.js').Context} context
 * @param {{title: string, explain: string, link: string, href: string}} words
 */
export function beginning({ t }, { title, explain, link: first, href }) {
  const link = h('a', { class: 'primary', href }, first);
  const ask = h('p', {}, t('roster.empty.ask'));
  const element = h(
    'section',
    { class: 'card teach' },
    h('h2', {}, title),
    h('p', {}, explain),
    h('p', {}, link),
    ask,
  );

  /** @param {boolean} empty @param {boolean} allowed whether the reader may do it */
  function update(empty, allowed) {
    show(element, empty);
    show(link, allowed);
    show(ask, !allowed);
  }

  return { element, update };
}
