import { PairfolioError, type Reason } from '../shared/errors.ts';

// What stands between Pairfolio and whatever language model the developer chose. Adapters: `editor/assist/editorModel.ts`
// for the editor's own, `node/assist/endpoint.ts` for any endpoint that speaks the OpenAI protocol.

/** What is sent: two texts and nothing else. Both are redacted already, and both are what the developer is shown. */
export interface Question {
  /** What the model is to do. */
  readonly instructions: string;
  /** What it is to do it with: data, never instructions. */
  readonly material: string;
}

/** A model that answers. */
export interface Model {
  /** The parts of one answer as they come. @throws PairfolioError one of {@link ModelReason}, `cancelled` */
  ask(question: Question, signal: AbortSignal): AsyncIterable<string>;
}

/** Why a model gave no answer that can be used. */
const modelReasons = [
  'model-missing',
  'model-unreachable',
  'model-certificate',
  'model-slow',
  'model-refused',
  'model-quota',
  'model-answer',
  'model-failed',
] as const satisfies readonly Reason[];
export type ModelReason = (typeof modelReasons)[number];

/** One sentence for each, without a word of what was asked or answered. */
export const modelWords: Readonly<Record<ModelReason, string>> = {
  'model-missing': 'The chosen language model is not there.',
  'model-unreachable': 'The language model cannot be reached.',
  'model-certificate': 'The certificate of the language model’s address cannot be trusted, so nothing was sent.',
  'model-slow': 'The language model took too long.',
  'model-refused': 'The language model refused: the key or the permission is missing, wrong, or was taken back.',
  'model-quota': 'The language model’s quota is used up for now.',
  'model-answer': 'The language model’s answer could not be used.',
  'model-failed': 'The language model failed.',
};

/** @param cause what was caught; never shown */
export function modelError(reason: ModelReason, cause?: unknown): PairfolioError {
  return new PairfolioError(reason, modelWords[reason], { cause });
}

/** @returns whether a model is to blame, so that a draft without one takes its place */
export function isModelError(error: unknown): error is PairfolioError & { readonly reason: ModelReason } {
  return PairfolioError.is(error) && modelReasons.some((reason) => reason === error.reason);
}

/** Characters of an answer; one that is longer is cut off, and then it is none. */
export const longestAnswer = 20_000;

/**
 * A whole answer.
 * @param onPart told how many characters there are so far
 * @throws PairfolioError as {@link Model.ask}; `model-answer` where it does not end
 */
export async function wholeAnswer(
  parts: AsyncIterable<string>,
  onPart: (characters: number) => void = () => undefined,
): Promise<string> {
  let answer = '';
  for await (const part of parts) {
    answer += part;
    if (answer.length > longestAnswer) throw modelError('model-answer');
    onPart(answer.length);
  }
  return answer;
}
