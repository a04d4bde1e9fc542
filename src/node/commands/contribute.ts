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
    'write your anonymous contribution to a closed team window (W: 2026-W41..W44; P: directive=3,iteration=7; --withdraw takes it back)',
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
    const file = contributionFile(path.resolve(context.cwd, out), prepared);
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
