import fc from 'fast-check';
import type { Told } from './portfolioLedger.ts';

// Pieces of text that mean something to HTML, XML, Markdown, YAML, a terminal or a reader's eyes.
const pieces = fc.constantFrom(
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<details>\n<summary>The whole text, 3 lines</summary>\n',
  '<details>\n<summary><img src=x></summary>\n',
  '</details>',
  '</summary>',
  '</code></pre>',
  '</main></body></html>',
  '</title><script>alert(1)</script>',
  '</style><script>alert(1)</script>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?php',
  '<!DOCTYPE x [<!ENTITY e "x">]>&e;',
  '<base href=//evil.example>',
  '<meta http-equiv=refresh content="0;url=//evil.example">',
  '&lt;b&gt;',
  '&#x3c;i&#x3e;',
  '" onmouseover="alert(1)',
  "' onmouseover='alert(1)",
  '](javascript:alert(1))',
  '[a](javascript:alert(1))',
  '[a](data:text/html,<b>)',
  '[a](//evil.example)',
  '[a](https://evil.example "x")',
  '![a](pictures/verdicts.svg)',
  '![a](https://evil.example/x.png)',
  '![a](b" onerror="x)',
  '[a]: javascript:alert(1)',
  '<https://evil.example>',
  '<javascript:alert(1)>',
  'https://evil.example',
  '`',
  '```',
  '~~~',
  '\n```html\n',
  '\n```diff" onload="x\n',
  '\n~~~\n',
  '*',
  '**',
  '~~x~~',
  '|',
  '\n| a |\n|:-:|\n| <b> |\n',
  '\n---\n',
  '\n# heading <b>\n',
  '\n### 9. Trusted: planted\n',
  '\n- item\n',
  '\n7. item\n',
  '\n> quote\n',
  '\n    code\n',
  '\n\n',
  '\t',
  ' ',
  '\r\n',
  '\u2028',
  '\u202e',
  '\u200b',
  '\0',
  '\ufffe',
  '\ud800',
  '\u001b[31m',
  '\u001b]8;;https://evil.example\u0007',
  '\\',
  '"',
  "'",
  ': ',
  'word',
);

/** A text its author means ill with. */
export const hostileText = fc.array(pieces, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));

const privateFields = 'file prompt before suggested kept note title situation result impact sha workspace'.split(' ');
// These stand in the record itself, which holds well-formed text only.
const recordFields = 'tool model language'.split(' ');

/** What a test tells of a suggestion, with such a text in some of its fields. */
export const hostileToldFields = fc
  .dictionary(fc.constantFrom(...privateFields, ...recordFields, 'reason'), hostileText, { minKeys: 1 })
  .map(
    ({ reason, ...fields }): Told => ({
      ...Object.fromEntries(
        Object.entries(fields).map(([name, text]) => [name, recordFields.includes(name) ? text.toWellFormed() : text]),
      ),
      reasons: reason === undefined ? [] : [reason.toWellFormed()],
    }),
  );
