import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from './paths.ts';

interface Manifest {
  contributes?: { commands?: { command: string; title: string; category?: string }[] };
}

/**
 * @param texts the file with the words of the display language
 * @returns how the palette shows the Pairfolio command with this id ("Category: Title"); anything else is a title already
 */
export function commandTitle(titleOrId: string, texts = 'package.nls.json'): string {
  if (!titleOrId.startsWith('pairfolio.')) return titleOrId;
  const manifest = read('package.json') as Manifest;
  const command = manifest.contributes?.commands?.find((one) => one.command === titleOrId);
  if (!command) throw new Error(`package.json contributes no command ${titleOrId}.`);
  const shown = read(texts) as Record<string, string>;
  const show = (text: string): string => text.replace(/^%(.+)%$/, (whole, key: string) => shown[key] ?? whole);
  return command.category ? `${show(command.category)}: ${show(command.title)}` : show(command.title);
}

const read = (name: string): unknown => JSON.parse(readFileSync(path.join(repositoryRoot, name), 'utf8'));
