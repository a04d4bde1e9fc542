import { codeSpan } from '../escape.ts';
import { manifestName, signatureName, signatureNamespace, sumsName } from '../manifest.ts';
import type { Summary } from '../summary.ts';

/** How a stranger checks the page, and what that does and does not show. */
export function verifyThis({ record, signed }: Summary): string {
  return [
    `**Verify this in 60 seconds.** With nothing installed, \`sha256sum -c ${sumsName}\` in this folder shows that no file listed there was changed since it was written.`,
    ...(signed === undefined ? [] : [signature(signed)]),
    `\`pairfolio verify .\`, the program that wrote this page, goes further: it recomputes what \`${manifestName}\` proves, that each case below is word for word what stands in the author’s record, and that the record with the root \`${record.root.slice(0, 12)}…\` (${String(record.size)} entries) contains it; \`--repo CLONE\` also looks for the code in the commits, and for an anchor that shows since when the record stood.`,
    signed === undefined
      ? 'Nothing here is signed, so none of it shows who wrote the record: see *Method, coverage and limits*.'
      : 'What none of this shows stands under *Method, coverage and limits*.',
  ].join(' ');
}

function signature(key: string): string {
  return `\`ssh-keygen -Y check-novalidate -n ${signatureNamespace} -s ${signatureName} < ${sumsName}\` says which key signed that list, and so every file: ${codeSpan(key)}. It is the author’s if the author’s code forge publishes the same key.`;
}
