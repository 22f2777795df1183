/**
 * Texts the page writes for others to use: names of additions, a list of addresses, what a vendor is told.
 * Pure.
 *
 * @typedef {import('./desk-types.js').AddressLine} AddressLine
 * @typedef {import('./desk-types.js').Difference} Difference
 * @typedef {{id: string, name: string}} Place
 */

/** Lower-case letters, digits and dashes only. @param {string} text */
export function slug(text) {
  const plain = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain.slice(0, 40).replace(/-+$/, '') || 'tambahan';
}

/**
 * A name nobody else has: two people who add at the same time must not overwrite each other.
 * @param {string} title @param {string} day @param {readonly string[]} taken
 */
export function additionName(title, day, taken) {
  const base = `${slug(title)}-${day.replaceAll('-', '')}`;
  let n = 1;
  while (taken.includes(`${base}-${n}`)) n += 1;
  return `${base}-${n}`;
}

/** What was read from a workbook as a list that can be corrected by hand; tabs, as a workbook copies. @param {readonly AddressLine[]} lines */
export function addressText(lines) {
  return lines
    .map(({ agency, service, url, text }) => {
      const known = agency ?? service ?? url;
      return known === null ? text : [agency ?? '', service ?? '', url ?? ''].join('\t');
    })
    .join('\n');
}

/** What is wrong first, then what is doubtful; otherwise as it was written. @param {readonly AddressLine[]} lines @returns {AddressLine[]} */
export function worstLinesFirst(lines) {
  /** @param {AddressLine} line */
  const rank = ({ wrong, warnings }) => (wrong ? 0 : warnings.length > 0 ? 1 : 2);
  return [...lines].sort((a, b) => rank(a) - rank(b) || a.line - b.line);
}

/** Agencies an addition brings or changes, to go and look at. @param {Difference} adds @returns {string[]} */
export function agenciesOf({ agencies, services }) {
  const above = services.map((service) => service.split('/').slice(0, 2).join('/'));
  return [...new Set([...agencies, ...above])].sort();
}

/** Feeds an addition brings or changes that Pantau itself asks; the rest waits for others. @param {Difference} adds */
export function askedFeeds({ feeds }) {
  return feeds.filter(({ what }) => !['report', 'push'].includes(what)).map(({ id }) => id);
}

/** What an addition takes away, without what it only changes. @param {Difference} removes @param {Difference} adds @returns {Difference} */
export function lost(removes, adds) {
  const feeds = new Set(adds.feeds.map((feed) => feed.id));
  return {
    agencies: removes.agencies.filter((path) => !adds.agencies.includes(path)),
    services: removes.services.filter((path) => !adds.services.includes(path)),
    feeds: removes.feeds.filter((feed) => !feeds.has(feed.id)),
  };
}

/** `hari kerja 15.30`, as the catalogue writes it. @param {string} days @param {string} time 15:30 */
export function dueOf(days, time) {
  return `${days} ${time.slice(0, 5).replace(':', '.')}`;
}

/**
 * The feed a script pushes to, as the catalogue writes it.
 * @param {{agency: string, services: readonly Place[]}} place @param {{feed: string, token: string}} names
 */
export function pushYaml({ agency, services }, { feed, token }) {
  const codes = services.map(({ id }) => `      ${JSON.stringify(id.split('/').at(-1))}: ${id}`);
  const mapped = codes.length > 0 ? ['    services:', ...codes] : [];
  return [
    'feeds:',
    `  - id: ${feed}`,
    `    agency: ${agency}`,
    `    push: {accept: [json], token: "env:${token}", expect_every: 15m}`,
    ...mapped,
    '    measures:',
    '      received: {value: value, semantics: since_boundary, of: permohonan}',
    '      served: {value: value, semantics: since_boundary, of: permohonan}',
    '      pending: {value: value}',
    '',
  ].join('\n');
}

/** The environment variable a feed's token stands in. @param {string} feed */
export function tokenName(feed) {
  return `TOKEN_${feed.toUpperCase().replaceAll('-', '_')}`;
}

/** Ids of all that a text lists, the feeds among them. @param {string} yaml */
export function feedIds(yaml) {
  return [...yaml.matchAll(/^\s*-\s+id:\s*["']?([a-z0-9-]+)/gm)].map((found) => found[1] ?? '');
}

/** The agency a feed's text speaks of; null where it names none. @param {string} yaml */
export function agencyInYaml(yaml) {
  return /^[\s-]*(?:agency|service):\s*["']?([\d.]+\/[a-z0-9-]+)/m.exec(yaml)?.[1] ?? null;
}
