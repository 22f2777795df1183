/**
 * Places one may choose among: governments within some scopes, and the agencies of each. Asked for once each.
 *
 * @typedef {import('./types.js').BoardNode} BoardNode
 * @typedef {{id: string, name: string, zone: string, whole: boolean, only: Leaf[]}} Government `whole`: all of it, else only some agencies
 * @typedef {{id: string, name: string}} Leaf
 * @typedef {ReturnType<typeof placeTree>} PlaceTree
 */

/**
 * @param {import('./types.js').Context['api']} api
 * @param {{scopes: readonly string[], reaches: (scope: string, government: string) => boolean}} within
 *   `reaches`: whether a scope on a province comes to this regency too
 */
export function placeTree(api, { scopes, reaches }) {
  /** @type {Promise<Government[]>|null} */
  let known = null;
  /** @type {Map<string, Promise<Leaf[]>>} */
  const agencies = new Map();

  /** What failed is asked for again the next time. */
  function governments() {
    known ??= load().catch((error) => {
      known = null;
      throw error;
    });
    return known;
  }

  async function load() {
    const found = await Promise.all(scopes.map(governmentsIn));
    return merged(found.flat());
  }

  /** @param {string} scope @returns {Promise<Government[]>} */
  async function governmentsIn(scope) {
    const { node, children, path } = await api.board(scope || null);
    const { zone } = node;
    if (node.kind !== 'government') {
      const id = node.id.split('/')[0] ?? node.id;
      const name = path.find((place) => place.id === id)?.name ?? id;
      return [{ id, name, zone, whole: false, only: [{ id: node.id, name: node.name }] }];
    }
    const below = children.filter(({ kind, id }) => kind === 'government' && reaches(scope, id));
    return [node, ...below]
      .filter(({ id }) => id !== '')
      .map((one) => ({ id: one.id, name: one.name, zone: one.zone, whole: true, only: [] }));
  }

  /** @param {Government} government @returns {Promise<Leaf[]>} */
  function agenciesOf({ id, whole, only }) {
    if (!whole) return Promise.resolve(only);
    const asked = agencies.get(id) ?? agenciesIn(id);
    agencies.set(id, asked);
    asked.catch(() => agencies.delete(id));
    return asked;
  }

  /** @param {string} government */
  async function agenciesIn(government) {
    const { children } = await api.board(government);
    return children
      .filter(({ kind }) => kind === 'agency')
      .map(({ id, name }) => ({ id, name }))
      .sort((a, b) => a.name.localeCompare(b.name, 'id'));
  }

  return { governments, agenciesOf, everything: scopes.includes('') };
}

/** One line a government, however many scopes lead to it. @param {readonly Government[]} found @returns {Government[]} */
function merged(found) {
  /** @type {Map<string, Government>} */
  const all = new Map();
  for (const one of found) {
    const before = all.get(one.id);
    all.set(one.id, {
      ...one,
      whole: one.whole || Boolean(before?.whole),
      only: [...(before?.only ?? []), ...one.only],
    });
  }
  return [...all.values()];
}
