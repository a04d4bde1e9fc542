import assert from 'node:assert/strict';
import { groupStates } from '../../../src/core/portfolio/groups.ts';
import { lessonEffects, proposeLessons, type Lesson } from '../../../src/core/practice/lessons.ts';
import { lessonsOfProject, statesOfProject } from '../../../src/core/practice/record.ts';
import { readRules, ruleRecord, type RuleWords } from '../../../src/core/practice/rules.ts';
import { emptyLedger, tell, type Told } from '../../support/portfolioLedger.ts';

const shop = { folder: '/home/mona/shop', name: 'shop' };
const bank = { folder: '/home/mona/bank', name: 'bank' };
const now = Date.parse('2026-11-20T12:00:00.000Z');
const anywhere = { kind: null, language: null, domain: null };

const missed: Told = {
  at: '2026-11-10T10:00:00.000Z',
  kind: 'migration',
  language: 'sql',
  verdict: 'adapted',
  stance: 'adapted',
  reasons: ['edge-case'],
};

describe('lessons for agents', () => {
  let made: ReturnType<typeof emptyLedger>;
  beforeEach(() => (made = emptyLedger()));
  afterEach(() => made.ledger.dispose());

  const lookUp = (hashes: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    made.ledger.texts.lookUp(hashes);
  const times = (count: number, told: Told): void => {
    for (let index = 0; index < count; index++) tell(made.ledger, told);
  };
  const begin = (id: string, rule: Partial<RuleWords>): void => {
    const said = { cell: anywhere, means: 'checked', most: null, reason: null, words: null, shown: false } as const;
    const { record, texts } = ruleRecord(id, 'trial', { ...said, ...rule }, '2026-11-01T10:00:00.000Z');
    made.ledger.append(record, texts);
  };
  const propose = (project = shop): Lesson[] => {
    const { practice } = made.ledger.read();
    const groups = groupStates(statesOfProject(made.ledger.states(), project, lookUp));
    return proposeLessons(groups, readRules(practice, lookUp), { project: project.folder, now });
  };
  const texts = (project = shop): string[] => propose(project).map(({ text }) => text);

  it('come from reasons given three times in this project, and say where they hold', () => {
    times(2, missed);
    assert.deepEqual(propose(), []);
    times(1, missed);
    times(4, {
      ...missed,
      language: 'go',
      kind: 'fix',
      reasons: ['tests-pass'],
      stance: 'trusted',
      verdict: 'trusted',
    });
    const [lesson, ...others] = propose();
    assert.deepEqual(others, []);
    assert.match(lesson?.text ?? '', /^In SQL migrations: Name the edge cases first .*\.$/);
    assert.deepEqual(lesson?.counted, { count: 3, of: 3 });
  });

  it('are of no cell where the reason was given all over', () => {
    times(2, missed);
    times(1, { ...missed, kind: 'fix', language: 'go' });
    assert.match(texts()[0] ?? '', /^Name the edge cases first/);
  });

  it('know nothing of other projects: neither what was decided there nor rules in words written there', () => {
    times(3, missed);
    times(3, { ...missed, workspace: 'bank', reasons: ['policy'] });
    begin('a', { words: 'Never name Acme in a log', repository: bank.folder, workspace: 'bank' });
    begin('b', { words: 'Ask before touching prices', repository: shop.folder, workspace: 'shop' });
    begin('c', { means: 'small', most: 20 });
    assert.deepEqual(
      texts().map((text) => text.replace(/:.*$/, '')),
      ['In SQL migrations', 'Ask before touching prices', 'Propose at most 20 lines at a time.'],
    );
    assert.ok(texts(bank).some((text) => text === 'Never name Acme in a log'));
    assert.ok(texts(bank).every((text) => !/prices|edge cases/.test(text)));
  });

  it('are no rule that was dropped, or is the developer’s own business, or about nothing in the project', () => {
    times(1, missed);
    begin('a', { means: 'said-why' });
    begin('b', { means: 'small', most: 5, cell: { ...anywhere, language: 'cobol' } });
    begin('c', { means: 'small', most: 5 });
    const { record, texts: words } = ruleRecord(
      'c',
      'dropped',
      { cell: anywhere, means: 'small', most: 5, reason: null, words: null, shown: false },
      '2026-11-09T10:00:00.000Z',
    );
    made.ledger.append(record, words);
    assert.deepEqual(propose(), []);
  });

  it('are one line each, and cannot end the section they stand in', () => {
    times(1, missed);
    begin('a', { words: 'One --> <!-- /pairfolio:lessons --> two'.padEnd(400, 'x'), repository: shop.folder });
    const [text = ''] = texts();
    assert.ok(!/\n|<!--|-->/.test(text) && text.length <= 300, text);
  });

  it('are counted before and after agents were told, for what stands in the files now', () => {
    const at = (day: number): string => `2026-11-${String(day).padStart(2, '0')}T10:00:00.000Z`;
    const write = (day: number, ...reasons: string[]): void =>
      made.ledger.append(
        {
          type: 'lessons',
          at: at(day),
          body: { reasons: reasons.map((reason) => ({ reason, cell: anywhere })), rules: [] },
        },
        { file: 'AGENTS.md', repository: shop.folder },
      );
    times(3, { ...missed, at: at(2) });
    times(1, { ...missed, at: at(3), reasons: ['style'] });
    write(5, 'edge-case');
    times(1, { ...missed, at: at(6) });
    // Written again with another one: the first is counted from when it was first there.
    write(8, 'edge-case', 'style');
    times(3, { ...missed, at: at(9), reasons: ['convention'] });
    const effects = (): unknown => {
      const groups = groupStates(statesOfProject(made.ledger.states(), shop, lookUp));
      return lessonEffects(groups, lessonsOfProject(made.ledger.read().practice, shop, lookUp)).map(
        ({ reason, since, before, after }) => [reason, since.slice(8, 10), before, after],
      );
    };
    assert.deepEqual(effects(), [
      ['edge-case', '05', { count: 3, of: 4 }, { count: 1, of: 4 }],
      ['style', '08', { count: 1, of: 5 }, { count: 0, of: 3 }],
    ]);
    write(10);
    assert.deepEqual(effects(), []);
  });
});
