import { parse } from 'jsonc-parser';
import * as vscode from 'vscode';

/** A default keybinding as this host has it. They are listed in the order of rank: of two that match, the later one runs. */
export interface Binding {
  readonly key: string;
  readonly command: string;
  readonly args?: unknown;
  /** The clause in disjunctive form: it holds when all terms of one alternative do. */
  readonly alternatives: readonly (readonly string[])[];
}

/** One of Pairfolio's keys: it runs `core` and then leaves `mark`. */
export interface MarkingKey extends Binding {
  readonly core: string;
  readonly mark: string;
}

/** Every default keybinding of this host on this platform, those of extensions included, lowest rank first. */
export async function defaultBindings(): Promise<Binding[]> {
  const uri = vscode.Uri.parse('vscode://defaultsettings/keybindings.json');
  const document = await vscode.workspace.openTextDocument(uri);
  const listed = parse(document.getText()) as { key: string; command: string; when?: string; args?: unknown }[];
  // The list is written in disjunctive form: `||` only ever stands outside.
  return listed.map(({ when = '', ...binding }) => ({
    ...binding,
    alternatives: when.split(' || ').map((alternative) => alternative.split(' && ').filter(Boolean)),
  }));
}

/** Pairfolio's keys among all; `undefined` for every other. */
export function asMarkingKey(binding: Binding): MarkingKey | undefined {
  const commands = (binding.args as { commands?: (string | { command: string; args: string })[] } | undefined)
    ?.commands;
  const [core, mark] = commands ?? [];
  if (typeof core !== 'string' || typeof mark !== 'object' || mark.command !== 'pairfolio.mark') return undefined;
  return { ...binding, core, mark: mark.args };
}

export const contains = (all: readonly string[], some: readonly string[]): boolean =>
  some.every((term) => all.includes(term));

/** Whether two alternatives can never hold together. */
export function exclude(one: readonly string[], other: readonly string[]): boolean {
  return one.some((term) => other.includes(negated(term)) || (otherValue(term, other) && !term.startsWith('!')));
}

function negated(term: string): string {
  if (term.includes(' == ')) return term.replace(' == ', ' != ');
  if (term.includes(' != ')) return term.replace(' != ', ' == ');
  return term.startsWith('!') ? term.slice(1) : `!${term}`;
}

/** `key == 'a'` cannot hold with `key == 'b'`. */
function otherValue(term: string, others: readonly string[]): boolean {
  const [key, value] = term.split(' == ');
  return value !== undefined && others.some((other) => other.startsWith(`${String(key)} == `) && other !== term);
}
