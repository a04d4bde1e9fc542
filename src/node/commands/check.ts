import type { ChainProblem } from '../../core/ledger/chain.ts';
import { verifyLedger } from '../../core/ledger/verifyLedger.ts';
import type { Command } from './command.ts';

/** `pairfolio check`: walks every segment and compares it with the last checkpoint. */
export const checkCommand: Command = {
  name: 'check',
  usage: '[--json]',
  summary: 'verify that the ledger is whole, and that nothing is missing that a checkpoint covered',
  options: { json: { type: 'boolean' } },
  positionals: [0, 0],
  run(context, options) {
    const ledger = context.openLedger();
    const chains = verifyLedger(ledger.segments(), context.digest, ledger.lastCheckpoint());
    const changed = ledger.changedTexts().map(({ segment, line }): ChainProblem => {
      const message = 'the code or words stored for this record are no longer those that were recorded';
      return { segment, line, kind: 'changed-text', message };
    });
    const result = { ...chains, ok: chains.ok && changed.length === 0, problems: [...chains.problems, ...changed] };
    if (options['json'] === true) {
      context.print(JSON.stringify(result));
    } else {
      for (const { segment, line, message } of result.problems)
        context.print(`segments/${segment}.jsonl:${String(line)}: ${message}`);
      for (const message of result.missing) context.print(message);
      context.print(
        result.ok
          ? `The ledger is whole: ${String(result.records)} records in ${String(result.segments)} segments follow each other unbroken.`
          : 'The ledger is not whole. What can be read is still used; nothing was changed.',
      );
    }
    return result.ok ? 0 : 1;
  },
};
