import { h, setAttribute } from '../dom.js';

/**
 * Heads of a table that sort by their column, and say so.
 *
 * @template {string} Column
 * @param {import('../types.js').Context} context
 * @param {readonly {column: Column, label: string}[]} columns
 * @param {(column: Column) => void} sortBy
 */
export function sortHeads({ t }, columns, sortBy) {
  const cells = columns.map(({ column, label }) => {
    const title = t('children.sort', { column: label });
    const button = h('button', { type: 'button', title, onclick: () => sortBy(column) }, label);
    return { column, element: h('th', { scope: 'col', class: `col-${column}` }, button) };
  });
  const element = h('thead', {}, h('tr', {}, ...cells.map((cell) => cell.element)));

  /** @param {Column} sort @param {boolean} backwards */
  function update(sort, backwards) {
    const direction = backwards ? 'descending' : 'ascending';
    for (const { column, element: cell } of cells) {
      setAttribute(cell, 'aria-sort', column === sort ? direction : null);
    }
  }

  return { element, update };
}
