import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { verifyLedger } from '../../../src/core/ledger/verifyLedger.ts';
import { systemClock } from '../../../src/node/clock.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { Ledger } from '../../../src/node/ledger/ledger.ts';

/** The text a writer records with a decision: long enough that a write of it can be cut anywhere. */
export function textOf(id: string): string {
  return `text of ${id} `.repeat(1 + (Number(id.slice(-2)) % 40));
}

/** What writers told before they were killed. */
export interface Told {
  readonly recorded: ReadonlySet<string>;
  readonly forgot: ReadonlySet<string>;
  readonly refused: readonly string[];
}

/** @param output of one or more writers; a line cut by the kill was not told */
export function toldIn(output: string): Told {
  const lines = output.split('\n').slice(0, -1);
  const after = (word: string): string[] =>
    lines.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));
  return { recorded: new Set(after('recorded')), forgot: new Set(after('forgot')), refused: after('refused') };
}

/**
 * The promise of the ledger, after whatever happened to its writers: what was acknowledged is there, what was forgotten
 * is nowhere, nothing is there twice, and the record verifies.
 */
export function assertKept(home: string, { recorded, forgot }: Told): void {
  const ledger = new Ledger(home, { app: 'test', host: 'cli' }, systemClock, nodeDigest);
  const decisions = ledger.decisions();
  const texts = new Map(decisions.map(({ id, suggested }) => [id, suggested]));
  assert.equal(texts.size, decisions.length, 'nothing is there twice');
  const stored = ['texts', 'segments']
    .flatMap((kind) => fs.readdirSync(path.join(home, kind)).map((name) => path.join(home, kind, name)))
    .map((file) => fs.readFileSync(file, 'utf8'))
    .join('\n');
  for (const id of recorded) {
    if (forgot.has(id)) {
      assert.ok(!texts.has(id), `${id} was forgotten`);
      assert.ok(!stored.includes(`text of ${id} `), `nothing of ${id} is left`);
    } else if (!isBeingForgotten(id, recorded)) assert.equal(texts.get(id), textOf(id), id);
  }
  const check = verifyLedger(ledger.segments(), nodeDigest);
  assert.deepEqual([check.ok, check.missing], [true, []], JSON.stringify(check.problems));
  assert.deepEqual(ledger.changedTexts(), []);
  assert.equal(ledger.unread.damaged, 0);
  ledger.dispose();
}

/** Whether its writer went on to forget it and was killed before it could tell. */
function isBeingForgotten(id: string, recorded: ReadonlySet<string>): boolean {
  const [name = '', number = ''] = id.split(/-(?=\d+$)/);
  const asks = Number(number) + 2;
  return asks % 5 === 4 && recorded.has(`${name}-${String(asks).padStart(6, '0')}`);
}
