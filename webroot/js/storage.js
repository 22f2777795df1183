import { dayText } from './roster.js';

/**
 * The store in sentences, and what fills it in order. Pure.
 *
 * @typedef {import('./storage-types.js').Held} Held
 * @typedef {import('./storage-types.js').Machine} Machine
 * @typedef {import('./storage-types.js').Night} Night
 * @typedef {import('./storage-types.js').Sizes} Sizes
 * @typedef {import('./storage-types.js').StoreState} StoreState
 * @typedef {import('./roster.js').Piece} Piece
 * @typedef {{t: import('./types.js').Translate, format: import('./format.js').Formats}} Words
 * @typedef {{held: Held|null, bytes: number, fresh: number, packed: number}} KindRow `held` null is everything else; shares of the largest
 */

/** Somebody who reads that it will be full this soon must act. */
const SOON_DAYS = 90;

const DAY_MS = 86_400_000;

/** What fills the store, the largest first, everything else last. @param {Sizes} sizes @returns {KindRow[]} */
export function kindRows(sizes) {
  const size = (/** @type {Held} */ held) => held.freshBytes + held.packedBytes;
  const most = Math.max(1, sizes.otherBytes, ...sizes.kinds.map(size));
  const rows = [...sizes.kinds]
    .sort((a, b) => size(b) - size(a))
    .map((held) => ({
      held,
      bytes: size(held),
      fresh: held.freshBytes / most,
      packed: held.packedBytes / most,
    }));
  const other = sizes.otherBytes;
  return [...rows, { held: null, bytes: other, fresh: other / most, packed: 0 }];
}

/** What is on the disk beside the store; null where the disk, or the store's size, is not known. @param {Machine} machine */
export function diskParts({ disk, sizes }) {
  if (!disk || !sizes) return null;
  const used = disk.totalBytes - disk.freeBytes;
  const store = Math.min(sizes.databaseBytes, used);
  return { store, other: used - store, free: disk.freeBytes };
}

/**
 * How full it is, and when it will be. @param {StoreState} state @param {number} now @param {string} zone @param {Words} words
 * @returns {Piece[]}
 */
export function storeSentence({ machine, awaySince }, now, zone, { t, format }) {
  if (!machine) {
    const at = format.when(awaySince, zone, now);
    const text = t(awaySince ? 'store.scoped.away' : 'store.scoped.ok', { at });
    return [{ text, strong: Boolean(awaySince), wrong: Boolean(awaySince) }];
  }
  const { sizes, disk } = machine;
  if (!sizes) {
    const at = format.when(awaySince, zone, now);
    return [{ text: `${t(awaySince ? 'store.notMeasured.away' : 'store.notMeasured', { at })}.` }];
  }
  const size = format.bytes(sizes.databaseBytes);
  const total = format.bytes(disk?.totalBytes);
  const used = { text: `${t(disk ? 'store.usedOf' : 'store.used', { size, total })}; ` };
  return [used, ...outlook(machine, now, { t, format })];
}

/** @param {Machine} machine @param {number} now @param {Words} words @returns {Piece[]} */
function outlook({ forecast }, now, { t, format }) {
  const { verdict, full, settled, knownDays, neededDays } = forecast;
  const month = (/** @type {string|undefined} */ day) =>
    day ? format.month(Date.parse(day), 'UTC', true) : '';
  const settles = { month: month(settled?.day), size: format.bytes(settled?.bytes) };
  switch (verdict) {
    case 'full': {
      const left = Date.parse(full ?? '') - now;
      const soon = left < SOON_DAYS * DAY_MS;
      const when = soon ? format.shortDate(Date.parse(full ?? ''), 'UTC', true) : month(full ?? '');
      const text = left < 0 ? t('store.full.now') : t('store.full', { month: when });
      return [{ text, strong: true, wrong: soon }, { text: '.' }];
    }
    case 'never':
      return [
        { text: t('store.never'), strong: true },
        { text: `: ${t('store.never.why', settles)}.` },
      ];
    case 'unknown_disk':
      return [
        { text: `${t('store.unknownDisk')}. ` },
        { text: `${sentenceCase(t('store.settles', settles))}.` },
      ];
    default:
      return [
        { text: t('store.tooFew'), strong: true },
        {
          text: `: ${t('store.tooFew.why', { n: Math.min(knownDays, neededDays), of: neededDays })}.`,
        },
      ];
  }
}

/** @param {string} text */
function sentenceCase(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What of the last night is stored. @param {Night|null} night @param {Words} words @returns {Piece[]} */
export function nightSentence(night, { t, format }) {
  if (!night) return [{ text: t('night.none') }];
  const { expected, stored, lacking } = night;
  const day = dayText(night.day, format);
  if (expected === 0) return [{ text: t('night.nothing', { day }) }];
  const n = (/** @type {number|null} */ value) => format.number(value, 0);
  if (lacking === 0) {
    const text =
      expected === null ? t('night.all.scoped', { day }) : t('night.all', { day, n: n(expected) });
    return [{ text }];
  }
  const share = format.percent(Math.min(1, (stored ?? 0) / (expected ?? 1)));
  const counted = { day, stored: n(stored), expected: n(expected), share };
  const before = expected === null ? `${day}: ` : `${t('night.some', counted)}; `;
  return [
    { text: before },
    { text: t('night.lacking', { n: n(lacking) }), strong: true },
    { text: '.' },
  ];
}
