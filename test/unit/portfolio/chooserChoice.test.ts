import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  dropUnknown,
  mostPicks,
  move,
  nothingChosen,
  pick,
  readChoice,
  setCaseCode,
  setOptions,
  unpick,
  writeChoice,
  type Choice,
} from '../../../src/core/portfolio/chooser/choice.ts';
import { readHostMessage, readPageMessage } from '../../../src/core/portfolio/chooser/messages.ts';
import { chooserStrings } from '../../../src/core/portfolio/chooser/strings.ts';
import { lastStep, noteStep, type Steps } from '../../../src/core/portfolio/chooser/undo.ts';
import { changedWords, readDrafts } from '../../../src/core/portfolio/chooser/words.ts';
import { codeModes } from '../../../src/core/portfolio/shownText.ts';
import { reviewStrings } from '../../../src/core/reflect/strings.ts';

const ids = (choice: Choice): string[] => choice.picks.map(({ id }) => id);
const with3 = ['a', 'b', 'c'].reduce(pick, nothingChosen);

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const change = fc.oneof(
  id.map((one) => (choice: Choice) => pick(choice, one)),
  id.map((one) => (choice: Choice) => unpick(choice, one)),
  fc.tuple(id, fc.integer({ min: -3, max: 9 })).map(
    ([one, to]) =>
      (choice: Choice) =>
        move(choice, one, to),
  ),
  fc.tuple(id, fc.option(fc.constantFrom(...codeModes))).map(
    ([one, code]) =>
      (choice: Choice) =>
        setCaseCode(choice, one, code),
  ),
  fc
    .record({
      code: fc.constantFrom(...codeModes),
      period: fc.string({ maxLength: 100 }),
      workspace: fc.option(fc.string()),
      names: fc.string(),
      about: fc.string({ maxLength: 300 }),
      plain: fc.string({ maxLength: 1_200 }),
      plainDrafted: fc.boolean(),
      sign: fc.boolean(),
    })
    .map((options) => (choice: Choice) => setOptions(choice, options)),
);

describe('the choice of a portfolio', () => {
  it('takes cases in the order they are picked, each once, and moves them', () => {
    assert.deepEqual(ids(pick(with3, 'b')), ['a', 'b', 'c']);
    assert.deepEqual(ids(move(with3, 'c', 0)), ['c', 'a', 'b']);
    assert.deepEqual(ids(move(with3, 'a', 99)), ['b', 'c', 'a']);
    assert.deepEqual(ids(unpick(with3, 'b')), ['a', 'c']);
    assert.equal(move(with3, 'a', 0), with3, 'the same object where nothing changes');
  });

  it('is full at a number nobody reads', () => {
    const full = Array.from({ length: mostPicks }, (_, index) => String(index)).reduce(pick, nothingChosen);
    assert.equal(full.picks.length, mostPicks);
    assert.equal(pick(full, 'one more'), full);
  });

  it('never holds a case twice or loses one, and is read as it was written', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        let choice = nothingChosen;
        for (const apply of changes) {
          const next = apply(choice);
          assert.equal(new Set(ids(next)).size, next.picks.length);
          assert.ok(Math.abs(next.picks.length - choice.picks.length) <= 1);
          choice = next;
        }
        assert.deepEqual(readChoice(JSON.parse(JSON.stringify(writeChoice(choice)))), choice);
      }),
    );
  });

  it('is read as an empty one, or without what is wrong, whatever was stored', () => {
    fc.assert(
      fc.property(fc.anything(), (stored) => {
        assert.ok(Array.isArray(readChoice(stored).picks));
        assert.deepEqual(readHostMessage(stored), undefined);
        assert.deepEqual(readPageMessage(stored), undefined);
        assert.equal(typeof readDrafts(stored), 'object');
      }),
    );
    assert.deepEqual(readChoice({ v: 2, picks: [{ id: 'a', code: null }] }), nothingChosen, 'a newer version');
    const read = readChoice({ v: 1, picks: [{ id: 'a', code: 'sideways' }, { id: 'a' }], code: 7, period: null });
    assert.deepEqual(read, { ...nothingChosen, picks: [{ id: 'a', code: null }] });
  });

  it('leaves out what the record does not have any more, and counts it', () => {
    const { choice, dropped } = dropUnknown(with3, (one) => one !== 'b');
    assert.deepEqual([ids(choice), dropped], [['a', 'c'], 1]);
    assert.equal(dropUnknown(with3, () => true).choice, with3);
  });

  it('takes changes back one by one, and what was typed into one field at once', () => {
    let steps: Steps = [];
    let choice = nothingChosen;
    const apply = (name: 'pick' | 'about', next: Choice): void => {
      steps = noteStep(steps, { change: name, before: choice });
      choice = next;
    };
    apply('pick', pick(choice, 'a'));
    for (const about of ['I', 'I b', 'I build']) apply('about', { ...choice, about });
    apply('pick', pick(choice, 'b'));
    const back: string[] = [];
    for (let last = lastStep(steps); last; last = lastStep(steps)) {
      steps = last.rest;
      if (last.step.change !== 'words') choice = last.step.before;
      back.push(`${last.step.change}: ${ids(choice).join('')} ${choice.about}`);
    }
    assert.deepEqual(back, ['pick: a I build', 'about: a ', 'pick:  ']);
    assert.equal(choice, nothingChosen);
  });

  it('sees no change in spaces around words, and tells the case from the note', () => {
    const words = { title: 'A title', situation: '', result: '', impact: '', note: 'because' };
    assert.deepEqual(changedWords(words, { ...words, title: ' A  title ', note: 'because\n' }), {
      case: false,
      note: false,
    });
    assert.deepEqual(changedWords(words, { ...words, impact: 'less work' }), { case: true, note: false });
    assert.deepEqual(changedWords(words, { ...words, note: '' }), { case: false, note: true });
  });

  it('shares no name of a text with the review view, so that both can be sent together', () => {
    assert.deepEqual(
      Object.keys(chooserStrings).filter((key) => key in reviewStrings),
      [],
    );
  });
});
