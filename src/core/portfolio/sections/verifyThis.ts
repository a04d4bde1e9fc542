import { manifestName, sumsName } from '../manifest.ts';
import type { Summary } from '../summary.ts';

/** How a stranger checks the page, and what that does and does not show. */
export function verifyThis({ record }: Summary): string {
  return [
    `**Verify this in 60 seconds.** With nothing installed, \`sha256sum -c ${sumsName}\` in this folder shows that no file listed there was changed since it was written.`,
    `\`pairfolio verify .\`, the program that wrote this page, goes further: it recomputes what \`${manifestName}\` proves, that each case below is word for word what stands in the author’s record, and that the record with the root \`${record.root.slice(0, 12)}…\` (${String(record.size)} entries) contains it; \`--repo CLONE\` also looks for the code in the commits.`,
    'Nothing here is signed or anchored yet, so none of it shows who wrote the record or when: see *Method, coverage and limits*.',
  ].join(' ');
}
