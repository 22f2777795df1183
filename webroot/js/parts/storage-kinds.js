import { h, reconcile, setAttribute, setText, show } from '../dom.js';
import { shortDayText } from '../roster.js';
import { kindRows } from '../storage.js';

/**
 * What fills the store: a row for each kind, with a bar for its size.
 *
 * @typedef {import('../storage.js').KindRow} KindRow
 * @typedef {import('../storage-types.js').Sizes} Sizes
 */

/** @param {import('../types.js').Context} context */
export function storageKinds(context) {
  const { t, format } = context;
  const body = h('tbody');
  const whole = h('td', { class: 'num col-size', 'data-label': t('kinds.column.size') });
  const columns = /** @type {const} */ ([
    'kind',
    'size',
    'fresh',
    'packed',
    'pace',
    'span',
    'kept',
  ]);
  const heads = columns.map((column) =>
    h('th', { scope: 'col', class: `col-${column}` }, t(`kinds.column.${column}`)),
  );
  const table = h(
    'table',
    { class: 'nodes kinds' },
    h('caption', { class: 'visually-hidden' }, t('kinds.title')),
    h('thead', {}, h('tr', {}, ...heads)),
    body,
    h(
      'tfoot',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'row', class: 'col-kind' }, t('kinds.whole')),
        whole,
        h('td', { colspan: 5 }),
      ),
    ),
  );
  const element = h(
    'section',
    { class: 'section' },
    h(
      'header',
      { class: 'section-head' },
      h('h2', {}, t('kinds.title')),
      h(
        'p',
        { class: 'section-note bar-key' },
        h('span', { class: 'part-key', 'data-part': 'packed' }),
        t('kinds.packed'),
        h('span', { class: 'part-key', 'data-part': 'fresh' }),
        t('kinds.fresh'),
      ),
    ),
    h('div', { class: 'card flush' }, h('div', { class: 'table-frame', tabindex: '0' }, table)),
    h('p', { class: 'section-note kinds-note' }, t('kinds.note')),
  );

  /** @param {Sizes|null} sizes */
  function update(sizes) {
    show(element, sizes !== null);
    if (!sizes) return;
    reconcile(body, kindRows(sizes), ({ held }) => held?.kind ?? 'other', kindRow);
    setText(whole, format.bytes(sizes.databaseBytes));
  }

  /** @param {KindRow} first */
  function kindRow({ held: named }) {
    const size = h('span', { class: 'size-text' });
    const packedBar = h('span', { 'data-part': 'packed' });
    const freshBar = h('span', { 'data-part': 'fresh' });
    const bar = h('span', { class: 'size-bar', 'aria-hidden': 'true' }, packedBar, freshBar);
    const cells = cellsOf();

    /** @param {KindRow} row */
    function update({ held, bytes, fresh, packed }) {
      setText(size, format.bytes(bytes));
      packedBar.style.setProperty('inline-size', `${packed * 100}%`);
      freshBar.style.setProperty('inline-size', `${fresh * 100}%`);
      if (held) updateCells(cells, held);
    }

    return {
      element: h(
        'tr',
        {},
        h(
          'th',
          { scope: 'row', class: 'col-kind' },
          h('span', { class: 'kind-name' }, t(named ? `kind.${named.kind}` : 'kinds.other')),
          h(
            'span',
            { class: 'detail' },
            t(named ? `kind.${named.kind}.explain` : 'kinds.other.explain'),
          ),
        ),
        h('td', { class: 'num col-size', 'data-label': t('kinds.column.size') }, bar, size),
        ...(named ? Object.values(cells) : [h('td', { class: 'col-rest', colspan: 5 })]),
      ),
      update,
    };
  }

  function cellsOf() {
    const cell = (/** @type {'fresh'|'packed'|'pace'|'span'|'kept'} */ column) =>
      h('td', { class: `num col-${column}`, 'data-label': t(`kinds.column.${column}`) });
    return {
      fresh: cell('fresh'),
      packed: cell('packed'),
      pace: cell('pace'),
      span: cell('span'),
      kept: cell('kept'),
    };
  }

  /** @param {ReturnType<typeof cellsOf>} cells @param {import('../storage-types.js').Held} held */
  function updateCells(cells, held) {
    const { kind, oldest, newest, keptDays, bytesPerDay } = held;
    const packs = PACKED.has(kind);
    setText(cells.fresh, format.bytes(held.freshBytes));
    setText(cells.packed, packs ? format.bytes(held.packedBytes) : '–');
    setAttribute(cells.packed, 'title', packs ? null : t('kinds.notPacked'));
    setText(cells.pace, bytesPerDay === null ? t('kinds.unknown') : format.bytes(bytesPerDay));
    setText(
      cells.span,
      oldest && newest
        ? t('kinds.span', { oldest: oldestText(oldest, newest), newest: dayWithYear(newest) })
        : t('kinds.empty'),
    );
    setAttribute(cells.span, 'title', t('kinds.partitions', { n: held.partitions }));
    setText(cells.kept, keptText(keptDays));
  }

  /** @param {number|null} days */
  function keptText(days) {
    if (days === null) return t('kinds.ever');
    return days < LONG_DAYS
      ? t('kinds.days', { n: format.number(days, 0) })
      : t('kinds.years', { n: format.number(days / YEAR_DAYS, 1) });
  }

  /** A year that both ends share is said once. @param {string} oldest @param {string} newest */
  function oldestText(oldest, newest) {
    const sameYear = oldest.slice(0, 4) === newest.slice(0, 4);
    return sameYear ? shortDayText(oldest, format) : dayWithYear(oldest);
  }

  /** @param {string} day */
  function dayWithYear(day) {
    return format.shortDate(Date.parse(day), 'UTC', true);
  }

  return { element, update };
}

/** From so many days on, years say more. */
const LONG_DAYS = 730;

const YEAR_DAYS = 365.25;

/** Kinds whose older days are packed. */
const PACKED = new Set(['samples', 'rollups_5m', 'rollups_1h']);
