import { h, setAttribute, setText, show } from '../dom.js';
import { sentence } from '../sentence.js';
import { namesOf } from '../state.js';
import { countsBar, countsLegend } from './counts.js';

/**
 * The head of a page above services: where we are, the state in one sentence, and services by status.
 *
 * @typedef {import('../sentence.js').Piece} Piece
 */

/** Names longer than this are set smaller. */
export const LONG_NAME = 70;

/** @param {import('../types.js').Context} context */
export function hero(context) {
  const { t, format } = context;
  const title = h('h1', { tabindex: '-1' });
  const facts = h('p', { class: 'hero-facts' });
  const words = h('p', { class: 'hero-sentence' });
  const bar = countsBar(context);
  const legend = countsLegend(context);
  const tally = h('div', { class: 'hero-tally' }, bar.element, legend.element);
  const element = h(
    'section',
    { class: 'hero' },
    h('div', { class: 'hero-head' }, title, facts),
    words,
    tally,
  );
  let drawn = '';

  /** @param {import('../types.js').Board} board @param {number} now */
  function update(board, now) {
    const { node } = board;
    setText(title, node.name);
    setAttribute(title, 'data-long', node.name.length > LONG_NAME);
    setText(facts, factsText(node, now));
    setAttribute(element, 'data-status', node.status);
    drawSentence(
      sentence({ node, attention: board.attention, names: namesOf(board), now }, context),
    );
    bar.update(node.counts);
    legend.update(node.counts);
    show(
      tally,
      Object.values(node.counts).some((count) => count > 0),
    );
  }

  /** @param {import('../types.js').BoardNode} node @param {number} now */
  function factsText(node, now) {
    const facts = [`${format.date(now, node.zone)}, ${format.time(now, node.zone)}`];
    if (node.population) facts.push(t('population', { n: format.number(node.population, 0) }));
    return facts.join(' · ');
  }

  /** Drawn only when it says something new, so that its link keeps the focus. @param {Piece[]} pieces */
  function drawSentence(pieces) {
    const key = JSON.stringify(pieces);
    if (key === drawn) return;
    drawn = key;
    words.replaceChildren(...pieces.map(piece));
  }

  /** @param {Piece} part */
  function piece({ text, scope, strong }) {
    if (scope) return h('a', { href: context.link(scope) }, text);
    return strong ? h('strong', {}, text) : document.createTextNode(text);
  }

  return { element, update };
}
