import assert from 'node:assert/strict';
import type { DocumentChange } from '../../../src/core/recognise/documentChange.ts';
import { RecentChanges } from '../../../src/core/recognise/recentChanges.ts';

let version = 0;
const change = (at: number, text: string, length = 0, more: Partial<DocumentChange> = {}): DocumentChange => ({
  document: 'a',
  at,
  edits: [{ offset: 10, length, text }],
  reason: null,
  version: ++version,
  ...more,
});

describe('recent changes', () => {
  it('gives the mark its change', () => {
    const recent = new RecentChanges();
    const accept = change(1000, 'return total;', 3);
    recent.add(accept);
    recent.selectionMoved('a', 'other');
    assert.equal(recent.claim('a', 'whole', 1003), accept);
  });

  it('passes over the typing before and after the accept', () => {
    const recent = new RecentChanges();
    recent.add(change(900, 'r'));
    recent.selectionMoved('a', 'keyboard');
    const accept = change(1000, 'eturn total;');
    recent.add(accept);
    recent.selectionMoved('a', 'other');
    recent.add(change(1002, ' '));
    recent.selectionMoved('a', 'keyboard');
    assert.equal(recent.claim('a', 'whole', 1005), accept);
  });

  it('finds two accepts by two marks, each its own, in order', () => {
    const recent = new RecentChanges();
    const [first, second] = [change(1000, 'foo('), change(1001, 'bar)')];
    recent.add(first);
    recent.add(second);
    assert.equal(recent.claim('a', 'part', 1003), first);
    assert.equal(recent.claim('a', 'part', 1004), second);
    assert.equal(recent.claim('a', 'part', 1005), undefined);
  });

  it('takes the change at the caret, not one another extension made elsewhere a moment before', () => {
    const recent = new RecentChanges();
    recent.add(change(1000, 'import x;', 0, { atCaret: false }));
    const accept = change(1001, 'return total;', 0, { atCaret: true });
    recent.add(accept);
    assert.equal(recent.claim('a', 'whole', 1003), accept);
  });

  const never: [string, DocumentChange][] = [
    ['undo', change(1000, 'text', 0, { reason: 'undo' })],
    ['redo', change(1000, 'text', 0, { reason: 'redo' })],
    ['a deletion', change(1000, '', 4)],
    ['Enter with its indentation', change(1000, '\n    ')],
    ['a change of another document', change(1000, 'text', 0, { document: 'b' })],
    ['a change of long ago', change(700, 'text')],
  ];
  for (const [what, made] of never) {
    it(`never takes ${what} for an accept`, () => {
      const recent = new RecentChanges();
      recent.add(made);
      assert.equal(recent.claim('a', 'whole', 1005), undefined);
    });
  }

  it('takes a part of one character, but no replacement, for a partial accept', () => {
    const recent = new RecentChanges();
    recent.add(change(1000, 'word', 2));
    const part = change(1001, '(');
    recent.add(part);
    assert.equal(recent.claim('a', 'part', 1003), part);
  });

  it('survives a clock that is set back', () => {
    const recent = new RecentChanges();
    for (let i = 0; i < 200; i++) recent.add(change(5_000_000, 'x'));
    const accept = change(1000, 'return total;');
    recent.add(accept);
    assert.ok(recent.after('a', accept.version - 1).includes(accept));
  });
});
