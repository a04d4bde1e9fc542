import { maskTokens } from '../../ledger/secrets/tokens.ts';
import { PairfolioError } from '../../shared/errors.ts';
import { parseJson } from '../../shared/json.ts';
import { newMarks } from './places.ts';
import type { Redactor, SecretScanner } from './redactor.ts';
import { maskShapes } from './secretShapes.ts';

// The last look, over the finished files: whatever way a secret took, it does not get out. Only shapes that are certain
// count, because here there is nothing left to mask and the export fails.

/** A piece of a file as it reads once nothing in it is escaped, and the line it begins in, from 1. */
interface Piece {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/**
 * Checks files that are about to be written.
 * @param safe says of a text, or of a line of one, that it was looked at already
 * @throws PairfolioError `verification-failed` with file and line, never the secret
 */
export async function requireNoSecrets(
  files: readonly { readonly name: string; readonly text: string }[],
  scan: SecretScanner,
  safe: Pick<Redactor, 'gave' | 'gaveLine'>,
): Promise<void> {
  const all = files.flatMap(({ name, text }) =>
    /\.jsonl?$/.test(name) ? jsonPieces(name, text) : [page(name, text, safe)],
  );
  const pieces = all.filter(({ text }) => !safe.gave(text));
  const found = await scan(pieces.map(({ text }) => text));
  pieces.forEach(({ file, line, text }, index) => {
    const own = newMarks(text, maskShapes(maskTokens(text)))[0]?.line;
    // A mark is no secret, though the address around it looks like one.
    const other = found[index]?.find(({ start, end }) => !text.slice(start, end).includes('[secret:'));
    const at = own ?? (other && text.slice(0, other.start).split('\n').length);
    if (at === undefined) return;
    const source = files.find(({ name }) => name === file)?.text ?? '';
    const place = file.endsWith('.json') ? lineOf(source, text) : file.endsWith('.jsonl') ? line : at;
    throw new PairfolioError(
      'verification-failed',
      `${file}, line ${String(place)}, would hold what looks like a secret that could not be masked; choose other cases or publish less of their code.`,
    );
  });
}

/** The line of a JSON file that holds a text, perhaps inside a record's line. */
function lineOf(json: string, text: string): number {
  const once = JSON.stringify(text).slice(1, -1);
  const at = [once, JSON.stringify(once).slice(1, -1)].map((form) => json.indexOf(form)).find((index) => index >= 0);
  return json.slice(0, at ?? 0).split('\n').length;
}

/** A page without the escapes of Markdown and HTML, so that what they split reads as one; line for line, empty where a line is safe. */
function page(file: string, text: string, safe: Pick<Redactor, 'gaveLine'>): Piece {
  const lines = text.split('\n').map((line) => {
    if (line === '' || safe.gaveLine(line)) return '';
    const plain = /[<&]/.test(line) ? withoutHtml(line) : line;
    return safe.gaveLine(plain) ? '' : plain.replace(/\\([!-/:-@[-`{-~])/g, '$1');
  });
  return { file, line: 1, text: lines.join('\n') };
}

function withoutHtml(line: string): string {
  return line
    .replace(/<\/?(?:span|wbr|ins|del|b|em|strong)\b[^>]*>/g, '')
    .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (whole, hex: string | undefined, decimal: string | undefined) => {
      const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
      return code > 31 && code < 0x110000 ? String.fromCodePoint(code) : whole;
    })
    .replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => entities[entity] ?? entity);
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};

/** Every text of a JSON file, also those of records that stand in it as lines. */
function jsonPieces(file: string, text: string): Piece[] {
  const rows = file.endsWith('.jsonl') ? text.split('\n') : [text];
  return rows.flatMap((row, index) => {
    const found: string[] = [];
    collect(parseJson(row), found);
    return [...new Set(found)].map((value) => ({ file, line: file.endsWith('.jsonl') ? index + 1 : 1, text: value }));
  });
}

/** Shorter than any token (characters). */
const shortest = 12;

function collect(value: unknown, found: string[]): void {
  if (typeof value === 'string') {
    if (value.length < shortest || /^[0-9a-f]+$/.test(value)) return;
    const line = value.startsWith('{"') ? parseJson(value) : undefined;
    if (typeof line === 'object' && line !== null) collect(line, found);
    else found.push(value);
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      collect(key, found);
      collect(item, found);
    }
  }
}
