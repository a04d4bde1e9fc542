import assert from 'node:assert/strict';
import { refOf } from '../../../src/core/ledger/privateTexts.ts';
import { waiting } from '../../../src/core/reflect/groups.ts';
import type { ReviewItem } from '../../../src/core/reflect/messages.ts';
import { reviewItem } from '../../../src/core/reflect/reviewItem.ts';
import type { Verdict } from '../../../src/core/shared/words.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { appendDecision, reviewLedger, type Code } from '../../support/reviewLedger.ts';

function itemOf(...parts: readonly (readonly [Verdict, Partial<Code>])[]): ReviewItem {
  const clock = new ManualClock();
  const ledger = reviewLedger(clock);
  for (const [index, [label, code]] of parts.entries())
    appendDecision(ledger, clock, `s${String(index)}`, label, code, 'turn');
  const [group] = waiting(ledger.read(), clock.now());
  assert.ok(group);
  const item = reviewItem(
    group,
    group.states.map((state) => ledger.decision(state)),
  );
  ledger.dispose();
  return item;
}

function drawn(item: ReviewItem): string[] {
  return item.parts.flatMap(({ lines }) =>
    lines.map(({ kind, text, hidden }) => `${kind} ${kind === 'gap' ? String(hidden) : text}`),
  );
}

