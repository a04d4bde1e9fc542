import { PairfolioError } from '../../core/shared/errors.ts';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import { findAll } from '../ledger/forgetting.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { decisionsOfDay, decisionsOfNamedFile, losingTheirNote } from '../privacy/selectDecisions.ts';
import type { Command, CommandContext, OptionValues } from './command.ts';
import { dayOption } from './options.ts';

const use = 'Use: pairfolio forget ID… | --file PATH | --day YYYY-MM-DD | --all';

/** `pairfolio forget`: erases the texts of decisions, of a file, of a day, or all. */
export const forgetCommand: Command = {
  name: 'forget',
  usage: 'ID… | --file PATH | --day YYYY-MM-DD | --all [--yes] [--json]',
  summary: 'erase the texts of decisions for good',
  options: {
    file: { type: 'string' },
    day: { type: 'string' },
    all: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  positionals: [0, 1000],
  async run(context, options, ids) {
    const { file, day, all } = options;
    const scopes = [ids.length > 0, file !== undefined, day !== undefined, all === true].filter(Boolean).length;
    if (scopes !== 1) throw new PairfolioError('usage', use);
    const ledger = context.openLedger();
    const states = select(ledger, context, options, ids);
    const json = options['json'] === true;
    // With --all there may be texts left that no decision names any more.
    if (states.length === 0 && all !== true) {
      if (json) context.print(result([], false));
      else context.print('There is nothing to forget: no such decision is in the record.');
      return 0;
    }
    if (!(await context.confirm(question(ledger, states)))) {
      context.note('Nothing was erased. Add --yes to erase without being asked.');
      return 1;
    }
    const { ids: forgotten, stopped } = await ledger.forgetMany(
      all === true ? 'everything' : states.map(({ id }) => id),
      { signal: context.signal },
    );
    if (json) context.print(result(forgotten, stopped));
    else if (ids.length > 0) for (const id of forgotten) context.print(`forgotten ${id}`);
    else context.print(`Forgotten: ${decisions(forgotten.length)}. \`pairfolio check\` verifies what stays.`);
    if (stopped) context.note('Stopped. What was forgotten until then is gone for good; the rest is as it was.');
    return stopped ? 1 : 0;
  },
};

function select(
  ledger: Ledger,
  context: CommandContext,
  { file, day, all }: OptionValues,
  ids: readonly string[],
): readonly SuggestionState[] {
  if (all === true) return ledger.states({ all: true });
  if (typeof file === 'string') return decisionsOfNamedFile(ledger, file, context.cwd);
  if (day !== undefined) return decisionsOfDay(ledger, dayOption(day));
  return findAll(ledger.read(), ids);
}

function question(ledger: Ledger, states: readonly SuggestionState[]): string {
  const losing = losingTheirNote(ledger, states);
  const note = losing === 0 ? '' : ` A note shared with ${decisions(losing)} that stay goes, too.`;
  return `Erase code, prompts, paths and notes of ${decisions(states.length)} for good?${note} Sizes, times and verdicts stay, so that the record still verifies. Portfolios exported before are not touched.`;
}

function result(forgotten: readonly string[], stopped: boolean): string {
  return JSON.stringify({ schema: 'pairfolio.forget/1', forgotten, stopped });
}

function decisions(count: number): string {
  return `${String(count)} decision${count === 1 ? '' : 's'}`;
}
