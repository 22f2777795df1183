import { h, setText, show } from '../dom.js';

/**
 * What to do next after something was connected: go and look, within a minute.
 *
 * @param {import('../types.js').Context} context
 */
export function savedPanel(context) {
  const { t } = context;
  const title = h('h3', { tabindex: '-1' });
  const text = h('p');
  const links = h('ul', { class: 'saved-places' });
  const more = h('div', { class: 'stack' });
  const element = h('section', { class: 'saved stack', hidden: true }, title, text, links, more);

  /**
   * @param {{title: string, text: string, places: readonly import('../types.js').Place[]}} what `places`: where it is to be seen
   * @param {Node[]} next what else is offered
   */
  function tell(what, next = []) {
    setText(title, what.title);
    setText(text, what.text);
    links.replaceChildren(
      ...what.places.map(({ id, name }) =>
        h('li', {}, h('a', { href: context.link(id) }, t('saved.open', { place: name }))),
      ),
    );
    more.replaceChildren(...next);
    show(element, true);
    title.focus();
  }

  return { element, tell, clear: () => show(element, false) };
}
