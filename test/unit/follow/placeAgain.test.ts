import assert from 'node:assert/strict';
import { placeAgain, type Recorded } from '../../../src/core/follow/placeAgain.ts';

const code = 'const total = sum(items);\nreturn total;';

function stands(now: string, recorded: Recorded): string[] | undefined {
  return placeAgain(now, recorded, 'typescript')?.map(({ range }) => now.slice(range.start, range.end));
}

const recorded = (suggested: string, kept: string | null = null, before = ''): Recorded => ({
  hunks: [{ before, suggested }],
  kept,
});

describe('placeAgain', () => {
  it('finds a suggestion as it was recorded, whatever the line breaks', () => {
    assert.deepEqual(stands(`a();\n${code}\n`, recorded(code)), [code]);
    const crlf = `a();\r\n${code.replace('\n', '\r\n')}\r\n`;
    assert.deepEqual(stands(crlf, recorded(code)), [code.replace('\n', '\r\n')]);
  });

  it('finds what was kept of it, which may be far from what was suggested', () => {
    const kept = 'return items.map(priceOf).reduce(add, 0);';
    assert.deepEqual(stands(`a();\n${kept}\n`, recorded(code, kept)), [kept]);
  });

  it('finds what another program changed a little meanwhile', () => {
    const changed = code.replace('return total', 'return round(total)');
    assert.deepEqual(stands(`a();\n${changed}\nb();\n`, recorded(code)), [changed]);
  });

  it('takes what stood before for it where that is back', () => {
    assert.deepEqual(stands('a();\nold(way);\n', recorded(code, null, 'old(way);')), ['old(way);']);
  });

  it('finds hunks in their order, also where two hold the same lines', () => {
    const hunks = [
      { before: '', suggested: 'log("called");' },
      { before: '', suggested: 'log("called");' },
    ];
    const now = 'f() {\nlog("called");\n}\ng() {\nlog("called");\n}\n';
    const parts = placeAgain(now, { hunks, kept: null }, 'typescript');
    assert.deepEqual(
      parts?.map(({ range }) => range.start),
      [now.indexOf('log'), now.lastIndexOf('log')],
    );
  });

  it('gives a hunk that is gone an empty place beside one that is there, and nothing where all are gone', () => {
    const hunks = [
      { before: '', suggested: code },
      { before: '', suggested: 'somethingElse(entirely, different);' },
    ];
    assert.deepEqual(stands(`${code}\n`, { hunks, kept: null }), [code, '']);
    assert.equal(stands('unrelated\n', { hunks, kept: null }), undefined);
  });
});
