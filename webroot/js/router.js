import { RANGES } from './types.js';

/**
 * Addresses of the page: `#/33.08/disdukcapil/ktp-el?range=24h&lang=en` for a place, `#/~laporan/dinkes-harian`
 * for a page that is none. Pure.
 *
 * @typedef {import('./types.js').Route} Route
 */

/** Stands before the name of a page; the path of a place never begins so. */
const MARK = '~';

/** @type {readonly import('./types.js').PageName[]} */
const PAGES = ['laporan', 'sambungkan', 'simpanan', 'akun', 'orang', 'audit'];

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** @param {string} hash @returns {Route} */
export function parseHash(hash) {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .map(decodeSafely);
  const page = PAGES.find((name) => parts[0] === MARK + name) ?? null;
  const params = new URLSearchParams(query);
  const lang = params.get('lang');
  const day = params.get('day');
  return {
    page,
    item: (page && parts[1]) || null,
    day: page && day && DAY.test(day) ? day : null,
    scope: page || parts.length === 0 ? null : parts.join('/'),
    range: RANGES.find((name) => name === params.get('range')) ?? null,
    lang: lang === 'id' || lang === 'en' ? lang : null,
  };
}

/** @param {Route} route @returns {string} */
export function formatHash(route) {
  const place = route.page ? pageParts(route) : (route.scope ?? '').split('/');
  const path = place.map(encodeURIComponent).join('/');
  const params = new URLSearchParams();
  if (route.page && route.day) params.set('day', route.day);
  if (route.range) params.set('range', route.range);
  if (route.lang) params.set('lang', route.lang);
  const query = params.toString();
  return `#/${path}${query === '' ? '' : `?${query}`}`;
}

/** @param {Route} route @returns {string[]} */
function pageParts({ page, item }) {
  return item ? [MARK + page, item] : [MARK + page];
}

/** Keeps a mistyped escape as it is: the server then says that there is no such place. @param {string} text */
function decodeSafely(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
