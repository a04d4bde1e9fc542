import assert from 'node:assert/strict';
import { chatChange, chatEdit, type ChatSignals } from '../../../src/core/recognise/kinds/chatEdit.ts';
import { observedEdit } from '../../support/observedEdit.ts';

const plain: ChatSignals = {
  sinceChat: 60,
  reason: null,
  selection: 'none-yet',
  dirty: true,
  wholeFile: false,
  back: null,
  savedAlone: null,
};
const what = (signals: Partial<ChatSignals>): string | undefined => chatChange({ ...plain, ...signals })?.what;

// What VS Code 1.139 did with a model on this machine; the times are milliseconds since the chat opened its copy.
describe('chat edit', () => {
  it('knows the edits of a chat, however they came', () => {
    assert.equal(what({ sinceChat: 241 }), 'edit', 'a replacement in a visible file');
    assert.equal(what({ sinceChat: 1 }), 'edit', 'a new file');
    assert.equal(what({ sinceChat: 365 }), 'edit', 'a file that was not open');
    assert.equal(what({ sinceChat: 389 }), 'edit', 'the second of two replacements');
    assert.equal(what({ sinceChat: 5, wholeFile: true }), 'edit', 'a patch, which replaces the whole file');
    assert.equal(what({ sinceChat: 88, selection: 'other' }), 'edit', 'inline chat, where the caret is');
    assert.equal(what({ sinceChat: 56, savedAlone: true }), 'edit');
  });

  it('knows when a chat takes its edits back', () => {
    assert.equal(what({ sinceChat: 6091, wholeFile: true }), 'undo');
    assert.equal(what({ sinceChat: 2239, wholeFile: true, savedAlone: true }), 'undo');
    assert.equal(what({ sinceChat: 300, wholeFile: true, back: true }), 'undo', 'at once, the text being as before');
  });

  it('leaves to others what a person or another program did in the meantime', () => {
    assert.equal(what({ sinceChat: null }), undefined);
    assert.equal(what({ selection: 'keyboard' }), undefined, 'typing beside the chat');
    assert.equal(what({ selection: 'mouse' }), undefined);
    assert.equal(what({ reason: 'undo', wholeFile: true }), undefined, 'Ctrl+Z');
    assert.equal(what({ sinceChat: 8000 }), undefined, 'another extension, while a chat waits for its answer');
    assert.equal(what({ sinceChat: 8000, wholeFile: true, back: false }), undefined, 'a formatter');
    assert.equal(what({ savedAlone: false }), undefined, 'Ctrl+S');
    assert.equal(what({ dirty: false, wholeFile: true }), undefined, 'read anew from disk');
  });

  it('tells a whole file from a part of it', () => {
    const before = 'const a = 1;\n';
    const whole = [{ offset: 0, length: before.length, text: 'const a = 2;\n' }];
    const part = [{ offset: 0, length: 5, text: 'let' }];
    const kind = (edits: typeof whole, sinceChat: number): string | undefined =>
      chatEdit(observedEdit(before, edits, { sinceChat }))?.kind;
    assert.equal(kind(whole, 5000), 'chat undo');
    assert.equal(kind(part, 5000), undefined);
    assert.equal(kind(part, 50), 'chat');
  });
});
