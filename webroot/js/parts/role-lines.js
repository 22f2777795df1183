import { draftOf, wantedRoles } from '../appointments.js';
import { h, setText, show } from '../dom.js';
import { CAPACITIES, ROLES } from '../people-types.js';
import { field } from './field.js';
import { placePicker } from './place-picker.js';

/**
 * Roles of an account as lines to fill in: which, where, in what capacity, from when to when.
 *
 * @typedef {import('../appointments.js').Draft} Draft
 * @typedef {import('../people-types.js').UserRole} UserRole
 * @typedef {import('../types.js').Context} Context
 */

/** @param {Context} context @param {{tree: import('../place-tree.js').PlaceTree, roles: readonly UserRole[]}} options */
export function roleLines(context, { tree, roles }) {
  const { t } = context;
  const list = h('ol', { class: 'role-lines' });
  const none = h('p', { class: 'field-hint' }, t('roles.none'));
  const add = h('button', { type: 'button', class: 'plain', onclick: added }, t('roles.add'));
  const element = h('div', { class: 'stack' }, list, none, add);
  /** @type {ReturnType<typeof roleLine>[]} */
  let lines = [];
  let made = 0;
  fill(roles);

  /** @param {readonly UserRole[]} given */
  function fill(given) {
    lines = given.map((role) => line(draftOf(role), role.scopeName));
    draw();
  }

  /** @param {Draft} draft @param {string} placeName */
  function line(draft, placeName) {
    made += 1;
    const one = roleLine(context, { id: `role-${made}`, tree, draft, placeName, removed });
    return one;

    function removed() {
      const at = lines.indexOf(one);
      lines = lines.filter((other) => other !== one);
      draw();
      (lines[Math.min(at, lines.length - 1)]?.remove ?? add).focus();
    }
  }

  function added() {
    const empty = { scope: null, zone: '', from: '', to: '', was: null };
    const one = line({ ...empty, role: '', capacity: 'definitive' }, '');
    lines.push(one);
    draw();
    one.focus();
  }

  function draw() {
    list.replaceChildren(...lines.map((one) => one.element));
    lines.forEach((one, index) => {
      one.number(index + 1);
    });
    show(none, lines.length === 0);
  }

  /** What to send; null where something is missing, which is then said at its field. */
  function wanted() {
    const { roles: found, mistakes } = wantedRoles(lines.map((one) => one.value()));
    lines.forEach((one, index) => {
      for (const name of one.unfinished()) mistakes.set(`roles[${index}].${name}`, 'roles.date');
    });
    const all = fields();
    for (const [name, one] of all) {
      const key = mistakes.get(name);
      one.fail(key ? t(key) : null);
    }
    if (mistakes.size === 0) return found;
    [...all].find(([name]) => mistakes.has(name))?.[1].control.focus();
    return null;
  }

  /** By the names the server calls them. */
  function fields() {
    return new Map(
      lines.flatMap((one, index) =>
        Object.entries(one.fields).map(([name, each]) => [`roles[${index}].${name}`, each]),
      ),
    );
  }

  return { element, fill, wanted, fields };
}

/**
 * @param {Context} context
 * @param {{id: string, tree: import('../place-tree.js').PlaceTree, draft: Draft, placeName: string, removed: () => void}} options
 */
function roleLine(context, { id, tree, draft, placeName, removed }) {
  const { t } = context;
  const role = h(
    'select',
    { id: `${id}-role` },
    h('option', { value: '' }, t('place.choose')),
    ...ROLES.map((name) => h('option', { value: name }, t(`role.${name}`))),
  );
  role.value = draft.role;
  const explain = h('p', { class: 'field-hint' });
  const capacity = h(
    'select',
    { id: `${id}-capacity` },
    ...CAPACITIES.map((name) => h('option', { value: name }, t(`capacity.${name}`))),
  );
  capacity.value = draft.capacity;
  const from = h('input', { type: 'date', id: `${id}-from` });
  from.value = draft.from;
  const to = h('input', { type: 'date', id: `${id}-to` });
  to.value = draft.to;
  const place = placePicker(context, {
    id: `${id}-place`,
    label: t('roles.place'),
    tree,
    first: draft.scope === null ? null : { scope: draft.scope, name: placeName, zone: draft.zone },
    whole: true,
  });
  const fields = {
    role: field({ label: t('roles.role'), control: role }),
    scope: place,
    capacity: field({ label: t('roles.capacity'), control: capacity }),
    from: field({ label: t('roles.from'), control: from, hint: t('roles.from.hint') }),
    to: field({ label: t('roles.to'), control: to, hint: t('roles.to.hint') }),
  };
  const title = h('legend');
  const remove = h('button', { type: 'button', class: 'quiet danger', onclick: removed });
  const element = h(
    'li',
    {},
    h(
      'fieldset',
      { class: 'role-line' },
      title,
      h('div', { class: 'role-what' }, fields.role.element, explain),
      place.element,
      fields.capacity.element,
      fields.from.element,
      fields.to.element,
      remove,
    ),
  );
  role.addEventListener('change', said);
  said();

  function said() {
    const name = ROLES.find((each) => each === role.value);
    setText(explain, name ? t(`roles.${name}.explain`) : '');
    show(explain, name !== undefined);
  }

  /** @param {number} n */
  function number(n) {
    setText(title, t('roles.number', { n }));
    setText(remove, t('roles.remove', { n }));
  }

  /** @returns {Draft} */
  function value() {
    const picked = place.value();
    return {
      role: ROLES.find((name) => name === role.value) ?? '',
      scope: picked?.scope ?? null,
      zone: picked?.zone || draft.zone,
      capacity: CAPACITIES.find((name) => name === capacity.value) ?? 'definitive',
      from: from.value,
      to: to.value,
      was: draft.was,
    };
  }

  /** Half a date reads as none, which would mean for ever. */
  function unfinished() {
    return Object.entries({ from, to }).flatMap(([name, { validity }]) =>
      validity.badInput ? [name] : [],
    );
  }

  return { element, fields, remove, number, value, unfinished, focus: () => role.focus() };
}
