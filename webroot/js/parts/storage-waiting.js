import { h, reconcile, setAttribute, setText, show } from '../dom.js';

/**
 * What waits on the disk for the database, and what was set aside for somebody to look at.
 *
 * @typedef {import('../storage-types.js').AsideFile} AsideFile
 * @typedef {import('../storage-types.js').Waiting} Waiting
 * @typedef {{waiting: Waiting, awaySince: string|null, now: number, zone: string}} Input
 */

/** @param {import('../types.js').Context} context */
export function storageWaiting({ t, format }) {
  const state = h('p', { class: 'outcome' });
  const fault = h('p', { class: 'outcome', 'data-tone': 'bad' });
  const title = h('h3', {});
  const body = h('tbody');
  const columns = /** @type {const} */ (['name', 'size', 'at', 'why']);
  const table = h(
    'table',
    { class: 'nodes aside-files' },
    h('caption', { class: 'visually-hidden' }, t('waiting.title')),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        ...columns.map((column) =>
          h('th', { scope: 'col', class: `col-${column}` }, t(`waiting.column.${column}`)),
        ),
      ),
    ),
    body,
  );
  const unnamed = h('p', { class: 'section-note' });
  const aside = h(
    'div',
    { class: 'stack' },
    title,
    h('p', { class: 'section-note' }, t('waiting.aside.explain')),
    h('div', { class: 'card flush' }, h('div', { class: 'table-frame' }, table)),
    unnamed,
  );
  const element = h(
    'section',
    { class: 'section' },
    h('header', { class: 'section-head' }, h('h2', {}, t('waiting.title'))),
    h('div', { class: 'stack' }, state, fault, aside),
  );

  /** @param {Input|null} input */
  function update(input) {
    show(element, input !== null);
    if (!input) return;
    const { waiting, awaySince, now, zone } = input;
    setText(state, stateText(input));
    setAttribute(state, 'data-tone', awaySince || waiting.samples > 0 ? 'wait' : 'good');
    setText(fault, t('waiting.fault', { fault: waiting.fault }));
    show(fault, waiting.fault !== '');
    show(aside, waiting.setAside > 0);
    setText(title, t('waiting.aside', { n: format.number(waiting.setAside, 0) }));
    reconcile(
      body,
      waiting.files.map((file) => ({ file, now, zone })),
      ({ file }) => file.name,
      fileRow,
    );
    const rest = waiting.setAside - waiting.files.length;
    setText(unnamed, t('waiting.unnamed', { n: format.number(rest, 0) }));
    show(unnamed, rest > 0);
  }

  /** @param {Input} input */
  function stateText({ waiting, awaySince, now, zone }) {
    const { samples, bytes, since } = waiting;
    const away = awaySince ? t('waiting.away', { at: format.when(awaySince, zone, now) }) : '';
    if (samples === 0) return away || t('waiting.none');
    const some = t('waiting.some', {
      n: format.number(samples, 0),
      size: format.bytes(bytes),
      at: format.when(since, zone, now),
    });
    const then = t(awaySince ? 'waiting.some.away' : 'waiting.some.writing');
    return `${away} ${some}; ${then}.`.trim();
  }

  function fileRow() {
    const name = h('th', { scope: 'row', class: 'col-name' });
    const cells = /** @type {const} */ (['size', 'at', 'why']).map((column) => ({
      column,
      element: h('td', { class: `num col-${column}`, 'data-label': t(`waiting.column.${column}`) }),
    }));

    /** @param {{file: AsideFile, now: number, zone: string}} item */
    function updateRow({ file, now, zone }) {
      setText(name, file.name);
      const texts = {
        size: format.bytes(file.bytes),
        at: format.when(file.at, zone, now),
        why: file.why || t('waiting.why.unknown'),
      };
      for (const { column, element: cell } of cells) setText(cell, texts[column]);
    }

    return {
      element: h('tr', {}, name, ...cells.map((cell) => cell.element)),
      update: updateRow,
    };
  }

  return { element, update };
}
