import path from 'node:path';
import type { CommandContext } from './command.ts';

/**
 * Shows all of a contribution, and asks on a terminal whether to write it.
 * @returns whether it may be written
 */
export async function showAndAsk(
  context: CommandContext,
  { words, text }: { readonly words: readonly string[]; readonly text: string },
  file: string,
  json: boolean,
): Promise<boolean> {
  if (!file.endsWith('.json'))
    context.note(`The release counts files that end with .json only, and ${path.basename(file)} does not.`);
  // What a person is asked about stands on the screen before the question, also where the answer goes elsewhere.
  for (const line of [...words, '', 'The exact bytes:', text.trimEnd(), ''])
    if (json) context.note(line);
    else context.print(line);
  if (!context.interactive || (await context.confirm(`Write this to ${file}?`))) return true;
  context.note('Nothing was written.');
  return false;
}
