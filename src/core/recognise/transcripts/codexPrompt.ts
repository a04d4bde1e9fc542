import { asArray, asObject, asString, type Json, type JsonObject } from '../../shared/json.ts';

// What stands in a user's message of Codex that no user wrote.

/** Messages the tool sends in the user's name. */
const notWords =
  /^\s*(?:<(?:environment_context|user_instructions|turn_aborted|user_shell_command|skill|skills_instructions|permissions_instructions|subagent_notification|collaboration_mode|INSTRUCTIONS|model_switch|turn_context|hook_context)\b|# AGENTS\.md instructions\b|Another language model started to solve this problem)/;

/** The editor's extension puts the open files first and the user's words under this heading. */
const request = /^# Context from my IDE setup:[\s\S]*?^## My request for Codex:\s*$/m;

/** @returns the user's own words, or undefined where there are none */
export function wordsOfUser(text: string): string | undefined {
  if (notWords.test(text)) return undefined;
  const words = text.replace(request, '').trim();
  return words === '' ? undefined : words;
}

/** The user's words in a message of the model's history: a `response_item` with the role `user`. */
export function wordsOfMessage(payload: JsonObject): string | undefined {
  if (payload['type'] !== 'message' || payload['role'] !== 'user') return undefined;
  const kinds = asArray(asObject(payload['internal_chat_message_metadata_passthrough'])['content_item_metadata']);
  const texts = asArray(payload['content']).flatMap((block, index) => {
    const from = asString(asObject(asObject(kinds[index])['provenance'])['type']);
    return from === undefined || from === 'user' ? (wordsOfUser(asString(asObject(block)['text']) ?? '') ?? []) : [];
  });
  return texts.length === 0 ? undefined : texts.join('\n');
}

/** The user's words in an item: `content: [{type: "text", text}]`. */
export function wordsOfItem(content: Json | undefined): string | undefined {
  const texts = asArray(content).flatMap((block) => wordsOfUser(asString(asObject(block)['text']) ?? '') ?? []);
  return texts.length === 0 ? undefined : texts.join('\n');
}
