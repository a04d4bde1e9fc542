import * as v from 'valibot';
import { parseJson } from '../shared/json.ts';
import { modelError } from './model.ts';

// An answer is somebody else's text. It is looked at by a schema, made plain, and shown; nothing in it is ever followed.

/**
 * Reads the answer of a model: one JSON object, also where the model put a fence, its thoughts or a polite sentence
 * around it.
 * @throws PairfolioError `model-answer` where there is none, or it is not of that form
 */
export function readAnswer<S extends v.GenericSchema>(answer: string, schema: S): v.InferOutput<S> {
  const said = answer.replace(/<think(?:ing)?>[^]*?<\/think(?:ing)?>/g, '');
  for (const candidate of [said, ...objectsIn(said)]) {
    const read = v.safeParse(schema, parseJson(candidate));
    if (read.success) return read.output;
  }
  throw modelError('model-answer');
}

/** From each opening brace to its closing one, outermost first; braces in texts are not counted. At most a few. */
function objectsIn(text: string): string[] {
  const found: string[] = [];
  for (let at = text.indexOf('{'); at >= 0 && found.length < 5; ) {
    const end = endOfObject(text, at);
    if (end === undefined) break;
    found.push(text.slice(at, end));
    at = text.indexOf('{', end);
  }
  return found;
}

function endOfObject(text: string, start: number): number | undefined {
  let [depth, inText] = [0, false];
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\' && inText) at += 1;
    else if (character === '"') inText = !inText;
    else if (!inText && character === '{') depth += 1;
    else if (!inText && character === '}' && (depth -= 1) === 0) return at + 1;
  }
  return undefined;
}

/**
 * A text of an answer, as plain text: no links, no addresses, nothing that hides or reorders what is read.
 * @param most characters; a longer text is refused, because half a sentence says something else
 */
export function plainText(most: number): v.GenericSchema<unknown, string> {
  return v.pipe(v.string(), v.transform(plain), v.minLength(1), v.maxLength(most));
}

/** As {@link plainText}, on one line. */
export function plainLine(most: number): v.GenericSchema<unknown, string> {
  return v.pipe(
    v.string(),
    v.transform((text) => plain(text).replace(/\s+/g, ' ')),
    v.minLength(1),
    v.maxLength(most),
  );
}

/** Addresses of the web and everything a click would open: a draft needs none, and a model may have made it up. */
const address =
  /(?:[a-z][a-z0-9+.-]{0,20}:\/\/|\b(?:vscode|command|javascript|data|mailto):|\bwww\.)[^\s<>()[\]"'`]+/gi;

/** Markup stays, as text: pages show it as such, and `Array<string>` is no markup. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, (character) => (character === '\n' ? '\n' : ''))
    .replace(/!?\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
    .replace(address, '[address left out]')
    .replaceAll('](', '] (')
    .replace(/[ \t]+$/gm, '')
    .trim();
}
