import { h } from '../dom.js';

/**
 * Puts a sentence into an element, its strong pieces set so; touches nothing when it says the same already.
 * @param {HTMLElement} element @param {readonly import('../roster.js').Piece[]} pieces
 */
export function pieceNodes(element, pieces) {
  const text = pieces.map((piece) => piece.text).join('');
  if (element.textContent === text) return;
  element.replaceChildren(
    ...pieces.map((piece) =>
      piece.strong
        ? h('strong', { 'data-wrong': piece.wrong }, piece.text)
        : document.createTextNode(piece.text),
    ),
  );
}
