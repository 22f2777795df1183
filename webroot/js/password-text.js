/**
 * What is expected of a new password, as the server expects it too. Pure.
 *
 * @typedef {'before'|'after'|'again'} PasswordField
 * @typedef {{before: string, after: string, again: string, username: string}} Typed
 */

const SHORTEST = 12;
const LONGEST = 128;
const FEWEST_CHARACTERS = 5;

/** What is wrong, by field. @param {Typed} typed @returns {Map<PasswordField, import('./i18n/id.js').Key>} */
export function passwordMistakes({ before, after, again, username }) {
  /** @type {Map<PasswordField, import('./i18n/id.js').Key>} */
  const mistakes = new Map();
  if (before === '') mistakes.set('before', 'password.before.required');
  const wrong = mistakeOf(after, before, username);
  if (wrong) mistakes.set('after', wrong);
  else if (again !== after) mistakes.set('again', 'password.again.differs');
  return mistakes;
}

/** @param {string} after @param {string} before @param {string} username @returns {import('./i18n/id.js').Key|null} */
function mistakeOf(after, before, username) {
  const characters = [...after];
  if (characters.length < SHORTEST) return 'password.after.short';
  if (characters.length > LONGEST) return 'password.after.long';
  if (after === before) return 'password.after.same';
  if (after.toLowerCase().includes(username.toLowerCase())) return 'password.after.name';
  return new Set(characters).size < FEWEST_CHARACTERS ? 'password.after.few' : null;
}
