import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Contribution } from '../../../src/core/team/contribution.ts';
import { apportion } from '../../../src/core/team/votes.ts';
import { votesOf } from '../../../src/core/team/layout.ts';
import type { TeamReport } from '../../../src/core/team/teamReport.ts';
import type { Verdict } from '../../../src/core/shared/words.ts';
import { CommandLine } from '../../support/commandLine.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { memberLedger, teamNow, teamWindow, textsBelow, type Decided } from '../../support/teamLedger.ts';

// A team of 21 out of real decisions: six developers as they were, fifteen drawn from what one of the six did.

interface Row {
  readonly event: 'accepted' | 'rejected';
  readonly editPercentage: readonly number[] | null;
  readonly language: string;
}

const folder = path.join(import.meta.dirname, '../../fixtures/telemetry');
const developers = fs
  .readdirSync(folder)
  .filter((name) => name.endsWith('.jsonl'))
  .map((name) =>
    fs
      .readFileSync(path.join(folder, name), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Row),
  );

/** Draws with replacement, the same in every run (Park and Miller's generator). */
function resampled(rows: readonly Row[], seed: number): Row[] {
  let state = seed;
  return Array.from({ length: 15 + (seed % 70) }, () => {
    state = (state * 48_271) % 2_147_483_647;
    const row = rows[state % rows.length];
    assert.ok(row);
    return row;
  });
}

const members = Array.from({ length: 21 }, (_, member) => {
  const rows = developers[member % 6] ?? [];
  return member < 6 ? rows : resampled(rows, 1000 + 37 * member);
});

function verdictOf({ event, editPercentage }: Row): Exclude<Verdict, 'undecided'> {
  const distance = event === 'rejected' ? 1 : (editPercentage?.at(-1) ?? 1);
  return distance < 0.05 ? 'trusted' : distance < 0.5 ? 'adapted' : 'overrode';
}

const decided = (row: Row): Decided => ({
  verdict: verdictOf(row),
  language: row.language,
  surface: 'inline',
  kind: 'feature',
});

describe('a team of 21 out of real telemetry', () => {
  const contributions = temporaryFolder();
  const out = path.join(temporaryFolder(), 'out');
  const lead = new CommandLine(teamNow);
  let report: TeamReport;

  before(async function () {
    this.timeout(120_000);
    for (const rows of members) {
      const line = new CommandLine(teamNow);
      memberLedger(rows.map(decided), line.ledger);
      const { code, err } = await line.run(['contribute', '--window', teamWindow, '--out', contributions]);
      assert.equal(code, 0, err.join('\n'));
    }
    const { code, err } = await lead.run(['team', contributions, '--out', out]);
    assert.equal(code, 0, err.join('\n'));
    report = JSON.parse(fs.readFileSync(path.join(out, 'team-report.json'), 'utf8')) as TeamReport;
  });

  it('comes to the shares a count of the raw rows gives', () => {
    assert.equal(report.members, 21);
    const verdicts = ['trusted', 'adapted', 'overrode'] as const;
    const shares = members.map((rows) =>
      verdicts.map((verdict) => rows.filter((row) => verdictOf(row) === verdict).length / rows.length),
    );
    const figure = report.figures.find(({ block, cohort }) => block === 'verdict' && cohort === null);
    assert.equal(figure?.n, 21);
    let told = 0;
    for (const [index, verdict] of verdicts.entries()) {
      const mean = (100 * shares.reduce((sum, own) => sum + (own[index] ?? 0), 0)) / 21;
      const share = figure.shares[verdict];
      if (typeof share !== 'number') continue;
      told += 1;
      // Half a step of rounding, and half a vote of each member.
      assert.ok(Math.abs(share - mean) <= 2.5 + 2.5, `${verdict}: ${String(share)} for ${String(mean)}`);
    }
    assert.ok(told > 0);
  });

  it('tells nothing of a person: no volume, no text, no name of a file', () => {
    const vectors = fs
      .readdirSync(contributions)
      .map((name) => JSON.parse(fs.readFileSync(path.join(contributions, name), 'utf8')) as Contribution);
    assert.equal(vectors.length, 21);
    for (const [, votes] of vectors.flatMap(({ vector }) => [...votesOf(vector)]))
      assert.equal(
        votes.reduce((sum, vote) => sum + vote, 0),
        20,
      );
    // Five times as much of the same gives the same votes.
    const [rows = []] = members;
    const counts = (['trusted', 'adapted', 'overrode'] as const).map(
      (verdict) => rows.filter((row) => verdictOf(row) === verdict).length,
    );
    assert.ok(
      vectors.some(({ vector }) =>
        apportion(counts.map((count) => 5 * count)).every(
          (vote, index) => votesOf(vector).get('verdict')?.[index] === vote,
        ),
      ),
    );
    const written = [...textsBelow(out).values()].join('\n');
    for (const { tag } of vectors) assert.ok(!written.includes(tag.slice(0, 12)));
  });

  it('does not show what all have in common: all of it was inline', () => {
    assert.ok(!report.figures.some(({ block }) => block === 'surface'));
  });

  it('is not released again when somebody comes later', async () => {
    const more = temporaryFolder();
    fs.cpSync(contributions, more, { recursive: true });
    const line = new CommandLine(teamNow);
    memberLedger((members[0] ?? []).map(decided), line.ledger);
    await line.run(['contribute', '--window', teamWindow, '--out', more]);
    const { code, out: said } = await lead.run(['team', more, '--out', out]);
    assert.equal(code, 1);
    assert.match(said.join('\n'), /released already/);
  });

  it('reads as a page that stands alone', () => {
    const page = fs.readFileSync(path.join(out, 'team-report.html'), 'utf8');
    assert.match(page, /<title>What the team does with AI, 5 October to 1 November 2026<\/title>/);
    assert.ok(!page.includes('<script') && !/(?:src|href)="https?:/.test(page));
  });
});
