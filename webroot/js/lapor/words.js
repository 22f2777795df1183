import { createFormats } from '../format.js';
import { daysBetween } from './memory.js';

/**
 * How the form speaks: texts, names of days and of what is asked for.
 *
 * @typedef {import('./id.js').Key} Key
 * @typedef {import('./types.js').Dictionary} Dictionary
 * @typedef {import('./types.js').Field} Field
 * @typedef {import('./types.js').Form} Form
 * @typedef {import('./types.js').FormDay} FormDay
 * @typedef {import('./types.js').Usual} Usual
 * @typedef {ReturnType<typeof createWords>} Words
 */

/** @param {string} text @returns {string} */
function capital(text) {
  return text.replace(/^./, (letter) => letter.toUpperCase());
}

/** @param {import('./types.js').Language} lang @param {Dictionary} dictionary */
export function createWords(lang, dictionary) {
  const format = createFormats(lang);

  /** @param {Key} key @param {Record<string, string|number>} [params] @returns {string} */
  function t(key, params = {}) {
    return dictionary[key].replace(/\{(\w+)\}/g, (place, name) => String(params[name] ?? place));
  }

  /** @param {string} family @param {string|null} word @returns {Key|null} */
  function known(family, word) {
    const key = /** @type {Key} */ (`${family}.${word}`);
    return dictionary[key] === undefined ? null : key;
  }

  /** A calendar day in full: Rabu, 25 November 2026. @param {string} day */
  const longDay = (day) => format.date(Date.parse(day), 'UTC');

  /** Rabu, 25 Nov. @param {string} day */
  function shortDay(day) {
    const weekday = longDay(day).split(',')[0];
    return `${weekday}, ${format.shortDate(Date.parse(day), 'UTC')}`;
  }

  /** Hari ini, Kemarin, or the day itself. @param {string} day @param {string} today */
  function dayName(day, today) {
    const ago = daysBetween(day, today);
    if (ago === 0) return t('day.today');
    return ago === 1 ? t('day.yesterday') : shortDay(day);
  }

  /** @param {Pick<Form, 'day'|'today'>} form */
  function whenOf({ day, today }) {
    const ago = daysBetween(day, today);
    if (ago === 0) return t('when.today');
    return ago === 1 ? t('when.yesterday') : t('when.day', { day: shortDay(day) });
  }

  /** @param {FormDay} day @param {Form} form */
  function dayState(day, form) {
    if (day.state !== 'reported') return t(`day.${day.state}`);
    if (!day.reportedAt || !day.reportedBy) return t('day.reported.at');
    const at = clock(day.reportedAt, form, day.day);
    return t('day.reported', { at, by: day.reportedBy });
  }

  /** Hours and minutes; with the date where it is of another day than the one named, else than today. @param {string|number} at @param {Form} form @param {string} [day] */
  function clock(at, { zone, today }, day = today) {
    const instant = typeof at === 'number' ? at : Date.parse(at);
    const full = format.when(instant, zone, Date.parse(day) + NOON_MS);
    return full.replace(/\s\S+$/, '');
  }

  /** What a field asks, without the day: Permohonan masuk. @param {Field} field */
  function fieldName({ measure, of }) {
    const ofKey = known('of', of);
    const ofText = ofKey ? t(ofKey) : (of ?? '').replace(/_/g, ' ');
    const key = known('measure', measure) ?? 'measure.other';
    const name = measure.replace(/_/g, ' ');
    return capital(t(key, { of: ofText, name }).trim());
  }

  /** What a field asks, with its day: Permohonan masuk hari ini. @param {Field} field @param {Form} form */
  function fieldLabel(field, form) {
    return `${fieldName(field)} ${field.kind === 'level' ? t('when.end') : whenOf(form)}`;
  }

  /** @param {Usual|null} usual @returns {string} empty where too little is known */
  function usualText(usual) {
    if (!usual) return '';
    const [low, median, high] = [usual.low, usual.median, usual.high].map((n) =>
      format.number(n, 0),
    );
    return low === high
      ? t('field.always', { median: median ?? '' })
      : t('field.usual', { low: low ?? '', median: median ?? '', high: high ?? '' });
  }

  return {
    lang,
    t,
    format,
    longDay,
    dayName,
    shortDay,
    whenOf,
    dayState,
    clock,
    fieldName,
    fieldLabel,
    usualText,
  };
}

const NOON_MS = 43_200_000;
