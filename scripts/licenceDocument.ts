import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { repositoryRoot } from '../test/launch/paths.ts';

interface Package {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

const { programs } = createRequire(import.meta.url)('../esbuild.js') as { readonly programs: readonly BuildOptions[] };

/** Licences under which something may be bundled here. */
const permissive: ReadonlySet<string> = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD']);

/**
 * `docs/licences.md`: what other people's code the bundles hold, as the bundler itself says, with its licences.
 * @throws Error for a licence that is not permissive
 */
export async function licenceDocument(): Promise<string> {
  const packages = (await bundledFolders()).map(readPackage).sort((a, b) => (a.name < b.name ? -1 : 1));
  const rows = packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`);
  const byText = Map.groupBy(packages, ({ text }) => text);
  const texts = [...byText].map(
    ([text, those]) => `### ${those.map(({ name }) => name).join(', ')}\n\n\`\`\`text\n${text}\n\`\`\``,
  );
  return `${introduction}\n${rows.join('\n')}\n\n## Texts\n\n${texts.join('\n\n')}\n`;
}

/** The folders of packages any bundle has a file of. */
async function bundledFolders(): Promise<string[]> {
  const folders = new Set<string>();
  for (const options of programs) {
    const { metafile } = await build({ ...options, absWorkingDir: repositoryRoot, write: false, metafile: true });
    for (const output of Object.values(metafile.outputs))
      for (const [file, { bytesInOutput }] of Object.entries(output.inputs)) {
        const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
        if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
      }
  }
  return [...folders];
}

function readPackage(folder: string): Package {
  const at = path.join(repositoryRoot, folder);
  const { name, version, license, author } = JSON.parse(fs.readFileSync(path.join(at, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
    readonly author?: string | { readonly name: string };
  };
  const licence = license ?? '';
  if (!permissive.has(licence)) throw new Error(`${name} is under “${licence}”, which is not known to be permissive.`);
  const file = fs.readdirSync(at).find((one) => /^(licen[cs]e|copying)(\.(md|txt)|-mit)?$/i.test(one));
  const text =
    file === undefined
      ? `The package comes without the text of its licence. Its author: ${authorOf(author)}.`
      : fs.readFileSync(path.join(at, file), 'utf8');
  return {
    name,
    version,
    licence,
    text: text
      .replace(/[ \t]+$/gm, '')
      .replaceAll('\r', '')
      .trim(),
  };
}

function authorOf(author: string | { readonly name: string } | undefined): string {
  return (typeof author === 'object' ? author.name : author)?.replace(/\s*<.*>/, '') ?? 'not named';
}

const introduction = `# Licences of what is bundled

<!-- Made by \`node scripts/docs.ts\` from what the bundler puts into dist/; a test compares the two. -->

Pairfolio itself is under the MIT licence. Its bundles also hold code of these packages:

| package | version | licence |
| --- | --- | --- |`;
