import { h, setText, show } from '../dom.js';
import { byCell, errorsText } from '../file-preview.js';
import { copyButton } from './copy.js';

/**
 * What is wrong in a file, cell by cell, to be handed on to whoever filled it in.
 *
 * @typedef {import('../desk-types.js').FieldError} FieldError
 */

/** @param {import('../types.js').Context} context */
export function cellErrors(context) {
  const { t, format } = context;
  /** @type {FieldError[]} */
  let shown = [];
  const title = h('h3', { tabindex: '-1' });
  const list = h('ol', { class: 'cell-errors' });
  const copy = copyButton(context, {
    label: t('upload.copyErrors'),
    text: () => errorsText(shown),
  });
  const element = h(
    'div',
    { class: 'wrong stack', role: 'alert', hidden: true },
    h('div', { class: 'card-head' }, title, copy.element),
    h('p', {}, t('upload.nothingSaved')),
    list,
  );

  /** @param {readonly FieldError[]} errors */
  function update(errors) {
    shown = byCell(errors);
    setText(title, t('upload.errors', { n: format.number(shown.length, 0) }));
    list.replaceChildren(
      ...shown.map(({ field, expected }) =>
        h('li', {}, h('code', {}, field), h('span', {}, expected)),
      ),
    );
    show(element, shown.length > 0);
  }

  return { element, update };
}
