import { asArray, asObject, asString, type Json } from '../../shared/json.ts';

// What stands in a `user` record of Claude Code that no user wrote.

/** Sections the editor or the tool adds around the user's words. */
const added = /<(system-reminder|ide_[a-z_]+|task-notification|local-command-caveat)\b[^>]*>[\s\S]*?<\/\1>/g;

/** Whole records that are output, or tell of something that happened. */
const notWords =
  /^\s*(?:<(?:local-command-std(?:out|err)|bash-(?:input|stdout|stderr)|user-memory-input|command-(?:message|args|contents))\b|\[Request interrupted by user|Caveat: The messages below were generated)/;

const commandName = /<command-name>\s*([^<]*?)\s*<\/command-name>/;
const commandArguments = /<command-args>([\s\S]*?)<\/command-args>/;

/** What a `user` record says: words of the user, a command of theirs such as `/fix 12`, or neither. */
export type Said =
  | { readonly kind: 'prompt' | 'command'; readonly words: string | null }
  | { readonly kind: 'nothing' };

/** @param content `message.content` of a `user` record: a text, or blocks */
export function whatWasSaid(content: Json | undefined): Said {
  const blocks = asArray(content).map(asObject);
  if (blocks.some((block) => block['type'] === 'tool_result')) return { kind: 'nothing' };
  const texts = typeof content === 'string' ? [content] : blocks.flatMap((block) => asString(block['text']) ?? []);
  const command = texts.find((text) => commandName.test(text));
  if (command !== undefined) {
    const words = `${commandName.exec(command)?.[1] ?? ''} ${commandArguments.exec(command)?.[1] ?? ''}`.trim();
    return { kind: 'command', words };
  }
  const words = texts
    .filter((text) => !notWords.test(text))
    .map((text) => text.replace(added, '').trim())
    .filter((text) => text !== '')
    .join('\n');
  if (words !== '') return { kind: 'prompt', words };
  return blocks.some((block) => block['type'] === 'image') ? { kind: 'prompt', words: null } : { kind: 'nothing' };
}
