import type { CaseView } from '../caseRecords.ts';
import type { Manifest } from '../manifest.ts';
import { evidenceCase } from './evidenceCase.ts';
import { encodeEvidence, evidenceName, readEvidence } from './evidenceJson.ts';

/**
 * Whether portfolio.json says of the cases what their proof gives, all of them and no other, byte for byte.
 * @param cases as their proof gives them
 * @returns what is wrong, in a sentence that begins with the file's name; `undefined` where nothing is
 */
export function evidenceProblem(
  bytes: Uint8Array,
  { record, reviewed, exported, signed }: Manifest,
  cases: readonly CaseView[],
): string | undefined {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const read = readEvidence(text);
  if (!read.ok) return read.problem.replace(/\.$/, '');
  // A member written twice reads differently in different programs; written anew it stands there once.
  if (encodeEvidence(read.json) !== text) return `${evidenceName} is not written the way Pairfolio writes it`;
  const { data } = read;
  if (data.record.root !== record.root || data.record.size !== record.size)
    return `${evidenceName} does not carry the record root of the manifest`;
  if (data.reviewed !== reviewed || data.exported !== exported)
    return `${evidenceName} and the manifest disagree on when it was exported or whether the author reviewed it`;
  if (data.cases.length !== cases.length)
    return `${evidenceName} shows ${String(data.cases.length)} cases, of which ${String(cases.length)} are proven`;
  const wrong = cases.findIndex(
    (view, index) =>
      encodeEvidence(evidenceCase(view, index + 1, signed !== undefined)) !== encodeEvidence(data.cases[index]),
  );
  return wrong < 0 ? undefined : `${evidenceName} does not say of case ${String(wrong + 1)} what is proven of it`;
}
