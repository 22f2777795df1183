/**
 * The lines of the catalogue that read an agency's API, from what is known of the agency. Pure.
 *
 * @typedef {{measure: string, of?: string|null, unit: string}} Counted
 * @typedef {{id: string, figures: readonly Counted[]}} Known a service with what is known of it so far
 */

/** Keys of the smallest API worth having, see examples/vendor; others are called like the measure. */
/** @type {Record<string, string>} */
const KEYS = {
  received: 'masuk',
  served: 'selesai',
  returned: 'dikembalikan',
  cancelled: 'dibatalkan',
  failed: 'gagal',
  pending: 'menunggu',
};

/** What is proposed where a service has no figures yet. @type {readonly Counted[]} */
const USUAL = [
  { measure: 'received', of: 'permohonan', unit: 'count' },
  { measure: 'served', of: 'permohonan', unit: 'count' },
  { measure: 'pending', unit: 'count' },
];

/** Times and shares are no counts: Pantau takes them itself, or they need more than a key. @param {Known} service */
function countsOf({ figures }) {
  const counts = figures.filter(({ unit }) => unit === 'count');
  return counts.length > 0 ? counts : null;
}

/**
 * Services that count alike share a feed. They count what they counted before: another word would begin another
 * history.
 * @param {readonly Known[]} services @returns {{counts: readonly Counted[], services: Known[]}[]}
 */
function alike(services) {
  /** @type {Map<string, {counts: readonly Counted[], services: Known[]}>} */
  const groups = new Map();
  const first = services.map(countsOf).find((counts) => counts !== null) ?? USUAL;
  for (const service of services) {
    const counts = countsOf(service) ?? first;
    const key = JSON.stringify(counts.map(({ measure, of }) => [measure, of ?? '']).sort());
    const group = groups.get(key) ?? { counts, services: [] };
    group.services.push(service);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** @param {Counted} counted */
function measureLine({ measure, of }) {
  const key = KEYS[measure] ?? measure;
  const says = of ? `, semantics: since_boundary, of: ${of}` : '';
  return `      ${measure}: {value: ${key}${says}}`;
}

/**
 * @param {{agency: string, services: readonly Known[]}} place
 * @param {{url: string, taken?: readonly string[]}} api `taken`: ids that other feeds have
 */
export function apiYaml({ agency, services }, { url, taken = [] }) {
  const ids = new Set(taken);
  const feeds = alike(services).flatMap((group) => [
    `  - id: ${freeId(`${agency.split('/')[1]}-api`, ids)}`,
    `    agency: ${agency}`,
    '    every: 5m',
    `    request: {url: ${JSON.stringify(url)}}`,
    '    read: json',
    '    rows: layanan',
    '    row: {service: kode}',
    '    services:',
    ...group.services.map(({ id }) => `      ${JSON.stringify(id.split('/').at(-1))}: ${id}`),
    '    measures:',
    ...group.counts.map(measureLine),
  ]);
  return ['feeds:', ...feeds, ''].join('\n');
}

/** @param {string} wanted @param {Set<string>} ids the id joins them */
function freeId(wanted, ids) {
  let id = wanted;
  for (let n = 2; ids.has(id); n += 1) id = `${wanted}-${n}`;
  ids.add(id);
  return id;
}
