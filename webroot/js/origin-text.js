import { figureValue, ofName } from './figure-text.js';
import { keyOf } from './i18n/index.js';

/**
 * Who says a number, in words. Pure.
 *
 * @typedef {import('./types.js').Figure} Figure
 * @typedef {import('./figure-text.js').Words} Words
 * @typedef {{origin: string, share: number}} Part one origin and its share of a number, 0..1
 * @typedef {{origin?: string|null, origins?: Record<string, number>|null}} Told what the server says of a number's origin
 * @typedef {{value: number, origin: string, other: {value: number, origin: string}}} Compared
 */

/** From the most to the least automatic. */
const ORIGINS = ['measured', 'reported', 'uploaded', 'entered'];

/** A share that would round to nothing or to all is called less than 1% or more than 99%: somebody else has a part too. */
const EDGE = 0.005;

/** What a number is made of, the most automatic first; nothing where nobody has said it. @param {Told} told @returns {Part[]} */
export function originParts({ origin, origins }) {
  if (!origin) return [];
  if (!origins) return [{ origin, share: 1 }];
  return Object.entries(origins)
    .map(([name, share]) => ({ origin: name, share }))
    .sort((a, b) => ORIGINS.indexOf(a.origin) - ORIGINS.indexOf(b.origin));
}

/** Whether a person had a hand in it. @param {string} origin */
export function byHand(origin) {
  return origin === 'uploaded' || origin === 'entered';
}

/** What a known figure is made of, where a person had a hand in it; else nothing. @param {Figure|null|undefined} figure @returns {Part[]} */
export function handParts(figure) {
  const parts = figure && figure.value !== null ? originParts(figure) : [];
  return parts.some(({ origin }) => byHand(origin)) ? parts : [];
}

/** @param {string} origin @param {Words} words @returns {string} */
export function originWord(origin, { t }) {
  const key = keyOf('origin', origin);
  return key ? t(key) : origin;
}

/** Who, as the one who notes a number down. @param {string} origin @param {Words} words @returns {string} */
export function originWho(origin, { t }) {
  const key = keyOf('origin.who', origin);
  return key ? t(key) : origin;
}

/** In a few words: the one origin, or what persons have a share in. @param {Part[]} parts @param {Words} words @returns {string} */
export function originSummary(parts, words) {
  const hand = parts.filter(({ origin }) => byHand(origin));
  return originDetails(hand.length > 0 && hand.length < parts.length ? hand : parts, words, parts);
}

/**
 * All of it, the largest share first.
 * @param {Part[]} parts @param {Words} words @param {Part[]} [all] what they are a part of, if not all
 * @returns {string}
 */
export function originDetails(parts, words, all = parts) {
  if (all.length === 1) return all.map(({ origin }) => originWord(origin, words)).join('');
  return [...parts]
    .sort((a, b) => b.share - a.share)
    .map(({ origin, share }) =>
      words.t('origin.share', {
        share: shareText(share, words),
        origin: originWord(origin, words),
      }),
    )
    .join(', ');
}

/** @param {number} share of a number that others have a part in too @param {Words} words @returns {string} */
function shareText(share, { format }) {
  if (share < EDGE) return `<${format.percent(2 * EDGE, 0)}`;
  return share > 1 - EDGE ? `>${format.percent(1 - 2 * EDGE, 0)}` : format.percent(share, 0);
}

/**
 * The same for figures that stand side by side; what they count tells them apart where they differ.
 * @param {Figure[]} figures @param {Words} words @param {typeof originSummary} [say]
 * @returns {string}
 */
export function originsOf(figures, words, say = originSummary) {
  const told = figures
    .filter(({ value }) => value !== null)
    .map((figure) => ({ of: ofName(figure.of, words), text: say(originParts(figure), words) }));
  const texts = new Set(told.map(({ text }) => text));
  if (texts.size <= 1) return [...texts].join('');
  return told.map(({ of, text }) => (of ? `${of}: ${text}` : text)).join('; ');
}

/** What all figures together are made of, each weighing the same. @param {Figure[]} figures @returns {Part[]} */
export function partsOf(figures) {
  const known = figures.filter(({ value }) => value !== null);
  /** @type {Record<string, number>} */
  const shares = {};
  for (const { origin, share } of known.flatMap(originParts)) {
    shares[origin] = (shares[origin] ?? 0) + share / known.length;
  }
  const names = Object.keys(shares);
  return originParts({ origin: names[0], origins: shares });
}

/**
 * How far another origin is from the one that counts: "petugas mencatat 41, sistem 43: selisih +2".
 * @param {Compared} compared @param {{unit: string, of?: string|null}} figure @param {Words} words @param {string} [at] as of when the other said so
 * @returns {string}
 */
export function differenceText({ value, origin, other }, figure, words, at = '') {
  const { t } = words;
  /** @param {number} number */
  const text = (number) => numberText(number, figure, words);
  const difference = value - other.value;
  return t(difference === 0 ? 'difference.none' : 'difference.text', {
    other: originWho(other.origin, words),
    otherValue: at ? `${text(other.value)} (${at})` : text(other.value),
    main: originWho(origin, words),
    value: text(value),
    difference: signed(difference, figure, words),
  });
}

/** Without what is counted: it is the same on both sides. @param {number} value @param {{unit: string}} figure @param {Words} words */
function numberText(value, { unit }, words) {
  const figure = /** @type {Figure} */ ({ unit, value });
  const text = figureValue(figure, words);
  return unit === 'count' ? text.value : `${text.value} ${text.unit}`.trim();
}

/** @param {number} difference @param {{unit: string}} figure @param {Words} words */
function signed(difference, figure, words) {
  const size = Math.abs(difference);
  const sign = difference > 0 ? '+' : '−';
  // The difference of two shares is not itself a share of anything.
  if (figure.unit === 'ratio')
    return words.t('difference.points', { n: sign + words.format.number(size * 100, 1) });
  return sign + numberText(size, figure, words);
}
