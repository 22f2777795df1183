import { Problem } from '../api.js';
import { problemText } from '../problem-text.js';

/**
 * Ends one of a list that is asked for again afterwards. What had ended already is no mistake.
 *
 * @param {() => Promise<void>} act
 * @param {object} list
 * @param {{again: () => Promise<void>}} list.source
 * @param {{say: (tone: 'good' | 'bad', text: string) => void}} list.line where it is said
 * @param {import('../types.js').Context['t']} list.t
 * @param {{done: string, gone: string}} words
 */
export async function ending(act, { source, line, t }, { done, gone }) {
  try {
    await act();
    await source.again();
    line.say('good', done);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await source.again();
    if (error.status === 404) line.say('good', gone);
    else line.say('bad', problemText(error, t));
  }
}
