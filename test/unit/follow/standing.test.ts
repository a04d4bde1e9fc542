import assert from 'node:assert/strict';
import { netHunks } from '../../../src/core/follow/hunks.ts';
import { joinFates } from '../../../src/core/follow/measure.ts';
import { whatStands } from '../../../src/core/follow/standing.ts';
import { judge } from '../../../src/core/follow/verdict.ts';

/** What becomes of the change from `before` to `after` when the file then reads `now`. */
function fate(before: string, after: string, now: string): string {
  const { fates } = whatStands(after, now, netHunks(before, after), 'typescript');
  const { label, because } = judge(joinFates(fates), 'typescript');
  return `${label} by ${because}`;
}

const before = 'start();\nfirst(1);\nsecond(2);\nthird(3);\nend();\n';

describe('whatStands', () => {
  it('sees a deletion kept, and put back', () => {
    const after = 'start();\nend();\n';
    assert.equal(fate(before, after, after), 'trusted by distance');
    assert.equal(fate(before, after, before), 'overrode by reverted');
    assert.equal(fate(before, after, before.replace('second(2)', 'second(22)')), 'overrode by reverted');
    assert.equal(fate(before, after, 'start();\nunrelated = new Thing("x");\nend();\n'), 'trusted by distance');
  });

  it('sees a replacement put back though its first line is like what replaced it', () => {
    const after = 'start();\nfirst(10);\nend();\n';
    assert.equal(fate(before, after, after), 'trusted by distance');
    assert.equal(fate(before, after, before), 'overrode by reverted');
  });

  it('sees one of two hunks put back', () => {
    const after = before.replace('first(1);', 'one();\nuno();').replace('end();', 'stop();');
    const { fates, retained } = whatStands(after, after.replace('stop();', 'end();'), netHunks(before, after), null);
    assert.deepEqual(
      fates.map(({ kept }) => kept),
      ['one();\nuno();', 'end();'],
    );
    assert.ok(retained !== null && retained > 0.6 && retained < 1);
  });

  it('has nothing to say about what is retained of a mere deletion', () => {
    assert.equal(whatStands('a\n', 'a\n', netHunks('a\nb\n', 'a\n'), null).retained, null);
  });
});
