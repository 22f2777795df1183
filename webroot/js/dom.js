/**
 * The few ways this page touches the document: make, set only what differs, reconcile by key.
 *
 * @typedef {string|number|Node|null|undefined|false} Child
 * @typedef {{element: Element, update: (item: any) => void}} Row
 */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, unknown>} [attributes] `class`, `on…` listeners and plain attributes; false and null leave one out
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  apply(element, attributes);
  element.append(...shown(children));
  return element;
}

/**
 * @param {string} tag @param {Record<string, unknown>} [attributes] @param {Child[]} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  apply(element, attributes);
  element.append(...shown(children));
  return element;
}

/** @param {Child[]} children @returns {(string|Node)[]} */
function shown(children) {
  return children.flatMap((child) => {
    if (child === null || child === undefined || child === false) return [];
    return typeof child === 'number' ? String(child) : child;
  });
}

/** @param {Element} element @param {Record<string, unknown>} attributes */
function apply(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    } else {
      setAttribute(element, name, value);
    }
  }
}

/** @param {Element} element @param {string} name @param {unknown} value false, null and undefined take it away */
export function setAttribute(element, name, value) {
  if (value === false || value === null || value === undefined) {
    if (element.hasAttribute(name)) element.removeAttribute(name);
    return;
  }
  const text = value === true ? '' : String(value);
  if (element.getAttribute(name) !== text) element.setAttribute(name, text);
}

/** Writes a text only when it differs, so that nothing flickers or is read out anew. @param {Node} node @param {string} text */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Puts exactly these nodes in, touching nothing when they are there already. @param {Element} parent @param {Child[]} children */
export function setChildren(parent, ...children) {
  const wanted = shown(children);
  const same =
    wanted.length === parent.childNodes.length &&
    wanted.every((child, index) => {
      const present = parent.childNodes[index];
      return typeof child === 'string'
        ? present?.nodeType === 3 && present.textContent === child
        : present === child;
    });
  if (!same) parent.replaceChildren(...wanted);
}

/** @param {Element} element @param {boolean} visible */
export function show(element, visible) {
  setAttribute(element, 'hidden', !visible);
}

/** @type {WeakMap<object, Map<string, Row>>} */
const rowsOf = new WeakMap();

/**
 * Makes a parent's children match a list: elements are kept by key, moved when the order changes, made
 * and removed as needed, and every one is updated. Focus and open details survive.
 *
 * @template T
 * @param {Pick<Element, 'children'|'insertBefore'|'removeChild'>} parent whose children belong to this call alone
 * @param {readonly T[]} items
 * @param {(item: T) => string} keyOf unique among the items; of two the first is shown
 * @param {(item: T) => {element: Element, update: (item: T) => void}} create
 */
export function reconcile(parent, items, keyOf, create) {
  const before = rowsOf.get(parent) ?? new Map();
  /** @type {Map<string, Row>} */
  const after = new Map();
  for (const item of items) {
    const key = keyOf(item);
    if (after.has(key)) continue;
    const row = before.get(key) ?? create(item);
    row.update(item);
    after.set(key, row);
  }
  for (const [key, row] of before) {
    if (!after.has(key)) parent.removeChild(row.element);
  }
  let position = 0;
  for (const row of after.values()) {
    const present = parent.children[position] ?? null;
    if (present !== row.element) parent.insertBefore(row.element, present);
    position += 1;
  }
  rowsOf.set(parent, after);
}
