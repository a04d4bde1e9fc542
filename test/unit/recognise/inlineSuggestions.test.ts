import assert from 'node:assert/strict';
import { InlineSuggestions, type InlineAccept } from '../../../src/core/recognise/inlineSuggestions.ts';
import type { AcceptMark, DocumentChange } from '../../../src/core/recognise/documentChange.ts';
import { applyEdits, type TextEdit } from '../../../src/core/shared/textEdit.ts';

/** One document in which suggestions are accepted and keys typed. */
class Typing {
  text: string;
  readonly #suggestions = new InlineSuggestions();
  #version = 0;

  constructor(text = '') {
    this.text = text;
  }

  get goesOn(): boolean {
    return this.#suggestions.goesOnIn('a');
  }

  accept(mark: AcceptMark, ...edits: TextEdit[]): InlineAccept | undefined {
    const before = this.text;
    return this.#suggestions.accept(this.#change(edits), mark, before);
  }

  /** A change whose mark, if it has one, comes later. */
  change(edit: TextEdit): DocumentChange {
    return this.#change([edit]);
  }

  mark(change: DocumentChange, mark: AcceptMark, before: string): InlineAccept | undefined {
    return this.#suggestions.accept(change, mark, before);
  }

  alone(change: DocumentChange, before: string): InlineAccept | undefined {
    return this.#suggestions.alone(change, before);
  }

  type(offset: number, text: string, length = 0): this {
    this.#change([{ offset, length, text }]);
    return this;
  }

  /** Keys in other documents, which may be closed then. */
  elsewhere(document: string, keys: number, closes = false): this {
    for (let version = 1; version <= keys; version++)
      this.#suggestions.note({
        document,
        at: this.#version,
        edits: [{ offset: version, length: 0, text: 'x' }],
        reason: null,
        version,
      });
    if (closes) this.#suggestions.closed(document);
    return this;
  }

  #change(edits: TextEdit[]): DocumentChange {
    this.text = applyEdits(this.text, edits);
    const change: DocumentChange = { document: 'a', at: this.#version, edits, reason: null, version: ++this.#version };
    this.#suggestions.note(change);
    return change;
  }
}

const only = (accept: InlineAccept | undefined): InlineAccept => {
  assert.ok(accept);
  return accept;
};

