import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { ChatAnswers, type AnsweredFile } from '../../../src/editor/capture/chatAnswers.ts';
import { Recorder } from '../../../src/editor/capture/recorder.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import type { Ledger } from '../../../src/node/ledger/ledger.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { suggestionRecord } from '../../support/records.ts';
import { reviewLedger } from '../../support/reviewLedger.ts';

describe('answers to a chat', () => {
  let clock: ManualClock;
  let ledger: Ledger;
  let answers: ChatAnswers;
  let repository: string;
  let open: Map<string, string>;
  const cart = (): AnsweredFile => ({ workspace: 'shop', file: 'cart.ts', path: path.join(repository, 'cart.ts') });

  beforeEach(() => {
    clock = new ManualClock();
    ledger = reviewLedger(clock);
    repository = temporaryFolder();
    open = new Map();
    const documents = {
      openAt: (file: string) => {
        const text = open.get(file);
        return text === undefined ? [] : [{ text: { current: () => text } }];
      },
    };
    const recorder = new Recorder(ledger, clock, nodeDigest);
    answers = new ChatAnswers(documents, ledger, recorder, clock, (_, work) => work());
  });

  afterEach(() => {
    answers.dispose();
    ledger.dispose();
  });

  const suggested = (id: string, file: string, texts: Record<string, string>, tool = 'github-copilot'): void =>
    ledger.append(suggestionRecord({ id, tool: { name: tool, model: null } }, new Date(clock.now()).toISOString()), {
      file,
      workspace: 'shop',
      repository,
      before: '',
      ...texts,
    });
  const verdicts = (): Record<string, string> =>
    Object.fromEntries(
      ledger.states().flatMap(({ id, verdict }) => (verdict ? [[id, `${verdict.label} ${verdict.because}`]] : [])),
    );
  const wait = (milliseconds: number): void => clock.advance(milliseconds);

  it('take what was undone for overridden, for good', () => {
    suggested('one', 'cart.ts', { suggested: 'if (a) throw b;' });
    open.set(cart().path ?? '', 'return a;\n');
    wait(1000);
    answers.answered('undo', cart());
    wait(1000);
    assert.deepEqual(verdicts(), { one: 'overrode undone' });
    assert.equal(ledger.states()[0]?.verdict?.settled, true);
  });

  it('do so when the chat’s edit is recorded only later', () => {
    const at = clock.now();
    open.set(cart().path ?? '', 'return a;\n');
    wait(1000);
    answers.answered('undo', cart());
    wait(5000);
    ledger.append(
      suggestionRecord({ id: 'late', tool: { name: 'github-copilot', model: null } }, new Date(at).toISOString()),
      { file: 'cart.ts', workspace: 'shop', repository, before: '', suggested: 'if (a) throw b;' },
    );
    answers.lookAgain();
    wait(1000);
    assert.deepEqual(verdicts(), { late: 'overrode undone' });
  });

  it('settle nothing that is still there, that was kept, of another file, of another tool or made afterwards', () => {
    const text = 'if (a) throw b;';
    suggested('other file', 'tax.ts', { suggested: text });
    suggested('other tool', 'cart.ts', { suggested: text }, 'codex');
    suggested('stands', 'cart.ts', { suggested: 'return a * 2;' });
    const hunks = [
      { before: '', suggested: text },
      { before: '', suggested: 'return a * 2; // twice' },
    ];
    suggested('half', 'cart.ts', { suggested: `${text}\n\nreturn a * 2; // twice`, hunks: JSON.stringify(hunks) });
    open.set(cart().path ?? '', 'return a * 2; // twice\n');
    wait(1000);
    answers.answered('keep', cart());
    answers.answered('keep-all', undefined);
    answers.answered('undo', undefined);
    wait(1000);
    assert.deepEqual(verdicts(), {});
    answers.answered('undo', cart());
    wait(10);
    suggested('afterwards', 'cart.ts', { suggested: 'const c = "was never seen";' });
    wait(1000);
    assert.deepEqual(verdicts(), {});
  });

  it('take all files for undone, those too that are gone', () => {
    suggested('gone', 'tax.ts', { suggested: 'export const rate = 0.2;' });
    suggested('closed', 'money.ts', { suggested: 'type Cents = bigint;' });
    suggested('stands', 'cart.ts', { suggested: 'return a * 2;' });
    fs.writeFileSync(path.join(repository, 'money.ts'), 'const unlike = everything(else);\n');
    fs.writeFileSync(path.join(repository, 'cart.ts'), 'return a * 2;\n');
    wait(1000);
    answers.answered('undo-all', undefined);
    wait(1000);
    assert.deepEqual(verdicts(), { gone: 'overrode undone', closed: 'overrode undone' });
  });
});
