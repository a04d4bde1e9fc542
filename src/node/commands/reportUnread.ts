import type { Unread } from '../ledger/ledger.ts';
import type { CommandContext } from './command.ts';

/** Says once, on standard error, which ledger lines could not be used. */
export function reportUnread(context: CommandContext, { damaged, newer }: Unread): void {
  if (damaged > 0)
    context.note(
      `${lines(damaged)} of the ledger cannot be read and ${damaged === 1 ? 'is' : 'are'} left out; \`pairfolio check\` says where.`,
    );
  if (newer > 0)
    context.note(
      `${lines(newer)} of the ledger ${newer === 1 ? 'was' : 'were'} written by a newer Pairfolio and ${newer === 1 ? 'is' : 'are'} left out here.`,
    );
}

function lines(count: number): string {
  return count === 1 ? '1 line' : `${String(count)} lines`;
}
