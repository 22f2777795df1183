import { once } from './once.js';

/**
 * A made-up password, to be handed over; it opens nothing but its own change.
 *
 * @param {import('../types.js').Context} context
 */
export function handedPassword(context) {
  const { t } = context;
  const panel = once(context, {
    id: 'handed-password',
    label: t('handed.password'),
    warning: t('handed.once'),
  });

  /** @param {import('../people-types.js').UserWithPassword} made @param {'handed.created'|'handed.reset'} title */
  function update({ user, password }, title) {
    panel.update({
      title: t(title, { name: user.name }),
      secret: password,
      explain: t('handed.how', { username: user.username }),
    });
  }

  return { element: panel.element, update, clear: panel.clear };
}
