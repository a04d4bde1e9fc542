import type { FoundSecret } from '../../core/portfolio/redact/redactor.ts';

// The rules of secretlint over texts about to be published. Nothing is read from the disk and nothing sent anywhere.

type Lint = (content: string) => Promise<readonly FoundSecret[]>;

/** Between two texts that are looked at together: nothing a rule would look across. */
const gap = '\n\n\u0000\n\n';

/**
 * Looks for secrets in texts, all in one go: each run of the rules has a price of its own.
 * @returns for each text what was found, in order of place, none over another
 */
export async function scanForSecrets(texts: readonly string[]): Promise<readonly (readonly FoundSecret[])[]> {
  if (texts.length === 0) return [];
  const lint = await load();
  const starts: number[] = [];
  let length = 0;
  for (const text of texts) {
    starts.push(length);
    length += text.length + gap.length;
  }
  const found = await lint(texts.join(gap));
  return texts.map((text, index) => inside(found, starts[index] ?? 0, text.length));
}

function inside(found: readonly FoundSecret[], from: number, length: number): FoundSecret[] {
  const own: FoundSecret[] = [];
  for (const { start, end, kind } of found) {
    const [first, last] = [Math.max(start - from, 0), Math.min(end - from, length)];
    if (first >= last) continue;
    const before = own.at(-1);
    if (before && first < before.end) own[own.length - 1] = { ...before, end: Math.max(before.end, last) };
    else own.push({ start: first, end: last, kind });
  }
  return own;
}

/** Loaded when first needed: the rules are large. */
async function load(): Promise<Lint> {
  const [{ lintSource }, { creator }] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
  ]);
  const config = { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }] };
  return async (text) => {
    // A comment in somebody's code must not switch the rules off.
    const content = text.replace(/secretlint-(?=disable|enable)/g, 'secretlint_');
    const { messages } = await lintSource({
      source: { content, filePath: 'text', ext: '', contentType: 'text' },
      options: { config, noPhysicFilePath: true },
    });
    return messages
      .map(({ range: [start, end], ruleId }) => ({ start, end, kind: kindOf(ruleId) }))
      .sort((a, b) => a.start - b.start || b.end - a.end);
  };
}

/** `@secretlint/secretlint-rule-github` finds a `github-secret`. */
function kindOf(ruleId: string): string {
  const rule = ruleId.replace(/^.*secretlint-rule-/, '').replace(/[^a-z0-9-]/g, '');
  return rule === 'privatekey' ? 'private-key' : rule === 'basicauth' ? 'password' : `${rule}-secret`;
}
