import { RANGES } from './types.js';

/**
 * Addresses of the page: `#/33.08/disdukcapil/ktp-el?range=24h&lang=en`. Pure.
 *
 * @typedef {import('./types.js').Route} Route
 */

/** @param {string} hash @returns {Route} */
export function parseHash(hash) {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const scope = path
    .split('/')
    .filter((part) => part !== '')
    .map(decodeSafely)
    .join('/');
  const params = new URLSearchParams(query);
  const lang = params.get('lang');
  return {
    scope: scope === '' ? null : scope,
    range: RANGES.find((name) => name === params.get('range')) ?? null,
    lang: lang === 'id' || lang === 'en' ? lang : null,
  };
}

/** @param {Route} route @returns {string} */
export function formatHash(route) {
  const path = (route.scope ?? '').split('/').map(encodeURIComponent).join('/');
  const params = new URLSearchParams();
  if (route.range) params.set('range', route.range);
  if (route.lang) params.set('lang', route.lang);
  const query = params.toString();
  return `#/${path}${query === '' ? '' : `?${query}`}`;
}

/** Keeps a mistyped escape as it is: the server then says that there is no such place. @param {string} text */
function decodeSafely(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
