import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Contribution } from '../../../src/core/team/contribution.ts';
import { CommandLine } from '../../support/commandLine.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { assertGolden } from '../../support/goldenText.ts';
import { contributionsFolder, team, type Answers } from '../../support/teamFolder.ts';
import { teamNow } from '../../support/teamLedger.ts';

const here = import.meta.dirname;

/** A team as one might be: tests and fixtures are trusted, migrations are not, few write Go. */
function usual(member: number): Answers {
  const none = [0, 0, 0];
  return {
    verdict: [9 + (member % 5), 4 + (member % 3), 3 + (member % 4)],
    'verdict.kind.test': [14 + (member % 4), 3, 1 + (member % 3)],
    'verdict.kind.fix': [5 + (member % 4), 5, 4],
    'verdict.kind.migration': member % 2 === 0 ? [2, 3, 12 + (member % 5)] : none,
    'verdict.kind.other': member < 3 ? [1, 1, 1] : none,
    'verdict.language.go': member < 6 ? [1, 2, 2] : none,
    'verdict.language.rust': member < 2 ? [1, 2, 2] : none,
    'after-14-days.trusted': [15 + (member % 3), 4],
    'after-14-days.overrode': member % 3 === 0 ? [0, 0] : [3, 2],
    'overrode.reason': [8, 3, 5, 0, 2, member % 7 === 0 ? 1 : 0, 0, 0],
    'checked-by': [9, 2, 0, 1, 0, 1, 0, 7],
    surface: [5, 0, 3, 12, 0],
    language: [12, 6, 0, 0, 0, member < 6 ? 3 : 0, member < 2 ? 2 : 0, 0, 1, 0, 0, 0, 0, 0],
    kind: [6, 5, 1, 5, 1, 1, 1, 0],
    collaboration: [13 + (member % 3), 6],
    pattern: [5, 2, 9, 3, 3],
  };
}

/** Half a year later more is trusted, and the pilot checks more by tests. */
function later(member: number): Answers {
  return {
    ...usual(member),
    verdict: [16, 3, 3 + (member % 2)],
    'checked-by': member < 21 ? [15, 2, 0, 1, 0, 1, 0, 1] : [4, 2, 0, 1, 0, 1, 0, 12],
  };
}

const early = { window: '2026-W37..W40' };
const cases: Readonly<Record<string, readonly (readonly Contribution[])[]>> = {
  '21-members': [team(21, {}, usual)],
  '4-members-held': [team(4, {}, usual)],
  'tiny-cohort': [[...team(3, { cohort: 'pilot' }, usual), ...team(18, { cohort: 'control' }, usual, 3)]],
  'two-windows-two-cohorts': [
    [...team(21, { ...early, cohort: 'pilot' }, usual), ...team(21, { ...early, cohort: 'control' }, usual, 21)],
    [...team(21, { cohort: 'pilot' }, later), ...team(21, { cohort: 'control' }, later, 21)],
  ],
};

describe('team-report.md', () => {
  for (const [name, windows] of Object.entries(cases)) {
    it(`of the case ${name} reads as before`, async () => {
      const line = new CommandLine(teamNow);
      const out = path.join(temporaryFolder(), 'out');
      let said: readonly string[] = [];
      for (const given of windows) ({ out: said } = await line.run(['team', contributionsFolder(given), '--out', out]));
      const report = path.join(out, 'team-report.md');
      const text = fs.existsSync(report) ? fs.readFileSync(report, 'utf8') : `${said.join('\n')}\n`;
      assertGolden(path.join(here, `${name}.md`), text);
      if (name === '21-members')
        assertGolden(path.join(here, `${name}.json`), fs.readFileSync(path.join(out, 'team-report.json'), 'utf8'));
    });
  }

  it('is clean Markdown', function () {
    this.timeout(30_000);
    const root = path.join(here, '..', '..', '..');
    const linter = path.join(root, 'node_modules', 'markdownlint-cli2', 'markdownlint-cli2-bin.mjs');
    const files = Object.keys(cases)
      .filter((name) => !name.endsWith('held'))
      .map((name) => `${name}.md`);
    const { status, stderr } = spawnSync(process.execPath, [linter, ...files], { cwd: here, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  });
});
