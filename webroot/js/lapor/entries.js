import { parseCount } from './number.js';

/**
 * What stands in the fields: taken from what was reported or typed, checked, made ready to be sent. Pure.
 *
 * @typedef {import('./types.js').Entries} Entries
 * @typedef {import('./types.js').Entry} Entry
 * @typedef {import('./types.js').Field} Field
 * @typedef {import('./types.js').FieldError} FieldError
 * @typedef {import('./types.js').Form} Form
 */

const LONGEST_NAME = 100;

/** @param {{service: string, measure: string}} field @returns {string} */
export function fieldId({ service, measure }) {
  return `${service} ${measure}`;
}

/** What was reported for this field, as it would be typed. @param {Field} field @returns {Entry} */
function reported({ value, absent }) {
  return { text: value === null ? '' : String(value), absent };
}

/** Every field of the form: as kept where it was kept, else as reported. @param {Form} form @param {Entries} [kept] @returns {Entries} */
export function entriesOf(form, kept = {}) {
  return Object.fromEntries(
    form.fields.map((field) => [fieldId(field), kept[fieldId(field)] ?? reported(field)]),
  );
}

/** Whether these are the fields of the form, no more and no fewer. @param {Form} form @param {Entries} entries */
export function sameFields(form, entries) {
  return (
    Object.keys(entries).length === form.fields.length &&
    form.fields.every((field) => entries[fieldId(field)] !== undefined)
  );
}

/** Whether something differs from what was reported. @param {Form} form @param {Entries} entries */
export function differs(form, entries) {
  return form.fields.some((field) => {
    const entry = entries[fieldId(field)];
    const before = reported(field);
    return (
      entry && (entry.absent !== before.absent || (!entry.absent && entry.text !== before.text))
    );
  });
}

/** @param {Entry|undefined} entry @returns {boolean} */
export function isFilled(entry) {
  return entry !== undefined && (entry.absent || entry.text.trim() !== '');
}

/** Neither a number nor a word that there is none. @param {Form} form @param {Entries} entries @returns {string[]} */
export function emptyIds(form, entries) {
  return form.fields.map(fieldId).filter((id) => !isFilled(entries[id]));
}

/**
 * What is wrong, by field in the form's order, the name (`by`) last.
 * @param {Form} form @param {Entries} entries @param {string} by @returns {Record<string, FieldError>}
 */
export function faultsOf(form, entries, by) {
  /** @type {Record<string, FieldError>} */
  const found = {};
  for (const id of form.fields.map(fieldId)) {
    const entry = entries[id];
    if (entry?.absent) continue;
    const { fault } = parseCount(entry?.text ?? '');
    if (fault) found[id] = { fault };
  }
  const name = by.trim();
  if (name === '' || name.length > LONGEST_NAME) found.by = { fault: 'name' };
  return found;
}

/** The values as the server takes them; of checked entries only. @param {Form} form @param {Entries} entries */
export function valuesOf(form, entries) {
  return form.fields.map((field) => {
    const { service, measure } = field;
    const entry = entries[fieldId(field)];
    return entry?.absent
      ? { service, measure, absent: /** @type {const} */ (true) }
      : { service, measure, value: parseCount(entry?.text ?? '').value };
  });
}

/** The form as it stands once the entries were saved. @param {Form} form @param {Entries} entries @param {{at: string, by: string}} saved @returns {Form} */
export function reportedForm(form, entries, { at, by }) {
  const values = valuesOf(form, entries);
  return {
    ...form,
    fields: form.fields.map((field, index) => ({
      ...field,
      value: values[index]?.value ?? null,
      absent: values[index]?.absent === true,
    })),
    days: form.days.map((day) =>
      day.day === form.day ? { ...day, state: 'reported', reportedAt: at, reportedBy: by } : day,
    ),
  };
}
