import path from 'node:path';
import { visibleText } from '../../core/portfolio/escape.ts';
import { DiskPortfolio } from '../portfolio/portfolioFolder.ts';
import { checkPortfolio } from '../portfolio/proof/checkPortfolio.ts';
import { readTrust } from '../portfolio/proof/trust.ts';
import type { Command } from './command.ts';

/** `pairfolio verify DIR`: checks a portfolio and says what that proves. */
export const verifyCommand: Command = {
  name: 'verify',
  usage: 'DIR [--repo CLONE] [--signers FILE]… [--json]',
  summary:
    'check a portfolio: files, record, cases, signature and, given a clone, commits and anchors (FILE: allowed signers, or the keys a forge publishes)',
  options: { repo: { type: 'string' }, signers: { type: 'string', multiple: true }, json: { type: 'boolean' } },
  positionals: [1, 1],
  async run(context, options, [folder = '.']) {
    const resolve = (name: string): string => path.resolve(context.cwd, name);
    const named = Array.isArray(options['signers']) ? options['signers'].map(String) : [];
    const { ok, checks, notCovered, levels, shows, showsNot } = await checkPortfolio(
      new DiskPortfolio(resolve(folder)),
      {
        clock: context.clock,
        digest: context.digest,
        trust: readTrust(named.map(resolve)),
        clone: typeof options['repo'] === 'string' ? resolve(options['repo']) : undefined,
      },
    );
    if (options['json'] === true) {
      context.print(
        JSON.stringify({ schema: 'pairfolio.verification/1', ok, checks, notCovered, levels, shows, showsNot }),
      );
      return ok ? 0 : 1;
    }
    for (const { about, status, message } of checks)
      context.print(`${status.padEnd(7)}  ${visibleText(about)}: ${visibleText(message)}`);
    for (const name of notCovered)
      context.print(`ignored  ${visibleText(name)}: not covered, the manifest does not list it`);
    context.print('');
    if (!ok) {
      const names = new Set(checks.flatMap(({ status, about }) => (status === 'failed' ? [visibleText(about)] : [])));
      context.print(`This portfolio does not verify: ${[...names].join(', ')}.`);
      return 1;
    }
    for (const { case: place, levels: reached } of levels)
      context.print(`case ${String(place)} is ${reached.join(', ')}`);
    if (levels.length > 0) context.print('');
    context.print(`This portfolio verifies. ${shows.join(' ')}`);
    context.print(`What that does not show. ${showsNot.join(' ')}`);
    return 0;
  },
};
