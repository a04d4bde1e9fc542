import { asArray, asObject, asString, type Json } from '../../shared/json.ts';

// What stands in a user's message of Gemini CLI or Qwen Code that no user wrote.

/** Messages the tool sends in the user's name. */
const notWords =
  /^\s*(?:<(?:session_context|state_snapshot|task-notification|background)\b|This is the (?:Gemini CLI|Qwen Code)\b|Here is the user's editor context\b|Here is a summary of changes in the user's editor context\b|System: Please continue|Please continue\.$)/;

/** Sections the tool adds to the user's words. */
const added = /<(system-reminder|hook_context|ide_context)\b[^>]*>[\s\S]*?<\/\1>/g;

/** Where the content of files begins that the user named with `@`. */
const files = /\n?--- Content from referenced files ---/;

/** @param content a text, or parts `{text}` @returns the user's own words, or undefined where there are none */
export function wordsOfParts(content: Json | undefined): string | undefined {
  const parts = typeof content === 'string' ? [content] : asArray(content).flatMap(textOf);
  const texts = parts.filter((text) => !notWords.test(text)).map((text) => text.replace(added, ''));
  const words = (texts.join('\n').split(files)[0] ?? '').trim();
  return words === '' ? undefined : words;
}

/** Whether a message begins as the first of a session does; with words behind it, the history is being repeated. */
export function isFirstMessage(content: Json | undefined): boolean {
  return (asArray(content).flatMap(textOf)[0] ?? '').startsWith('<session_context>');
}

function textOf(part: Json): string[] {
  return typeof part === 'string' ? [part] : [asString(asObject(part)['text'])].flatMap((text) => text ?? []);
}
