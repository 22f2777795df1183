/**
 * What a reader chose on this device: language and appearance.
 *
 * @typedef {import('./types.js').Language} Language
 * @typedef {'auto'|'light'|'dark'} Theme
 */

const LANG = 'pantau.lang';
const THEME = 'pantau.theme';

/** @returns {Language} */
export function storedLanguage() {
  return read(LANG) === 'en' ? 'en' : 'id';
}

/** @param {Language} lang */
export function storeLanguage(lang) {
  write(LANG, lang);
}

/** @returns {Theme} */
export function storedTheme() {
  const theme = read(THEME);
  return theme === 'light' || theme === 'dark' ? theme : 'auto';
}

/** What `theme.js` makes of it stands in `data-theme`. @param {Theme} theme */
export function applyTheme(theme) {
  write(THEME, theme);
  document.documentElement.dataset.appearance = theme;
}

/** Storage may be forbidden on a kiosk; the page then forgets, and works. @param {string} key @returns {string|null} */
function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @param {string} key @param {string} value */
function write(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Nothing is lost but the memory of the choice.
  }
}
