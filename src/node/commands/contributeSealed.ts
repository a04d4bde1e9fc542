import path from 'node:path';
import { PairfolioError } from '../../core/shared/errors.ts';
import { parsePatterns } from '../../core/team/pattern.ts';
import { readRosterFile } from '../team/sealed/rosterFile.ts';
import { prepareSealed, sealedFile, writeSealed } from '../team/sealed/sealContribution.ts';
import type { CommandContext, OptionValues } from './command.ts';
import { reportUnread } from './reportUnread.ts';
import { showAndAsk } from './showAndAsk.ts';

/** `pairfolio contribute --sealed ROSTER`: the vector of one member, masked so that nobody can read it alone. */
export async function contributeSealed(
  context: CommandContext,
  options: OptionValues,
  rosterName: string,
  place: string,
): Promise<number> {
  const { clock, digest, signal, cwd } = context;
  const roster = readRosterFile(path.resolve(cwd, rosterName));
  refuseForeign(options, roster.window);
  const ledger = context.openLedger();
  const patterns = typeof options['pattern'] === 'string' ? parsePatterns(options['pattern']) : undefined;
  const asBefore = options['as-before'] === true;
  const prepared = await prepareSealed(ledger, { roster, patterns, asBefore, clock, digest, signal });
  reportUnread(context, ledger.unread);
  const file = sealedFile(place, prepared);
  const json = options['json'] === true;
  if (!(await showAndAsk(context, prepared, file, json))) return 1;
  writeSealed(ledger.home, file, prepared, { digest });
  const { decisions, sealed } = prepared;
  if (json) context.print(JSON.stringify({ schema: 'pairfolio.contribute/1', file, decisions, given: sealed }));
  else context.print(`wrote ${file}`);
  return 0;
}

function refuseForeign(options: OptionValues, window: string): void {
  const named = options['window'];
  if (typeof named === 'string' && named !== window)
    throw new PairfolioError('usage', `The roster is of the window ${window}, not of ${named}.`);
  if (options['cohort'] !== undefined)
    throw new PairfolioError('usage', 'Sealed contributions have no cohorts: only the sum of all members can be read.');
  if (options['withdraw'] === true)
    throw new PairfolioError(
      'usage',
      'A sealed contribution is taken back by deleting its file before the report is released: without it nobody can read anything.',
    );
}
