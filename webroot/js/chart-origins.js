import { byHand, originParts } from './origin-text.js';

/**
 * Who says what a chart shows: over the whole range, and where that changes. Pure.
 *
 * @typedef {import('./origin-text.js').Part} Part
 * @typedef {import('./chart-data.js').Slot} Slot
 * @typedef {{at: number, from: string, to: string}} OriginChange
 *
 * @typedef {object} ChartOrigins
 * @property {Part[]} parts shares of the whole range
 * @property {boolean} told whether a reader has to be told bucket by bucket: several origins, or a person's hand
 * @property {OriginChange[]} changes none where it goes to and fro
 * @property {string|null} compared whose word is shown beside the one that counts
 */

/** More changes than this are a to and fro that no line explains. */
const CHANGES_MOST = 4;

/** @param {Slot[]} slots @param {boolean} sums whether values weigh by their size, else by their cases @returns {ChartOrigins} */
export function chartOrigins(slots, sums) {
  const parts = rangeParts(slots, sums);
  const changes = changesOf(slots);
  const compared = slots.find(({ other }) => other !== null)?.other?.origin ?? null;
  return {
    parts,
    told: parts.length > 1 || compared !== null || parts.some(({ origin }) => byHand(origin)),
    changes: changes.length <= CHANGES_MOST ? changes : [],
    compared,
  };
}

/** @param {Slot[]} slots @param {boolean} sums @returns {Part[]} */
function rangeParts(slots, sums) {
  const known = slots.filter(({ parts }) => parts.length > 0);
  const sizes = known.map(({ value, n }) => (sums ? Math.abs(value ?? 0) : n));
  const all = sizes.reduce((sum, size) => sum + size, 0);
  /** @type {Record<string, number>} */
  const shares = {};
  known.forEach(({ parts }, index) => {
    const weight = all > 0 ? (sizes[index] ?? 0) / all : 1 / known.length;
    for (const { origin, share } of parts) shares[origin] = (shares[origin] ?? 0) + share * weight;
  });
  return originParts({ origin: Object.keys(shares)[0], origins: shares });
}

/** A bucket both had a part in, like the week of the move, begins what comes after it. @param {Slot[]} slots @returns {OriginChange[]} */
function changesOf(slots) {
  /** @type {OriginChange[]} */
  const changes = [];
  let before = '';
  /** @type {number|null} */
  let mixedAt = null;
  for (const { at, parts } of slots) {
    const [only, second] = parts;
    if (!only) continue;
    if (second) {
      mixedAt ??= at;
      continue;
    }
    if (before !== '' && only.origin !== before)
      changes.push({ at: mixedAt ?? at, from: before, to: only.origin });
    before = only.origin;
    mixedAt = null;
  }
  return changes;
}
