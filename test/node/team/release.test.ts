import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { contributionText, withdrawalSchema, type Contribution } from '../../../src/core/team/contribution.ts';
import { blocks } from '../../../src/core/team/layout.ts';
import type { TeamReport } from '../../../src/core/team/teamReport.ts';
import { CommandLine, type Said } from '../../support/commandLine.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { contributionsFolder, memberContribution, plainAnswers, team } from '../../support/teamFolder.ts';
import { teamNow, teamWindow, textsBelow } from '../../support/teamLedger.ts';

/** A lead with an output folder, who releases what lies in a folder. */
class Lead {
  readonly line = new CommandLine(teamNow);
  readonly out = path.join(temporaryFolder(), 'out');

  release(given: readonly Contribution[] | string, ...more: string[]): Promise<Said> {
    const from = typeof given === 'string' ? given : contributionsFolder(given);
    return this.line.run(['team', from, '--out', this.out, ...more]);
  }

  /** Releases, and expects that it works. */
  async report(given: readonly Contribution[] | string, ...more: string[]): Promise<TeamReport> {
    const { code, out, err } = await this.release(given, ...more);
    assert.equal(code, 0, [...out, ...err].join('\n'));
    return JSON.parse(this.read('team-report.json')) as TeamReport;
  }

  /** Releases, and expects that it is held. @returns why */
  async held(given: readonly Contribution[] | string, ...more: string[]): Promise<string> {
    const before = fs.existsSync(this.out) ? textsBelow(this.out) : new Map();
    const { code, out } = await this.release(given, ...more);
    assert.equal(code, 1);
    assert.deepEqual(fs.existsSync(this.out) ? textsBelow(this.out) : new Map(), before, 'nothing is written');
    return out.join('\n');
  }

  read(name: string): string {
    return fs.readFileSync(path.join(this.out, name), 'utf8');
  }
}

type Shares = Readonly<Record<string, number | null>> | undefined;
const sharesOf = (report: TeamReport, block: string, cohort: string | null = null): Shares =>
  report.figures.find((figure) => figure.block === block && figure.cohort === cohort)?.shares;

