import type { Decision } from '../../core/ledger/decision.ts';
import { reportUnread } from './reportUnread.ts';
import { sinceOption } from './options.ts';
import type { Command } from './command.ts';

/** `pairfolio log`: the decisions, one a line. */
export const logCommand: Command = {
  name: 'log',
  usage: '[--json] [--all] [--since DATE]',
  summary: 'list the decisions',
  options: { json: { type: 'boolean' }, all: { type: 'boolean' }, since: { type: 'string' } },
  positionals: [0, 0],
  run(context, options) {
    const ledger = context.openLedger();
    const since = sinceOption(options['since']);
    const states = ledger.states({ all: options['all'] === true }).filter((state) => state.at >= since);
    for (const state of states) {
      const decision = ledger.decision(state);
      context.print(options['json'] === true ? JSON.stringify(decision) : toLine(decision));
    }
    if (states.length === 0 && options['json'] !== true) {
      context.print('No decisions yet. `pairfolio import` reads the transcripts of AI agents on this machine.');
    }
    reportUnread(context, ledger.unread);
    return 0;
  },
};

function toLine(decision: Decision): string {
  const { label, settled } = decision.verdict;
  const probably = decision.confidence < 0.5 ? ' (probably AI)' : '';
  const stated = decision.reflection ? ` · said: ${decision.reflection.stance}` : '';
  const where = decision.file ?? '(file not kept)';
  return `${decision.id.slice(0, 10)}  ${decision.at.slice(0, 16).replace('T', ' ')}  ${`${label}${settled ? '' : '?'}`.padEnd(10)}  ${where} · ${decision.tool.name}${probably}${stated}`;
}
