import { h, setText } from '../dom.js';

/** How long "copied" stands on the button. */
const SAID_MS = 2_500;

/**
 * Copies a text. Without TLS browsers keep the clipboard from pages; then the older way is tried, and where
 * that fails too the text is left selected for the hand.
 *
 * @param {import('../types.js').Context} context @param {{label: string, text: () => string}} options
 */
export function copyButton({ t }, { label, text }) {
  const element = h('button', { type: 'button', class: 'plain', onclick: copy }, label);
  const spoken = h('span', { class: 'visually-hidden', 'aria-live': 'polite' });

  async function copy() {
    const word = t((await copied(text())) ? 'desk.copied' : 'desk.copyByHand');
    setText(element, word);
    setText(spoken, word);
    setTimeout(() => {
      setText(element, label);
      setText(spoken, '');
    }, SAID_MS);
  }

  return { element: h('span', { class: 'copy' }, element, spoken) };
}

/** @param {string} text */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedBySelection(text);
  }
}

/** @param {string} text */
function copiedBySelection(text) {
  const before = document.activeElement;
  const holder = h('textarea', { class: 'visually-hidden', readonly: true, tabindex: '-1' });
  holder.value = text;
  document.body.append(holder);
  holder.select();
  const done = document.execCommand('copy');
  holder.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}
