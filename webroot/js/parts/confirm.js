import { h, setText, show } from '../dom.js';

/**
 * A button for what cannot be taken back: pressed once it asks, pressed again it does it.
 *
 * @param {import('../types.js').Context} context
 * @param {{label: string, name: string, ask: string, yes: string, act: () => Promise<void>|void}} words
 *   `name` says for screen readers what the button is about
 */
export function confirmButton({ t }, { label, name, ask, yes, act }) {
  const first = h(
    'button',
    { type: 'button', class: 'quiet danger', 'aria-label': `${label}: ${name}`, onclick: open },
    label,
  );
  const sure = h('button', { type: 'button', class: 'danger solid', onclick: go }, yes);
  const back = h('button', { type: 'button', class: 'quiet', onclick: close }, t('desk.cancel'));
  const question = h('span', { class: 'confirm-question', role: 'alert' });
  const second = h('span', { class: 'confirm', hidden: true }, question, sure, back);
  const element = h('span', { class: 'confirm-frame' }, first, second);
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !second.hidden) close();
  });

  function open() {
    setText(question, ask);
    show(first, false);
    show(second, true);
    back.focus();
  }

  function close() {
    setText(question, '');
    show(second, false);
    show(first, true);
    first.focus();
  }

  async function go() {
    sure.disabled = true;
    try {
      await act();
    } finally {
      sure.disabled = false;
    }
  }

  return { element, close };
}
