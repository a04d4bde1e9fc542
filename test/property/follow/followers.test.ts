import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DocumentText } from '../../../src/core/follow/documentText.ts';
import type { Follower, Judgement, Observation } from '../../../src/core/follow/follower.ts';
import { Followers } from '../../../src/core/follow/followers.ts';
import { applyEdits, type TextEdit } from '../../../src/core/shared/textEdit.ts';
import { ManualClock } from '../../support/manualClock.ts';

const documents = ['a', 'b', 'c'] as const;
type Document = (typeof documents)[number];

const lines = ['const one = first();', 'const two = second(one);', 'export { two };', '', '}'];
const start = [...lines, ...lines].join('\n');

/** Documents with a suggestion in the middle of each, and what is said of them. */
class Window {
  readonly clock = new ManualClock();
  readonly said: (Observation | Judgement)[] = [];
  readonly followers: Followers;
  readonly #texts = new Map(documents.map((document) => [document as string, new DocumentText(start, 0)]));
  readonly #each: boolean;
  #count = 0;

  /** @param each whether somebody asks after each change, so that none ever waits */
  constructor(each: boolean) {
    this.#each = each;
    this.followers = new Followers(this.clock, (document) => this.#texts.get(document)?.current(), true);
    this.followers.onDidObserve((observation) => this.said.push(observation));
    this.followers.onDidJudge((judgement) => this.said.push(judgement));
    for (const document of documents) this.follow(document, 30, 60);
  }

  follow(document: Document, from: number, length: number): void {
    const text = this.text(document);
    const range = { start: Math.min(from, text.length), end: Math.min(from + length, text.length) };
    const parts = [{ before: '', suggested: text.slice(range.start, range.end), range }];
    this.followers.follow({ id: `s${String(++this.#count)}`, document, language: 'typescript', parts });
  }

  text(document: Document): string {
    return this.#texts.get(document)?.current() ?? '';
  }

  change(document: Document, edits: readonly TextEdit[], reason: 'undo' | 'redo' | null): void {
    const text = this.#texts.get(document);
    assert.ok(text);
    const version = text.version + 1;
    text.note(version, edits);
    const at = (wanted: number): string => {
      const found = text.at(wanted);
      assert.ok(found !== undefined, 'the text around a change is still known when it is taken in');
      return found;
    };
    this.followers.apply(document, edits, { before: () => at(version - 1), after: () => at(version) }, reason);
    if (this.#each) this.state();
  }

  /** A document goes on as another one. */
  move(document: Document): void {
    const to = documents[(documents.indexOf(document) + 1) % documents.length] ?? document;
    this.#texts.set(to, new DocumentText(this.text(document), 0));
    for (const { followed } of this.followers.in(to)) this.followers.drop(followed.id);
    this.followers.moved(document, to);
  }

  /** Everything that can be asked. */
  state(): unknown {
    return documents.map((document) => this.followers.in(document).map(stateOf));
  }
}

function stateOf({ followed, ranges, retained, gone, frozen, progress }: Follower): unknown {
  const { saved, committed } = progress; // time is counted when something is due: then it shows in what is said
  return { id: followed.id, ranges, retained, gone, frozen, saved, committed };
}

const document = fc.constantFrom(...documents);
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.constant(0), fc.nat(8), fc.nat(200)),
  text: fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom(...lines, start, `${lines[1] ?? ''}\n`)),
});
const step = fc.oneof(
  { weight: 12, arbitrary: fc.record({ what: fc.constant('change'), document, edit }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('undo'), document, edit }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('type'), document, edit }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('reload'), document, edit }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constantFrom('aside', 'back'), document, edit }) },
  ...['ask', 'save', 'commit', 'drop', 'follow', 'elsewhere', 'move', 'focus', 'close'].map((what) => ({
    weight: 1,
    arbitrary: fc.record({ what: fc.constant(what), document, edit }),
  })),
  { weight: 4, arbitrary: fc.record({ what: fc.constant('wait'), document, edit, ms: fc.nat(40_000) }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constant('wait'), document, edit, ms: fc.nat(300) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function take(window: Window, { what, document, edit, ...step }: Step): unknown {
  const text = window.text(document);
  const offset = Math.floor(edit.at * text.length);
  const made: TextEdit = { offset, length: Math.min(edit.length, text.length - offset), text: edit.text };
  const { followers, clock } = window;
  switch (what) {
    case 'change':
      return window.change(document, [made], null);
    case 'undo':
      return window.change(document, [made], edit.length % 2 === 0 ? 'undo' : 'redo');
    case 'type': // more keys than the text is remembered for
      for (let key = 0; key < 300; key += 1) window.change(document, [{ offset, length: 0, text: 'k' }], null);
      return undefined;
    case 'reload':
      return window.change(document, [{ offset: 0, length: text.length, text: applyEdits(text, [made]) }], null);
    case 'aside': // as a stash does
      window.change(document, [{ offset: 0, length: text.length, text: '' }], null);
      clock.advance(edit.length);
      return followers.freezeGone(document);
    case 'back': // what was stashed is there again
      return window.change(document, [{ offset: 0, length: text.length, text: start }], null);
    case 'wait':
      return clock.advance('ms' in step ? step.ms : 0);
    case 'ask':
      return window.state();
    case 'save':
      return followers.saved(document);
    case 'commit':
      return followers.committed(document, edit.length % 2 === 0 ? text : start);
    case 'drop':
      return followers.drop(followers.ids[0] ?? '');
    case 'follow':
      return window.follow(document, offset, edit.length);
    case 'elsewhere':
      return followers.goneElsewhere(document).map(stateOf);
    case 'move':
      return window.move(document);
    case 'focus':
      return followers.windowFocused(edit.length % 2 === 0);
    default:
      return followers.closed(document, text);
  }
}

describe('followers that take changes in later', () => {
  it('say the same, at the same time, as those that take in each at once', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const [later, atOnce] = [new Window(false), new Window(true)];
        for (const step of steps) {
          assert.deepEqual(take(later, step), take(atOnce, step));
          assert.deepEqual(later.said, atOnce.said);
        }
        assert.deepEqual(later.state(), atOnce.state());
        later.followers.dispose();
        atOnce.followers.dispose();
        assert.deepEqual(later.said, atOnce.said);
        assert.equal(later.clock.waiting, 0, 'no timer is left');
      }),
      { numRuns: 500 },
    );
  });
});
