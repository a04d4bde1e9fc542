import assert from 'node:assert/strict';
import type { Followed, Judgement, Observation } from '../../../src/core/follow/follower.ts';
import { Followers } from '../../../src/core/follow/followers.ts';
import { applyEdits, type TextEdit } from '../../../src/core/shared/textEdit.ts';
import { ManualClock } from '../../support/manualClock.ts';

const suggested = 'const total = items.reduce((sum, item) => sum + item.price, 0);';

const secondSuggestion: Followed = {
  id: 't',
  document: 'd',
  language: 'typescript',
  parts: [{ before: '', suggested: 'import x;', range: { start: 0, end: 9 } }],
};

/** A window with one document, in which one suggestion was accepted on the second line. */
class Window {
  text = `import x;\n${suggested}\nexport y;\n`;
  readonly clock = new ManualClock();
  readonly followers = new Followers(this.clock, () => this.text, true);
  readonly observed: Observation[] = [];
  readonly judged: Judgement[] = [];

  constructor() {
    this.followers.onDidObserve((observation) => this.observed.push(observation));
    this.followers.onDidJudge((judgement) => this.judged.push(judgement));
    this.followers.follow({
      id: 's',
      document: 'd',
      language: 'typescript',
      parts: [{ before: '', suggested, range: { start: 10, end: 10 + suggested.length } }],
    });
  }

  replace(what: string, by: string): void {
    const edits: TextEdit[] = [{ offset: this.text.indexOf(what), length: what.length, text: by }];
    const before = this.text;
    this.text = applyEdits(before, edits);
    this.followers.apply('d', edits, { before: () => before, after: () => this.text }, null);
  }

  get labels(): string[] {
    return this.judged.map(({ label, settled }) => `${label}${settled ? '' : '?'}`);
  }
}