describe('inline suggestions', () => {
  it('takes the typed prefix as what stood before', () => {
    const { suggestion, more } = only(new Typing('  ret').accept('whole', { offset: 2, length: 3, text: 'return a;' }));
    assert.equal(more, false);
    assert.deepEqual(
      [suggestion.before, suggestion.suggested, suggestion.start, suggestion.end],
      ['ret', 'return a;', 2, 11],
    );
  });

  it('takes parts for one suggestion however much was typed in other documents before and in between', () => {
    const typing = new Typing('co').elsewhere('b', 250).elsewhere('c', 900, true);
    const word = only(typing.accept('part', { offset: 2, length: 0, text: 'nst ' }));
    typing.elsewhere('d', 250).elsewhere('e', 500, true);
    const rest = only(typing.accept('part', { offset: 6, length: 0, text: 'total ' }));
    assert.deepEqual([rest.more, rest.suggestion.number], [true, word.suggestion.number]);
    assert.equal(rest.suggestion.suggested, 'nst total ');
    assert.equal(typing.goesOn, true);
    assert.equal(typing.elsewhere('a', 0, true).goesOn, false, 'not in a document that was closed');
  });

  it('takes word, word and the final accept for one suggestion', () => {
    const typing = new Typing('co');
    const word = only(typing.accept('part', { offset: 2, length: 0, text: 'nst ' }));
    const next = only(typing.accept('part', { offset: 6, length: 0, text: 'total ' }));
    assert.deepEqual([next.more, next.suggestion.suggested, next.suggestion.start], [true, 'nst total ', 2]);
    const whole = only(typing.accept('whole', { offset: 0, length: 12, text: 'const total = sum(items);' }));
    assert.equal(whole.more, true);
    assert.equal(whole.suggestion.number, word.suggestion.number);
    assert.deepEqual([whole.suggestion.before, whole.suggestion.suggested], ['co', 'const total = sum(items);']);
    assert.equal(typing.text.slice(whole.suggestion.start, whole.suggestion.end), 'const total = sum(items);');
  });

  it('continues over what was typed along the suggestion', () => {
    const typing = new Typing();
    const first = only(typing.accept('part', { offset: 0, length: 0, text: 'const ' }));
    typing.type(6, 't').type(7, 'o');
    const next = only(typing.accept('part', { offset: 8, length: 0, text: 'tal' }));
    assert.equal(next.suggestion.number, first.suggestion.number);
    assert.equal(next.suggestion.suggested, 'const total');
  });

  it('takes what was typed along, also with a completion of the list, and the rest for the same suggestion', () => {
    const typing = new Typing();
    const first = only(typing.accept('part', { offset: 0, length: 0, text: 'return' }));
    typing.type(6, ' ').type(7, 'i').type(8, 't');
    typing.type(7, 'items', 2).type(12, '.');
    const whole = only(typing.accept('whole', { offset: 0, length: 13, text: 'return items.length;' }));
    assert.equal(whole.suggestion.number, first.suggestion.number);
    assert.deepEqual([whole.more, whole.suggestion.suggested], [true, 'return items.length;']);
  });

  it('takes the last of several words, which comes as the whole text, for the same suggestion', () => {
    const typing = new Typing();
    const first = only(typing.accept('part', { offset: 0, length: 0, text: 'stop ' }));
    const last = only(typing.accept('part', { offset: 0, length: 5, text: 'stop here' }));
    assert.deepEqual([last.suggestion.number, last.suggestion.suggested], [first.suggestion.number, 'stop here']);
    assert.equal(typing.goesOn, false, 'nothing is left of it');
  });

  it('knows what was typed along before the mark of the part arrived', () => {
    const typing = new Typing();
    const part = typing.change({ offset: 0, length: 0, text: 'return' });
    typing.type(6, ' ').type(7, 'i');
    const first = only(typing.mark(part, 'part', ''));
    typing.type(8, 't');
    const whole = only(typing.accept('whole', { offset: 0, length: 9, text: 'return items.length;' }));
    assert.deepEqual([whole.more, whole.suggestion.number], [true, first.suggestion.number]);
  });

  it('does not go on after something else was done, so that what is sent away then is another suggestion', () => {
    const typing = new Typing('x\n');
    typing.accept('part', { offset: 2, length: 0, text: 'const ' });
    typing.type(8, 't');
    assert.equal(typing.goesOn, true);
    typing.type(0, 'y');
    assert.equal(typing.goesOn, false);
  });

  it('is not ended by a change that is judged later without a key', () => {
    const typing = new Typing('x\n');
    const paste = typing.change({ offset: 0, length: 0, text: 'pasted();\n' });
    const part = only(typing.accept('part', { offset: 12, length: 0, text: 'const ' }));
    const alone = only(typing.alone(paste, 'x\n'));
    assert.deepEqual([alone.more, alone.suggestion.suggested], [false, 'pasted();\n']);
    const next = only(typing.accept('part', { offset: 18, length: 0, text: 'total' }));
    assert.deepEqual([next.more, next.suggestion.number], [true, part.suggestion.number]);
  });

  it('starts anew on the next line', () => {
    const typing = new Typing();
    const first = only(typing.accept('part', { offset: 0, length: 0, text: 'first' }));
    typing.type(5, '\n');
    const next = only(typing.accept('part', { offset: 6, length: 0, text: 'second' }));
    assert.notEqual(next.suggestion.number, first.suggestion.number);
    assert.equal(next.suggestion.suggested, 'second');
  });

  it('starts anew after typing elsewhere', () => {
    const typing = new Typing('x\n');
    const first = only(typing.accept('part', { offset: 2, length: 0, text: 'const ' }));
    typing.type(0, 'y');
    const next = only(typing.accept('part', { offset: 9, length: 0, text: 'total' }));
    assert.notEqual(next.suggestion.number, first.suggestion.number);
  });

  it('is one suggestion with several cursors, at its place afterwards', () => {
    const typing = new Typing('a\nbb\n');
    const { suggestion } = only(
      typing.accept('whole', { offset: 4, length: 0, text: '23();' }, { offset: 1, length: 0, text: '3();' }),
    );
    assert.equal(typing.text.slice(suggestion.start, suggestion.end), '23();');
  });

  it('takes a next edit as it is, wherever it stands', () => {
    const typing = new Typing('f(x)\ng(x)');
    const { suggestion } = only(typing.accept('next-edit', { offset: 8, length: 0, text: ', y ?? 0' }));
    assert.deepEqual([suggestion.before, suggestion.suggested], ['', ', y ?? 0']);
    assert.equal(typing.text.slice(suggestion.start, suggestion.end), ', y ?? 0');
  });

  it('takes the pieces of one next edit for one suggestion, first to last', () => {
    const typing = new Typing('const a = one;\nuse(a);\n');
    const { suggestion } = only(
      typing.accept('next-edit', { offset: 19, length: 1, text: 'total' }, { offset: 6, length: 1, text: 'total' }),
    );
    assert.deepEqual([suggestion.before, suggestion.suggested], ['a = one;\nuse(a', 'total = one;\nuse(total']);
    assert.equal(typing.text.slice(suggestion.start, suggestion.end), suggestion.suggested);
  });

  it('follows whole lines where a next edit only takes text away', () => {
    const part = new Typing('first();\nf(x, y);\n');
    const { suggestion } = only(part.accept('next-edit', { offset: 12, length: 3, text: '' }));
    assert.deepEqual([suggestion.before, suggestion.suggested], ['f(x, y);', 'f(x);']);
    const line = new Typing('first();\ngone();\nlast();');
    const taken = only(line.accept('next-edit', { offset: 9, length: 8, text: '' })).suggestion;
    assert.deepEqual([taken.before, taken.suggested], ['gone();\nlast();', 'last();']);
  });

  it('ends a suggestion taken in parts where a next edit is accepted', () => {
    const typing = new Typing();
    const first = only(typing.accept('part', { offset: 0, length: 0, text: 'const ' }));
    assert.equal(typing.goesOn, true);
    typing.accept('next-edit', { offset: 0, length: 0, text: 'export ' });
    assert.equal(typing.goesOn, false);
    const next = only(typing.accept('part', { offset: 13, length: 0, text: 'total' }));
    assert.notEqual(next.suggestion.number, first.suggestion.number);
  });
});
