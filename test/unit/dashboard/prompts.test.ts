import assert from 'node:assert/strict';
import { comparePrompts, type Asked } from '../../../src/core/dashboard/prompts.ts';
import { traitsOf } from '../../../src/core/dashboard/promptTraits.ts';
import { CellRecords } from '../../../src/core/dashboard/cellRecord.ts';
import { countCalibration, stoodLater } from '../../../src/core/portfolio/calibration.ts';
import { groupStates } from '../../../src/core/portfolio/groups.ts';
import { emptyLedger, tell, type Told } from '../../support/portfolioLedger.ts';
import { TestHistory } from '../../support/history.ts';
import { suggestionRecord } from '../../support/records.ts';
import type { Outcome, Verdict } from '../../../src/core/shared/words.ts';

const minute = (n: number): string => new Date(Date.UTC(2026, 9, 1, 9, n)).toISOString();

describe('what can be seen of a prompt', () => {
  const seen = (prompt: string): string[] => {
    const { namesFiles, constraints, examples } = traitsOf(prompt);
    return [namesFiles && 'files', constraints && 'constraints', examples && 'examples'].filter(
      (word) => word !== false,
    );
  };

  it('is whether it names files, says what must be, and gives examples', () => {
    assert.deepEqual(seen('make it work'), []);
    assert.deepEqual(seen('fix the bug in the cart, it is broken.'), []);
    assert.deepEqual(seen('look at src/cart.ts'), ['files']);
    assert.deepEqual(seen('rename `subtotal` everywhere'), ['files']);
    assert.deepEqual(seen('Add a cache. Do not add a dependency'), ['constraints']);
    assert.deepEqual(seen('Parse dates, e.g. 2024-02-29'), ['examples']);
    assert.deepEqual(seen('Only touch @src/a/b.py, for example:\n```py\nx = 1\n```'), [
      'files',
      'constraints',
      'examples',
    ]);
    assert.deepEqual(seen('Añade una caché, sin dependencias, por ejemplo con un mapa'), ['constraints', 'examples']);
    assert.deepEqual(seen('This is fine. Then go on.'), []);
  });

  it('and how many words it has, in any script', () => {
    assert.equal(traitsOf('make it work').words, 3);
    assert.equal(traitsOf('сделай это, пожалуйста').words, 3);
    assert.equal(traitsOf('').words, 0);
  });
});

describe('prompts that worked', () => {
  const asked = (
    ...turns: readonly (readonly [session: string | null, file: string, verdict: Verdict, outcome?: Outcome])[]
  ): Asked[] => {
    const history = new TestHistory();
    turns.forEach(([session, , label, outcome], index) => {
      const id = `t${String(index)}`;
      history.write(
        suggestionRecord({ id, surface: 'agent', turn: session === null ? null : { session, index } }, minute(index)),
      );
      history.write({
        type: 'verdict',
        at: minute(index),
        body: { suggestion: id, label, settled: true, because: 'distance' },
      });
      if (outcome)
        history.write({
          type: 'followUp',
          at: minute(index),
          body: { suggestion: id, days: 14, distance: 0.5, outcome, because: 'rewritten' },
        });
    });
    const groups = groupStates([...history.suggestions.values()]);
    return groups.map((group, index) => ({
      group,
      prompt: `word `.repeat(index + 1),
      files: [turns[index]?.[1] ?? ''],
    }));
  };

  it('count turns about a file of one session until it stood; the next turn after that is a new ask', () => {
    const { turns } = comparePrompts(
      asked(
        ['s', 'a.ts', 'adapted'],
        ['s', 'b.ts', 'trusted'],
        ['s', 'a.ts', 'trusted'],
        ['s', 'a.ts', 'trusted'],
        ['r', 'a.ts', 'overrode'],
        ['r', 'a.ts', 'adapted'],
        ['r', 'a.ts', 'trusted'],
        [null, 'c.ts', 'overrode'],
        ['q', 'c.ts', 'trusted', 'over-reliance'],
      ),
    );
    assert.deepEqual(turns, { once: 2, twice: 1, more: 1, never: 2 });
  });

  it('stood only where they were kept as offered and not reworked later', () => {
    const { stood, reworked } = comparePrompts(
      asked(
        ['s', 'a', 'trusted'],
        ['s', 'b', 'adapted'],
        ['s', 'c', 'trusted', 'over-reliance'],
        ['s', 'd', 'trusted'],
      ),
    );
    assert.deepEqual([stood.n, stood.words], [2, 2.5]);
    assert.deepEqual([reworked.n, reworked.words], [2, 2.5]);
  });
});

