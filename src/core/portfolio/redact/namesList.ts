import { PairfolioError } from '../../shared/errors.ts';
import { compileNames, type NameRule } from './names.ts';

/** Longer than any name (characters). */
const longest = 200;

/**
 * Reads a list of names: one a line, `name` or `name = replacement`; empty lines and lines that begin with `#` say
 * nothing. Names without a replacement become "Name 1", "Name 2" … by their order.
 * @param text UTF-8, decoded
 * @throws PairfolioError `usage` with the number of the line that is wrong, never what stands in it
 */
export function parseNames(text: string): NameRule[] {
  const rules: NameRule[] = [];
  const lineOf: number[] = [];
  text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .forEach((raw, index) => {
      const line = raw.trim();
      if (line === '' || line.startsWith('#')) return;
      const wrong = (what: string): PairfolioError =>
        new PairfolioError('usage', `Line ${String(index + 1)} of the names list ${what}.`);
      if (/[\ufffd\0]/.test(line)) throw wrong('is not UTF-8 text');
      if (line.length > longest) throw wrong('is too long for a name');
      const [, name = line, instead] = /^(.*?)\s*=\s*(.*)$/u.exec(line) ?? [];
      if (name === '') throw wrong('has no name before the equals sign');
      if (instead === '') throw wrong('has nothing after the equals sign');
      rules.push({ name: name.normalize('NFC'), instead: instead ?? `Name ${String(rules.length + 1)}` });
      lineOf.push(index + 1);
    });
  compileNames(rules, (index) => `Line ${String(lineOf[index] ?? 0)} of the names list`);
  return rules;
}
