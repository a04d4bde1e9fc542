import fs from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { parseJson } from '../../core/shared/json.ts';
import type { KnownHeads } from '../../core/ledger/verifyLedger.ts';

// A checkpoint record tells of every segment but the one it is the last line of: cut that short, and nothing misses the
// end. So what the last checkpoint covered stands once more beside the segments.

const name = 'checkpoint.json';

const form = v.looseObject({
  v: v.literal(1),
  at: v.string(),
  heads: v.record(v.string(), v.looseObject({ seq: v.number(), hash: v.string() })),
});

/** What the checkpoints so far covered; undefined where there was none, or its file is gone or damaged. */
export function readLastCheckpoint(home: string): KnownHeads | undefined {
  try {
    const read = v.safeParse(form, parseJson(fs.readFileSync(path.join(home, name), 'utf8')));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
}

/** Notes what a checkpoint covered. What an earlier one covered and this one does not is lost, and stays known. */
export function noteCheckpoint(home: string, { at, heads }: KnownHeads): void {
  const merged = { ...heads };
  for (const [segment, head] of Object.entries(readLastCheckpoint(home)?.heads ?? {})) {
    const known = merged[segment];
    if (!known || known.seq < head.seq) merged[segment] = head;
  }
  const staged = path.join(home, `${name}.${String(process.pid)}.tmp`);
  try {
    fs.writeFileSync(staged, `${JSON.stringify({ v: 1, at, heads: merged })}\n`, { mode: 0o600 });
    fs.renameSync(staged, path.join(home, name));
  } catch {
    // The checkpoint itself stands in the ledger; what is noted here only helps to miss it.
    fs.rmSync(staged, { force: true });
  }
}
