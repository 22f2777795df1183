/**
 * What a file would change, in the order somebody reads it. Pure.
 *
 * @typedef {import('./desk-types.js').FieldError} FieldError
 * @typedef {import('./desk-types.js').FilePreview} FilePreview
 * @typedef {import('./desk-types.js').PreviewRow} PreviewRow
 * @typedef {{day: string, changed: PreviewRow[], same: PreviewRow[]}} DayGroup
 */

/** Largest file Pantau takes, in bytes. */
export const LARGEST_FILE = 2 * 1024 * 1024;

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Days, the latest first; within a day the file's order, what stays as it is apart. @param {readonly PreviewRow[]} rows @returns {DayGroup[]} */
export function previewGroups(rows) {
  /** @type {Map<string, DayGroup>} */
  const groups = new Map();
  for (const row of rows) {
    const group = groups.get(row.day) ?? { day: row.day, changed: [], same: [] };
    (row.change === 'same' && !row.unusual ? group.same : group.changed).push(row);
    groups.set(row.day, group);
  }
  return [...groups.values()].sort((a, b) => b.day.localeCompare(a.day));
}

/** Whether saving would change anything at all. @param {FilePreview['counts']} counts */
export function changesAnything(counts) {
  return counts.new + counts.corrected > 0;
}

/** Values far from what the series itself is used to. @param {readonly PreviewRow[]} rows */
export function unusualRows(rows) {
  return rows.filter((row) => row.unusual && row.change !== 'same');
}

/** As a table is read: row by row, then column by column; what names no cell comes first. @param {readonly FieldError[]} errors @returns {FieldError[]} */
export function byCell(errors) {
  return [...errors].sort((a, b) => {
    const one = cellOf(a.field);
    const other = cellOf(b.field);
    return one.row - other.row || one.column - other.column;
  });
}

/** @param {string} field C7, or C7 behind the name of a sheet */
function cellOf(field) {
  const match = /(?:^|!)([A-Z]{1,3})(\d+)$/.exec(field);
  if (!match) return { row: 0, column: 0 };
  const letters = [...(match[1] ?? '')];
  const column = letters.reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { row: Number(match[2]), column };
}

/** To hand on to whoever filled the file in. @param {readonly FieldError[]} errors */
export function errorsText(errors) {
  return errors.map(({ field, expected }) => `${field}: ${expected}`).join('\n');
}

/** What a file calls itself, by its first bytes and its name. @param {Uint8Array} head @param {string} name */
export function typeOfFile(head, name) {
  if (head[0] === 0x50 && head[1] === 0x4b) return SHEET;
  if (/\.csv$/i.test(name)) return 'text/csv';
  return /\.(txt|tsv)$/i.test(name) ? 'text/plain' : 'application/octet-stream';
}
