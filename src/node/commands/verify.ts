import path from 'node:path';
import { visibleText } from '../../core/portfolio/escape.ts';
import { verifyPortfolio, type Check } from '../../core/portfolio/verifyPortfolio.ts';
import { checkCommits, requireRepository } from '../portfolio/commitCheck.ts';
import { DiskPortfolio } from '../portfolio/portfolioFolder.ts';
import type { Command } from './command.ts';

const shows =
  'no listed file was changed since the export, the cases belong to one record that fits together, and the page shows them as recorded';
const showsNot = [
  'It is internally consistent, not more: the record is not anchored, so its author could have written all of it afterwards.',
  'It is not signed, so it does not show who the author is.',
  'Counts and tables cannot be recomputed from this folder.',
];

/** `pairfolio verify DIR`: checks a portfolio and says what that proves. */
export const verifyCommand: Command = {
  name: 'verify',
  usage: 'DIR [--repo CLONE] [--json]',
  summary: 'check a portfolio: files, record, cases and, given a clone, commits',
  options: { repo: { type: 'string' }, json: { type: 'boolean' } },
  positionals: [1, 1],
  async run(context, options, [folder = '.']) {
    const {
      checks: found,
      notCovered,
      cases,
    } = verifyPortfolio(new DiskPortfolio(path.resolve(context.cwd, folder)), context.digest);
    const checks: Check[] = [...found];
    if (typeof options['repo'] === 'string' && checks.every(({ status }) => status !== 'failed')) {
      const clone = path.resolve(context.cwd, options['repo']);
      await requireRepository(clone);
      for (const [index, view] of cases.entries()) checks.push(await checkCommits(view, index + 1, clone));
    }
    const ok = checks.every(({ status }) => status !== 'failed');
    if (options['json'] === true) {
      context.print(
        JSON.stringify({
          schema: 'pairfolio.verification/1',
          ok,
          checks,
          notCovered,
          shows: ok ? shows : null,
          showsNot,
        }),
      );
      return ok ? 0 : 1;
    }
    for (const { about, status, message } of checks)
      context.print(`${status.padEnd(7)}  ${visibleText(about)}: ${visibleText(message)}`);
    for (const name of notCovered)
      context.print(`ignored  ${visibleText(name)}: not covered, the manifest does not list it`);
    context.print('');
    if (!ok) {
      const names = [
        ...new Set(checks.filter(({ status }) => status === 'failed').map(({ about }) => visibleText(about))),
      ];
      context.print(`This portfolio does not verify: ${names.join(', ')}.`);
      return 1;
    }
    context.print(`This portfolio verifies: ${shows}.`);
    context.print(`What that does not show. ${showsNot.join(' ')}`);
    return 0;
  },
};
