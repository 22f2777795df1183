import { en } from './en.js';
import { id } from './id.js';

/**
 * @typedef {import('./id.js').Key} Key
 * @typedef {import('../types.js').Language} Language
 */

/** @type {Record<Language, Record<Key, string>>} */
const DICTIONARIES = { id, en };

/** The translation of one language. @param {Language} lang @returns {import('../types.js').Translate} */
export function translator(lang) {
  const words = DICTIONARIES[lang];
  return (key, params = {}) =>
    words[key].replace(/\{(\w+)\}/g, (place, name) => String(params[name] ?? place));
}

/**
 * The key for a word the server sent, or null where this page does not know it.
 * @param {string} family @param {string} word @returns {Key|null}
 */
export function keyOf(family, word) {
  const key = `${family}.${word}`;
  return Object.hasOwn(id, key) ? /** @type {Key} */ (key) : null;
}
