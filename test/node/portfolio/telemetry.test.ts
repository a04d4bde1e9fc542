import assert from 'node:assert/strict';
import path from 'node:path';
import { measure } from '../../../src/core/follow/measure.ts';
import { judgeWithAnswer } from '../../../src/core/follow/verdict.ts';
import { bareShare, fewest, shareWords, wilson } from '../../../src/core/portfolio/rates.ts';
import { summarise, type Summary } from '../../../src/core/portfolio/summary.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { Ledger } from '../../../src/node/ledger/ledger.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { suggestionRecord } from '../../support/records.ts';
import { developers, labelOf, labels, laterText, telemetryOf, type TelemetryRow } from '../../support/telemetry.ts';

// Six real developers: what the record says about them must be what a count of the raw telemetry says.

/** Through verdict, ledger, disk and read model, as any developer's own suggestions. */
function summaryOf(rows: readonly TelemetryRow[]): Summary {
  const clock = new ManualClock('2026-11-22T10:00:00.000Z');
  const home = path.join(temporaryFolder(), 'ledger');
  const writer = new Ledger(home, { app: 'test', host: 'cli' }, clock, nodeDigest);
  for (const [index, row] of rows.entries()) {
    const { time, suggestion, language } = row;
    const id = `s${String(index)}`;
    const answer = row.event;
    const fate = { before: '', suggested: suggestion, kept: answer === 'accepted' ? laterText(row, null) : '' };
    writer.append(suggestionRecord({ id, answer, language }, time), {
      before: '',
      suggested: suggestion,
      file: 'a.py',
    });
    if (answer === 'accepted')
      writer.append({
        type: 'survival',
        at: time,
        body: { suggestion: id, checkpoint: '600s', retained: null, ...measure(fate, null) },
      });
    const { label, because } = judgeWithAnswer(answer, fate, null);
    writer.append(
      { type: 'verdict', at: time, body: { suggestion: id, label, settled: true, because } },
      { kept: fate.kept },
    );
  }
  writer.dispose();
  const reader = new Ledger(home, { app: 'test', host: 'cli' }, clock, nodeDigest);
  const states = reader.states();
  const summary = summarise(states, states, {
    period: undefined,
    oneWorkspace: false,
    reviewed: false,
    codes: ['full'],
    exported: '2026-11-22T10:00:00.000Z',
    record: { root: '', size: 0 },
    leftOut: { improbable: 0, corrected: 0, unread: 0, lost: 0 },
    corrections: { attributed: 0, notAi: 0, probable: 0, confirmed: 0, pointedOut: 0 },
  });
  reader.dispose();
  return summary;
}

/** Both ends of the Wilson interval from what defines it: where the score test just rejects. By halving, not by formula. */
function scoreInterval(count: number, n: number): [number, number] {
  const rejects = (p: number): boolean => Math.abs(count / n - p) > 1.959963984540054 * Math.sqrt((p * (1 - p)) / n);
  const end = (outside: number): number => {
    let [inner, outer] = [count / n, outside];
    if (!rejects(outer) && inner === outer) return outer;
    for (let step = 0; step < 200; step++) {
      const middle = (inner + outer) / 2;
      if (rejects(middle)) outer = middle;
      else inner = middle;
    }
    return inner;
  };
  return [end(0), end(1)];
}

describe('the telemetry of six developers', () => {
  it('is all there', () => {
    const rows = developers.flatMap(telemetryOf);
    assert.equal(developers.length, 6);
    assert.equal(rows.length, 327);
    assert.equal(rows.filter(({ event }) => event === 'accepted').length, 113);
  });

  for (const name of [...developers, 'all six together']) {
    it(`gives the figures a direct count gives: ${name}`, () => {
      const rows = developers.includes(name) ? telemetryOf(name) : developers.flatMap(telemetryOf);
      const summary = summaryOf(rows);
      assert.equal(summary.suggestions, rows.length);
      assert.equal(summary.decided, rows.length);
      for (const label of labels) {
        const count = rows.filter((row) => labelOf(row) === label).length;
        assert.equal(summary.byVerdict[label], count, label);
        const n = rows.length;
        const [low, high] = scoreInterval(count, n);
        const computed = wilson(summary.byVerdict[label], summary.decided);
        assert.ok(Math.abs(computed[0] - low) < 1e-9 && Math.abs(computed[1] - high) < 1e-9, label);
        assert.ok(n >= fewest);
        const percent = (share: number): string => String(Math.round(100 * share));
        const words = `${percent(count / n)} % (${percent(low)}–${percent(high)})`;
        assert.equal(bareShare(summary.byVerdict[label], summary.decided), words);
        assert.equal(shareWords(summary.byVerdict[label], summary.decided), `${words}, n = ${String(n)}`);
      }
    });
  }
});
