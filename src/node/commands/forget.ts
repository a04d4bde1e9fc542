import type { Command } from './command.ts';

/** `pairfolio forget ID`: erases the texts of decisions. */
export const forgetCommand: Command = {
  name: 'forget',
  usage: 'ID… [--yes]',
  summary: 'erase the texts of decisions for good',
  options: {},
  positionals: [1, 1000],
  async run(context, _options, ids) {
    const what = ids.length === 1 ? 'this decision' : `these ${String(ids.length)} decisions`;
    if (!(await context.confirm(`Erase code, prompts and notes of ${what} for good?`))) {
      context.note('Nothing was erased. Add --yes to erase without being asked.');
      return 1;
    }
    for (const id of context.openLedger().forget(ids)) context.print(`forgotten ${id}`);
    return 0;
  },
};
