import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import * as chooser from '../../../src/core/portfolio/chooser/messages.ts';
import * as review from '../../../src/core/reflect/messages.ts';
import { webviewDocument } from '../../../src/editor/webviewDocument.ts';

const root = path.join(import.meta.dirname, '../../..');
const sources = (folder: string): { readonly name: string; readonly text: string }[] =>
  fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ name, text: fs.readFileSync(path.join(root, folder, name), 'utf8') }));

describe('webviews', () => {
  const nasty = `"><script>alert(1)</script><img src=x onerror=alert(1)>'`;
  const page = webviewDocument({
    cspSource: 'https://csp.example',
    script: 'https://csp.example/dist/review.js',
    style: 'https://csp.example/dist/review.css',
    nonce: 'n0nce',
    locale: nasty,
    title: nasty,
    root: nasty,
  });

  it('let nothing in but one script by its nonce and the styles that ship', () => {
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(page)?.[1];
    assert.deepEqual(policy?.replaceAll('&#39;', "'").split('; '), [
      `default-src 'none'`,
      'style-src https://csp.example',
      `script-src 'nonce-n0nce'`,
      `base-uri 'none'`,
      `form-action 'none'`,
    ]);
  });

  it('hold no inline script, style or handler, whatever they are given', () => {
    // What stands in quotes is text: the quotes in it are escaped.
    const tags = [...page.matchAll(/<[a-z!/][^>]*>/gi)].map(([tag]) => tag);
    const names = tags.map((tag) => tag.replace(/"[^"]*"/g, '""'));
    const scripts = tags.filter((tag) => /^<script/i.test(tag));
    assert.equal(scripts.length, 1);
    assert.match(scripts[0] ?? '', /^<script nonce="n0nce" src="https:\/\/csp\.example\/dist\/review\.js">$/);
    assert.match(page, /src="[^"]*"><\/script>/, 'with nothing in it');
    assert.deepEqual(
      names.filter((tag) => /^<(style|img|iframe|object|embed|base|form)|\son\w+=|javascript:/i.test(tag)),
      [],
    );
  });

  it('are made by that document alone, and load files from dist alone', () => {
    const editor = sources('src/editor');
    const making = editor.filter(({ text }) => text.includes('.html = '));
    assert.ok(making.length >= 2);
    for (const { name, text } of making) {
      assert.match(text, /\.html = (webviewDocument|\w+Document)\(/, name);
      assert.match(text, /enableScripts: true, localResourceRoots: \[dist\]/, name);
    }
    for (const { name, text } of editor.filter((source) => /\w+Document\(parts/.test(source.text)))
      assert.match(text, /webviewDocument\(/, name);
  });

  const readers = {
    'the review, to its page': review.readHostMessage,
    'the review, from its page': review.readViewMessage,
    'the chooser, to its page': chooser.readHostMessage,
    'the chooser, from its page': chooser.readPageMessage,
  };
  for (const [what, read] of Object.entries(readers)) {
    it(`take no message that is not one of theirs: ${what}`, () => {
      const types = [
        ...new Set(
          JSON.stringify(sources('src/core').map(({ text }) => text)).matchAll(/type: v\.literal\('([\w-]+)'\)/g),
        ),
      ];
      const message = fc.record(
        {
          type: fc.constantFrom(...types.map(([, type]) => type), 'answer', '__proto__'),
          version: fc.anything(),
          item: fc.anything(),
        },
        { requiredKeys: ['type'] },
      );
      fc.assert(
        fc.property(fc.oneof(fc.anything(), message), (value) => {
          const given = read(value);
          if (given === undefined) return;
          // What gets through is one of theirs to the last field: reading it again changes nothing.
          assert.deepEqual(read(given), given);
          assert.equal(typeof given.type, 'string');
        }),
        { numRuns: 300 },
      );
    });
  }
});
