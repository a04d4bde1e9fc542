import { PracticeSession } from '../../src/editor/practice/practiceSession.ts';
import { MemoryStore } from './memoryStore.ts';
import { emptyLedger, tell, type Told } from './portfolioLedger.ts';

/** The project of {@link practiceLedger}. */
export const shop = { folder: '/home/mona/shop', name: 'shop' };

const migration: Told = {
  kind: 'migration',
  language: 'sql',
  domain: 'data',
  file: 'db/0042_orders.sql',
  before: '',
  suggested: 'ALTER TABLE orders DROP COLUMN note;',
  prompt: 'drop the unused column',
};
const feature: Told = {
  kind: 'feature',
  domain: 'back-end',
  before: 'a',
  suggested: 'export function subtotal(lines: Line[]) {',
  verdict: 'trusted',
};

/**
 * A fortnight of somebody with a rule on trial, on Friday evening of the second week: 20 November 2026.
 */
export function practiceLedger(): ReturnType<typeof emptyLedger> {
  const made = emptyLedger();
  const { ledger, clock } = made;
  const add = (day: number, count: number, told: Told): void => {
    for (let index = 0; index < count; index++)
      tell(ledger, { at: `2026-11-${String(day).padStart(2, '0')}T10:${String(10 + index)}:00.000Z`, ...told });
  };
  add(10, 4, { ...migration, verdict: 'overrode', stance: 'overrode', reasons: ['wrong-behaviour'] });
  add(11, 2, { ...feature, checks: [{ what: 'npm test', result: 'passed', check: 'test' }] });
  add(12, 3, feature);
  clock.set('2026-11-13T17:00:00.000Z');
  const session = new PracticeSession({
    ...made,
    store: new MemoryStore(),
    translate: (english) => english,
    project: () => shop,
  });
  const { draft } = session.state();
  session.save('2026-W46', {
    ...draft,
    surprised: 'It knew our money type, and not that a column may still be read by last week’s release.',
    missed: 'That migrations run while the old version is up.',
    decision: session.state().decisions[0]?.id ?? null,
    differently: 'Ask for the plan first.',
    skill: 'framing',
    rule: {
      from: null,
      words: 'Run the tests before I keep a feature',
      cell: { kind: 'feature', language: null, domain: null },
      means: 'checked',
      most: null,
      reason: null,
    },
  });
  add(16, 5, { ...migration, verdict: 'overrode', stance: 'overrode', reasons: ['wrong-behaviour'] });
  add(17, 2, { ...migration, verdict: 'adapted', kept: 'ALTER TABLE orders ADD COLUMN x int;' });
  add(17, 5, { ...feature, checks: [{ what: 'npm test', result: 'passed', check: 'test' }] });
  add(18, 2, { ...feature, verdict: 'trusted', stance: 'adapted', reasons: ['edge-case'] });
  clock.set('2026-11-20T17:00:00.000Z');
  return made;
}
