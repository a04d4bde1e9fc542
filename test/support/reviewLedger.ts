import type { Verdict } from '../../src/core/shared/words.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { temporaryFolder } from './folder.ts';
import type { ManualClock } from './manualClock.ts';
import { suggestionRecord } from './records.ts';

/** A real ledger in a folder of its own; `home` of another one reads and writes the same. */
export function reviewLedger(clock: ManualClock, home = temporaryFolder()): Ledger {
  return new Ledger(home, { app: 'test', host: 'editor' }, clock, nodeDigest);
}

export interface Code {
  readonly file: string;
  readonly before: string;
  readonly suggested: string;
  readonly kept: string | undefined;
  readonly prompt: string;
}

/** Appends a suggestion with its texts and a settled verdict. */
export function appendDecision(
  ledger: Ledger,
  clock: ManualClock,
  id: string,
  label: Verdict,
  code: Partial<Code> = {},
  group = id,
): void {
  const { file = 'src/list.ts', before = '', suggested = 'one();\ntwo();\n', prompt } = code;
  const kept = 'kept' in code ? code.kept : suggested;
  const at = new Date(clock.now()).toISOString();
  const lines = suggested.split('\n').length - 1;
  const size = { before: { characters: before.length, lines: 0 }, suggested: { characters: suggested.length, lines } };
  ledger.append(suggestionRecord({ id, group, size, tool: { name: 'codex', model: null } }, at), {
    file,
    before,
    suggested,
    prompt,
  });
  ledger.append({ type: 'verdict', at, body: { suggestion: id, label, settled: true, because: 'text' } }, { kept });
}
