import { keyOf } from './i18n/index.js';

/**
 * What a figure says in words. Pure.
 *
 * @typedef {import('./types.js').Figure} Figure
 * @typedef {import('./types.js').BoardNode} BoardNode
 * @typedef {{t: import('./types.js').Translate, format: import('./format.js').Formats}} Words
 */

/** What leads come first for; anything else follows in the server's order. */
const HEADLINE = [
  'served',
  'received',
  'pending',
  'availability',
  'response',
  'wait',
  'handling',
  'complaints_open',
];

/** How many measures a page opens with; the rest wait behind a click. */
export const HEADLINE_MOST = 6;

/** Name of a measure. @param {string} measure @param {Words} words @returns {string} */
export function measureName(measure, { t }) {
  const key = keyOf('measure', measure);
  return key ? t(key) : measure.replaceAll('_', ' ');
}

/** What a count counts. @param {string|null|undefined} of @param {Words} words @returns {string} */
export function ofName(of, { t }) {
  if (!of) return '';
  const key = keyOf('of', of);
  return key ? t(key) : of.replaceAll('_', ' ');
}

/** Value and unit apart. @param {Figure} figure @param {Words} words @returns {{value: string, unit: string}} */
export function figureValue(figure, words) {
  const { format } = words;
  if (figure.value === null) return { value: '–', unit: '' };
  switch (figure.unit) {
    case 'ms':
      return format.durationParts(figure.value);
    case 'ratio':
      return { value: format.percent(figure.value), unit: '' };
    case 'count':
      return { value: format.number(figure.value, 0), unit: ofName(figure.of, words) };
    default:
      return { value: format.number(figure.value, 2), unit: figure.unit };
  }
}

/** The line under a value: how it is spread, what is usual, whether a target is kept. @param {Figure} figure @param {BoardNode} node @param {Words} words @returns {string} */
export function figureNote(figure, node, words) {
  const { t } = words;
  if (figure.value === null) return t('figure.none.explain');
  return [spread(figure, words), usual(figure, words), target(figure, node, words)]
    .filter((text) => text !== '')
    .join(' · ');
}

/** @param {Figure} figure @param {Words} words @returns {string} */
function spread(figure, { t, format }) {
  if (figure.unit !== 'ms') return '';
  if (figure.p95 === null || figure.p95 === undefined) return t('figure.mean');
  const key = figure.measure === 'response' ? 'figure.p95.response' : 'figure.p95';
  return `${t('figure.median')} · ${t(key, { value: format.duration(figure.p95) })}`;
}

/** @param {Figure} figure @param {Words} words @returns {string} */
function usual(figure, words) {
  if (!figure.usual) return '';
  /** @param {number} value */
  const text = (value) => figureValue({ ...figure, value }, words).value;
  return words.t('figure.usual', { low: text(figure.usual.low), high: text(figure.usual.high) });
}

/** @param {Figure} figure @param {BoardNode} node @param {Words} words @returns {string} */
function target(figure, node, { t, format }) {
  const { value, measure } = figure;
  const { responseMs, availability } = node.targets ?? {};
  if (value === null) return '';
  if (measure === 'response' && responseMs) {
    const met = (figure.p95 ?? value) <= responseMs;
    return t(met ? 'figure.target.met' : 'figure.target.missed', {
      value: format.duration(responseMs),
    });
  }
  if (measure === 'availability' && availability) {
    const met = value >= availability;
    return t(met ? 'figure.target.met' : 'figure.target.missed', {
      value: format.percent(availability, 2),
    });
  }
  return '';
}

/**
 * The figures of one measure: counts of different things stand side by side and are never added.
 * @typedef {{measure: string, figures: Figure[]}} Group
 */

/** @type {Record<Figure['trust'], number>} */
const TRUST_ORDER = { none: 0, stale: 1, partial: 2, ok: 3 };

/** The figure that deserves the least trust speaks for all. @param {Figure[]} figures @returns {Figure|undefined} */
export function leastTrusted(figures) {
  return [...figures].sort(
    (a, b) => TRUST_ORDER[a.trust] - TRUST_ORDER[b.trust] || a.coverage - b.coverage,
  )[0];
}

/** Key of a figure among those of one node. @param {Figure} figure @returns {string} */
export function figureKey(figure) {
  return `${figure.measure}/${figure.of ?? ''}`;
}

/** Figures by measure, in the order leaders ask for them; others by name, so that nothing jumps. @param {Figure[]} figures @returns {Group[]} */
export function groups(figures) {
  /** @type {Map<string, Figure[]>} */
  const found = new Map();
  for (const figure of figures) {
    if (figure.measure === 'up' || figure.measure === 'poll') continue;
    found.set(figure.measure, [...(found.get(figure.measure) ?? []), figure]);
  }
  return [...found]
    .map(([measure, own]) => ({ measure, figures: own.sort(byWhat) }))
    .sort((a, b) => rank(a) - rank(b) || a.measure.localeCompare(b.measure));
}

/** @param {Figure} a @param {Figure} b */
function byWhat(a, b) {
  return (a.of ?? '').localeCompare(b.of ?? '');
}

/** @param {Group} group @returns {number} */
function rank({ measure }) {
  const position = HEADLINE.indexOf(measure);
  return position < 0 ? HEADLINE.length : position;
}

/** A reason code in words. @param {string} reason @param {Words} words @returns {string} */
export function reasonText(reason, { t }) {
  if (reason === '') return '';
  const key = keyOf('reason', reason.toLowerCase());
  return key ? t(key) : t('reason.other', { code: reason });
}

/** Why a feed is as it is, and what may be done about it. @param {import('./types.js').FeedInfo} feed @param {{zone: string, now: number}} seen @param {Words} words @returns {string} */
export function feedReason(feed, { zone, now }, { t, format }) {
  const key = keyOf('feed.suggestion', feed.suggestion?.code ?? '');
  const since = feed.suggestion?.since ? format.when(feed.suggestion.since, zone, now) : '–';
  return [feed.reason ?? '', key ? t(key, { since }) : ''].filter((text) => text !== '').join('. ');
}

/** Name of a tree path nobody has named to us: its last parts, made readable. @param {string} path @param {Map<string, string>} [names] @returns {string} */
export function placeName(path, names) {
  const known = names?.get(path);
  if (known) return known;
  const last = path.split('/').at(-1) ?? path;
  return capital(last.replaceAll('-', ' '));
}

/** Kabupaten and kota of the same name must stay apart, also in a tight place. @param {string} name @returns {string} */
export function shortName(name) {
  return name.replace(/^Kabupaten /, 'Kab. ').replace(/^Pemerintah Provinsi /, 'Prov. ');
}

/** @param {string} text @returns {string} */
export function capital(text) {
  return text.replace(/^./, (letter) => letter.toUpperCase());
}

/**
 * Whose a service is: the places above it that the server names, or else the nearest we know; below the
 * place that is looked at.
 * @param {BoardNode} node @param {string} here @param {Map<string, string>} names @returns {string}
 */
export function ownerName(node, here, names) {
  const told = node.path?.filter((place) => place.id !== node.id && place.id !== here) ?? [];
  if (told.length > 0)
    return told
      .map((place) => shortName(place.name))
      .reverse()
      .join(', ');
  for (let path = above(node.id); path !== '' && path !== here; path = above(path)) {
    const name = names.get(path);
    if (name) return shortName(name);
  }
  return '';
}

/** @param {string} path @returns {string} */
function above(path) {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
