import { h, reconcile, setAttribute, setText } from '../dom.js';
import { shortName } from '../figure-text.js';

/**
 * Where we are in the tree, each step a link.
 *
 * @typedef {import('../types.js').Place} Place
 */

/** @param {import('../types.js').Context} context */
export function crumbs(context) {
  const list = h('ol');
  const element = h('nav', { class: 'crumbs', 'aria-label': context.t('menu.path') }, list);

  /** @param {Place[]} path */
  function update(path) {
    const steps = path.map((place, index) => ({ place, here: index === path.length - 1 }));
    reconcile(list, steps, ({ place }) => place.id, crumb);
  }

  function crumb() {
    const link = h('a');
    return {
      element: h('li', {}, link),
      update: (/** @type {{place: Place, here: boolean}} */ { place, here }) => {
        setText(link, shortName(place.name));
        setAttribute(link, 'href', context.link(place.id));
        setAttribute(link, 'aria-current', here ? 'page' : null);
      },
    };
  }

  return { element, update };
}