describe('followers', () => {
  it('measure at 30, 120, 300 and 600 seconds, say a label at 120 and settle at 600', () => {
    const window = new Window();
    window.clock.advance(119_999);
    assert.deepEqual([window.observed.map((o) => o.checkpoint), window.labels], [['30s'], []]);
    window.clock.advance(1);
    assert.deepEqual(window.labels, ['trusted?']);
    window.clock.advance(480_000);
    assert.deepEqual(
      window.observed.map((o) => o.checkpoint),
      ['30s', '120s', '300s', '600s'],
    );
    assert.deepEqual(window.labels, ['trusted?', 'trusted']);
    assert.equal(window.observed.at(-1)?.distance, 0);
  });

  it('count only time in which the window has the focus, and run no timer without it', () => {
    const window = new Window();
    window.clock.advance(29_000);
    window.followers.windowFocused(false);
    assert.equal(window.clock.waiting, 0);
    window.clock.advance(3_600_000);
    window.followers.windowFocused(true);
    assert.equal(window.observed.length, 0);
    window.clock.advance(1_000);
    assert.deepEqual(
      window.observed.map((o) => o.checkpoint),
      ['30s'],
    );
  });

  it('run no timer once nothing more is due', () => {
    const window = new Window();
    window.clock.advance(600_000);
    assert.equal(window.clock.waiting, 0);
  });

  it('see a quarter rewritten as adapted, and settle it at a commit', () => {
    const window = new Window();
    window.replace('item) => sum + item.price', 'line) => sum + line.price * 2');
    const [observation] = window.followers.committed('d', window.text);
    assert.equal(observation?.checkpoint, 'commit');
    assert.deepEqual(window.labels, ['adapted']);
    assert.match(window.judged[0]?.kept ?? '', /line\.price \* 2/);
    window.clock.advance(600_000);
    assert.deepEqual(window.labels, ['adapted'], 'what is settled stays');
  });

  it('judge by what the commit holds, not by what the editor shows since', () => {
    const window = new Window();
    const committed = `// head\n${window.text}`;
    window.replace(suggested, 'const total = 1;');
    window.followers.committed('d', committed);
    assert.deepEqual(window.labels, ['trusted']);
    assert.equal(window.judged[0]?.kept, suggested);
  });

  it('see a deletion as overrode', () => {
    const window = new Window();
    window.replace(`${suggested}\n`, '');
    window.clock.advance(120_000);
    assert.deepEqual(window.labels, ['overrode?']);
    assert.equal(window.judged[0]?.because, 'removed');
  });

  it('measure at the first save only', () => {
    const window = new Window();
    window.followers.saved('d');
    window.followers.saved('d');
    assert.deepEqual(
      window.observed.map((o) => o.checkpoint),
      ['save'],
    );
  });

  it('still link a commit that comes long after the last checkpoint', () => {
    const window = new Window();
    window.clock.advance(7_200_000);
    assert.equal(window.followers.committed('d', window.text).length, 1);
  });

  it('say what stands when the document or the window closes, without settling it', () => {
    const closing = new Window();
    closing.followers.closed('d', closing.text);
    assert.deepEqual(closing.labels, ['trusted?']);
    assert.deepEqual(closing.followers.documents, []);
    const window = new Window();
    window.followers.dispose();
    assert.deepEqual(window.labels, ['trusted?']);
  });

  it('start again when more of the same suggestion is accepted', () => {
    const window = new Window();
    window.followers.follow({
      id: 's',
      document: 'd',
      language: null,
      parts: [{ before: '', suggested: 'x', range: { start: 0, end: 1 } }],
    });
    assert.equal(window.followers.in('d').length, 1);
  });

  it('are not confused by a clock that goes back', () => {
    const window = new Window();
    window.clock.set('2020-01-01T00:00:00.000Z');
    window.followers.windowFocused(true);
    window.clock.advance(30_000);
    assert.deepEqual(
      window.observed.map((o) => o.checkpoint),
      ['30s'],
    );
  });

  it('does not settle by a commit of another part of the file, nor by HEAD going back before it', () => {
    const window = new Window();
    assert.deepEqual(window.followers.committed('d', 'import x;\n\nexport y;\n'), []);
    assert.deepEqual(window.labels, []);
    window.followers.committed('d', window.text);
    assert.deepEqual(window.labels, ['trusted']);
  });

  it('settles by what was staged, also where it was taken away in the editor since', () => {
    const window = new Window();
    const staged = window.text;
    window.replace(suggested, '');
    window.followers.committed('d', staged);
    assert.deepEqual(window.labels, ['trusted']);
  });

  it('settles a file that was deleted, and code that was taken away', () => {
    const deleted = new Window();
    deleted.followers.committed('d', null);
    const removed = new Window();
    removed.replace(suggested, '');
    removed.followers.committed('d', removed.text);
    assert.deepEqual([deleted.labels, removed.labels], [['overrode'], ['overrode']]);
  });

  it('are measured in time when another document closes meanwhile', () => {
    const window = new Window();
    window.followers.follow({ ...secondSuggestion, document: 'e' });
    window.clock.advance(20_000);
    window.followers.closed('e', window.text);
    window.clock.advance(10_000);
    assert.deepEqual(
      window.observed.map((o) => [o.suggestion, o.checkpoint]),
      [['s', '30s']],
    );
  });

  it('take changes in a moment after they were made, and run no timer after that', () => {
    const window = new Window();
    window.clock.advance(600_000);
    const asked: string[] = [];
    const edits: TextEdit[] = [{ offset: 12, length: 1, text: 'x' }];
    const text = (): string => {
      asked.push(window.text);
      return window.text;
    };
    window.followers.apply('d', edits, { before: text, after: text }, null);
    assert.equal(asked.length, 0, 'not while somebody types');
    window.clock.advance(250);
    assert.notEqual(asked.length, 0);
    assert.equal(window.clock.waiting, 0);
  });

  it('go on in the document that takes the place of another', () => {
    const window = new Window();
    window.followers.moved('d', 'e');
    assert.deepEqual([window.followers.in('d').length, window.followers.in('e').length], [0, 1]);
    window.followers.committed('e', window.text);
    assert.deepEqual(window.labels, ['trusted']);
  });

  it('measure and judge nothing of what git set aside, until it is back', () => {
    const window = new Window();
    window.clock.advance(60_000);
    window.replace(`${suggested}\n`, '');
    assert.equal(window.followers.freezeGone('d'), 1);
    assert.equal(window.clock.waiting, 0);
    window.clock.advance(3_600_000);
    window.followers.saved('d');
    assert.deepEqual(window.followers.committed('d', window.text), []);
    assert.deepEqual(window.labels, []);
    window.replace('export y;', `${suggested}\nexport y;`);
    window.clock.advance(60_000);
    assert.deepEqual([window.observed.at(-1)?.checkpoint, window.labels], ['120s', ['trusted?']]);
  });

  it('freeze only what is gone', () => {
    const window = new Window();
    window.replace('item.price', 'item.cost');
    assert.equal(window.followers.freezeGone('d'), 0);
  });

  it('go on from where they were', () => {
    const window = new Window();
    window.followers.drop('s');
    const range = { start: 10, end: 10 + suggested.length };
    const progress = { focused: 120_000, saved: true, committed: false };
    const parts = [{ before: '', suggested, range }];
    window.followers.follow({ id: 's', document: 'd', language: null, parts, progress });
    window.followers.saved('d');
    window.clock.advance(180_000);
    assert.deepEqual(
      window.observed.map((o) => o.checkpoint),
      ['300s'],
    );
  });

  it('measure the parts of one suggestion together', () => {
    const window = new Window();
    window.followers.drop('s');
    const parts = [
      { before: '', suggested: 'import x;', range: { start: 0, end: 9 } },
      { before: 'old();', suggested, range: { start: 10, end: 10 + suggested.length } },
    ];
    window.followers.follow({ id: 's', document: 'd', language: null, parts });
    window.replace(suggested, '');
    window.followers.saved('d');
    const [saved] = window.observed;
    assert.equal(saved?.kept, 'import x;');
    assert.equal(saved.retained, 9 / (9 + suggested.length));
  });

  it('follow a suggestion to the document it was moved to', () => {
    const window = new Window();
    window.clock.advance(30_000);
    window.replace(suggested, '');
    const [gone, ...more] = window.followers.goneElsewhere('e');
    assert.deepEqual([gone?.followed.id, more], ['s', []]);
    assert.deepEqual(window.followers.goneElsewhere('d'), []);
    assert.ok(gone);
    window.followers.movedTo(gone, 'e', [{ before: '', suggested, range: { start: 0, end: suggested.length } }]);
    window.text = suggested;
    window.followers.saved('e');
    assert.deepEqual(
      window.observed.map((o) => [o.checkpoint, o.distance]),
      [
        ['30s', 0],
        ['save', 0],
      ],
    );
    assert.equal(window.followers.in('d').length, 0);
  });
});
