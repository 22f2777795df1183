import { h, setText, show } from '../dom.js';
import { zoneOf } from '../roster.js';
import { copyButton } from './copy.js';

/**
 * A link that was just made: the only time its token is to be seen.
 *
 * @typedef {import('../desk-types.js').FreshLink} FreshLink
 */

/** @param {import('../types.js').Context} context @param {string} feed */
export function freshLink(context, feed) {
  const { t, format, api } = context;
  const title = h('h3', { tabindex: '-1' });
  const text = h('input', { class: 'secret', readonly: true, id: `fresh-${feed}` });
  const label = h('label', { for: `fresh-${feed}` });
  const explain = h('p');
  const example = h('pre', { class: 'sample', tabindex: '0' });
  const program = h('div', { class: 'stack' }, h('p', {}, t('link.program')), example);
  /** @type {string} */
  let secret = '';
  const share = h('button', { type: 'button', class: 'plain', onclick: hand }, t('link.share'));
  const copy = copyButton(context, { label: t('link.copy'), text: () => secret });
  const done = h('button', { type: 'button', class: 'quiet', onclick: clear }, t('link.done'));
  const element = h(
    'section',
    { class: 'fresh-link', hidden: true },
    title,
    h('p', { class: 'once' }, t('link.once')),
    label,
    h('div', { class: 'row' }, text, copy.element, share),
    explain,
    program,
    done,
  );
  text.addEventListener('focus', () => text.select());

  /** @param {FreshLink} link */
  function update(link) {
    secret = link.url ?? link.token;
    const until = format.date(link.expiresAt, zoneOf(link.expiresAt));
    setText(title, t('link.made', { holder: link.holder }));
    setText(label, t(link.url ? 'link.address' : 'link.token'));
    setText(explain, t(link.url ? 'link.useForm' : 'link.useToken', { until }));
    text.value = secret;
    setText(example, sampleOf(api.fileUrl(feed)));
    show(program, link.url === null);
    show(share, link.url !== null && 'share' in navigator);
    show(element, true);
    title.focus();
  }

  /** The device's own sheet; that somebody closes it is no fault. */
  async function hand() {
    try {
      await navigator.share({ title: t('link.shareTitle'), url: secret });
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  }

  /** The token leaves the page with it. */
  function clear() {
    secret = '';
    text.value = '';
    show(element, false);
  }

  return { element, update, clear };
}

/** The token comes from the environment, so that it stands in no history of commands. @param {string} url */
function sampleOf(url) {
  return `curl --fail-with-body -H "Authorization: Bearer $PANTAU_TOKEN" \\\n  --data-binary @laporan.xlsx ${url}`;
}
