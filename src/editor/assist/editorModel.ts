import * as vscode from 'vscode';
import { modelError, type Model, type ModelReason } from '../../core/assist/model.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { ChosenModel } from '../../node/assist/drafting.ts';

/** The editor's own language models: `vendor/id`, and name for people. Asking for them is a question to the editor alone. */
export async function editorModels(): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const models = await vscode.lm.selectChatModels();
  return models.map((model) => ({ id: fullId(model), name: `${model.name} (${model.vendor})` }));
}

/** Several vendors may have a model with the same id. */
const fullId = ({ vendor, id }: Pick<vscode.LanguageModelChat, 'vendor' | 'id'>): string => `${vendor}/${id}`;

/**
 * One of the editor's own language models. The editor may ask for the user's consent itself, the first time.
 * @param id `vendor/id`, or the id alone; empty for the first there is
 * @throws PairfolioError `model-missing`
 */
export async function editorModel(id: string): Promise<ChosenModel> {
  const models = await vscode.lm.selectChatModels();
  const chosen = models.find((model) => id === '' || id === fullId(model)) ?? models.find((model) => id === model.id);
  if (!chosen) throw modelError('model-missing');
  return { provider: 'editor', name: fullId(chosen), host: null, open: false, model: asking(chosen) };
}

function asking(chosen: vscode.LanguageModelChat): Model {
  return {
    async *ask({ instructions, material }, signal) {
      const source = new vscode.CancellationTokenSource();
      const cancel = (): void => source.cancel();
      signal.addEventListener('abort', cancel, { once: true });
      try {
        const message = vscode.LanguageModelChatMessage.User(`${instructions}\n\n=== material ===\n${material}`);
        const justification = vscode.l10n.t('Pairfolio drafts words that you asked for.');
        const { text } = await chosen.sendRequest([message], { justification }, source.token);
        for await (const part of text) yield part;
      } catch (error) {
        if (signal.aborted || error instanceof vscode.CancellationError) {
          throw new PairfolioError('cancelled', 'Cancelled.');
        }
        throw PairfolioError.is(error) ? error : modelError(reasonOf(error), error);
      } finally {
        signal.removeEventListener('abort', cancel);
        source.dispose();
      }
    },
  };
}

/** `LanguageModelError` has a code for some reasons; what a provider throws itself is only known by its words. */
function reasonOf(error: unknown): ModelReason {
  const code = error instanceof vscode.LanguageModelError ? error.code : '';
  if (code === vscode.LanguageModelError.NoPermissions.name) return 'model-refused';
  if (code === vscode.LanguageModelError.Blocked.name) return 'model-quota';
  if (code === vscode.LanguageModelError.NotFound.name) return 'model-missing';
  const words =
    error instanceof Error ? `${error.message} ${error.cause instanceof Error ? error.cause.message : ''}` : '';
  if (/quota|rate.?limit|too many requests/i.test(words)) return 'model-quota';
  if (/off.?topic|filtered|content.?policy|unauthori[sz]ed|forbidden|permission|consent/i.test(words))
    return 'model-refused';
  if (/time.?d? ?out/i.test(words)) return 'model-slow';
  if (/ENOTFOUND|ECONNREFUSED|ECONNRESET|fetch failed|network/i.test(words)) return 'model-unreachable';
  return 'model-failed';
}
