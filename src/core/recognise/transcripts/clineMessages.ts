import { asArray, asObject, asString, parseJson, type Json, type JsonObject } from '../../shared/json.ts';
import type { ClineAnswer, ClineCall } from './clineEdits.ts';

// What stands in Cline's messages besides calls of editing tools.

/** Tags around a user's own words. A file that was read may hold the same tags, yet not first, or after a colon. */
const words = /(?:^|:)\s*<(user_input|task|feedback|user_message|answer)\b[^>]*>([\s\S]*?)<\/\1>/g;

const denied = /The user denied this operation|denied by (?:the )?user|rejected by (?:the )?user/i;
const failed = /The tool execution failed with the following error|<error>|^\s*Error\b/;
const changed = 'The user made the following updates to your content';
const folder = /# Current (?:Working|Workspace) Directory[^(\n]*\(([^)\n]+)\)/;

/** All text of a message, and of the results in it. */
export function textOfMessage(content: Json | undefined): string {
  const text = asString(content);
  if (text !== undefined) return text;
  return asArray(content)
    .map(
      (block) =>
        asString(asObject(block)['text']) ??
        (asObject(block)['type'] === 'tool_result' ? resultText(asObject(block)) : ''),
    )
    .join('\n');
}

/** What the user said in a message; null where it holds results only. */
export function saidBy(content: Json | undefined): string | null {
  const blocks = typeof content === 'string' ? [content] : asArray(content).map((block) => textOfMessage([block]));
  const said = blocks
    .flatMap((block) => [...block.matchAll(words)].map((match) => (match[2] ?? '').trim()))
    .filter((text) => text !== '');
  return said.length === 0 ? null : said.join('\n');
}

/** The folder the tool worked in, where a message tells. */
export function folderIn(text: string): string | undefined {
  return folder.exec(text)?.[1];
}

/**
 * How a message answers a call; undefined where it does not, or tells of a failure.
 * @param content of the user's message after the one that holds the call
 */
export function answerTo(call: ClineCall, content: Json | undefined): ClineAnswer | undefined {
  const text = call.id === undefined ? answerInText(call, textOfMessage(content)) : answerInBlock(call.id, content);
  if (text === undefined) return undefined;
  if (denied.test(text)) return { kind: 'rejected', text };
  if (failed.test(text)) return undefined;
  return { kind: text.includes(changed) ? 'modified' : 'done', text };
}

function answerInBlock(id: string, content: Json | undefined): string | undefined {
  const block = asArray(content)
    .map(asObject)
    .find((one) => one['type'] === 'tool_result' && one['tool_use_id'] === id);
  if (!block) return undefined;
  const text = resultText(block);
  // The command line answers in JSON and marks failures nowhere else.
  const answers = [parseJson(text), ...asArray(block['content'])].map((one) => asObject(one));
  const failure = block['is_error'] === true || answers.some((one) => one['success'] === false);
  return failure && !denied.test(text) ? undefined : text;
}

/** `[write_to_file for 'src/a.ts'] Result:` and what follows, up to the next such line. */
function answerInText({ tool, input }: ClineCall, text: string): string | undefined {
  const header = `[${tool} for '${asString(input['path']) ?? ''}'] Result:`;
  const at = text.indexOf(header);
  if (at < 0) return undefined;
  const rest = text.slice(at + header.length);
  return rest.split(/^\[\w+(?: for '[^'\n]*')?\] Result:/m)[0];
}

function resultText(block: JsonObject): string {
  const content = block['content'];
  return (
    asString(content) ??
    asArray(content)
      .map(
        (part) =>
          asString(asObject(part)['text']) ??
          asString(asObject(part)['result']) ??
          asString(asObject(part)['error']) ??
          '',
      )
      .join('\n')
  );
}
