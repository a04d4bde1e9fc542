import assert from 'node:assert/strict';
import { Change } from '../../../src/core/follow/change.ts';
import { Tracker } from '../../../src/core/follow/tracker.ts';
import { applyEdits, type TextEdit } from '../../../src/core/shared/textEdit.ts';

/** A document with one followed suggestion, edited by a test as a person would. */
class Scene {
  text: string;
  readonly tracker: Tracker;

  constructor(marked: string) {
    const start = marked.indexOf('«');
    const end = marked.indexOf('»') - 1;
    this.text = marked.replace(/[«»]/g, '');
    this.tracker = new Tracker({ start, end });
  }

  edit(reason: 'undo' | 'redo' | null, ...edits: TextEdit[]): this {
    const before = this.text;
    const after = applyEdits(before, edits);
    this.tracker.apply(new Change(edits, { before: () => before, after: () => after }, reason));
    this.text = after;
    return this;
  }

  replace(what: string, by: string, reason: 'undo' | 'redo' | null = null): this {
    return this.edit(reason, { offset: this.text.indexOf(what), length: what.length, text: by });
  }

  get kept(): string {
    return this.text.slice(this.tracker.range.start, this.tracker.range.end);
  }
}

describe('tracker', () => {
  it('moves with edits before and ignores edits after', () => {
    const scene = new Scene('aa «return x;» bb').replace('aa', 'aaaa').replace('bb', '');
    assert.equal(scene.kept, 'return x;');
    assert.equal(scene.tracker.retained, 1);
  });

  it('does not count text typed at its edges', () => {
    const scene = new Scene('«return x;»')
      .edit(null, { offset: 0, length: 0, text: '/* a */' })
      .edit(null, { offset: 16, length: 0, text: ' // b' });
    assert.equal(scene.text, '/* a */return x; // b');
    assert.equal(scene.kept, 'return x;');
  });

  it('counts text typed inside, and what it replaced as no longer retained', () => {
    const scene = new Scene('«return xyz;»').replace('xyz', 'total');
    assert.equal(scene.kept, 'return total;');
    assert.equal(scene.tracker.retained, 8 / 11);
  });

  it('shrinks with a deletion across its end', () => {
    assert.equal(new Scene('a «return x;» + tail').replace('x; + ', '').kept, 'return ');
  });

  it('shrinks with a replacement across its start, whose text stays outside', () => {
    const scene = new Scene('let a = «foo(1)»;').replace('= foo', 'is bar');
    assert.equal(scene.text, 'let a is bar(1);');
    assert.equal(scene.kept, '(1)');
  });

  it('takes a replacement of the whole range in its place', () => {
    assert.equal(new Scene('x\n«return a + b;»\ny').replace('return a + b;', 'throw 1;').kept, 'throw 1;');
    assert.equal(
      new Scene('x\n«return a + b;»\ny').replace('return a + b;\ny', 'return a - b;\ny').kept,
      'return a - b;',
    );
  });

  it('sees a whole-file replacement as its real difference', () => {
    const scene = new Scene('one\n«two»\nthree\n');
    scene.replace(scene.text, 'zero\none\ntwo\nthree\n');
    // Only the new first line differs, so the suggestion stands untouched below it.
    assert.equal(scene.kept, 'two');
    assert.equal(scene.tracker.retained, 1);
  });

  it('is empty once everything was deleted, and what is typed there then is not the suggestion', () => {
    const scene = new Scene('a «foo» b').replace('foo', '').edit(null, { offset: 2, length: 0, text: 'mine' });
    assert.equal(scene.text, 'a mine b');
    assert.equal(scene.kept, '');
    assert.equal(scene.tracker.retained, 0);
  });

  it('holds the text before it when the accept is undone, and itself again when that is redone', () => {
    const scene = new Scene('const t = «items.length»;').replace('items.length', 'it', 'undo');
    assert.equal(scene.kept, 'it');
    scene.replace('it;', 'items.length;', 'redo');
    assert.equal(scene.kept, 'items.length');
    assert.equal(scene.tracker.retained, 1);
  });

  it('gets back at its edge what undo brings back, even several keys at once', () => {
    const scene = new Scene('a «foobar» b');
    for (const end of [8, 7, 6]) scene.edit(null, { offset: end - 1, length: 1, text: '' });
    assert.equal(scene.kept, 'foo');
    scene.edit('undo', { offset: 5, length: 0, text: 'bar' });
    assert.equal(scene.kept, 'foobar');
    assert.equal(scene.tracker.retained, 1);
  });

  it('does not take text for its own that is merely typed again', () => {
    const scene = new Scene('a «foobar» b').replace('bar', '').edit(null, { offset: 5, length: 0, text: 'bar' });
    assert.equal(scene.kept, 'foobar', 'it stands in the place');
    assert.equal(scene.tracker.retained, 0.5, 'but the developer wrote it');
  });

  it('counts an end that is selected and typed anew, key by key, as what stands in its place', () => {
    const scene = new Scene('a «foo(bar);» b').replace('bar);', 'q');
    for (const key of 'ux);') scene.edit(null, { offset: scene.text.indexOf(' b'), length: 0, text: key });
    assert.equal(scene.kept, 'foo(qux);');
    scene.edit(null, { offset: scene.text.indexOf(' b'), length: 0, text: ' and more' });
    assert.equal(scene.kept, 'foo(qux);', 'no more than was taken away');
  });

  it('counts it after Backspace too, also when a typed key is taken back', () => {
    const scene = new Scene('a «foobar» b').replace('r b', ' b').replace('a b', ' b');
    scene.replace(' b', 'X b').replace('X b', ' b').replace(' b', 'zz b');
    assert.equal(scene.kept, 'foobzz');
  });

  it('takes several edits of one event, whatever their order', () => {
    const scene = new Scene('x «a.b.c» x').edit(
      null,
      { offset: 7, length: 0, text: '!' },
      { offset: 4, length: 1, text: 'BB' },
      { offset: 0, length: 1, text: '' },
    );
    assert.equal(scene.text, ' a.BB.c! x');
    assert.equal(scene.kept, 'a.BB.c');
  });

  it('stays with its lines when a file read anew arrives as one block around it', () => {
    const scene = new Scene('import a;\nb();\n«const total = sum(items);»\nc();\nend();\n').replace(
      'import a;\nb();\nconst total = sum(items);\nc();\nend();\n',
      'import x;\nimport a;\nb();\nconst total = sum(items);\nc();\nfinish();\nend();\nmore();\n',
    );
    assert.equal(scene.kept, 'const total = sum(items);');
    assert.equal(scene.tracker.retained, 1);
  });

  it('stays with its lines when line breaks change', () => {
    const scene = new Scene('a();\n«if (x) {\n  y();\n}»\nb();\n');
    scene.edit(null, { offset: 0, length: scene.text.length, text: scene.text.replaceAll('\n', '\r\n') });
    assert.equal(scene.kept, 'if (x) {\r\n  y();\r\n}');
    assert.equal(scene.tracker.retained, 1);
  });

  it('is found again where its text is pasted after it was cut, also with other indentation', () => {
    const code = 'if (total < 0) {\n  throw new Error();\n}';
    const scene = new Scene(`a();\n«${code}»\nfunction f() {\n  end();\n}\n`)
      .replace(`${code}\n`, '')
      .replace('  end();', `  ${code.replaceAll('\n', '\n  ')}\n  end();`);
    assert.equal(scene.kept, code.replaceAll('\n', '\n  '));
    assert.equal(scene.tracker.retained, 1);
  });

  it('is found again when a file is read anew without it and then with it, as a stash does', () => {
    const scene = new Scene('a();\n«const total = sum(items);\n»b();\n')
      .replace('const total = sum(items);\n', '')
      .replace('b();', 'const total = sum(items);\nb();');
    assert.equal(scene.kept, 'const total = sum(items);\n');
  });

  it('is not brought back by another accept of the same text after undo', () => {
    const scene = new Scene('«const total = sum(items);»')
      .replace('const total = sum(items);', '', 'undo')
      .edit(null, { offset: 0, length: 0, text: 'const total = sum(items);' });
    assert.equal(scene.kept, '');
  });

  it('does not follow a copy while the original stands', () => {
    const scene = new Scene('«const total = sum(items);»\nb();').replace('b();', 'const total = sum(items);\nb();');
    assert.equal(scene.tracker.range.start, 0);
  });
});
