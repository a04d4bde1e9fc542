import path from 'node:path';
import { parsePatterns } from '../../core/team/pattern.ts';
import { latestClosed, parseWindow } from '../../core/team/window.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { contributionFile, prepareContribution, prepareWithdrawal, writeContribution } from '../team/contribute.ts';
import type { Command } from './command.ts';
import { contributeSealed } from './contributeSealed.ts';
import { reportUnread } from './reportUnread.ts';
import { showAndAsk } from './showAndAsk.ts';

/** `pairfolio contribute`: writes one member's anonymous vector for a team window, after showing it. */
export const contributeCommand: Command = {
  name: 'contribute',
  usage:
    '--window W --out FILE [--cohort C] [--pattern P] [--withdraw] [--sealed ROSTER [--as-before]] [--json] [--yes]',
  summary:
    'show your anonymous contribution to a team window that is over, then write it (W: four weeks, 2026-W41..W44; FILE: or the folder of the contributions; C: a group the team agreed on, pilot; P: how you and AI shared the work, if the guess is wrong: directive=3,iteration=7; --withdraw: take it back; --sealed: masked, so that only the sum of all members on the roster can be read, --as-before: with the numbers you sealed before)',
  options: {
    window: { type: 'string' },
    out: { type: 'string' },
    cohort: { type: 'string' },
    pattern: { type: 'string' },
    withdraw: { type: 'boolean' },
    sealed: { type: 'string' },
    'as-before': { type: 'boolean' },
    json: { type: 'boolean' },
  },
  positionals: [0, 0],
  async run(context, options) {
    const { clock, digest, signal } = context;
    const json = options['json'] === true;
    const named = options['window'];
    const out = options['out'];
    const sealed = options['sealed'];
    if (typeof sealed === 'string') {
      if (typeof out !== 'string' || out === '')
        throw new PairfolioError('usage', 'Say where to write: pairfolio contribute --sealed ROSTER --out FILE.');
      return contributeSealed(context, options, sealed, placeOf(context.cwd, out));
    }
    if (options['as-before'] === true)
      throw new PairfolioError(
        'usage',
        '--as-before is for sealed contributions: pairfolio contribute --sealed ROSTER.',
      );
    if (typeof named !== 'string')
      throw new PairfolioError(
        'usage',
        `Say which window: pairfolio contribute --window ${latestClosed(clock.now()).id} --out FILE.`,
      );
    if (typeof out !== 'string' || out === '')
      throw new PairfolioError('usage', 'Say where to write: pairfolio contribute --window W --out FILE.');
    if (options['withdraw'] === true && (options['cohort'] !== undefined || options['pattern'] !== undefined))
      throw new PairfolioError(
        'usage',
        '--withdraw takes back the whole contribution; leave out --cohort and --pattern.',
      );
    const asked = {
      window: parseWindow(named),
      cohort: typeof options['cohort'] === 'string' ? options['cohort'] : undefined,
      patterns: typeof options['pattern'] === 'string' ? parsePatterns(options['pattern']) : undefined,
      ...{ clock, digest, signal },
    };
    const ledger = context.openLedger();
    const prepared =
      options['withdraw'] === true ? prepareWithdrawal(ledger, asked) : await prepareContribution(ledger, asked);
    reportUnread(context, ledger.unread);
    const file = contributionFile(placeOf(context.cwd, out), prepared);
    if (!(await showAndAsk(context, prepared, file, json))) return 1;
    writeContribution(file, prepared);
    if (json)
      context.print(
        JSON.stringify({
          schema: 'pairfolio.contribute/1',
          file,
          decisions: prepared.decisions,
          given: prepared.given,
        }),
      );
    else context.print(`wrote ${file}`);
    return 0;
  },
};

/** What ends like a folder is one, whether it exists or not. */
function placeOf(cwd: string, out: string): string {
  return `${path.resolve(cwd, out)}${/[\\/]$/.test(out) ? path.sep : ''}`;
}
