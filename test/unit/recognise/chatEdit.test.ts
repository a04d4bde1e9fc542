import assert from 'node:assert/strict';
import type { ObservedEdit } from '../../../src/core/recognise/observedEdit.ts';
import { chatEdit } from '../../../src/core/recognise/kinds/chatEdit.ts';
import { recognise } from '../../../src/core/recognise/recognise.ts';
import { observedEdit } from '../../support/observedEdit.ts';

const before = 'const a = 1;\n';
const whole = [{ offset: 0, length: before.length, text: 'const a = 2;\n' }];
const part = [{ offset: 0, length: 5, text: 'let' }];
const kind = (edits: typeof whole, signals: Partial<ObservedEdit>): string | undefined =>
  chatEdit(observedEdit(before, edits, { selection: 'none-yet', ...signals }))?.kind;

// What VS Code 1.139 did with a model on this machine; the times are milliseconds since the chat opened its copy.
describe('chat edit', () => {
  it('knows the edits of a chat, however they came', () => {
    assert.equal(kind(part, { sinceChat: 241 }), 'chat', 'a replacement in a visible file');
    assert.equal(kind(part, { sinceChat: 1 }), 'chat', 'a new file');
    assert.equal(kind(part, { sinceChat: 365 }), 'chat', 'a file that was not open');
    assert.equal(kind(part, { sinceChat: 389 }), 'chat', 'the second of two replacements');
    assert.equal(kind(whole, { sinceChat: 5 }), 'chat', 'a patch, which replaces the whole file');
    assert.equal(kind(part, { sinceChat: 88, selection: 'other' }), 'chat', 'inline chat, where the caret is');
  });

  it('knows when a chat takes its edits back', () => {
    assert.equal(kind(whole, { sinceChat: 6091 }), 'chat undo');
    assert.equal(kind(part, { sinceChat: 6091 }), undefined);
  });

  it('leaves to others what a person or another program did in the meantime', () => {
    assert.equal(kind(part, { sinceChat: null }), undefined);
    assert.equal(kind(part, { sinceChat: 60, selection: 'keyboard' }), undefined, 'typing beside the chat');
    assert.equal(kind(part, { sinceChat: 60, selection: 'mouse' }), undefined);
    const { change } = observedEdit(before, whole);
    assert.equal(kind(whole, { sinceChat: 60, change: { ...change, reason: 'undo' } }), undefined, 'Ctrl+Z');
    assert.equal(kind(part, { sinceChat: 8000 }), undefined, 'another extension, while a chat waits for its answer');
    assert.equal(kind(whole, { sinceChat: 60, dirty: false }), undefined, 'read anew from disk');
  });

  it('is believed before the shape of what it did', () => {
    const edits = [{ offset: 0, length: 0, text: 'export const total = sum(items);\n' }];
    assert.equal(recognise(observedEdit(before, edits)).best?.kind, 'suggestion by its shape');
    assert.equal(recognise(observedEdit(before, edits, { sinceChat: 60 })).best?.kind, 'chat');
  });
});
