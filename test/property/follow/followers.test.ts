import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DocumentText } from '../../../src/core/follow/documentText.ts';
import type { Follower, Judgement, Observation } from '../../../src/core/follow/follower.ts';
import { Followers } from '../../../src/core/follow/followers.ts';
import { applyEdits, type TextEdit } from '../../../src/core/shared/textEdit.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { runs } from '../../support/runs.ts';

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
    text.note({ version: version, edits: edits });
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

/** What a step is done with. */
interface Doing {
  readonly window: Window;
  readonly document: Document;
  readonly text: string;
  readonly made: TextEdit;
  /** A number, for whatever the step needs one. */
  readonly number: number;
}

const deeds: Readonly<Record<string, (doing: Doing) => unknown>> = {
  change: ({ window, document, made }) => window.change(document, [made], null),
  undo: ({ window, document, made, number }) => window.change(document, [made], number % 2 === 0 ? 'undo' : 'redo'),
  /** More keys than the text is remembered for. */
  type: ({ window, document, made: { offset } }) => {
    for (let key = 0; key < 300; key += 1) window.change(document, [{ offset, length: 0, text: 'k' }], null);
  },
  reload: ({ window, document, text, made }) => window.change(document, [whole(text, rewritten(text, made))], null),
  /** As a stash does. */
  aside: ({ window, document, text, number }) => {
    window.change(document, [whole(text, '')], null);
    window.clock.advance(number);
    return window.followers.freezeGone(document);
  },
  back: ({ window, document, text }) => window.change(document, [whole(text, start)], null),
  wait: ({ window, number }) => window.clock.advance(number),
  ask: ({ window }) => window.state(),
  save: ({ window, document }) => window.followers.saved(document),
  commit: ({ window, document, text, number }) => window.followers.committed(document, number % 2 === 0 ? text : start),
  drop: ({ window }) => window.followers.drop(window.followers.ids[0] ?? ''),
  follow: ({ window, document, made, number }) => window.follow(document, made.offset, number),
  elsewhere: ({ window, document }) => window.followers.goneElsewhere(document).map(stateOf),
  move: ({ window, document }) => window.move(document),
  focus: ({ window, number }) => window.followers.windowFocused(number % 2 === 0),
  close: ({ window, document, text }) => window.followers.closed(document, text),
};

function take(window: Window, { what, document, edit, ...step }: Step): unknown {
  const text = window.text(document);
  const offset = Math.floor(edit.at * text.length);
  const made: TextEdit = { offset, length: Math.min(edit.length, text.length - offset), text: edit.text };
  return deeds[what]?.({ window, document, text, made, number: 'ms' in step ? step.ms : edit.length });
}

const whole = (text: string, by: string): TextEdit => ({ offset: 0, length: text.length, text: by });

/** A text read anew from disk: an edit in it, and words of some lines or their indentation. */
function rewritten(text: string, made: TextEdit): string {
  const lines = applyEdits(text, [made]).split('\n');
  const words = made.length % 3;
  return lines
    .map((line, index) => {
      if ((index + made.offset) % (2 + made.text.length) !== 0) return line;
      return words === 0 ? `  ${line}` : words === 1 ? line.replace('two', 'deux') : `${line} // ${String(index)}`;
    })
    .join('\n');
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
      { numRuns: runs(500) },
    );
  });
});
