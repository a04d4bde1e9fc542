import type { QuickPickItem, SecretStorage } from 'vscode';
import * as vscode from 'vscode';
import { knownServers, readAddress, type EndpointAddress } from '../../core/assist/address.ts';
import { isModelError } from '../../core/assist/model.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { Settings } from '../settings.ts';
import { editorModels } from './editorModel.ts';
import { failureWords } from './failureWords.ts';
import { keyOf, setKey } from './modelKey.ts';

type Provider = Settings['assist.provider'];

/**
 * Lets the developer choose what may help with words: nothing, one of the editor's models, or an endpoint.
 * @param choice a provider; without it the developer is asked
 * @returns what came of it, in one sentence that was shown; undefined when the developer turned back
 */
export async function chooseModel(secrets: SecretStorage, choice: unknown): Promise<string | undefined> {
  const provider = isProvider(choice) ? choice : await pickProvider();
  const said =
    provider === 'off'
      ? await chooseNone()
      : provider === 'editor'
        ? await chooseOfEditor()
        : provider && (await chooseEndpoint(secrets));
  if (said !== undefined) void vscode.window.showInformationMessage(said);
  return said;
}

function isProvider(value: unknown): value is Provider {
  return value === 'off' || value === 'editor' || value === 'endpoint';
}

async function pickProvider(): Promise<Provider | undefined> {
  const items: readonly (QuickPickItem & { readonly provider: Provider })[] = [
    {
      provider: 'off',
      label: vscode.l10n.t('No model'),
      detail: vscode.l10n.t('Nothing is ever sent. This is how it starts.'),
    },
    {
      provider: 'editor',
      label: vscode.l10n.t('A model of this editor…'),
      detail: vscode.l10n.t('What your editor or its extensions offer, on their terms.'),
    },
    {
      provider: 'endpoint',
      label: vscode.l10n.t('An endpoint…'),
      detail: vscode.l10n.t(
        'Any address that speaks the OpenAI protocol: on this machine (Ollama, LM Studio, llama.cpp) or elsewhere.',
      ),
    },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Model for drafts'),
    placeHolder: vscode.l10n.t('A model may draft words; you edit or approve each, and see what would be sent'),
  });
  return picked?.provider;
}

async function chooseNone(): Promise<string> {
  await write({ 'assist.provider': 'off' });
  return vscode.l10n.t('No model helps. Nothing is sent.');
}

async function chooseOfEditor(): Promise<string | undefined> {
  const models = await editorModels();
  if (models.length === 0) return vscode.l10n.t('This editor has no language models to offer. Nothing was changed.');
  const picked = await vscode.window.showQuickPick(
    models.map(({ id, name }) => ({ label: name, description: id, id })),
    { title: vscode.l10n.t('Model for drafts') },
  );
  if (!picked) return undefined;
  await write({ 'assist.provider': 'editor', 'assist.model': picked.id });
  return vscode.l10n.t('{0} may draft words when you ask for it.', picked.label);
}

async function chooseEndpoint(secrets: SecretStorage): Promise<string | undefined> {
  const address = await askAddress();
  if (!address || !(address.local || (await setKey(secrets, address)))) return undefined;
  const model = await askModel(address, await keyOf(secrets, address));
  if (model === undefined) return undefined;
  await write({ 'assist.endpoint': address.url, 'assist.model': model, 'assist.provider': 'endpoint' });
  return vscode.l10n.t('{0} may draft words when you ask for it.', `${model} (${address.host})`);
}

async function askAddress(): Promise<EndpointAddress | undefined> {
  const other = vscode.l10n.t('Another address…');
  const picked = await vscode.window.showQuickPick(
    [...knownServers.map(({ name, url }) => ({ label: name, description: url })), { label: other, description: '' }],
    { title: vscode.l10n.t('Where is the model?') },
  );
  if (!picked) return undefined;
  if (picked.label !== other) return readAddress(picked.description);
  const written = await vscode.window.showInputBox({
    title: vscode.l10n.t('Where is the model?'),
    placeHolder: 'https://…/v1',
    ignoreFocusOut: true,
    validateInput: (text) => {
      try {
        readAddress(text);
        return undefined;
      } catch {
        return vscode.l10n.t('An address that begins with https:// or http://, without name, password or query.');
      }
    },
  });
  return written === undefined ? undefined : readAddress(written);
}

/** Asks the endpoint which models it has; where it does not say, the developer writes the name. */
async function askModel(address: EndpointAddress, key: string | null): Promise<string | undefined> {
  const { modelsAt } = await import('../../node/assist/endpoint.ts');
  let problem = '';
  try {
    const names = await modelsAt({ address, key }, new AbortController().signal);
    if (names.length > 0) return await vscode.window.showQuickPick(names, { title: vscode.l10n.t('Model for drafts') });
  } catch (error) {
    if (!isModelError(error)) throw error;
    problem = failureWords(error.reason);
  }
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Name of the model'),
    prompt: problem,
    ignoreFocusOut: true,
  });
  return name?.trim() === '' ? undefined : name?.trim();
}

/** For this machine, never for a workspace: what is checked in must not say where code is sent. */
async function write(settings: Partial<Record<keyof Settings, string>>): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('pairfolio');
  try {
    for (const [name, value] of Object.entries(settings))
      await configuration.update(name, value, vscode.ConfigurationTarget.Global);
  } catch (error) {
    throw new PairfolioError('usage', vscode.l10n.t('The settings could not be written.'), { cause: error });
  }
}
