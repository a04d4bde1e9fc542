import type { SecretStorage } from 'vscode';
import * as vscode from 'vscode';
import type { EndpointAddress } from '../../core/assist/address.ts';

/** A key belongs to the address it was given for, so that another address never gets it. */
function nameFor({ url }: EndpointAddress): string {
  return `pairfolio.assist.key ${url}`;
}

/** The key of an endpoint, out of the editor's store of secrets; null where there is none. */
export async function keyOf(secrets: SecretStorage, address: EndpointAddress): Promise<string | null> {
  return (await secrets.get(nameFor(address))) ?? null;
}

/** Asks for the key of an endpoint; an empty one clears it. @returns whether the developer answered */
export async function setKey(secrets: SecretStorage, address: EndpointAddress): Promise<boolean> {
  const key = await vscode.window.showInputBox({
    title: vscode.l10n.t('Key for {0}', address.host),
    prompt: address.open
      ? vscode.l10n.t('It is kept, but not sent: the connection to this address is not encrypted.')
      : vscode.l10n.t('Kept in the editor’s store of secrets and sent to this address alone. Leave it empty for none.'),
    password: true,
    ignoreFocusOut: true,
  });
  if (key === undefined) return false;
  if (key.trim() === '') await secrets.delete(nameFor(address));
  else await secrets.store(nameFor(address), key.trim());
  return true;
}
