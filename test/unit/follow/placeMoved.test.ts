import assert from 'node:assert/strict';
import { placeMoved } from '../../../src/core/follow/placeMoved.ts';

const code = 'export function total(items) {\n  return items.length;\n}';
const part = (suggested: string): { before: string; suggested: string; range: { start: number; end: number } } => ({
  before: '',
  suggested,
  range: { start: 0, end: suggested.length },
});

describe('placeMoved', () => {
  it('finds the very text, indented anew', () => {
    const now = `class A {\n  ${code.replaceAll('\n', '\n  ')}\n}\n`;
    const [found] = placeMoved(now, [part(code)]) ?? [];
    assert.equal(found && now.slice(found.range.start, found.range.end), code.replaceAll('\n', '\n  '));
  });

  it('finds nothing where only a part of it is, or another code', () => {
    assert.equal(placeMoved('return items.length;\n', [part(code)]), undefined);
    assert.equal(placeMoved(code.replace('items.length', 'items.size'), [part(code)]), undefined);
    assert.equal(placeMoved(code, [part(code), part('another(part, of, the, same, turn);')]), undefined);
  });

  it('takes no short text that may stand there by chance', () => {
    assert.equal(placeMoved('a\n}\nb', [part('}')]), undefined);
    assert.equal(placeMoved('return null;', [part('return null;')]), undefined);
  });
});
