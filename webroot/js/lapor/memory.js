/**
 * What is kept on the phone: what was typed, the form as it was seen last, and the name of who reports. The
 * link's token is a secret and is kept nowhere; its short print only tells one link's keepings from another's.
 *
 * @typedef {import('./types.js').Draft} Draft
 * @typedef {import('./types.js').Form} Form
 */

const DAY_MS = 86_400_000;

/** FNV-1a, 32 bits: too few to find a token by. @param {string} text @returns {string} */
export function printOf(text) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}

/**
 * @param {string} token
 * @param {Pick<Storage, 'getItem'|'setItem'|'removeItem'|'key'|'length'>|null} storage null where it is forbidden
 */
export function createMemory(token, storage) {
  const root = `pantau.lapor.${printOf(token)}.`;
  const drafts = `${root}draft.`;

  /** @param {string} key @returns {any} */
  function read(key) {
    try {
      return JSON.parse(storage?.getItem(key) ?? 'null');
    } catch {
      return null;
    }
  }

  /** @param {string} key @param {unknown} value @returns {boolean} whether it was kept */
  function write(key, value) {
    try {
      storage?.setItem(key, JSON.stringify(value));
      return storage !== null;
    } catch {
      return false;
    }
  }

  function draftDays() {
    const keys = Array.from({ length: storage?.length ?? 0 }, (_, i) => storage?.key(i) ?? '');
    return keys
      .filter((key) => key.startsWith(drafts))
      .map((key) => key.slice(drafts.length))
      .sort();
  }

  return {
    /** @param {string} day @returns {Draft|null} */
    draft: (day) => read(drafts + day),

    /** @param {Draft} draft @returns {boolean} */
    keepDraft: (draft) => write(drafts + draft.day, draft),

    /** @param {string} day */
    dropDraft: (day) => storage?.removeItem(drafts + day),

    /** The oldest day of which something waits to be sent. @returns {string|null} */
    pendingDay: () => draftDays().find((day) => read(drafts + day)?.pending) ?? null,

    /**
     * Lets go of what was typed for days that can be corrected no more, and for such as a wrong clock made up.
     * @param {Form} form as the server told it
     */
    prune: (form) => {
      const open = new Set([form.day, ...form.days.map((day) => day.day)]);
      for (const day of draftDays()) {
        const waits = read(drafts + day)?.pending && day <= form.today;
        if (!open.has(day) && !waits) storage?.removeItem(drafts + day);
      }
    },

    /** @returns {Form|null} */
    form: () => read(`${root}form`),

    /** @param {Form} form */
    keepForm: (form) => write(`${root}form`, form),

    dropForm: () => storage?.removeItem(`${root}form`),

    /** @returns {string} */
    name: () => read(`${root}by`) ?? '',

    /** @param {string} by */
    keepName: (by) => write(`${root}by`, by),
  };
}

/**
 * The form for a day, made of one seen before: the same fields, with what was reported only if it is of that day.
 * How a day stands that was not seen is not known.
 * @param {Form} seen @param {string} day wanted @param {string} today as this phone holds it
 * @returns {Form}
 */
export function rememberedForm(seen, day, today) {
  const known = seen.days.map((one) => one.day);
  const added = [day, today].filter(
    (one, i, all) => !known.includes(one) && all.indexOf(one) === i,
  );
  const days = [
    ...seen.days,
    ...added.map((one) => ({
      day: one,
      state: /** @type {const} */ ('unknown'),
      due: null,
      reportedAt: null,
      reportedBy: null,
    })),
  ].sort((a, b) => b.day.localeCompare(a.day));
  if (day === seen.day) return { ...seen, today, days };
  const fields = seen.fields.map((field) => ({ ...field, value: null, absent: false }));
  return { ...seen, today, day, days, fields, history: [] };
}

/** The calendar day of an instant in a zone, `2026-11-25`. @param {number} at @param {string} zone @returns {string} */
export function dayIn(zone, at) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(at);
  const part = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day}`;
}

/** Days from one calendar day to another. @param {string} from @param {string} to @returns {number} */
export function daysBetween(from, to) {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
