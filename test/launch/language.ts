import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Lets VS Code be started in a display language without the language pack from the marketplace: registers an empty pack,
 * as VS Code itself does with an installed one. Its own texts stay English; extensions get the language, and bring theirs.
 */
export function registerLanguage(userDataDir: string, locale: string): void {
  mkdirSync(userDataDir, { recursive: true });
  const texts = path.join(userDataDir, `${locale}.i18n.json`);
  writeFileSync(texts, JSON.stringify({ version: '1.0.0', contents: {} }));
  const extensions = [{ extensionIdentifier: { id: `pairfolio-test.${locale}` }, version: '1.0.0' }];
  const pack = { hash: `empty-${locale}`, extensions, translations: { vscode: texts }, label: locale };
  writeFileSync(path.join(userDataDir, 'languagepacks.json'), JSON.stringify({ [locale]: pack }));
}
