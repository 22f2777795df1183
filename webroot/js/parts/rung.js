import { h, setAttribute, show } from '../dom.js';

/**
 * A rung of the ladder: what it gives, what it needs, and, once somebody steps on it, how.
 *
 * @typedef {'alamat'|'laporan'|'skrip'|'api'} RungName
 *
 * @param {import('../types.js').Context} context
 * @param {{name: RungName, number: number, build: () => HTMLElement}} options `build` is called once, when it is first opened
 */
export function rung(context, { name, number, build }) {
  const { t } = context;
  const id = `rung-${name}`;
  const link = h('a', { class: 'rung-link', 'aria-controls': id }, t(`rung.${name}`));
  const facts = /** @type {const} */ (['gives', 'needs']).map((what) =>
    h('div', {}, h('dt', {}, t(`rung.${what}`)), h('dd', {}, t(`rung.${name}.${what}`))),
  );
  const body = h('div', { class: 'rung-body', id, hidden: true });
  const element = h(
    'li',
    { class: 'card rung' },
    h(
      'div',
      { class: 'rung-head' },
      h('span', { class: 'rung-number', 'aria-hidden': 'true' }, number),
      h('h2', {}, link),
      h('dl', { class: 'rung-facts' }, ...facts),
    ),
    body,
  );

  /** @param {string|null} open which of the rungs is open */
  function update(open) {
    const here = open === name;
    const opened = here && body.hidden;
    if (here && !body.firstChild) body.append(build());
    show(body, here);
    setAttribute(element, 'data-open', here);
    setAttribute(link, 'aria-expanded', String(here));
    setAttribute(link, 'href', context.page('sambungkan', here ? null : name));
    // One that closes above pulls this one up, out of sight.
    if (opened && element.getBoundingClientRect().top < 0) element.scrollIntoView();
  }

  return { element, update };
}
