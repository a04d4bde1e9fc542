/** What can be seen of a prompt without understanding it. Rough, and the same for all. */
export interface PromptTraits {
  /** Runs of letters and digits. */
  readonly words: number;
  /** Names a file, a path or a symbol. */
  readonly namesFiles: boolean;
  /** Says what must or must not be. */
  readonly constraints: boolean;
  /** Shows code, or gives an example. */
  readonly examples: boolean;
}

/** The traits a prompt has or has not. */
export const promptTraits = ['namesFiles', 'constraints', 'examples'] as const;
export type PromptTrait = (typeof promptTraits)[number];

const fileName =
  /(?:^|[\s(`"'@])(?:[\w.-]+[/\\])*[\w-]+\.[a-z][a-z0-9]{0,9}\b(?!\.\s)|(?:^|[\s(`"'@])(?:[\w.-]+\/)+[\w.-]+|`[^`\n]{2,80}`/i;
const constraint =
  /\b(?:must|should|only|never|without|do not|don['’]t|does not|avoid|keep|at most|at least|no more than|instead of|make sure|ensure|exactly|unless|debe[ns]?|solo|sólo|nunca|sin|no uses|evita|como máximo|como mínimo|asegúrate|en lugar de)\b/iu;
const example = /```|\b(?:e\.g\.|for example|for instance|such as|like this|example:|por ejemplo|p\. ej\.)/iu;

/** Looks at a prompt. English and Spanish words are known; in other languages fewer traits are seen. */
export function traitsOf(prompt: string): PromptTraits {
  return {
    words: prompt.match(/[\p{L}\p{N}]+/gu)?.length ?? 0,
    namesFiles: fileName.test(prompt),
    constraints: constraint.test(prompt),
    examples: example.test(prompt),
  };
}
