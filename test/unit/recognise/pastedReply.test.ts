import assert from 'node:assert/strict';
import { PastedText } from '../../../src/core/recognise/pastedReply.ts';
import { basketCode, basketReply } from '../../support/replies.ts';

const from = (
  text: string,
  reply = basketReply,
  known: readonly string[] = [],
  prompts: readonly string[] = [],
): boolean => new PastedText(text, known).isFrom(reply, prompts);

/** Whether a text is found in a reply that consists of nothing else: then only what it says can be too little. */
const telling = (text: string): boolean => from(text, `Look:\n\n${text}\n`);

describe('a pasted text', () => {
  it('comes from a reply that holds it, whole or in part', () => {
    assert.ok(from(basketCode));
    assert.ok(from(basketReply), 'with the code fences');
    assert.ok(from(basketReply.replace(/^```.*\n/gm, '')), 'without them, as a chat shows it');
    assert.ok(from('  const prices = basket.map(({ price, count }) => price * count);'));
    assert.ok(from('basket.map(({ price, count }) => price * count)'), 'a part of a line');
    assert.ok(from('It multiplies each price by its count.'), 'prose as a chat shows it, without its marks');
  });

  it('comes from it with other white space', () => {
    assert.ok(from(basketCode.replaceAll('  ', '\t').replaceAll('\n', '  \r\n')));
    assert.ok(
      from(
        basketCode
          .split('\n')
          .map((line) => `        ${line}`)
          .join('\n'),
      ),
      'indented by the editor',
    );
    assert.ok(from(basketCode.replace('price * count', 'price *\n      count')), 'wrapped by a terminal');
    assert.ok(from(basketCode.replaceAll(' ', '\u00a0')), 'spaces as web pages copy them');
  });

  it('does not where a name, an operator or a line differs', () => {
    assert.ok(!from(basketCode.replace('sum + price', 'sum - price')));
    assert.ok(!from(basketCode.replaceAll('basket', 'cart')));
    assert.ok(!from(basketCode.replace('\n', '\n  // mine\n')));
    assert.ok(!from(`${basketCode}\n\nbasketTotal(await load());`), 'with more than the reply holds');
  });

  it('does not where it is the user’s own: in the prompt, in the document, in a file the reply quotes', () => {
    const file = `import { Line } from './line';\n\n${basketCode.replaceAll('\n', '\r\n  ')}\n`;
    assert.ok(!from(basketCode, basketReply, [], [`Why is this slow?\n${basketCode}`]));
    assert.ok(!from(basketCode, basketReply, ['other', file]));
    const [head = '', ...rest] = basketCode.split('\n');
    assert.ok(
      from(basketCode, basketReply, [`${head}\n  throw new Error('to do');\n}`]),
      'only its first line was there',
    );
    assert.ok(!from(`${head}\n${rest.join('\n')}`, basketReply, [head, rest.join('\n')]), 'each line was somewhere');
  });

  const nothing: Readonly<Record<string, string>> = {
    'one name': 'calculateTheTotalPriceOfTheBasket',
    'one name and a semicolon': '  calculateTheTotalPriceOfTheBasket;',
    'a path': 'src/core/recognise/transcripts/claudeCode.ts',
    'a name with dashes': 'my-very-long-package-name-for-things',
    'a hash': '3f786850e387550fdab836ed7e6dc881de23001b',
    'an import': "import { readFile, writeFile } from 'node:fs/promises';",
    'an import of one name': "import React from 'react';",
    'imports of several languages':
      'from collections import OrderedDict\n#include <stdio.h>\nusing System.Collections.Generic;',
    'a require': "const express = require('express');",
    'an address': 'https://example.com/a/long/path/to/some/page?with=query&and=more#words',
    'a remark with an address': '// see https://example.com/a/long/path/to/some/page',
    'a licence line': '// SPDX-License-Identifier: Apache-2.0 OR MIT OR BSD-3-Clause',
    'a copyright line': '/* Copyright (c) 2026 Some Company Ltd. All rights reserved. */',
    'a licence':
      'Permission is hereby granted, free of charge, to any person obtaining a copy\nof this software and associated documentation files (the "Software"), to deal\nin the Software without restriction',
    'what every Go file holds': 'if err != nil {\n\treturn nil, err\n}',
    'what every class holds': 'constructor(private readonly x) {\n  super();\n}',
    'too few words': 'return basketBeforeDiscount * basketBeforeDiscount;',
    'too little': 'fit(ab, cd, ef)',
    brackets: '    }\n  });\n});\n'.repeat(10),
    'white space': ' \n'.repeat(100),
    nothing: '',
    'a code fence': '```typescript\n```',
    'a debugging line': 'console.log("error:", err, data, value, result);',
    'a shebang': '#!/usr/bin/env -S node --experimental-strip-types',
    'a directive': "'use strict';\n// eslint-disable-next-line no-console, no-undef, max-len",
  };
  for (const [what, text] of Object.entries(nothing)) {
    it(`says nothing of where it is from where it is ${what}`, () => assert.ok(!telling(text)));
  }

  const something: Readonly<Record<string, string>> = {
    'a line of JavaScript': 'const total = basket.reduce((sum, line) => sum + line.price, 0);',
    'a line of Python': '    prices = [line.price * line.count for line in basket]',
    'a line of SQL': 'SELECT customer, SUM(amount) FROM orders GROUP BY customer',
    'a line of CSS': '.basket > .total { border-top: 1px solid gray; margin-left: auto }',
    'a line of a shell': 'find . -name "*.orig" -mtime +7 -delete',
    'a remark of its own': '// The gateway rounds each position, so the total must be the sum of rounded ones.',
    'code below imports':
      "import React from 'react';\n\nexport const Basket = ({ positions }) => <ul>{positions.map(show)}</ul>;",
    'code below a licence':
      '// SPDX-License-Identifier: MIT\nconst total = basket.reduce((sum, line) => sum + line.price, 0);',
    'a text without spaces between its words': '# 購物車的總價是每個商品的價格乘以數量之後再相加的結果',
    'Go beyond its checks of errors':
      'rows, err := store.Query(ctx, byCustomer)\nif err != nil {\n\treturn nil, err\n}',
  };
  for (const [what, text] of Object.entries(something)) {
    it(`says where it is from where it is ${what}`, () => assert.ok(telling(text)));
  }
});
