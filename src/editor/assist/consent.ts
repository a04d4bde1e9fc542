import * as vscode from 'vscode';
import type { Outgoing } from '../../node/assist/drafting.ts';
import type { AssistDocuments } from './assistDocuments.ts';

const key = 'pairfolio.assist.seen';

/** Asks before the first text goes to a model, with the text to the letter in sight; remembers the answer for that model alone. */
export class Consent {
  readonly #store: vscode.Memento;
  readonly #documents: AssistDocuments;

  constructor(store: vscode.Memento, documents: AssistDocuments) {
    this.#store = store;
    this.#documents = documents;
  }

  /** @returns whether it may be sent */
  async ask(outgoing: Outgoing): Promise<boolean> {
    const model = nameOf(outgoing.to);
    if (this.#seen.includes(model)) return true;
    await this.#documents.showOutgoing(outgoing);
    const always = vscode.l10n.t('Send it, and later ones to this model without asking');
    const once = vscode.l10n.t('Send this one only');
    const not = vscode.l10n.t('Do not send it');
    const to = outgoing.to.host ?? outgoing.to.name;
    const picked = await vscode.window.showQuickPick(
      [
        { label: once, detail: vscode.l10n.t('You are asked again the next time.') },
        { label: always, detail: vscode.l10n.t('Every text stands in “Show What Was Sent to a Model”.') },
        { label: not },
      ],
      {
        title: outgoing.to.open
          ? vscode.l10n.t('Send the text in the editor to {0}? The connection is not encrypted.', to)
          : vscode.l10n.t('Send the text in the editor to {0}?', to),
        // Reading the text must not answer the question.
        ignoreFocusOut: true,
      },
    );
    if (picked?.label === always) await this.#store.update(key, [...this.#seen, model]);
    return picked?.label === always || picked?.label === once;
  }

  get #seen(): readonly string[] {
    const seen: unknown = this.#store.get(key);
    return Array.isArray(seen) ? seen.filter((one) => typeof one === 'string') : [];
  }
}

function nameOf({ provider, host, name }: Outgoing['to']): string {
  return [provider, host ?? '', name].join(' ');
}
