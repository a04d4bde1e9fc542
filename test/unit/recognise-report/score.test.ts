import assert from 'node:assert/strict';
import { mistakes, overall, score, shortfalls, type Observation } from '../../host/recognise/score.ts';

const found = (suggested: string, surface = 'inline'): Observation['found'][number] => ({ surface, suggested });
const accept: Observation = {
  row: 'inline suggestion',
  name: 'taken over',
  actions: 1,
  accepted: 1,
  found: [found('abc')],
  probably: 0,
};
const typing: Observation = { row: 'typing', name: 'code', actions: 100, accepted: 0, found: [], probably: 0 };
const rows = ['inline suggestion', 'next-edit suggestion', 'typing'] as const;

describe('score of the recognition suite', () => {
  it('adds up one row from its observations and leaves out a row without any', () => {
    const scores = score([accept, { ...accept, found: [] }, typing, typing], rows);
    assert.deepEqual(
      scores.map(({ row, actions, accepted, right, missed, wrong }) => [row, actions, accepted, right, missed, wrong]),
      [
        ['inline suggestion', 2, 2, 1, 1, 0],
        ['typing', 200, 0, 0, 0, 0],
      ],
    );
  });

  it('counts what is recorded without having been taken over, in any row', () => {
    const [inline, plain] = score(
      [
        { ...accept, found: [found('abc'), found('abc')] },
        { ...typing, found: [found('x')] },
      ],
      rows,
    );
    assert.deepEqual([inline?.right, inline?.wrong, plain?.right, plain?.wrong], [1, 1, 0, 1]);
  });

  it('compares the surface, and the text where it is known', () => {
    const edit: Observation = { ...accept, row: 'next-edit suggestion', suggested: ['abc'] };
    const [right, wrong] = [found('abc', 'next-edit'), found('abd')].map(
      (one) => score([{ ...edit, found: [one] }], rows)[0],
    );
    assert.deepEqual([right?.surface, right?.texts, right?.exact], [1, 1, 1]);
    assert.deepEqual([wrong?.surface, wrong?.texts, wrong?.exact], [0, 1, 0]);
    assert.equal(score([accept], rows)[0]?.texts, 0, 'an unknown text is not compared');
  });

  it('keeps what is probably an AI’s out of everything else', () => {
    const [one] = score([{ ...typing, probably: 3 }], rows);
    assert.deepEqual([one?.probably, one?.wrong], [3, 0]);
  });

  it('comes down to precision and recall', () => {
    const scores = score([accept, accept, { ...accept, found: [] }, { ...typing, found: [found('x')] }], rows);
    assert.deepEqual(overall(scores), { precision: 2 / 3, recall: 2 / 3, right: 2, recorded: 3, accepted: 3 });
    assert.deepEqual(overall([]), { precision: null, recall: null, right: 0, recorded: 0, accepted: 0 });
  });

  it('names each mistake by row and action', () => {
    assert.deepEqual(mistakes([accept, typing]), []);
    assert.deepEqual(mistakes([{ ...accept, found: [] }]), ['inline suggestion, taken over: 1 of 1 missed']);
    assert.match(mistakes([{ ...typing, found: [found('x')] }]).join(), /^typing, code: 1 taken for a suggestion/);
    assert.match(mistakes([{ ...accept, suggested: ['abd'] }]).join(), /not the text that was taken over/);
    assert.match(mistakes([{ ...accept, found: [found('abc', 'chat')] }]).join(), /not known where it came from/);
  });

  it('falls short of each limit by itself', () => {
    const many = Array.from({ length: 100 }, () => accept);
    assert.deepEqual(shortfalls(score([...many, typing], rows)), []);
    const missed = Array.from({ length: 6 }, () => ({ ...accept, found: [] }));
    assert.match(shortfalls(score([...many, ...missed], rows)).join(), /^Recall is 0\.94/);
    const wrong = { ...typing, found: [found('x'), found('y')] };
    assert.match(shortfalls(score([...many, wrong], rows)).join(), /Precision is 0\.98.*typing: 2 of 100/);
    const [precise] = shortfalls(score([...many, { ...typing, found: [found('x')] }], rows));
    assert.equal(precise, 'typing: 1 of 100 were taken for an AI’s.');
    assert.equal(shortfalls([]).length, 2, 'nothing measured is no success');
  });
});
