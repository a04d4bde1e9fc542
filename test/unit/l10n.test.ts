import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import picomatch from 'picomatch';
import { placeholders, readJson, reviewTexts, root, textsIn, translatedTexts } from '../support/translatable.ts';

/** Where texts of the pages, which stand elsewhere, are translated. Everywhere else the text stands in the call. */
const passesOn = [
  'editor/dashboard/dashboardPanel.ts',
  'editor/portfolio/chooserPanel.ts',
  'editor/practice/lessonQuestions.ts',
  'editor/practice/practicePanel.ts',
  'editor/review/reviewViewProvider.ts',
];
/** The same in both languages. */
const unchanged = [
  'n = {0}',
  '{0} ({1}): {2}',
  '{0} ({1})',
  '{0} of {1}',
  'Pairfolio: {0}',
  'Pairfolio',
  'Esc',
  'no',
  '{0} de {1}',
];

const english = readJson('package.nls.json');
const languages = fs
  .readdirSync(path.join(root, 'l10n'))
  .flatMap((name) => /^bundle\.l10n\.([\w-]+)\.json$/.exec(name)?.[1] ?? []);

/** What a translation must keep as it is: values, commands behind links, code. */
function fixedParts(text: string): string[] {
  return [...placeholders(text), ...[...text.matchAll(/\]\(([^)]*)\)|`[^`]*`/g)].map(([whole]) => whole).sort()];
}

/** The picture of a walkthrough without its words. */
function wordless(file: string): string {
  return fs
    .readFileSync(path.join(root, file), 'utf8')
    .replace(/(<(?:text|title)\b[^>]*>)[^<]*(<\/(?:text|title)>)/g, '$1$2');
}

describe('languages', () => {
  it('finds a text in each way of writing the call', () => {
    const source =
      "vscode.l10n.t('one'); l10n.t(many ? 'two' : `three`, 2); other.t('no'); l10n.t(name); l10n.t('f' + 'our');";
    assert.deepEqual(
      textsIn('a.ts', source).map(({ text }) => text),
      ['one', 'two', 'three', null, 'four'],
    );
  });

  it('writes every text in the call that translates it, so that it can be found', () => {
    const hidden = translatedTexts().filter(({ text, file }) => text === null && !passesOn.includes(file));
    assert.deepEqual(
      hidden.map(({ file, line }) => `src/${file}:${String(line)}`),
      [],
    );
  });

  it('has Spanish', () => assert.ok(languages.includes('es')));

  for (const language of languages)
    describe(language, () => {
      const bundle = readJson(`l10n/bundle.l10n.${language}.json`);
      const manifest = readJson(`package.nls.${language}.json`);
      const needed = new Set([...translatedTexts().flatMap(({ text }) => text ?? []), ...reviewTexts()]);

      it('has every text of the editor and of its pages, and none that nobody shows', () => {
        assert.deepEqual(
          [...needed].filter((text) => !(text in bundle)),
          [],
          'without a translation',
        );
        assert.deepEqual(
          Object.keys(bundle).filter((text) => !needed.has(text)),
          [],
          'shown nowhere',
        );
      });

      it('has every text of the manifest, and none more', () => {
        assert.deepEqual(Object.keys(manifest).sort(), Object.keys(english).sort());
      });

      it('keeps values, commands and code, and translates the rest', () => {
        const pairs = [
          ...Object.entries(bundle),
          ...Object.entries(english).map(([key, text]) => [text, manifest[key] ?? ''] as const),
        ];
        for (const [text, translated] of pairs) {
          assert.deepEqual(fixedParts(translated), fixedParts(text), text);
          assert.ok(translated.trim() !== '', text);
          if (!unchanged.includes(text)) assert.notEqual(translated, text);
        }
      });

      it('has the pictures of the walkthrough, different in their words alone', () => {
        const pictures = Object.keys(english).filter((key) => key.endsWith('.picture'));
        assert.equal(pictures.length, 4);
        for (const key of pictures) {
          const [ours = '', theirs = ''] = [english[key], manifest[key]];
          assert.notEqual(ours, theirs);
          assert.equal(wordless(theirs), wordless(ours), `${theirs} is drawn like ${ours}`);
          for (const [file, texts] of [
            [ours, english],
            [theirs, manifest],
          ] as const) {
            const title = /<title id="title">([^<]*)</.exec(fs.readFileSync(path.join(root, file), 'utf8'))?.[1];
            assert.equal(title, texts[key.replace(/picture$/, 'alt')], 'what a screen reader says');
          }
        }
      });
    });

  it('are in the package, with the pictures', () => {
    const lines = fs.readFileSync(path.join(root, '.vscodeignore'), 'utf8').split('\n');
    const packed = picomatch(lines.flatMap((line) => (line.startsWith('!') ? line.slice(1).trim() : [])));
    const pictures = Object.keys(english).filter((key) => key.endsWith('.picture'));
    const wanted = languages.flatMap((language) => [
      `l10n/bundle.l10n.${language}.json`,
      `package.nls.${language}.json`,
      ...pictures.flatMap((key) => readJson(`package.nls.${language}.json`)[key] ?? []),
    ]);
    for (const file of [...wanted, ...pictures.flatMap((key) => english[key] ?? [])])
      assert.ok(packed(file), `${file} is packed`);
    assert.equal((readJson('package.json') as Record<string, unknown>)['l10n'], './l10n');
  });
});
