/**
 * Numbers, units, dates and durations as an Indonesian official writes them (and the English twin).
 * Pure: the zone is always named by the caller, so that every time shown carries WIB, WITA or WIT.
 *
 * @typedef {ReturnType<typeof createFormats>} Formats
 * @typedef {import('./types.js').Language} Language
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOTHING = '–';

/** Keeps a number and its unit on one line. */
const UNBROKEN = '\u00a0';

/** @type {Record<string, string>} */
const ZONE_WORDS = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Ujung_Pandang': 'WITA',
  'Asia/Jayapura': 'WIT',
};

const LOCALES = { id: 'id-ID', en: 'en-GB' };

/** Compact steps; Indonesian M is miliar (10⁹), never million. */
const COMPACT = {
  id: /** @type {const} */ ([
    [1e12, 'T'],
    [1e9, 'M'],
    [1e6, 'jt'],
    [1e4, 'rb'],
  ]),
  en: /** @type {const} */ ([
    [1e12, 'tn'],
    [1e9, 'bn'],
    [1e6, 'm'],
    [1e4, 'k'],
  ]),
};

/** As disks are sold: a kilobyte has 1000 bytes. @type {readonly (readonly [number, string])[]} */
const BYTE_STEPS = [
  [1e12, 'TB'],
  [1e9, 'GB'],
  [1e6, 'MB'],
  [1e3, 'kB'],
];

const UNITS = {
  id: { ms: 'ms', s: 'dtk', min: 'mnt', h: 'jam', d: 'hari' },
  en: { ms: 'ms', s: 's', min: 'min', h: 'h', d: 'days' },
};

/** @param {string} zone @returns {string} */
export function zoneWord(zone) {
  return ZONE_WORDS[zone] ?? zone;
}

/** Making one costs more than using it, and a long list asks for thousands. @type {Map<string, Intl.DateTimeFormat>} */
const OFFSETS = new Map();

/** @param {string} zone */
function offsetFormat(zone) {
  let format = OFFSETS.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    OFFSETS.set(zone, format);
  }
  return format;
}

/**
 * Minutes this zone is ahead of UTC at an instant.
 * @param {string} zone @param {number} at @returns {number}
 */
export function zoneOffset(zone, at) {
  const parts = offsetFormat(zone).formatToParts(at);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}

