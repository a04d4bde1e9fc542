import { attributionOf, type Attribution } from '../../core/ledger/attribution.ts';
import type { Decision } from '../../core/ledger/decision.ts';
import { reportUnread } from './reportUnread.ts';
import { sinceOption } from './options.ts';
import type { Command } from './command.ts';

/** `pairfolio log`: the decisions, one a line; with `--all` each JSON line says how it stands as an AI's (`attribution`). */
export const logCommand: Command = {
  name: 'log',
  usage: '[--json] [--all] [--since DATE]',
  summary: 'list the decisions',
  options: { json: { type: 'boolean' }, all: { type: 'boolean' }, since: { type: 'string' } },
  positionals: [0, 0],
  run(context, options) {
    const ledger = context.openLedger();
    const since = sinceOption(options['since']);
    const all = options['all'] === true;
    const states = ledger.states({ all }).filter((state) => state.at >= since);
    for (const state of states) {
      const decision = ledger.decision(state);
      const attribution = attributionOf(state);
      if (options['json'] !== true) context.print(toLine(decision, attribution));
      else context.print(JSON.stringify(all ? { ...decision, attribution } : decision));
    }
    if (states.length === 0 && options['json'] !== true) {
      context.print('No decisions yet. `pairfolio import` reads the transcripts of AI agents on this machine.');
    }
    reportUnread(context, ledger.unread);
    return 0;
  },
};

const attributionWords: Readonly<Record<Attribution, string>> = {
  believed: '',
  probable: ' (probably AI, not counted)',
  confirmed: ' (AI, as you said)',
  'not-ai': ' (not AI, as you said; not counted)',
};

function toLine(decision: Decision, attribution: Attribution): string {
  const { label, settled } = decision.verdict;
  const stated = decision.reflection ? ` · said: ${decision.reflection.stance}` : '';
  const where = decision.file ?? '(file not kept)';
  return `${decision.id.slice(0, 10)}  ${decision.at.slice(0, 16).replace('T', ' ')}  ${`${label}${settled ? '' : '?'}`.padEnd(10)}  ${where} · ${decision.tool.name}${attributionWords[attribution]}${stated}`;
}
