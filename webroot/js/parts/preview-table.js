import { h, setText, show } from '../dom.js';
import { measureName } from '../figure-text.js';
import { previewGroups } from '../file-preview.js';
import { dayText } from '../roster.js';

/**
 * What a file would change, day by day, each value with its cell.
 *
 * @typedef {import('../desk-types.js').PreviewRow} PreviewRow
 * @typedef {import('../desk-types.js').Usual} Usual
 */

/** Rows drawn at once; a month of many services has thousands. */
const MOST = 300;

/** @param {import('../types.js').Context} context */
export function previewTable(context) {
  const { t, format } = context;
  const heads = /** @type {const} */ (['cell', 'service', 'measure', 'before', 'value', 'change']);
  const table = h('table', { class: 'nodes preview plain-table' });
  const rest = h('p', { class: 'fold-note' });
  const element = h('div', {}, h('div', { class: 'table-frame', tabindex: '0' }, table), rest);

  /** @param {readonly PreviewRow[]} rows */
  function update(rows) {
    const groups = previewGroups(rows);
    let room = MOST;
    const bodies = groups.map(({ day, changed, same }) => {
      const drawn = changed.slice(0, room);
      room -= drawn.length;
      return h(
        'tbody',
        {},
        h(
          'tr',
          { class: 'preview-day' },
          h('th', { colspan: heads.length, scope: 'rowgroup' }, ...dayHead(day, same.length)),
        ),
        ...drawn.map((row, index) => previewRow(row, drawn[index - 1]?.service === row.service)),
      );
    });
    table.replaceChildren(
      h('caption', { class: 'visually-hidden' }, t('upload.preview')),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ...heads.map((name) =>
            h('th', { scope: 'col', class: `col-${name}` }, t(`upload.column.${name}`)),
          ),
        ),
      ),
      ...bodies,
    );
    const hidden = groups.reduce((sum, group) => sum + group.changed.length, 0) - MOST;
    setText(rest, t('upload.rest', { n: format.number(Math.max(hidden, 0), 0) }));
    show(rest, hidden > 0);
  }

  /** @param {string} day @param {number} same */
  function dayHead(day, same) {
    const note = same > 0 ? t('upload.same', { n: format.number(same, 0) }) : '';
    return [dayText(day, format), h('span', { class: 'cell-note' }, note)];
  }

  /** A service is named once; its next rows repeat it only for those who cannot see that. @param {PreviewRow} row @param {boolean} repeated */
  function previewRow(row, repeated) {
    const label = (/** @type {'before'|'value'} */ name) => t(`upload.column.${name}`);
    return h(
      'tr',
      { 'data-unusual': Boolean(row.unusual) },
      h('td', { class: 'col-cell' }, h('code', {}, row.cell)),
      h(
        'th',
        { scope: 'row', class: 'col-service', 'data-repeated': repeated },
        h('span', {}, row.serviceName),
      ),
      h('td', { class: 'col-measure' }, measureName(row.measure, context)),
      h('td', { class: 'num col-before', 'data-label': label('before') }, beforeText(row)),
      h('td', { class: 'num col-value', 'data-label': label('value') }, valueText(row.value)),
      h(
        'td',
        { class: 'col-change' },
        h('span', { class: 'change', 'data-change': row.change }, t(`upload.change.${row.change}`)),
        row.unusual ? h('span', { class: 'unusual' }, unusualText(row.unusual)) : null,
      ),
    );
  }

  /** Nothing was there before a new value; that somebody said "no report" is something else. @param {PreviewRow} row */
  function beforeText({ change, before }) {
    return change === 'new' ? '–' : valueText(before);
  }

  /** @param {number|null} value */
  function valueText(value) {
    return value === null ? t('upload.absent') : format.number(value, 0);
  }

  /** @param {Usual} usual */
  function unusualText({ low, high }) {
    return t('upload.unusual', { low: format.number(low, 0), high: format.number(high, 0) });
  }

  return { element, update };
}