describe('forecasts', () => {
  it('are scored by the Brier score, from the twentieth on', () => {
    const { ledger } = emptyLedger();
    const forecast = (expected: number, told: Told): void => {
      const id = tell(ledger, told);
      ledger.append({ type: 'prediction', at: minute(0), body: { suggestions: [id], expected } });
    };
    const stood: Told = { verdict: 'trusted', followUp: { outcome: null, because: 'stands', distance: 0.1 } };
    const fell: Told = { verdict: 'trusted', followUp: { outcome: 'over-reliance', because: 'fixed', distance: 0.1 } };
    for (let n = 0; n < 15; n++) forecast(0.9, stood);
    for (let n = 0; n < 4; n++) forecast(0.7, fell);
    forecast(0.5, { verdict: 'trusted' });
    const before = countCalibration(groupStates(ledger.states()));
    assert.deepEqual([before.predicted, before.scored, before.brier], [20, 19, null]);
    forecast(0.5, fell);
    const { brier, levels } = countCalibration(groupStates(ledger.states()));
    assert.ok(Math.abs((brier ?? 0) - (15 * 0.01 + 4 * 0.49 + 0.25) / 20) < 1e-12);
    assert.deepEqual(levels.at(-1), { expected: 0.9, predicted: 15, scored: 15, stood: 15 });
    ledger.dispose();
  });

  it('held where two thirds of the suggestion were there later and no fix had to touch it', () => {
    const { ledger } = emptyLedger();
    const tellOf = (because: string, distance: number | undefined, outcome: Outcome | null = null): void =>
      void tell(ledger, {
        verdict: 'adapted',
        followUp: { outcome, because, ...(distance !== undefined && { distance }) },
      });
    tellOf('stands', 0.2);
    tellOf('stands', 0.34);
    tellOf('fixed', 0.2);
    tellOf('no-repository', undefined);
    tell(ledger, { verdict: 'trusted' });
    const held = groupStates(ledger.states()).map((group) => stoodLater(group));
    assert.deepEqual(held, [true, false, false, null, null]);
    ledger.dispose();
  });
});

describe('the record of a cell', () => {
  const records = (reworked: number, kept: number, more: Told = {}): CellRecords => {
    const { ledger } = emptyLedger();
    const cell = { kind: 'migration', language: 'sql', survival: { '30s': 0 } } as const;
    for (let n = 0; n < reworked; n++) tell(ledger, { ...cell, verdict: n % 2 === 0 ? 'adapted' : 'overrode' });
    for (let n = 0; n < kept; n++) tell(ledger, { ...cell, verdict: 'trusted', ...more });
    const counting = CellRecords.counting(ledger.states());
    let step = counting.next();
    while (step.done !== true) step = counting.next();
    const found = step.value;
    ledger.dispose();
    return found;
  };

  it('is said where it is poor: at least eight decisions, two of three reworked', () => {
    assert.deepEqual(records(6, 2).poorAt('migration', 'sql'), { reworked: 6, n: 8 });
    assert.equal(records(6, 1).poorAt('migration', 'sql'), null);
    assert.equal(records(5, 3).poorAt('migration', 'sql'), null);
    assert.equal(records(6, 2).poorAt('test', 'sql'), null);
    assert.equal(records(6, 2).poorAt(null, 'sql'), null);
  });

  it('counts what was kept and reworked later, and not what was declined when it was offered', () => {
    const later = { followUp: { outcome: 'over-reliance', because: 'fixed' } } as const;
    assert.deepEqual(records(4, 4, later).poorAt('migration', 'sql'), { reworked: 8, n: 8 });
    assert.equal(records(7, 1, { verdict: 'overrode', answer: 'rejected' }).poorAt('migration', 'sql'), null);
  });
});
