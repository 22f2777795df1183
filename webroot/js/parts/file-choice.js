import { h, setAttribute, setText } from '../dom.js';
import { LARGEST_FILE, typeOfFile } from '../file-preview.js';

/**
 * A place to drop a file on, and the button that opens the device's own choice. A file is read once, so that
 * what is looked at is what is sent, byte for byte.
 *
 * @typedef {{name: string, bytes: ArrayBuffer, type: string}} ChosenFile
 *
 * @param {import('../types.js').Context} context
 * @param {{id: string, accept: string, text: string,
 *   chosen: (file: ChosenFile) => void, refused: (why: string) => void}} options
 */
export function fileChoice({ t, format }, { id, accept, text, chosen, refused }) {
  const input = h('input', { type: 'file', id, accept, class: 'visually-hidden', onchange: pick });
  const name = h('span', { class: 'drop-name' });
  const label = h('label', { for: id, class: 'plain' }, t('file.choose'));
  const element = h(
    'div',
    { class: 'drop' },
    input,
    label,
    h('span', { class: 'drop-text' }, text),
    name,
  );
  element.addEventListener('dragover', (event) => {
    event.preventDefault();
    setAttribute(element, 'data-over', true);
  });
  element.addEventListener('dragleave', () => setAttribute(element, 'data-over', false));
  element.addEventListener('drop', (event) => {
    event.preventDefault();
    setAttribute(element, 'data-over', false);
    take(event.dataTransfer?.files[0]);
  });

  function pick() {
    take(input.files?.[0]);
    // The same file, corrected, can be chosen again.
    input.value = '';
  }

  /** @param {File|undefined} file */
  async function take(file) {
    if (!file) return;
    setText(name, file.name);
    if (file.size > LARGEST_FILE) {
      refused(t('file.tooLarge', { size: format.number(file.size / 1024 / 1024, 1) }));
      return;
    }
    const bytes = await readBytes(file);
    if (!bytes) {
      refused(t('file.unreadable'));
      return;
    }
    const type = typeOfFile(new Uint8Array(bytes.slice(0, 2)), file.name);
    chosen({ name: file.name, bytes, type });
  }

  return {
    element,
    busy: (/** @type {boolean} */ working) => setAttribute(input, 'disabled', working),
  };
}

/** A file that was moved, or is locked by another program, cannot be read. @param {File} file */
async function readBytes(file) {
  try {
    return await file.arrayBuffer();
  } catch {
    return null;
  }
}