/** @param {Language} lang */
export function createFormats(lang) {
  const locale = LOCALES[lang];
  const units = UNITS[lang];
  /** @type {Map<string, Intl.DateTimeFormat>} */
  const dateFormats = new Map();
  /** @type {Map<number, Intl.NumberFormat>} */
  const numberFormats = new Map();

  /** @param {string} zone @param {Intl.DateTimeFormatOptions} options @param {number} at */
  function parts(zone, options, at) {
    const key = zone + JSON.stringify(options);
    let format = dateFormats.get(key);
    if (!format) {
      format = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone, hourCycle: 'h23' });
      dateFormats.set(key, format);
    }
    return Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]));
  }

  /** @param {number|null|undefined} value @param {number} [digits] most digits after the decimal sign */
  function number(value, digits = 1) {
    if (value === null || value === undefined || Number.isNaN(value)) return NOTHING;
    let format = numberFormats.get(digits);
    if (!format) {
      format = new Intl.NumberFormat(locale, { maximumFractionDigits: digits });
      numberFormats.set(digits, format);
    }
    return format.format(value);
  }

  /** Short form for tight places: 23 rb, 38,4 jt, 1,2 M. @param {number|null|undefined} value */
  function compact(value) {
    if (value === null || value === undefined) return NOTHING;
    const step = COMPACT[lang].find(([size]) => Math.abs(value) >= size);
    if (!step) return number(value, 0);
    const size = step[1] === 'rb' || step[1] === 'k' ? 1000 : step[0];
    return `${number(value / size, 1)}${UNBROKEN}${step[1]}`;
  }

  /**
   * A share. Rounds away from a perfect score it has not earned: 0,9999 is "99,9%", never "100%".
   * @param {number|null|undefined} ratio @param {number} [digits]
   */
  function percent(ratio, digits = 1) {
    if (ratio === null || ratio === undefined || Number.isNaN(ratio)) return NOTHING;
    const scale = 10 ** digits;
    const rounded = Math.round(ratio * 100 * scale) / scale;
    const honest = ratio < 1 && rounded >= 100 ? 100 - 1 / scale : rounded;
    return `${number(honest, digits)}%`;
  }

  /** 3,1 GB; 306 GB. @param {number|null|undefined} value */
  function bytes(value) {
    if (value === null || value === undefined) return NOTHING;
    // What would be written as 1000 of a unit is 1 of the next.
    const step = BYTE_STEPS.find(([size]) => Math.abs(value) >= size * 0.9995);
    if (!step) return `${number(value, 0)}${UNBROKEN}B`;
    const [size, unit] = step;
    return `${number(value / size, Math.abs(value) < size * 99.95 ? 1 : 0)}${UNBROKEN}${unit}`;
  }

  /** A measured time as number and unit apart, so that the unit can be set smaller. @param {number} ms */
  function durationParts(ms) {
    if (Math.abs(ms) < 1000) return { value: number(ms, 0), unit: units.ms };
    if (Math.abs(ms) < 100_000)
      return { value: number(ms / 1000, ms < 10_000 ? 1 : 0), unit: units.s };
    if (ms < 2 * HOUR) return { value: number(ms / MINUTE, 0), unit: units.min };
    if (ms < 2 * DAY) return { value: number(ms / HOUR, 1), unit: units.h };
    return { value: number(ms / DAY, 1), unit: units.d };
  }

  /** @param {number|null|undefined} ms */
  function duration(ms) {
    if (ms === null || ms === undefined) return NOTHING;
    const split = durationParts(ms);
    return `${split.value}${UNBROKEN}${split.unit}`;
  }

  /** How long something has lasted, in at most two units: "2 jam 14 mnt". @param {number} ms */
  function elapsed(ms) {
    const safe = Math.max(0, ms);
    if (safe < MINUTE) return `${Math.floor(safe / 1000)} ${units.s}`;
    if (safe < HOUR) return `${Math.floor(safe / MINUTE)} ${units.min}`;
    if (safe < DAY)
      return pair(Math.floor(safe / HOUR), units.h, Math.floor((safe % HOUR) / MINUTE), units.min);
    return pair(Math.floor(safe / DAY), units.d, Math.floor((safe % DAY) / HOUR), units.h);
  }

  /** @param {number|string|null|undefined} at @param {string} zone @param {boolean} [seconds] */
  function time(at, zone, seconds = false) {
    const instant = toInstant(at);
    if (instant === null) return NOTHING;
    return `${clock(instant, zone, seconds)}${UNBROKEN}${zoneWord(zone)}`;
  }

  /** Hours and minutes without the zone, for axes that name it once. @param {number} at @param {string} zone @param {boolean} [seconds] */
  function clock(at, zone, seconds = false) {
    const p = parts(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }, at);
    const sign = lang === 'id' ? '.' : ':';
    return `${p.hour}${sign}${p.minute}${seconds ? sign + p.second : ''}`;
  }

  /** Senin, 7 Maret 2024. @param {number|string|null|undefined} at @param {string} zone */
  function date(at, zone) {
    const instant = toInstant(at);
    if (instant === null) return NOTHING;
    const options = /** @type {const} */ ({
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    });
    const p = parts(zone, options, instant);
    return `${p.weekday}, ${p.day} ${p.month} ${p.year}`;
  }

  /** 7 Mar. @param {number} at @param {string} zone @param {boolean} [year] */
  function shortDate(at, zone, year = false) {
    const p = parts(zone, { day: 'numeric', month: 'short', year: 'numeric' }, at);
    return `${p.day} ${p.month}${year ? ` ${p.year}` : ''}`;
  }

  /** Mar 2024; March 2024 in a sentence. @param {number} at @param {string} zone @param {boolean} [whole] */
  function month(at, zone, whole = false) {
    const p = parts(zone, { month: whole ? 'long' : 'short', year: 'numeric' }, at);
    return `${p.month} ${p.year}`;
  }

  /** Today only the time, otherwise with its day. @param {number|string|null|undefined} at @param {string} zone @param {number} now */
  function when(at, zone, now) {
    const instant = toInstant(at);
    if (instant === null) return NOTHING;
    if (sameDay(instant, now, zone)) return time(instant, zone);
    const otherYear = now - instant > 300 * DAY;
    return `${shortDate(instant, zone, otherYear)} ${time(instant, zone)}`;
  }

  return {
    number,
    compact,
    percent,
    bytes,
    duration,
    durationParts,
    elapsed,
    time,
    clock,
    date,
    shortDate,
    month,
    when,
    units,
  };
}

/**
 * @param {number} large @param {string} largeUnit @param {number} small @param {string} smallUnit
 * @returns {string}
 */
function pair(large, largeUnit, small, smallUnit) {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** @param {number|string|null|undefined} at @returns {number|null} */
export function toInstant(at) {
  if (at === null || at === undefined) return null;
  const instant = typeof at === 'number' ? at : Date.parse(at);
  return Number.isNaN(instant) ? null : instant;
}

/** @param {number} a @param {number} b @param {string} zone @returns {boolean} */
export function sameDay(a, b, zone) {
  return startOfDay(a, zone) === startOfDay(b, zone);
}

/** Local midnight at or before an instant. @param {number} at @param {string} zone @returns {number} */
export function startOfDay(at, zone) {
  const shift = zoneOffset(zone, at) * MINUTE;
  return Math.floor((at + shift) / DAY) * DAY - shift;
}
