import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { contributionText } from '../../src/core/team/contribution.ts';
import { memberContribution, plainAnswers } from '../support/teamFolder.ts';
import type { Figure } from './run.ts';

/** A release from growing numbers of contributions, each in a process of its own, to show how time and memory grow. */
export function benchTeam(folder: string, largest: number): Figure[] {
  const figures: Figure[] = [];
  for (let size = 1000; size <= largest; size *= 10) {
    const from = path.join(folder, String(size));
    fill(from, size);
    const script = path.join(import.meta.dirname, 'teamMemory.ts');
    const said = execFileSync(process.execPath, [script, from, path.join(folder, `out-${String(size)}`)], {
      encoding: 'utf8',
    });
    const [seconds = 0, processor = 0, memory = 0] = said.split(' ').map(Number);
    figures.push(
      {
        name: `team release of ${String(size)} contributions`,
        value: seconds,
        unit: 's',
        budget: size === 100_000 ? 10 : null,
      },
      { name: '  processor time of that', value: processor, unit: 's', budget: null },
      { name: '  most memory, alone', value: memory, unit: 'MiB', budget: null },
    );
  }
  return figures;
}

function fill(folder: string, size: number): void {
  fs.mkdirSync(folder, { recursive: true });
  for (let member = 0; member < size; member++) {
    const cohort = member % 3 === 0 ? 'pilot' : null;
    const given = memberContribution(`member ${String(member)}`, plainAnswers(member), { cohort });
    fs.writeFileSync(path.join(folder, `${given.tag.slice(0, 24)}.json`), contributionText(given));
  }
}
