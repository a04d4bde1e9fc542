import assert from 'node:assert/strict';
import { placeByText } from '../../../src/core/follow/placing.ts';

const place = (now: string, suggested: string, before = ''): string =>
  placeByText(now, { before, suggested }, 'typescript');

const hunk = 'const total = sum(items);\nif (total > limit) {\n  warn(total);\n}';

describe('placeByText', () => {
  it('finds the very text', () => {
    assert.equal(place(`head();\n${hunk}\ntail();\n`, hunk), hunk);
  });

  it('finds the place of most of its lines, with what was changed among them', () => {
    const changed = hunk.replace('warn(total)', 'fail(total)');
    assert.equal(place(`head();\n}\n}\n${changed}\ntail();\n}\n`, hunk), changed);
  });

  it('finds a single line that was changed a little', () => {
    assert.equal(place('one();\nreturn sum(items, 0);\ntwo();\n', 'return sum(items);'), 'return sum(items, 0);');
  });

  it('finds the only line that says something, changed a little, with the rest of the text around it', () => {
    const ghost = 'const total = sum(items);\n  ';
    assert.equal(
      place('one();\nconst total = sum(items, 0);\n  \ntwo();\n', ghost),
      'const total = sum(items, 0);\n  ',
    );
    assert.equal(place('one();\nquite(different);\n', ghost), '');
  });

  it('takes what stood before for a revert, and nothing for a removal', () => {
    assert.equal(place('one();\nold(way);\n', hunk, 'old(way);'), 'old(way);');
    assert.equal(place('one();\nother();\n}\n', hunk, 'old(way);'), '');
    assert.equal(place('one();\n', '', 'old(way);'), '');
    assert.equal(place('one();\nold(way);\n', '', 'old(way);'), 'old(way);');
  });
});
