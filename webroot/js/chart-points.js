import { byHand } from './origin-text.js';

/**
 * Where the marks of a chart stand, in the axis's units. Pure.
 *
 * @typedef {import('./chart-data.js').Slot} Slot
 * @typedef {{x: number, y: number|null}} Mark
 */

/** The part of each bar that one origin says. @param {Slot[]} slots @param {string} origin @param {number} divide @returns {Mark[]} */
export function barMarks(slots, origin, divide) {
  return slots.map((slot) => {
    const share = slot.parts.find((part) => part.origin === origin)?.share;
    const known = slot.value !== null && share !== undefined;
    return { x: middle(slot), y: known ? ((slot.value ?? 0) * share) / divide : null };
  });
}

/** @param {Slot[]} slots @param {'value'|'p50'|'p95'} field @param {number} divide @returns {Mark[]} */
export function lineMarks(slots, field, divide) {
  return slots.map((slot) => ({ x: slot.at, y: scaled(slot[field], divide) }));
}

/** What another origin says of the same bucket. @param {Slot[]} slots @param {boolean} bars whether a bucket stands in its middle @param {number} divide @returns {Mark[]} */
export function otherMarks(slots, bars, divide) {
  return slots.map((slot) => ({
    x: bars ? middle(slot) : slot.at,
    y: scaled(slot.other?.value ?? null, divide),
  }));
}

/** Values between two gaps, which have no line to stand on. @param {Mark[]} marks @returns {boolean[]} */
export function lonely(marks) {
  const known = marks.map(({ y }) => y !== null);
  return known.map((is, index) => is && !known[index - 1] && !known[index + 1]);
}

/** Values in which persons have a hand: a total is as sure as its least sure part. @param {Slot[]} slots @returns {boolean[]} */
export function handMade(slots) {
  return slots.map(({ parts }) => parts.some(({ origin }) => byHand(origin)));
}

/** @param {Slot} slot */
function middle(slot) {
  return (slot.at + slot.end) / 2;
}

/** @param {number|null} value @param {number} divide @returns {number|null} */
function scaled(value, divide) {
  return value === null ? null : value / divide;
}
