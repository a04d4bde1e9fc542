import assert from 'node:assert/strict';
import { parseApplyPatch } from '../../../../src/core/recognise/transcripts/applyPatchFormat.ts';
import { composePatches } from '../../../../src/core/recognise/transcripts/composePatches.ts';
import { applyHunks, changedTexts, type PatchHunk } from '../../../../src/core/recognise/transcripts/patch.ts';
import { parseUnifiedDiff } from '../../../../src/core/recognise/transcripts/unifiedDiff.ts';

const hunksOf = (diff: string): readonly PatchHunk[] => parseUnifiedDiff(diff).flatMap(({ hunks }) => hunks);

describe('unified diffs', () => {
  it('reads several files with the headers of git', () => {
    const diff = [
      '',
      'diff --git a/src/a.ts b/src/a.ts',
      'index 0000000..0000000 100644',
      '--- a/src/a.ts',
      '+++ b/src/a.ts',
      '@@ -1,2 +1,2 @@ function f() {',
      '-one',
      '+eins',
      ' two',
      '@@ -9 +9,2 @@',
      ' nine',
      '+ten',
      'diff --git a/new.ts b/new.ts',
      'create file mode 100644',
      '--- a/dev/null',
      '+++ b/new.ts',
      '@@ -1,0 +1,1 @@',
      '+fresh',
      'diff --git a/gone.ts b/gone.ts',
      '--- a/gone.ts',
      '+++ /dev/null',
      '@@ -1 +0,0 @@',
      '-stale',
      'diff --git a/old.ts b/moved.ts',
      'rename from old.ts',
      'rename to moved.ts',
      '',
    ].join('\n');
    assert.deepEqual(
      parseUnifiedDiff(diff).map(({ file, kind, movedTo, hunks }) => [
        file,
        kind,
        movedTo,
        hunks.map(({ start }) => start),
      ]),
      [
        ['src/a.ts', 'update', null, [0, 8]],
        ['new.ts', 'add', null, [0]],
        ['gone.ts', 'delete', null, [0]],
        ['old.ts', 'update', 'moved.ts', []],
      ],
    );
    assert.equal(applyHunks('', parseUnifiedDiff(diff)[1]?.hunks ?? []), 'fresh\n');
  });

  it('reads one without any header, and drops carriage returns', () => {
    const hunks = hunksOf('@@ -1,3 +1,3 @@\r\n one\r\n-two\r\n+zwei\r\n three\r\n');
    assert.deepEqual(changedTexts(hunks), [{ before: 'two', suggested: 'zwei' }]);
    assert.equal(applyHunks('one\ntwo\nthree\n', hunks), 'one\nzwei\nthree\n');
  });

  it('does not take a removed line that begins with dashes for a header', () => {
    const hunks = hunksOf('--- a/q.sql\n+++ b/q.sql\n@@ -1,2 +1,2 @@\n--- a comment\n+++ another\n select 1;\n');
    assert.deepEqual(changedTexts(hunks), [{ before: '-- a comment', suggested: '++ another' }]);
  });

  it('gives what it has of one that breaks off, and nothing of other text', () => {
    assert.deepEqual(changedTexts(hunksOf('@@ -1,9 +1,9 @@\n one\n-two\n+zwei\n')), [
      { before: 'two', suggested: 'zwei' },
    ]);
    assert.deepEqual(parseUnifiedDiff('Nothing to see here.\n'), []);
  });

  it('minds a missing line break at the end', () => {
    const hunks = hunksOf('@@ -1 +1 @@\n-one\n\\ No newline at end of file\n+one\n');
    assert.equal(applyHunks('one', hunks), 'one\n');
    const back = hunksOf('@@ -1 +1 @@\n-one\n+one\n\\ No newline at end of file\n');
    assert.equal(applyHunks('one\n', back), 'one');
  });

  it('does not apply where the text is another', () => {
    assert.equal(applyHunks('something\nelse\n', hunksOf('@@ -1,2 +1,2 @@\n one\n-two\n+zwei\n')), null);
  });
});

describe('apply_patch patches', () => {
  const patch = [
    'cd src && apply_patch <<EOF',
    '*** Begin Patch',
    '*** Update File: a.py',
    '*** Move to: b.py',
    '@@ class A:',
    '@@   def f(self):',
    '-    return 1',
    '+    return 2',
    '@@',
    ' last',
    '+one more',
    '*** End of File',
    '*** Add File: new.py',
    '+x = 1',
    '+',
    '*** Delete File: gone.py',
    '*** End Patch',
    'EOF',
  ].join('\n');

  it('reads files, moves and hunks out of a shell command', () => {
    assert.deepEqual(
      parseApplyPatch(patch).map(({ file, kind, movedTo, hunks }) => [file, kind, movedTo, changedTexts(hunks)]),
      [
        [
          'a.py',
          'update',
          'b.py',
          [
            { before: '    return 1', suggested: '    return 2' },
            { before: '', suggested: 'one more' },
          ],
        ],
        ['new.py', 'add', null, [{ before: '', suggested: 'x = 1\n' }]],
        ['gone.py', 'delete', null, []],
      ],
    );
  });

  it('finds the place by the lines above it', () => {
    const text = 'class B:\n  def f(self):\n    return 1\nclass A:\n  def f(self):\n    return 1\nlast\n';
    assert.equal(
      applyHunks(text, parseApplyPatch(patch)[0]?.hunks ?? []),
      'class B:\n  def f(self):\n    return 1\nclass A:\n  def f(self):\n    return 2\nlast\none more\n',
    );
  });

  it('finds lines whose white space the model got wrong, and keeps that of the file', () => {
    const hunks = parseApplyPatch('*** Begin Patch\n*** Update File: a\n@@\n if x:\n-  one\n+  two\n*** End Patch')[0]
      ?.hunks;
    assert.equal(applyHunks('if x:   \n  one\n', hunks ?? []), 'if x:   \n  two\n');
  });

  it('takes one without an end, or none at all, for nothing', () => {
    assert.deepEqual(parseApplyPatch('*** Begin Patch\n*** Add File: a\n+x'), []);
    assert.deepEqual(parseApplyPatch('echo hello'), []);
  });
});

describe('patches of one file, added up', () => {
  it('leaves only the net of lines changed twice', () => {
    const first = hunksOf('@@ -1,3 +1,4 @@\n a\n-b\n+B1\n+B2\n c\n');
    const second = hunksOf('@@ -2,2 +2,1 @@\n-B1\n-B2\n+B\n@@ -11,1 +10,2 @@\n k\n+l\n');
    assert.deepEqual(composePatches([first, second]), [
      { before: 'b', suggested: 'B' },
      { before: '', suggested: 'l' },
    ]);
  });

  it('leaves nothing of a change taken back', () => {
    const there = hunksOf('@@ -5,3 +5,3 @@\n a\n-b\n+B\n c\n');
    const back = hunksOf('@@ -5,3 +5,3 @@\n a\n-B\n+b\n c\n');
    assert.deepEqual(composePatches([there, back]), []);
  });

  it('says so where somebody else changed the file in between', () => {
    const first = hunksOf('@@ -1,2 +1,2 @@\n a\n-b\n+B\n');
    assert.equal(composePatches([first, hunksOf('@@ -1,2 +1,2 @@\n theirs\n-a\n+A\n')]), null);
  });
});