describe('review item', () => {
  it('shows what was offered, what of it stands and what the developer wrote', () => {
    const item = itemOf([
      'overrode',
      {
        file: 'src/capture.ts',
        prompt: 'make capture robust\n  against timeouts',
        suggested: '  lock();\n  retry(3);\n  done();\n',
        kept: '  lock();\n  const key = id();\n  retry(key);\n',
      },
    ]);
    assert.deepEqual(drawn(item), [
      'kept lock();',
      'dropped retry(3);',
      'dropped done();',
      'written const key = id();',
      'written retry(key);',
    ]);
    assert.deepEqual(item.parts[0]?.counts, { offered: 3, kept: 1, written: 2, restored: 0 });
    assert.deepEqual(
      { file: item.file, tool: item.tool, prompt: item.prompt, observed: item.observed },
      {
        file: 'src/capture.ts',
        tool: 'Codex',
        prompt: 'make capture robust\n  against timeouts',
        observed: 'overrode',
      },
    );
  });

  it('does not call a revert writing', () => {
    const item = itemOf(['overrode', { before: 'a();\nb();\n', suggested: 'a();\nc();\n', kept: 'a();\nb();\n' }]);
    assert.deepEqual(drawn(item), ['same a();', 'dropped c();', 'restored b();']);
  });

  it('shows a rejected suggestion as put back, and says where what stands is not known', () => {
    assert.deepEqual(drawn(itemOf(['overrode', { before: 'b();\n', suggested: 'c();\n', kept: undefined }])), [
      'dropped c();',
      'restored b();',
    ]);
    const unknown = itemOf(['trusted', { suggested: 'c();\n', kept: undefined }]);
    assert.deepEqual([unknown.parts[0]?.keptKnown, unknown.parts[0]?.counts.kept], [false, null]);
  });

  it('folds long unchanged runs and cuts long differences, and says how much', () => {
    const head = Array.from({ length: 50 }, (_, i) => `line${String(i)}();\n`).join('');
    assert.deepEqual(drawn(itemOf(['trusted', { before: head, suggested: `${head}added();\n` }])), [
      'gap 48',
      'same line48();',
      'same line49();',
      'kept added();',
    ]);
    const [part] = itemOf(['trusted', { suggested: head + head }]).parts;
    assert.deepEqual([part?.lines.length, part?.cut], [40, 60]);
    const [wide] = itemOf(['trusted', { suggested: `${'x'.repeat(9_000)}\n` }]).parts;
    assert.equal(wide?.lines[0]?.text.length, 240);
  });

  it('shows at most forty lines and six suggestions of a large turn, and counts the rest', () => {
    const item = itemOf(...Array.from({ length: 9 }, (_, i) => ['trusted', { file: `src/f${String(i)}.ts` }] as const));
    assert.deepEqual([item.parts.length, item.moreParts, item.moreFiles], [6, 3, 8]);
  });

  it('calls a turn that was partly kept adapted', () => {
    assert.equal(itemOf(['trusted', {}], ['overrode', { file: 'b.ts' }]).observed, 'adapted');
    assert.equal(itemOf(['overrode', {}], ['overrode', { file: 'b.ts' }]).observed, 'overrode');
  });

  it('says why there is nothing to read', () => {
    const problem = (code: Partial<Code>): unknown => itemOf(['trusted', code]).parts[0]?.problem;
    assert.equal(problem({ suggested: 'PNG\0\0\n' }), 'binary');
    assert.equal(problem({ suggested: 'x\n'.repeat(600_000) }), 'too-large');
    assert.equal(problem({ file: 'package-lock.json', suggested: '{\n}\n' }), 'generated');
    assert.equal(problem({ file: 'dist/app.min.js' }), 'minified');
    const clock = new ManualClock();
    const ledger = reviewLedger(clock);
    appendDecision(ledger, clock, 's', 'trusted');
    const [state] = ledger.states();
    assert.ok(state);
    ledger.texts.erase(new Set([refOf(state.body.texts, nodeDigest)]));
    const [group] = waiting(ledger.read(), clock.now());
    assert.ok(group);
    assert.equal(reviewItem(group, [ledger.decision(state)]).parts[0]?.problem, 'no-text');
    ledger.dispose();
  });

  it('shows how a suggestion begins that is too large to compare, and how much is cut', () => {
    const [part] = itemOf(['trusted', { suggested: 'first();\n' + 'x();\n'.repeat(300_000) }]).parts;
    assert.equal(part?.lines[0]?.text, 'first();');
    assert.deepEqual([part.lines.length, part.cut, part.size], [8, 299_993, 300_001]);
    const [one] = itemOf(['trusted', { suggested: '("x"),'.repeat(300_000) }]).parts;
    assert.ok(one?.lines.every(({ text }) => text.length <= 240));
  });

  it('asks for the words of a case only where a reader would learn from it', () => {
    const code = (lines: number): string => 'call();\n'.repeat(lines);
    assert.equal(itemOf(['adapted', { suggested: code(5), kept: `${code(4)}own();\n` }]).worthShowing, true);
    assert.equal(itemOf(['trusted', { suggested: code(5) }]).worthShowing, false);
    assert.equal(itemOf(['trusted', { suggested: code(5), file: 'src/auth/login.ts' }]).worthShowing, true);
    assert.equal(itemOf(['overrode', { suggested: code(1), kept: '' }]).worthShowing, false);
    assert.equal(itemOf(['overrode', { suggested: code(500), kept: '' }]).worthShowing, false);
    assert.equal(itemOf(['overrode', { suggested: code(5), file: 'yarn.lock', kept: '' }]).worthShowing, false);
  });

  it('marks the words that changed inside a line', () => {
    const [part] = itemOf(['adapted', { suggested: 'retry(3);\ndone();\n', kept: 'retry(limit);\ndone();\n' }]).parts;
    const marked = part?.lines.flatMap(({ kind, text, marks }) =>
      (marks ?? []).map(([start, end]) => `${kind} ${text.slice(start, end)}`),
    );
    assert.deepEqual(marked, ['dropped 3', 'written limit']);
  });

  it('compares large texts that differ everywhere in a moment', () => {
    const text = (word: string): string => Array.from({ length: 8_000 }, (_, i) => `${word}${String(i)}\n`).join('');
    const before = performance.now();
    itemOf(['overrode', { before: text('a'), suggested: text('b'), kept: text('c') }]);
    assert.ok(performance.now() - before < 5_000);
  });
});
