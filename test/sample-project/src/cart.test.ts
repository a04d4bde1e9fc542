import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addLine } from './cart.ts';

test('a line is added at the end', () => {
  const tea = { sku: 'tea', unitPrice: 350, quantity: 2 };
  assert.deepEqual(addLine({ lines: [] }, tea), { lines: [tea] });
});
