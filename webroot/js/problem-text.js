/**
 * What went wrong with something that was asked for, in words a person can act on. Pure.
 *
 * @typedef {import('./api.js').Problem} Problem
 * @typedef {import('./desk-types.js').FieldError} FieldError
 */

/** What the page says by itself, since the server cannot know it or says it to a program. */
const OWN = new Set([0, 401, 404, 409, 413, 429]);

/** @param {Pick<Problem, 'status'|'detail'>} problem @param {import('./types.js').Translate} t @returns {string} */
export function problemText({ status, detail }, t) {
  if (status >= 500) return detail ? `${t('problem.server')} ${detail}` : t('problem.server');
  if (!OWN.has(status)) return detail || t('problem.other', { status });
  const own = t(/** @type {import('./i18n/id.js').Key} */ (`problem.${status}`));
  // A conflict has its own story; the rest is the same each time.
  return status === 409 && detail ? `${own} ${detail}` : own;
}

/**
 * Puts each mistake to the field it belongs to: the longest name it begins with.
 * @param {readonly FieldError[]} errors
 * @param {readonly string[]} names of the fields that are there
 * @returns {{placed: Map<string, string>, rest: FieldError[]}}
 */
export function placeErrors(errors, names) {
  const longestFirst = [...names].sort((a, b) => b.length - a.length);
  /** @type {Map<string, string>} */
  const placed = new Map();
  /** @type {FieldError[]} */
  const rest = [];
  for (const error of errors) {
    const name = longestFirst.find((known) => belongs(error.field, known));
    if (name === undefined) rest.push(error);
    else placed.set(name, [placed.get(name), error.expected].filter(Boolean).join('; '));
  }
  return { placed, rest };
}

/** @param {string} field @param {string} name */
function belongs(field, name) {
  return field === name || field.startsWith(`${name}.`) || field.startsWith(`${name}[`);
}

/**
 * A mistake of a catalogue text, taken apart where it names its document and line: `name:3: …`.
 * @param {string} mistake @returns {{document: string|null, line: number|null, text: string}}
 */
export function mistakeParts(mistake) {
  const match = /^([^\s:]+):(\d+):\s*(.*)$/s.exec(mistake);
  if (!match) return { document: null, line: null, text: mistake };
  return { document: match[1] ?? null, line: Number(match[2]), text: match[3] ?? '' };
}

/** Where a line of a text begins and ends, to select it; null beyond the last. @param {string} text @param {number} line from 1 */
export function lineSpan(text, line) {
  const lines = text.split('\n');
  const wanted = lines[line - 1];
  if (wanted === undefined) return null;
  const start = lines.slice(0, line - 1).reduce((sum, before) => sum + before.length + 1, 0);
  return { start, end: start + wanted.length };
}
