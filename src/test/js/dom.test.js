import assert from 'node:assert/strict';
import test from 'node:test';
import { reconcile } from '../../../webroot/js/dom.js';

/** As much of an element as reconciling needs, counting what is done to it. */
function fakeParent() {
  /** @type {any[]} */
  const children = [];
  let moves = 0;
  return {
    children: /** @type {any} */ (children),
    moves: () => moves,
    /** @param {any} element @param {any} before */
    insertBefore(element, before) {
      moves += 1;
      const old = children.indexOf(element);
      if (old >= 0) children.splice(old, 1);
      children.splice(before === null ? children.length : children.indexOf(before), 0, element);
      return element;
    },
    /** @param {any} element */
    removeChild(element) {
      children.splice(children.indexOf(element), 1);
      return element;
    },
  };
}

/** @param {{id: string, text: string}} first */
function row(first) {
  const element = /** @type {any} */ ({ id: first.id, text: '' });
  return {
    element,
    update: (/** @type {{id: string, text: string}} */ item) => {
      element.text = item.text;
    },
  };
}

/** @param {ReturnType<typeof fakeParent>} parent @param {string} keys @param {string} [text] */
function draw(parent, keys, text = '') {
  const items = [...keys].map((id) => ({ id, text: id + text }));
  reconcile(/** @type {any} */ (parent), items, (item) => item.id, row);
  return parent.children.map((/** @type {any} */ element) => element.text).join(' ');
}

test('follows any list: in order, without leftovers', () => {
  const parent = fakeParent();
  for (const keys of ['abc', 'cab', 'b', '', 'xyzab', 'bazyx', 'abc']) {
    assert.equal(draw(parent, keys), [...keys].join(' '));
  }
});

test('keeps the element of a key while its content changes', () => {
  const parent = fakeParent();
  draw(parent, 'ab');
  const [first] = parent.children;

  assert.equal(draw(parent, 'ba', '2'), 'b2 a2');
  assert.equal(parent.children[1], first);
});

test('moves nothing when nothing has changed place', () => {
  const parent = fakeParent();
  draw(parent, 'abc');
  const before = parent.moves();

  draw(parent, 'abc', '!');

  assert.equal(parent.moves(), before);
});

test('shows the first of two items with one key', () => {
  assert.equal(draw(fakeParent(), 'aab'), 'a b');
});
