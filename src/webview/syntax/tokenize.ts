import type { Language } from './languages.ts';

export type TokenKind = 'plain' | 'comment' | 'string' | 'number' | 'keyword' | 'call';

/** A stretch of a line; one after the other they are the line. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

/** What a line begins inside of: a comment or string that ends with this text, or nothing. */
export interface Inside {
  readonly kind: 'comment' | 'string';
  readonly end: string;
}

const word = /[\p{L}_$@][\p{L}\p{N}_$]*/uy;
const number = /(?:0[xXbBoO][\da-fA-F_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?)[a-zA-Z%]*/y;
const tag = /<\/?[A-Za-z][\w:.-]*|\/?>/y;

/**
 * Colours one line, from left to right; each character is looked at once or twice, whatever it is.
 * @param inside what the line before left open
 * @returns the tokens, and what this line leaves open
 */
export function tokenize(
  line: string,
  language: Language,
  inside: Inside | null,
): { readonly tokens: readonly Token[]; readonly inside: Inside | null } {
  const tokens: Token[] = [];
  const put = (kind: TokenKind, text: string): void => {
    const last = tokens.at(-1);
    if (last?.kind === kind) tokens[tokens.length - 1] = { kind, text: last.text + text };
    else if (text !== '') tokens.push({ kind, text });
  };
  let at = 0;
  let open = inside;
  while (at < line.length) {
    if (open) {
      const end = endOf(line, at, open);
      put(open.kind, line.slice(at, end ?? line.length));
      if (end === null) return { tokens, inside: open };
      at = end;
      open = null;
      continue;
    }
    const rest = { line, at };
    if (startsAny(rest, language.lineComments)) {
      put('comment', line.slice(at));
      break;
    }
    const { blockComment } = language;
    if (blockComment && line.startsWith(blockComment[0], at)) {
      put('comment', blockComment[0]);
      at += blockComment[0].length;
      open = { kind: 'comment', end: blockComment[1] };
      continue;
    }
    const long = startsAny(rest, language.longStrings);
    if (long !== undefined) {
      put('string', long);
      at += long.length;
      open = { kind: 'string', end: long };
      continue;
    }
    const character = line.charAt(at);
    if (language.quotes.includes(character)) {
      const end = endOf(line, at + 1, { kind: 'string', end: character }) ?? line.length;
      put('string', line.slice(at, end));
      at = end;
      continue;
    }
    const [kind, text] = plainToken(line, at, language);
    put(kind, text);
    at += text.length;
  }
  return { tokens, inside: open };
}

function plainToken(line: string, at: number, language: Language): readonly [TokenKind, string] {
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(line)?.[0];
  };
  if (language.markup) {
    const name = match(tag);
    if (name !== undefined) return ['keyword', name];
  }
  const name = match(word);
  if (name !== undefined) {
    const known = language.keywords.has(language.ignoreCase ? name.toLowerCase() : name);
    // A name after a dot is a member, whatever it is called.
    if (known && line[at - 1] !== '.') return ['keyword', name];
    return [line[at + name.length] === '(' ? 'call' : 'plain', name];
  }
  const digits = match(number);
  if (digits !== undefined) return ['number', digits];
  return ['plain', String.fromCodePoint(line.codePointAt(at) ?? 0)];
}

function startsAny({ line, at }: { line: string; at: number }, starts: readonly string[]): string | undefined {
  return starts.find((start) => line.startsWith(start, at));
}

/** Where a comment or string ends, behind its end; null where it does not. A backslash takes the next character along. */
function endOf(line: string, from: number, { kind, end }: Inside): number | null {
  for (let at = from; at < line.length; at++) {
    if (kind === 'string' && line[at] === '\\') at += 1;
    else if (line.startsWith(end, at)) return at + end.length;
  }
  return null;
}
