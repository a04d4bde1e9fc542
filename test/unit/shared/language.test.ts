import assert from 'node:assert/strict';
import { languageOf } from '../../../src/core/shared/language.ts';

describe('languageOf', () => {
  it('knows a language by the name of the file', () => {
    assert.equal(languageOf('/a/b/cart.TS'), 'typescript');
    assert.equal(languageOf('C:\\work\\App.tsx'), 'typescriptreact');
    assert.equal(languageOf('größe/日本.py'), 'python');
    assert.equal(languageOf('deploy/Dockerfile'), 'dockerfile');
    assert.equal(languageOf('tsconfig.json'), 'jsonc');
  });

  it('does not guess', () => {
    assert.equal(languageOf('README'), null);
    assert.equal(languageOf('a.unknown'), null);
    assert.equal(languageOf(''), null);
    assert.equal(languageOf('constructor'), null);
    assert.equal(languageOf('a.constructor'), null);
  });
});
