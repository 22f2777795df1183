import { h, setText, show } from '../dom.js';
import { diskParts } from '../storage.js';

/**
 * The disk the database lies on: what the store takes of it, what others do, what is free.
 *
 * @typedef {import('../storage-types.js').Machine} Machine
 */

const PARTS = /** @type {const} */ (['store', 'other', 'free']);

/** @param {import('../types.js').Context} context */
export function storageDisk({ t, format }) {
  const parts = PARTS.map((name) => ({
    name,
    bar: h('span', { 'data-part': name }),
    value: h('dd', { class: 'num' }),
  }));
  const growth = h('dd', { class: 'num' });
  const bar = h(
    'div',
    { class: 'disk-bar', 'aria-hidden': 'true' },
    ...parts.map((part) => part.bar),
  );
  const seen = parts.map(({ name, value }) =>
    h(
      'div',
      {},
      h('dt', {}, h('span', { class: 'part-key', 'data-part': name }), t(`disk.${name}`)),
      value,
    ),
  );
  const external = h('p', { class: 'detail' }, t('disk.external'));
  const element = h(
    'section',
    { class: 'card disk', 'aria-label': t('disk.title') },
    bar,
    h('dl', { class: 'disk-facts' }, ...seen, h('div', {}, h('dt', {}, t('disk.growth')), growth)),
    external,
  );

  /** @param {Machine|null} machine */
  function update(machine) {
    show(element, machine !== null);
    if (!machine) return;
    const { bytesPerDay } = machine.forecast;
    setText(growth, bytesPerDay === null ? t('disk.growth.unknown') : format.bytes(bytesPerDay));
    show(external, !machine.versions.embedded);
    draw(diskParts(machine));
  }

  /** @param {ReturnType<typeof diskParts>} sizes null where the disk is not seen */
  function draw(sizes) {
    show(bar, sizes !== null);
    for (const row of seen) show(row, sizes !== null);
    for (const { name, bar: part, value } of parts) {
      part.style.setProperty('flex-grow', String(sizes?.[name] ?? 0));
      setText(value, format.bytes(sizes?.[name]));
    }
  }

  return { element, update };
}
