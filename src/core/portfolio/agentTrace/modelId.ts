/** Who makes the models whose names begin so; ids of providers as models.dev lists them. */
const providers: readonly (readonly [beginning: RegExp, provider: string])[] = [
  [/^claude-/, 'anthropic'],
  [/^(?:gpt-|o[134](?:-|$)|codex-)/, 'openai'],
  [/^gemini-/, 'google'],
  [/^grok-/, 'xai'],
  [/^deepseek-/, 'deepseek'],
  [/^(?:mistral|codestral|devstral|magistral)-/, 'mistral'],
  [/^qwen/, 'alibaba'],
];

/** The longest the specification allows. */
const longest = 250;

/**
 * A model as `provider/model`, the convention of models.dev that Agent Trace asks for. A model whose maker its name does
 * not tell stays as the tool named it.
 * @returns null where no model is known, or its name is longer than may be written
 */
export function modelId(model: string | null): string | null {
  if (model === null || model === '' || model.length > longest - 20) return null;
  const provider = model.includes('/') ? undefined : providers.find(([beginning]) => beginning.test(model))?.[1];
  return provider === undefined ? model : `${provider}/${model}`;
}
