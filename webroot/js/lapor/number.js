/**
 * What a person typed where a whole number is due. Pure.
 *
 * @typedef {import('./types.js').Fault} Fault
 * @typedef {{value: number, fault: null}|{value: null, fault: Fault}} Parsed
 */

const LARGEST = 1_000_000_000;

/** One comma, or one point that parts no thousands. */
const FRACTION = /^[\d.]+,\d+$|^\d+\.\d+$/;

/** Points or spaces part thousands, as Indonesians write them. */
const GROUPED = /^\d{1,3}([. ])\d{3}(?:\1\d{3})*$/;

/**
 * `1.234` is 1234. What could mean two things is refused: `12.5` may be a fraction, `1,234` a foreign thousand.
 * @param {string} text @returns {Parsed}
 */
export function parseCount(text) {
  const typed = text.replace(/\s+/g, ' ').trim();
  if (typed === '') return wrong('empty');
  if (/^[-−–] ?\d/.test(typed)) return wrong('negative');
  if (!/^[\d., ]+$/.test(typed) || !/\d/.test(typed)) return wrong('word');
  if (/^\d+$/.test(typed)) return within(typed);
  if (GROUPED.test(typed) && !typed.startsWith('0')) return within(typed.replace(/[. ]/g, ''));
  return wrong(FRACTION.test(typed) ? 'fraction' : 'grouping');
}

/** @param {string} digits @returns {Parsed} */
function within(digits) {
  const value = Number(digits);
  return value <= LARGEST ? { value, fault: null } : wrong('big');
}

/** @param {Fault} fault @returns {Parsed} */
function wrong(fault) {
  return { value: null, fault };
}
