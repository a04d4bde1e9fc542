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

  it('takes a part of one character before a completion of a word', () => {
    const recent = new RecentChanges();
    recent.add(change(1000, 'word', 2));
    const part = change(1001, '(');
    recent.add(part);
    assert.equal(recent.claim('a', 'part', 1003), part);
  });

  it('takes a part, not the line break typed before it', () => {
    const recent = new RecentChanges();
    recent.add(change(1000, '\n'));
    const part = change(1002, 'second');
    recent.add(part);
    assert.equal(recent.claim('a', 'part', 1004), part);
  });

  it('takes the last part, which replaces what was typed of the suggestion', () => {
    const recent = new RecentChanges();
    const last = change(1000, 'return;', 3, { atCaret: true });
    recent.add(last);
    assert.equal(recent.claim('a', 'part', 1003), last);
    recent.add(change(1010, 'ab', 3, { atCaret: true }));
    assert.equal(recent.claim('a', 'part', 1013), undefined, 'but nothing that makes the text shorter');
  });

  it('survives a clock that is set back', () => {
    const recent = new RecentChanges();
    for (let i = 0; i < 200; i++) recent.add(change(5_000_000, 'x'));
    const accept = change(1000, 'return total;');
    recent.add(accept);
    assert.ok(recent.after('a', accept.version - 1).includes(accept));
  });

  it('takes the suggestion, not the completion accepted a moment before it', () => {
    const recent = new RecentChanges();
    recent.add(change(1000, 'veryLongName', 5, { atCaret: true }));
    recent.selectionMoved('a', 'other');
    const accept = change(1150, 'veryLongName.map((one) => one.id);', 12, { atCaret: true });
    recent.add(accept);
    assert.equal(recent.claim('a', 'whole', 1153), accept);
  });

  it('gives a next edit its change also where that takes text away', () => {
    const recent = new RecentChanges();
    const accept = change(1000, '', 3);
    recent.add(accept);
    assert.equal(recent.claim('a', 'next-edit', 1003), accept);
  });

  it('passes over what something stronger than the mark explains', () => {
    const recent = new RecentChanges();
    recent.add(change(1000, 'return total;'));
    const accept = change(1002, 'return sum;');
    recent.add(accept);
    const claimed = recent.claim('a', 'whole', 1003, ({ change }) => change === accept);
    assert.equal(claimed, accept);
  });

  describe('without a mark', () => {
    const code = 'return total;';

    it('is judged once, when what follows a change had time to show', () => {
      const recent = new RecentChanges();
      const made = change(1000, code);
      recent.add(made);
      recent.selectionMoved('a', 'other');
      recent.selectionMoved('a', 'other');
      assert.deepEqual(recent.due(1100), []);
      assert.equal(recent.hasUnjudged, true);
      const [entry, ...more] = recent.due(1400);
      assert.deepEqual(more, []);
      assert.equal(entry?.change, made);
      assert.equal(entry.selections, 2);
      assert.deepEqual([recent.due(1500), recent.hasUnjudged], [[], false]);
    });

    it('is not judged where a mark spoke, or where too little came in to say anything', () => {
      const recent = new RecentChanges();
      recent.add(change(1000, code));
      recent.claim('a', 'whole', 1001);
      recent.add(change(1002, 'abc'));
      assert.deepEqual([recent.due(1500), recent.hasUnjudged], [[], false]);
    });

    it('knows what came just before a save, and what was saved since', () => {
      const recent = new RecentChanges();
      recent.add(change(1000, code));
      recent.add(change(1195, code));
      recent.saving('a', 1200);
      recent.saved('a');
      assert.deepEqual(
        recent.due(2000).map(({ saving, saved }) => [saving, saved]),
        [
          [false, true],
          [true, true],
        ],
      );
    });

    it('does not wait for ever after the clock was set back', () => {
      const recent = new RecentChanges();
      recent.add(change(5_000_000, code));
      assert.equal(recent.due(1000).length, 1);
    });
  });
});
