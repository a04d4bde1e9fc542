import path from 'node:path';
import { parsePatterns } from '../../core/team/pattern.ts';
import { latestClosed, parseWindow } from '../../core/team/window.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { contributionFile, prepareContribution, prepareWithdrawal, writeContribution } from '../team/contribute.ts';
import type { Command } from './command.ts';
import { reportUnread } from './reportUnread.ts';

/** `pairfolio contribute`: writes one member's anonymous vector for a team window, after showing it. */
export const contributeCommand: Command = {
  name: 'contribute',
  usage: '--window W --out FILE [--cohort C] [--pattern P] [--withdraw] [--json] [--yes]',
  summary:
    'show your anonymous contribution to a team window that is over, then write it (W: four weeks, 2026-W41..W44; FILE: or the folder of the contributions; C: a group the team agreed on, pilot; P: how you and AI shared the work, if the guess is wrong: directive=3,iteration=7; --withdraw: take it back)',
  options: {
    window: { type: 'string' },
    out: { type: 'string' },
    cohort: { type: 'string' },
    pattern: { type: 'string' },
    withdraw: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  positionals: [0, 0],
  async run(context, options) {
    const { clock, digest, signal } = context;
    const json = options['json'] === true;
    const named = options['window'];
    if (typeof named !== 'string')
      throw new PairfolioError(
        'usage',
        `Say which window: pairfolio contribute --window ${latestClosed(clock.now()).id} --out FILE.`,
      );
    const out = options['out'];
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
    // What ends like a folder is one, whether it exists or not.
    const place = `${path.resolve(context.cwd, out)}${/[\\/]$/.test(out) ? path.sep : ''}`;
    const file = contributionFile(place, prepared);
    if (!file.endsWith('.json'))
      context.note(`The release counts files that end with .json only, and ${path.basename(file)} does not.`);
    // What a person is asked about stands on the screen before the question, also where the answer goes elsewhere.
    const show = (line: string): void => (json ? context.note(line) : context.print(line));
    for (const line of prepared.words) show(line);
    show('');
    show('The exact bytes:');
    show(prepared.text.trimEnd());
    show('');
    if (context.interactive && !(await context.confirm(`Write this to ${file}?`))) {
      context.note('Nothing was written.');
      return 1;
    }
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
