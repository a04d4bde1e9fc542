import { compileNames, type NameRule } from './names.ts';
import type { MaskedPlace } from './places.ts';
import { Redactor, type SecretScanner } from './redactor.ts';

/**
 * A redactor for one export. A replacement that looks like a secret is not published: its name is only numbered.
 * @returns the redactor, and which places of the list that was so for
 * @throws PairfolioError `usage` for a list of names that cannot be used
 */
export async function openRedactor(
  names: readonly NameRule[],
  scan: SecretScanner,
): Promise<{ readonly redactor: Redactor; readonly masked: readonly MaskedPlace[] }> {
  const plain = new Redactor(compileNames([]), scan);
  await plain.prepare(names.map(({ instead }) => instead));
  const masked: MaskedPlace[] = [];
  const rules = names.map(({ name, instead }, index): NameRule => {
    const [mark] = plain.redact(instead).marks;
    if (!mark) return { name, instead: plain.redact(instead).text };
    masked.push({ case: null, where: 'names', line: index + 1, kind: mark.kind });
    return { name, instead: '' };
  });
  return { redactor: new Redactor(compileNames(rules), scan), masked };
}
