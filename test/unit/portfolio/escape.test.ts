import assert from 'node:assert/strict';
import { codeSpan, fence, inlineText, visibleText, yamlString } from '../../../src/core/portfolio/escape.ts';

describe('escaping for a portfolio', () => {
  it('removes terminal commands and shows what hides or reorders text', () => {
    assert.equal(visibleText('\u001b[31mred\u001b[0m \u001b]8;;http://x\u0007link\u001b]8;;\u0007'), 'red link');
    assert.equal(visibleText('a\u202eb\u2066c\u200bd\ufeff'), 'a⟦U+202E⟧b⟦U+2066⟧c⟦U+200B⟧d⟦U+FEFF⟧');
    assert.equal(visibleText('bell\u0007 nul\u0000 c1\u0085 \u2028'), 'bell⟦U+0007⟧ nul⟦U+0000⟧ c1⟦U+0085⟧ ⟦U+2028⟧');
    assert.equal(visibleText('one\r\ntwo\tthree\rfour'), 'one\ntwo\tthree⟦U+000D⟧four');
  });

  it('leaves writing and emoji as they are', () => {
    const text = 'zażółć 日本語 👩‍💻 می‌خواهم';
    assert.equal(visibleText(text), text);
    assert.equal(inlineText(text), text);
  });

  it('leaves nothing in running text that Markdown or HTML would take', () => {
    assert.equal(
      inlineText('<script>x</script> & [a](javascript:b)'),
      '&lt;script&gt;x&lt;/script&gt; &amp; \\[a\\](javascript:b)',
    );
    assert.equal(inlineText('*a* _b_ `c` | ~d~ $e$'), '\\*a\\* \\_b\\_ \\`c\\` \\| \\~d\\~ \\$e\\$');
    assert.equal(
      inlineText('https://a.example www.b.example me@c.example'),
      'https&#58;//a.example www&#46;b.example me&#64;c.example',
    );
    assert.equal(inlineText('1. one\n\n# two\n- three'), '1\\. one \\# two - three');
    assert.equal(inlineText('- list'), '\\- list');
  });

  it('makes code spans and fences longer than the backticks inside', () => {
    assert.equal(codeSpan('a`b``c'), '```a`b``c```');
    assert.equal(codeSpan('`a'), '`` `a ``');
    assert.equal(codeSpan('a|b\nc'), '`a\\|b⟦U+000A⟧c`');
    assert.equal(codeSpan(''), '(empty)');
    assert.equal(fence('ts', 'a\n````\nb'), '`````ts\na\n````\nb\n`````');
    assert.equal(fence('x`\n<b>', 'a'), '```xb\na\n```');
  });

  it('quotes values of the front matter', () => {
    assert.equal(yamlString('a: "b"\n---\nstatus: reviewed'), '"a: \\"b\\" --- status: reviewed"');
  });
});
