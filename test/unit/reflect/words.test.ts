import assert from 'node:assert/strict';
import { chipTable, readOwnChips } from '../../../src/core/reflect/chips.ts';
import { noExtraAnswers } from '../../../src/core/reflect/extraQuestions.ts';
import { messagesVersion, readHostMessage, readViewMessage } from '../../../src/core/reflect/messages.ts';
import { highRisk, ordinaryRisk, riskOf } from '../../../src/core/reflect/risk.ts';
import { fill } from '../../../src/core/reflect/strings.ts';
import { stances } from '../../../src/core/shared/words.ts';

describe('chips', () => {
  it('fit one row of digits, each id once, with words of their own', () => {
    const { reasons, extra } = chipTable((english) => english);
    const all = [...stances.flatMap((stance) => reasons[stance].chips), ...extra.tippedOff.chips];
    assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
    assert.deepEqual(
      extra.wouldHaveDone.chips.map(({ id }) => id),
      ['same', 'similar', 'different'],
    );
    assert.deepEqual(
      extra.nextTime.chips.map(({ id }) => id),
      ['more', 'same', 'less'],
    );
    assert.ok(stances.every((stance) => reasons[stance].chips.length <= 7));
    assert.ok(all.every(({ label }) => label !== ''));
  });

  it('are translated whole', () => {
    const { reasons, extra } = chipTable((english) => `<${english}>`);
    const all = [...stances.map((stance) => reasons[stance]), ...Object.values(extra)];
    const words = all.flatMap(({ question, chips }) => [question, ...chips.map(({ label }) => label)]);
    assert.equal(words.length, 3 + 5 + 7 + 7 + 4 + 5 + 3 + 3 + 3);
    assert.ok(words.every((word) => word.startsWith('<')));
  });

  it('of the developer’s own come after those everybody has, stored as given, in their own words', () => {
    const own = readOwnChips([
      { verdict: 'overrode', id: 'licence-2', label: ' licence unclear ' },
      { verdict: 'overrode', id: 'policy', label: 'house rules' },
    ]);
    const { reasons } = chipTable((english) => `<${english}>`, own);
    assert.deepEqual(reasons.overrode.chips.slice(-2), [
      { id: 'policy', label: 'house rules' },
      { id: 'licence-2', label: 'licence unclear' },
    ]);
    assert.equal(reasons.trusted.chips.length, 5);
  });

  it('of the developer’s own are left out where they are no chips, and the last of one id stands', () => {
    const good = { verdict: 'adapted', id: 'a11y', label: 'accessibility' };
    const wrong: unknown[] = [
      { ...good, id: 'Not An Id' },
      { ...good, id: '' },
      { ...good, label: '  ' },
      { ...good, verdict: 'undecided' },
      'a11y',
      null,
      { ...good, label: 'x'.repeat(61) },
    ];
    assert.deepEqual(readOwnChips([...wrong, { ...good, label: 'first' }, good]), [good]);
    for (const setting of [undefined, null, 'chips', { 0: good }]) assert.deepEqual(readOwnChips(setting), []);
    const many = Array.from({ length: 50 }, (_, i) => ({ ...good, id: `own-${String(i)}` }));
    assert.equal(chipTable(String, readOwnChips(many)).reasons.adapted.chips.length, 20);
  });
});

describe('risk', () => {
  it('is high for access, money, stored data and what runs in production', () => {
    for (const file of [
      'src/auth/token.ts',
      'lib/paymentGateway.py',
      'db/migrations/0042_users.py',
      '.github/workflows/ci.yml',
      'infra/main.tf',
      'Dockerfile',
      'src/useSession.ts',
      'q/report.sql',
    ]) {
      assert.equal(riskOf({ file, language: null, kind: null }), highRisk, file);
    }
  });

  it('is ordinary for words that only look alike', () => {
    for (const file of [
      'src/author.ts',
      'src/tokenizer.ts',
      'src/certainly.ts',
      'src/signal.ts',
      'src/circle.ts',
      null,
    ]) {
      assert.equal(riskOf({ file, language: 'typescript', kind: 'feature' }), ordinaryRisk, String(file));
    }
  });
});

describe('messages', () => {
  it('of the view are read only when they are whole', () => {
    const answer = {
      type: 'answer',
      item: 'g',
      stance: 'trusted',
      reasons: ['style'],
      note: null,
      ...noExtraAnswers,
      case: null,
    };
    assert.deepEqual(readViewMessage(answer), answer);
    for (const wrong of [
      { ...answer, stance: 'undecided' },
      { ...answer, note: 'x'.repeat(401) },
      { ...answer, nextTime: 'never' },
      { ...answer, case: { title: 'x'.repeat(2_001), situation: '', result: '', impact: '' } },
      { type: 'erase' },
      null,
      'ready',
      { type: 'command', command: 'rm' },
    ]) {
      assert.equal(readViewMessage(wrong), undefined, JSON.stringify(wrong));
    }
  });

  it('of the host are read only in a version the view knows', () => {
    const state = {
      type: 'state',
      v: messagesVersion,
      items: [],
      label: null,
      older: false,
      more: 0,
      started: true,
      paused: false,
      locale: 'en',
      strings: {},
      chips: chipTable(String),
    };
    assert.equal(readHostMessage(state)?.type, 'state');
    assert.equal(readHostMessage({ ...state, v: messagesVersion + 1 }), undefined);
  });
});

describe('fill', () => {
  it('puts values in place, in any order, and leaves what it has no value for', () => {
    assert.equal(fill('{1} of {0}, {2}', 3, 'two'), 'two of 3, {2}');
  });
});
