import { ownerName } from './figure-text.js';
import { monitored } from './state.js';

/**
 * The state of a place in one plain sentence, as pieces to be drawn: text, or a link to a place.
 *
 * @typedef {import('./types.js').BoardNode} BoardNode
 * @typedef {{text: string, scope?: string, strong?: boolean}} Piece
 * @typedef {{node: BoardNode, attention: BoardNode[], names: Map<string, string>, now: number}} Seen what a board shows, and when
 * @typedef {{t: import('./types.js').Translate, format: import('./format.js').Formats}} Words
 */

/** @param {Seen} seen @param {Words} words @returns {Piece[]} */
export function sentence({ node, attention, names, now }, words) {
  const total = monitored(node.counts);
  if (total === 0) return [unconnected(node, words)];
  const lead = leading({ node, attention, names, now }, words);
  const rest = remaining(node, words);
  return rest === '' ? lead : [...lead, { text: ` ${rest}` }];
}

/** @param {BoardNode} node @param {Words} words @returns {Piece} */
function unconnected(node, { t, format }) {
  const belum = node.counts.belum_terhubung;
  if (belum === 0) return { text: t('sentence.empty') };
  return { text: t('sentence.none', { belum: format.number(belum, 0) }) };
}

/** @param {Seen} seen @param {Words} words @returns {Piece[]} */
function leading(seen, words) {
  const { t, format } = words;
  const { counts } = seen.node;
  const n = format.number(monitored(counts), 0);
  if (counts.gangguan > 0) {
    const text = t('sentence.down', { k: format.number(counts.gangguan, 0), n });
    return [{ text, strong: true }, ...longest(seen, words)];
  }
  const clear = counts.waspada === 0 && counts.tanpa_data === 0 && counts.pemeliharaan === 0;
  return [{ text: t(clear ? 'sentence.allNormal' : 'sentence.noneDown', { n }), strong: true }];
}

/** @param {Seen} seen @param {Words} words @returns {Piece[]} */
function longest({ node: place, attention, names, now }, { t, format }) {
  const down = place.counts.gangguan;
  const oldest = attention.find((node) => node.status === 'gangguan');
  if (!oldest) return [{ text: '.' }];
  const lead = t(down === 1 ? 'sentence.only' : 'sentence.longest');
  const since = oldest.since
    ? `, ${t('sentence.since', { at: format.when(oldest.since, oldest.zone, now) })}.`
    : '.';
  const owner = ownerName(oldest, place.id, names);
  return [
    { text: `${down === 1 ? ', ' : '; '}${lead} ` },
    { text: oldest.name, scope: oldest.id },
    { text: owner === '' ? since : ` (${owner})${since}` },
  ];
}

/** @param {BoardNode} node @param {Words} words @returns {string} */
function remaining({ counts }, { t, format }) {
  const others = /** @type {const} */ (['waspada', 'tanpa_data', 'pemeliharaan', 'belum_terhubung'])
    .filter((status) => counts[status] > 0)
    .map((status) => t(`sentence.${status}`, { n: format.number(counts[status], 0) }));
  return others.length === 0 ? '' : `${others.join(', ')}.`;
}
