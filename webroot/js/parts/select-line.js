import { lineSpan } from '../problem-text.js';

/**
 * Leads to a line of a text that is written, with some lines before it in sight.
 *
 * @param {HTMLTextAreaElement} text @param {number} number from 1 @param {number} above how many lines before it
 */
export function selectLine(text, number, above) {
  const span = lineSpan(text.value, number);
  if (!span) return;
  text.focus();
  text.setSelectionRange(span.start, span.end);
  const height = text.scrollHeight / text.value.split('\n').length;
  text.scrollTop = Math.max(0, (number - 1 - above) * height);
}