/** What a lead may try: each rule of the release, and a way round it. */
describe('pairfolio team', () => {
  let lead: Lead;
  beforeEach(() => {
    lead = new Lead();
  });

  describe('at least five members', () => {
    it('releases five and holds four', async () => {
      assert.match(
        await lead.held(team(4)),
        /4 members have contributed to 2026-W41\.\.W44; a report needs at least 5/,
      );
      assert.equal((await lead.report(team(5))).members, 5);
    });

    it('is not fooled by copies of one contribution, nor by copies with other white space', async () => {
      const folder = contributionsFolder(team(4));
      const [first] = team(1);
      assert.ok(first);
      fs.writeFileSync(path.join(folder, 'copy.json'), contributionText(first));
      fs.writeFileSync(path.join(folder, 'copy2.json'), JSON.stringify({ ...first, extra: 1 }, null, 2));
      assert.match(await lead.held(folder), /4 members/);
    });

    it('is not fooled by changed copies: none of them counts', async () => {
      const [first, ...others] = team(6);
      assert.ok(first);
      const folder = contributionsFolder([first, ...others]);
      const forged = memberContribution('member 0', plainAnswers(9));
      fs.writeFileSync(path.join(folder, 'forged.json'), contributionText(forged));
      const report = await lead.report(folder);
      assert.equal(report.members, 5);
      assert.equal(report.handled.conflicting, 2);
      const { err } = await lead.release(folder);
      assert.ok(err.some((line) => line.includes('"forged.json"') && line.includes('neither is counted')));
      assert.ok(!lead.read('team-report.md').includes('forged'));
    });

    it('holds for each question: one that four of ten answered is left out', async () => {
      const report = await lead.report(
        team(10, {}, (member) => (member < 4 ? {} : { 'verdict.kind.test': [0, 0, 0] })),
      );
      assert.equal(sharesOf(report, 'verdict.kind.test'), undefined);
      assert.ok(sharesOf(report, 'verdict.kind.fix'));
    });

    it('holds for each answer: one that four of ten gave is held back, and another with it', async () => {
      const report = await lead.report(team(10, {}, (member) => ({ verdict: member < 4 ? [4, 2, 8] : [4, 6, 0] })));
      const shares = sharesOf(report, 'verdict');
      assert.equal(shares?.['overrode'], null);
      assert.equal(Object.values(shares).filter((share) => share === null).length, 2);
    });
  });

  describe('the remainder', () => {
    it('of four of ten members is not left over: a question six answered is left out', async () => {
      const report = await lead.report(
        team(10, {}, (member) => (member < 6 ? {} : { 'verdict.kind.test': [0, 0, 0] })),
      );
      assert.equal(sharesOf(report, 'verdict.kind.test'), undefined);
      const five = await new Lead().report(
        team(10, {}, (member) => (member < 5 ? {} : { 'verdict.kind.test': [0, 0, 0] })),
      );
      assert.ok(sharesOf(five, 'verdict.kind.test'));
    });

    it('of an answer is carried by five: where all but four gave one answer only, it is held back', async () => {
      const report = await lead.report(
        team(10, {}, (member) => ({ 'after-14-days.trusted': member < 4 ? [1, 4] : [1, 0] })),
      );
      assert.equal(sharesOf(report, 'after-14-days.trusted'), undefined);
    });
  });

  describe('rounding and unanimity', () => {
    it('gives whole fives only', async () => {
      const report = await lead.report(team(23));
      const shares = report.figures.flatMap((figure) => Object.values(figure.shares)).filter((share) => share !== null);
      assert.ok(shares.length > 50);
      assert.ok(shares.every((share) => share % 5 === 0 && share >= 10 && share <= 90));
    });

    it('holds back what more than nine tenths or less than one tenth share', async () => {
      const alike = (own: readonly number[]): Promise<TeamReport> =>
        new Lead().report(team(12, {}, () => ({ 'after-14-days.trusted': own })));
      assert.equal(sharesOf(await alike([19, 1]), 'after-14-days.trusted'), undefined);
      assert.deepEqual(sharesOf(await alike([18, 2]), 'after-14-days.trusted'), { stood: 90, 'over-reliance': 10 });
      const rare = await new Lead().report(team(12, {}, () => ({ verdict: [12, 7, 1] })));
      assert.deepEqual(sharesOf(rare, 'verdict'), { trusted: 60, adapted: null, overrode: null });
    });
  });

  describe('cohorts', () => {
    const pilot = { cohort: 'pilot' };
    const rest = { cohort: 'control' };

    it('of five and more are shown beside the total', async () => {
      const report = await lead.report([...team(7, pilot), ...team(8, rest, undefined, 20)]);
      assert.deepEqual(
        report.cohorts.map(({ cohort, members }) => [cohort, members]),
        [
          ['control', 8],
          ['pilot', 7],
        ],
      );
      assert.ok(sharesOf(report, 'verdict', 'pilot'));
    });

    it('of four are not, nor is the other one, from which and the total they would follow', async () => {
      const report = await lead.report([...team(4, pilot), ...team(8, rest, undefined, 20)]);
      assert.deepEqual(report.cohorts, []);
      assert.ok(report.figures.every(({ cohort }) => cohort === null));
      assert.ok(!lead.read('team-report.md').includes('pilot 4'));
    });

    it('of four cannot be told from two that are shown', async () => {
      const report = await lead.report([
        ...team(4, pilot),
        ...team(6, { cohort: 'a' }, undefined, 20),
        ...team(9, { cohort: 'b' }, undefined, 40),
      ]);
      assert.deepEqual(
        report.cohorts.map(({ cohort }) => cohort),
        ['b'],
      );
      assert.equal(report.othersToo, true);
    });

    it('four members without a label cannot be told from the total either', async () => {
      const report = await lead.report([...team(4), ...team(6, pilot, undefined, 20), ...team(9, rest, undefined, 40)]);
      assert.deepEqual(
        report.cohorts.map(({ cohort }) => cohort),
        ['control'],
      );
    });

    it('a question that four of a cohort left open is not told of it', async () => {
      const open = (member: number): Record<string, number[]> => (member < 4 ? { 'verdict.kind.test': [0, 0, 0] } : {});
      const report = await lead.report([...team(9, pilot, open), ...team(14, rest, open, 0 + 20)]);
      assert.equal(sharesOf(report, 'verdict.kind.test', 'pilot'), undefined);
    });

    it('an answer held back in one cohort does not follow from the other and the total', async () => {
      const report = await lead.report([
        ...team(6, pilot, (member) => ({ 'after-14-days.trusted': member < 2 ? [1, 3] : [1, 0] })),
        ...team(12, rest, () => ({ 'after-14-days.trusted': [3, 2] }), 20),
      ]);
      assert.equal(sharesOf(report, 'after-14-days.trusted', 'pilot'), undefined);
      const told = [null, 'control'].filter((cohort) => sharesOf(report, 'after-14-days.trusted', cohort));
      assert.ok(told.length < 2, told.join());
    });

    it('unanimous in one cohort does not follow either', async () => {
      const report = await lead.report([
        ...team(8, pilot, () => ({ 'checked-by': [20, 0, 0, 0, 0, 0, 0, 0] })),
        ...team(8, rest, (member) => ({ 'checked-by': [10 + (member % 3), 0, 0, 0, 0, 0, 0, 8] }), 20),
      ]);
      const told = [null, 'control', 'pilot'].filter(
        (cohort) => (sharesOf(report, 'checked-by', cohort)?.['test'] ?? null) !== null,
      );
      assert.ok(told.length < 2, told.join());
    });

    it('that changed by a few members since the last release are not shown', async () => {
      await lead.report([
        ...team(8, { ...pilot, window: '2026-W37..W40' }),
        ...team(12, { ...rest, window: '2026-W37..W40' }, undefined, 20),
      ]);
      const report = await lead.report([...team(7, pilot), ...team(13, rest, undefined, 20)]);
      assert.deepEqual(report.cohorts, []);
    });
  });

  describe('the roster', () => {
    const earlier = { window: '2026-W37..W40' };

    for (const members of [17, 20, 22, 25])
      it(`holds a report when ${String(members)} follow on 21`, async () => {
        await lead.report(team(21, earlier));
        assert.match(await lead.held(team(members)), /changed by [14] since the last release \(2026-W37\.\.W40\)/);
      });

    for (const members of [16, 21, 26])
      it(`releases when ${String(members)} follow on 21`, async () => {
        await lead.report(team(21, earlier));
        assert.equal((await lead.report(team(members))).members, members);
      });

    it('is not fooled by an earlier window that is released later', async () => {
      await lead.report(team(21));
      assert.match(await lead.held(team(23, earlier), '--window', '2026-W37..W40'), /changed by 2/);
    });
  });

  describe('one release for each window', () => {
    it('gives the same again, byte for byte, also after later releases', async () => {
      const folder = contributionsFolder(team(12));
      await lead.report(folder);
      const first = textsBelow(lead.out);
      const { out } = await lead.release(folder);
      assert.deepEqual(textsBelow(lead.out), first);
      assert.match(out.join('\n'), /released already; the report is the same/);
      // In another order, and somewhere else.
      const other = new Lead();
      await other.report(contributionsFolder(team(12).reverse()));
      assert.deepEqual(textsBelow(other.out), first);
      lead.line.clock.set('2027-01-10T00:00:00.000Z');
      await lead.report(team(12, { window: '2026-W45..W48' }));
      await lead.report(folder);
      for (const name of ['team-report.md', 'team-report.html', 'team-report.json'])
        assert.equal(lead.read(name), first.get(name), name);
    });

    for (const [what, change] of [
      ['one file less', (all: Contribution[]) => all.slice(1)],
      ['one member more', (all: Contribution[]) => [...all, memberContribution('new', plainAnswers(3))]],
      ['five members more', (all: Contribution[]) => [...all, ...team(5, {}, undefined, 50)]],
      [
        'one member in the place of another',
        (all: Contribution[]) => [...all.slice(1), memberContribution('new', plainAnswers(0))],
      ],
      ['one changed', (all: Contribution[]) => [...all.slice(1), memberContribution('member 0', plainAnswers(5))]],
    ] as const)
      it(`is held a second time with ${what}`, async () => {
        await lead.report(team(12));
        assert.match(await lead.held(change(team(12))), /was released already, from other contributions/);
      });
  });

  describe('only closed windows', () => {
    it('holds one that is open, however many members made a file for it', async () => {
      const reason = await lead.held(team(30, { window: '2026-W45..W48' }));
      assert.match(reason, /2026-W45\.\.W48 is open until 2026-11-30/);
    });

    it('takes the latest window of a folder, or the one that is named', async () => {
      const folder = contributionsFolder([...team(9), ...team(14, { window: '2026-W37..W40' })]);
      const report = await lead.report(folder);
      assert.deepEqual([report.window, report.members, report.handled.otherWindows], [teamWindow, 9, 14]);
      assert.equal((await lead.report(folder, '--window', '2026-W37..W40')).members, 14);
    });
  });

  describe('the log of releases', () => {
    const later = (): Contribution[] => team(15, {}, undefined, 100);

    beforeEach(async () => {
      await lead.report(team(21, { window: '2026-W33..W36' }));
      await lead.report(team(14, { window: '2026-W37..W40' }));
    });

    const tampered: readonly (readonly [string, (log: string) => string])[] = [
      ['its last line is gone', (log) => `${log.split('\n')[0] ?? ''}\n`],
      ['its first line is gone', (log) => `${log.split('\n')[1] ?? ''}\n`],
      ['the number of members was changed', (log) => log.replace('"members":14', '"members":10')],
      ['the number of members was changed further up', (log) => log.replace('"members":21', '"members":20')],
      ['it is torn', (log) => log.slice(0, -40)],
      ['it is empty', () => ''],
    ];
    for (const [what, change] of tampered)
      it(`is missed when ${what}`, async () => {
        const file = path.join(lead.out, 'releases.jsonl');
        fs.writeFileSync(file, change(lead.read('releases.jsonl')));
        const { code, err } = await lead.release(later());
        assert.equal(code, 1);
        assert.match(err.join('\n'), /releases\.jsonl/);
      });

    it('is missed when it is gone', async () => {
      fs.rmSync(path.join(lead.out, 'releases.jsonl'));
      const { code, err } = await lead.release(later());
      assert.equal(code, 1);
      assert.match(err.join('\n'), /not in releases\.jsonl/);
    });

    it('holds against fifteen after fourteen', async () => {
      assert.match(await lead.held(later()), /changed by 1 since/);
    });

    it('keeps no tag and no name of a file', () => {
      for (const { tag } of [...team(21, { window: '2026-W33..W36' }), ...team(14, { window: '2026-W37..W40' })])
        for (const [name, text] of textsBelow(lead.out)) assert.ok(!text.includes(tag.slice(0, 12)), name);
    });
  });

  describe('files that are not what they should be', () => {
    it('are told apart, counted without their names, and named to the lead alone', async () => {
      const folder = contributionsFolder(team(8));
      const [sample] = team(1, {}, undefined, 70);
      assert.ok(sample);
      const write = (name: string, text: string): void => fs.writeFileSync(path.join(folder, name), text);
      write('anna-torn.json', contributionText(sample).slice(0, 300));
      write('berta-newer.json', contributionText(sample).replace('contribution/1', 'contribution/7'));
      write(
        'carl-edited.json',
        contributionText({ ...sample, vector: sample.vector.map((n, place) => (place === 1 ? 20 : n)) }),
      );
      write('dora-short.json', contributionText({ ...sample, vector: sample.vector.slice(3) }));
      write('emil-huge.json', ' '.repeat(100_000) + contributionText(sample));
      write('package.json', '{"name":"x"}');
      write('notes.txt', 'not looked at');
      fs.mkdirSync(path.join(folder, 'folder.json'));
      const { err } = await lead.release(folder);
      const report = JSON.parse(lead.read('team-report.json')) as TeamReport;
      assert.equal(report.members, 8);
      assert.deepEqual(
        { ...report.handled },
        { duplicates: 0, conflicting: 0, withdrawn: 0, newer: 1, damaged: 3, impossible: 1, otherWindows: 0 },
      );
      for (const name of ['anna-torn', 'berta-newer', 'carl-edited', 'dora-short', 'emil-huge']) {
        assert.ok(
          err.some((line) => line.includes(name)),
          name,
        );
        for (const [file, text] of textsBelow(lead.out)) assert.ok(!text.includes(name), file);
      }
      assert.match(lead.read('team-report.md'), /3 unreadable, not counted/);
    });

    it('a withdrawn contribution is not counted, whichever file comes first', async () => {
      for (const name of ['0.json', 'zzz.json']) {
        const folder = contributionsFolder(team(8));
        const [{ tag, window } = { tag: '', window: '' }] = team(1);
        fs.writeFileSync(path.join(folder, name), contributionText({ schema: withdrawalSchema, window, tag }));
        const report = await new Lead().report(folder);
        assert.deepEqual([report.members, report.handled.withdrawn], [7, 1]);
        // The same as if the file had been taken out.
        const without = await new Lead().report(team(7, {}, undefined, 1));
        assert.deepEqual(report.figures, without.figures);
      }
    });

    it('a withdrawal after the release does not bring a second report', async () => {
      const folder = contributionsFolder(team(8));
      await lead.report(folder);
      const [{ tag, window } = { tag: '', window: '' }] = team(1);
      fs.writeFileSync(path.join(folder, 'z.json'), contributionText({ schema: withdrawalSchema, window, tag }));
      assert.match(await lead.held(folder), /released already/);
    });

    it('members without decisions count as members, and for no figure', async () => {
      const report = await lead.report([
        ...team(9),
        ...Array.from({ length: 5 }, (_, index) => memberContribution(`idle ${String(index)}`, {})),
      ]);
      assert.equal(report.members, 14);
      assert.equal(report.figures.find(({ block }) => block === 'verdict')?.n, 9);
    });

    it('an empty folder and a missing one are said', async () => {
      assert.match(await lead.held(temporaryFolder()), /holds no contribution/);
      const { code, err } = await lead.release(path.join(temporaryFolder(), 'gone'));
      assert.equal(code, 1);
      assert.match(err.join('\n'), /There is no folder .*gone\./);
    });
  });

  it('says each time who can read plain contributions', async () => {
    const { err } = await lead.release(team(6));
    assert.match(err.join('\n'), /whoever can open this folder can read each of them/);
    assert.match(lead.read('team-report.md'), /can read each of them/);
  });

  it('answers a program in JSON, held or not', async () => {
    const held = JSON.parse((await lead.release(team(3), '--json')).out.join('\n')) as {
      released: boolean;
      reasons: string[];
    };
    assert.equal(held.released, false);
    assert.equal(held.reasons.length, 1);
    const { out } = await lead.release(team(6), '--json');
    assert.equal((JSON.parse(out.join('\n')) as { released: boolean }).released, true);
  });

  it('stops when it is told to, and writes nothing', async () => {
    const stopped = AbortSignal.abort();
    const { code, err } = await lead.line.run(['team', contributionsFolder(team(400)), '--out', lead.out], stopped);
    assert.equal(code, 1);
    assert.match(err.join('\n'), /Stopped/);
    assert.ok(!fs.existsSync(lead.out));
  });

  it('gives every question a figure where nothing stands against it', async () => {
    const report = await lead.report(team(40));
    const asked = new Set(report.figures.map(({ block }) => block));
    const missing = blocks.filter(({ id }) => !asked.has(id)).map(({ id }) => id);
    // Spread over fourteen families, no language reaches a tenth.
    assert.deepEqual(missing, ['language']);
  });
});
