import { h, setAttribute, setChildren, setText, svg } from '../dom.js';
import {
  capital,
  leastTrusted,
  measureName,
  ofName,
  placeName,
  shortName,
} from '../figure-text.js';
import { differenceText, originDetails, originParts, originsOf } from '../origin-text.js';

/**
 * The trust mark of a figure: a shape and a word at a glance, and on demand the time, the coverage, the
 * source, and what is missing.
 *
 * @typedef {import('../types.js').Figure} Figure
 * @typedef {import('../types.js').Trust} Trust
 */

/** @type {Record<Trust, () => SVGElement[]>} */
const SHAPES = {
  ok: () => [svg('path', { d: 'M3 8.4 6.6 12 13 4.6', class: 'shape-line' })],
  partial: () => [
    svg('circle', { cx: 8, cy: 8, r: 5.6, class: 'shape-line' }),
    svg('path', { d: 'M8 2.4a5.6 5.6 0 0 1 0 11.2z', fill: 'currentColor' }),
  ],
  stale: () => [
    svg('circle', { cx: 8, cy: 8, r: 6, class: 'shape-line' }),
    svg('path', { d: 'M8 4.6V8l2.4 1.6', class: 'shape-line' }),
  ],
  none: () => [svg('path', { d: 'M3 8h10', class: 'shape-line' })],
};

/** Names shown of what is missing, before "and more". */
const MISSING_MOST = 12;

/** @param {import('../types.js').Context} context */
export function trustMark(context) {
  const { t, format } = context;
  const word = h('span');
  const time = h('span', { class: 'num' });
  const shape = h('span', { class: 'trust-shape' });
  const facts = h('dl', { class: 'facts' });
  const summary = h('summary', {}, shape, word, time);
  const element = h(
    'details',
    { class: 'trust' },
    summary,
    h('div', { class: 'trust-more' }, facts),
  );
  /** @type {Trust|null} */
  let shown = null;

  /** @param {{figures: Figure[], zone: string, now: number, names: Map<string, string>}} input of one measure */
  function update({ figures, zone, now, names }) {
    const figure = leastTrusted(figures);
    if (!figure) return;
    setAttribute(element, 'data-trust', figure.trust);
    if (shown !== figure.trust) {
      shape.replaceChildren(
        svg(
          'svg',
          { viewBox: '0 0 16 16', class: 'shape', 'aria-hidden': 'true' },
          ...SHAPES[figure.trust](),
        ),
      );
      shown = figure.trust;
    }
    const share =
      figure.trust === 'partial' && figure.coverage > 0
        ? ` ${format.percent(figure.coverage, 0)}`
        : '';
    setText(word, t(`trust.${figure.trust}`) + share);
    setText(time, figure.asOf ? format.when(figure.asOf, zone, now) : '');
    const measure = measureName(figure.measure, context);
    setAttribute(summary, 'title', t('trust.details', { measure }));
    const several = figures.length > 1;
    const told = several ? sharedRows(figures, zone, now, names) : rows(figure, zone, now, names);
    drawFacts(facts, told);
  }

  /** @param {Figure} figure @param {string} zone @param {number} now @param {Map<string, string>} names @returns {[string, string][]} */
  function rows(figure, zone, now, names) {
    return [
      [t('trust.asOf'), figure.asOf ? format.when(figure.asOf, zone, now) : t('figure.none')],
      [t('trust.coverage'), t('trust.coverage.of', { share: format.percent(figure.coverage) })],
      [t('trust.origin'), originDetails(originParts(figure), context)],
      ...number(figure),
      ...alternative(figure, zone, now),
      ...missing(figure.missing ?? [], names),
    ];
  }

  /** Counts of different things: each with its own trust, then what they share. @param {Figure[]} figures @param {string} zone @param {number} now @param {Map<string, string>} names @returns {[string, string][]} */
  function sharedRows(figures, zone, now, names) {
    const all = new Set(figures.flatMap((figure) => figure.missing ?? []));
    return [
      ...figures.map(
        (figure) =>
          /** @type {[string, string]} */ ([
            capital(ofName(figure.of, context)),
            [
              t(`trust.${figure.trust}`),
              format.percent(figure.coverage),
              figure.asOf ? format.when(figure.asOf, zone, now) : t('figure.none'),
            ].join(' · '),
          ]),
      ),
      [t('trust.origin'), originsOf(figures, context, originDetails) || t('figure.none')],
      ...figures.flatMap((figure) => alternative(figure, zone, now)),
      ...missing([...all], names),
    ];
  }

  /** @param {Figure} figure @returns {[string, string][]} */
  function number({ n }) {
    return n ? [[t('trust.basis'), t('trust.n.cases', { n: format.number(n, 0) })]] : [];
  }

  /** @param {Figure} figure @param {string} zone @param {number} now @returns {[string, string][]} */
  function alternative(figure, zone, now) {
    const { value, origin, alternative: other } = figure;
    if (!other || value === null) return [];
    const at = other.asOf ? format.when(other.asOf, zone, now) : '';
    const text = differenceText({ value, origin, other }, figure, context, at);
    return [[t('trust.alternative'), capital(text)]];
  }

  /** @param {string[]} paths @param {Map<string, string>} names @returns {[string, string][]} */
  function missing(paths, names) {
    if (paths.length === 0) return [];
    const some = paths.slice(0, MISSING_MOST).map((path) => fullName(path, names));
    if (paths.length > MISSING_MOST) some.push('…');
    return [[t('trust.missing', { n: format.number(paths.length, 0) }), some.join(', ')]];
  }

  return { element, update };
}

/** Services of many agencies bear one name: the place they belong to tells them apart. @param {string} path @param {Map<string, string>} names */
function fullName(path, names) {
  const place = path.split('/')[0] ?? '';
  const known = names.get(place);
  const name = placeName(path, names);
  return known && place !== path ? `${name} (${shortName(known)})` : name;
}

/** @param {HTMLElement} list @param {[string, string][]} rows */
function drawFacts(list, rows) {
  if (list.children.length !== rows.length) {
    setChildren(list, ...rows.map(() => h('div', {}, h('dt'), h('dd'))));
  }
  rows.forEach(([term, text], index) => {
    const row = list.children[index];
    if (row?.firstChild) setText(row.firstChild, term);
    if (row?.lastChild) setText(row.lastChild, text);
  });
}
