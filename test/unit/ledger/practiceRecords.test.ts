import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { PracticeState } from '../../../src/core/ledger/practiceState.ts';
import { ReadModel } from '../../../src/core/ledger/readModel.ts';
import type { LedgerRecord, NewRecord } from '../../../src/core/ledger/records.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { Ledger } from '../../../src/node/ledger/ledger.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { suggestionRecord } from '../../support/records.ts';

type Practice = Extract<NewRecord, { type: 'rule' | 'week' | 'reconsidered' | 'lessons' }>;

const anywhere = { kind: null, language: null, domain: null };

function rule(id: string, state: 'trial' | 'kept' | 'dropped', day: number): Practice {
  const at = `2026-11-${String(day).padStart(2, '0')}T10:00:00.000Z`;
  const said = { cell: anywhere, means: 'checked', most: null, reason: null, own: true, shown: false } as const;
  return { type: 'rule', at, body: { rule: id, state, ...said } };
}

const week = (name: string, skipped: boolean, day: number): Practice => ({
  type: 'week',
  at: `2026-11-${String(day).padStart(2, '0')}T18:00:00.000Z`,
  body: { week: name, skipped, skill: null, shown: false },
});

const open = (home: string, clock = new ManualClock()): Ledger =>
  new Ledger(home, { app: 'test', host: 'cli' }, clock, nodeDigest);

describe('rules and weekly reviews in the record', () => {
  it('add up to the same life in whatever order two machines’ segments are read', () => {
    const told = [
      [rule('a', 'trial', 2), rule('b', 'trial', 3), week('2026-W45', true, 6)],
      [rule('a', 'kept', 9), week('2026-W45', false, 7), rule('a', 'dropped', 16)],
    ].flatMap((records, segment) =>
      records.map(
        (record, index) =>
          ({ v: 1, segment: `s${String(segment)}`, seq: index, prev: null, ...record }) as unknown as LedgerRecord,
      ),
    );
    const orders = fc.shuffledSubarray(told, { minLength: told.length, maxLength: told.length });
    fc.assert(
      fc.property(orders, (records) => {
        const practice = new PracticeState();
        for (const record of records) practice.add(record as Parameters<PracticeState['add']>[0]);
        const states = practice.rules.get('a')?.map(({ body, at }) => [body.state, at.slice(8, 10)]);
        assert.deepEqual(states, [
          ['trial', '02'],
          ['kept', '09'],
          ['dropped', '16'],
        ]);
        assert.equal(practice.weeks.get('2026-W45')?.at(-1)?.body.skipped, false);
      }),
    );
  });

  it('are merged by copying the files of another machine, and read once', () => {
    const [here, there] = [path.join(temporaryFolder(), 'ledger'), path.join(temporaryFolder(), 'ledger')];
    const [mine, other] = [open(here), open(there)];
    mine.append(rule('a', 'trial', 2), { rule: 'Run the tests' });
    other.append(rule('a', 'kept', 9), { rule: 'Run the tests first' });
    other.append(week('2026-W45', false, 7), { surprised: 'It knew our style' });
    other.dispose();
    for (const part of ['segments', 'texts']) {
      fs.mkdirSync(path.join(here, part), { recursive: true });
      for (const name of fs.readdirSync(path.join(there, part)))
        fs.copyFileSync(path.join(there, part, name), path.join(here, part, name));
    }
    const { practice } = mine.read();
    const latest = practice.rules.get('a')?.at(-1)?.body;
    assert.equal(latest?.state, 'kept');
    assert.equal(mine.texts.lookUp(latest.texts)['rule'], 'Run the tests first');
    const review = practice.weeks.get('2026-W45')?.at(-1)?.body;
    assert.equal(mine.texts.lookUp(review?.texts ?? {})['surprised'], 'It knew our style');
    mine.dispose();
  });

  it('keeps words out of the chain, masks secrets in them, and forgets them with everything', async () => {
    const home = path.join(temporaryFolder(), 'ledger');
    const ledger = open(home);
    const words = 'never paste AKIAIOSFODNN7EXAMPLE for Acme';
    ledger.append(rule('a', 'trial', 2), { rule: words, workspace: 'acme' });
    ledger.append(week('2026-W45', false, 7), { surprised: 'Acme surprised me', missed: 'everything' });
    const read = (part: string): string =>
      fs
        .readdirSync(path.join(home, part))
        .map((name) => fs.readFileSync(path.join(home, part, name), 'utf8'))
        .join('');
    assert.doesNotMatch(read('segments'), /[Aa]cme/);
    assert.match(read('texts'), /Acme surprised me/);
    assert.doesNotMatch(read('texts'), /AKIAIOSFODNN7EXAMPLE/);
    await ledger.forgetMany('everything');
    assert.doesNotMatch(read('texts'), /[Aa]cme|everything|never/);
    assert.deepEqual(ledger.texts.lookUp(ledger.read().practice.rules.get('a')?.at(-1)?.body.texts ?? {}), {});
    ledger.dispose();
  });

  it('erases what was written about a decision with it, and nothing of the week beside it', () => {
    const home = path.join(temporaryFolder(), 'ledger');
    const ledger = open(home);
    ledger.append(suggestionRecord({ id: 'one' }), { suggested: 'x' });
    ledger.append(week('2026-W45', false, 7), { missed: 'a null' });
    const about: NewRecord = {
      type: 'reconsidered',
      at: '2026-11-07T18:00:00.000Z',
      body: { week: '2026-W45', suggestions: ['one'] },
    };
    ledger.append(about, { differently: 'write the test first' });
    ledger.forget(['one']);
    const { practice } = ledger.read();
    const textsOf = (
      list: readonly { readonly body: { readonly texts: Record<string, string> } }[] | undefined,
    ): unknown => ledger.texts.lookUp(list?.at(-1)?.body.texts ?? {});
    assert.deepEqual(textsOf(practice.reconsidered.get('2026-W45')), {});
    assert.deepEqual(textsOf(practice.weeks.get('2026-W45')), { missed: 'a null' });
    // Said again, by a page that was still open: no word of it is written any more.
    ledger.append(about, { differently: 'write the test first' });
    assert.deepEqual(textsOf(ledger.read().practice.reconsidered.get('2026-W45')), {});
    ledger.dispose();
  });

  it('is not confused by a decision with the id of a rule', () => {
    const model = new ReadModel();
    const put = (record: NewRecord, seq: number): void =>
      model.add({ v: 1, segment: 's', seq, prev: null, ...record } as unknown as LedgerRecord);
    put(suggestionRecord({ id: 'a' }), 0);
    put(rule('a', 'trial', 2), 1);
    assert.equal(model.practice.rules.size, 1);
    assert.equal(model.suggestions.size, 1);
  });
});
