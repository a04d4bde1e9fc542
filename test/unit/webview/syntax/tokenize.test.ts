import assert from 'node:assert/strict';
import fc from 'fast-check';
import { colour, withMarks } from '../../../../src/webview/syntax/colour.ts';
import { languageOf } from '../../../../src/webview/syntax/languages.ts';
import { tokenize, type Inside, type TokenKind } from '../../../../src/webview/syntax/tokenize.ts';

/** The coloured stretches of some lines, as `kind:text`. */
function coloured(language: string, ...lines: string[]): string[] {
  const known = languageOf(language);
  assert.ok(known, language);
  let inside: Inside | null = null;
  return lines.flatMap((line) => {
    const result = tokenize(line, known, inside);
    inside = result.inside;
    return result.tokens.filter(({ kind }) => kind !== 'plain').map(({ kind, text }) => `${kind}:${text}`);
  });
}

describe('syntax colours', () => {
  it('find keywords, calls, strings, numbers and comments', () => {
    assert.deepEqual(coloured('typescript', "const a = load('it\\'s', 0x1F, 1_000.5e-3); // return"), [
      'keyword:const',
      'call:load',
      "string:'it\\'s'",
      'number:0x1F',
      'number:1_000.5e-3',
      'comment:// return',
    ]);
    assert.deepEqual(coloured('python', 'def total(x): # sum', '    return f(x, "#no")'), [
      'keyword:def',
      'call:total',
      'comment:# sum',
      'keyword:return',
      'call:f',
      'string:"#no"',
    ]);
    assert.deepEqual(coloured('sql', 'Select Name FROM t -- all'), [
      'keyword:Select',
      'keyword:FROM',
      'comment:-- all',
    ]);
    assert.deepEqual(coloured('html', '<a href="x">for</a> <!-- no --> <br/>'), [
      'keyword:<a',
      'keyword:>',
      'keyword:</a>',
      'comment:<!-- no -->',
      'keyword:<br/>',
    ]);
  });

  it('go on over lines where a comment or a string does', () => {
    assert.deepEqual(coloured('go', 'x /* a', 'b', 'c */ return `', 'if', '` + 1'), [
      'comment:/* a',
      'comment:b',
      'comment:c */',
      'keyword:return',
      'string:`',
      'string:if',
      'string:`',
      'number:1',
    ]);
    assert.deepEqual(coloured('python', '"""if', 'for""" for'), ['string:"""if', 'string:for"""', 'keyword:for']);
    assert.deepEqual(coloured('typescript', "'open", 'if'), ["string:'open", 'keyword:if'], 'a quote left open ends');
  });

  it('do not take a name for a keyword because it holds one, or is a member called like one', () => {
    assert.deepEqual(coloured('typescript', 'format.delete(iffy, forEach)'), ['call:delete']);
    assert.deepEqual(coloured('rust', "fn f<'a>(x: &'a str)"), ['keyword:fn', 'keyword:str']);
  });

  it('keep the texts of the lines apart that are in different versions', () => {
    const lines = [
      { kind: 'dropped', text: '/* never closed' },
      { kind: 'written', text: 'return 1;' },
      { kind: 'dropped', text: 'return 2;' },
      { kind: 'gap', text: '', hidden: 3 },
      { kind: 'same', text: ' * in a comment' },
      { kind: 'same', text: ' */ return' },
    ] as const;
    const kinds = colour(lines, 'java').map((tokens) =>
      tokens.map(({ kind }) => kind).filter((kind) => kind !== 'plain'),
    );
    assert.deepEqual(kinds, [
      ['comment'],
      ['keyword', 'number'],
      ['comment'],
      [],
      ['comment'],
      ['comment', 'keyword'],
    ] satisfies TokenKind[][]);
  });

  it('leave a language nobody knows as it is', () => {
    assert.deepEqual(colour([{ kind: 'kept', text: 'if x' }], 'brainfuck'), [[{ kind: 'plain', text: 'if x' }]]);
    assert.deepEqual(colour([{ kind: 'kept', text: 'if x' }], null), [[{ kind: 'plain', text: 'if x' }]]);
  });

  it('never lose or add a character, with or without marks', () => {
    const languages = ['typescript', 'python', 'html', 'sql', 'rust', 'php', 'shellscript', 'css', 'json'];
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[a-z"'`/*#<>\\ ]*$/));
    const marks = fc.array(fc.tuple(fc.nat(40), fc.nat(40)));
    fc.assert(
      fc.property(fc.constantFrom(...languages), fc.array(text), marks, (language, lines, pairs) => {
        const shown = lines.map((line) => ({ kind: 'written', text: line.replaceAll('\n', ' ') }) as const);
        const tokens = colour(shown, language);
        const sorted = pairs.map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);
        for (const [index, line] of shown.entries()) {
          const stretches = withMarks(tokens[index] ?? [], sorted);
          assert.equal(stretches.map((one) => one.text).join(''), line.text);
        }
      }),
    );
  });

  it('take a very long line in a moment', () => {
    const known = languageOf('typescript');
    assert.ok(known);
    const before = performance.now();
    tokenize('a("b",1)/**/'.repeat(20_000), known, null);
    assert.ok(performance.now() - before < 3_000);
  });
});
