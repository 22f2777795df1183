import { h, reconcile, setAttribute, setText } from '../dom.js';
import { shortName } from '../figure-text.js';
import { byUrgency, monitored } from '../state.js';
import { statusMark } from './status.js';

/**
 * Many governments at a glance, one tile each, the worst first.
 *
 * @typedef {import('../types.js').BoardNode} BoardNode
 */

/** @param {import('../types.js').Context} context */
export function tiles(context) {
  const element = h('ul', { class: 'tiles' });

  /** @param {BoardNode[]} nodes */
  function update(nodes) {
    const sorted = [...nodes].sort(byUrgency);
    reconcile(
      element,
      sorted,
      (node) => node.id,
      () => tile(context),
    );
  }

  return { element, update };
}

/** @param {import('../types.js').Context} context */
function tile(context) {
  const { t, format } = context;
  const mark = statusMark(context, { word: false });
  const name = h('span', { class: 'tile-name' });
  const ratio = h('span', { class: 'tile-ratio num' });
  const link = h('a', { class: 'tile' }, mark.element, name, ratio);
  const element = h('li', {}, link);

  /** @param {BoardNode} node */
  function update(node) {
    const { counts } = node;
    const n = monitored(counts);
    mark.update(node.status);
    setAttribute(link, 'data-status', node.status);
    setAttribute(link, 'href', context.link(node.id));
    setText(name, shortName(node.name));
    setText(
      ratio,
      n === 0
        ? ''
        : t('tiles.ratio', { bad: counts.gangguan + counts.waspada, n: format.number(n, 0) }),
    );
    const label = t('tiles.label', {
      name: node.name,
      status: t(`status.${node.status}`),
      gangguan: counts.gangguan,
      waspada: counts.waspada,
      tanpa: counts.tanpa_data,
      n,
    });
    setAttribute(link, 'aria-label', label);
    setAttribute(link, 'title', label);
  }

  return { element, update };
}
