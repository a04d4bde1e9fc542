import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { type } from '../../keys.ts';
import type { Stage, Step } from '../step.ts';

const is = (wanted: string) => (text: string) => text === wanted;
const lines = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, index) => `line${String(from + index)}();\n`).join('');
const disk = 'change on disk';
const extension = 'edit by another extension';
const at = (line: number, character = 0): vscode.Position => new vscode.Position(line, character);
const git = (file: string, ...args: string[]): string =>
  execFileSync('git', args, { cwd: path.dirname(file), encoding: 'utf8' });

/** What other programs and other extensions do to open files. */
export const others = [
  {
    row: disk,
    name: 'one hunk',
    text: lines(1, 9),
    run: write(lines(1, 4) + 'const added = 1;\n' + lines(5, 9)),
    done: (text) => text.includes('added'),
  },
  {
    row: disk,
    name: 'two hunks far apart',
    text: lines(1, 30),
    run: write(`first(1);\n${lines(2, 29)}last(30);\n`),
    done: (text) => text.includes('last(30)'),
  },
  {
    row: disk,
    name: 'the whole file',
    in: 'py',
    text: 'a = 1\n',
    run: write('def other():\n    return 2\n'),
    done: (text) => text.startsWith('def other'),
  },
  {
    row: disk,
    name: 'at the cursor',
    in: 'md',
    text: 'apples|\n',
    run: write('apples and pears\n'),
    done: is('apples and pears\n'),
  },
  { row: disk, name: 'emptied', in: 'json', text: '{ "a": 1 }\n', run: write(''), done: is('') },
  {
    row: 'git',
    name: 'a file checked out again',
    text: 'old();\n',
    run: async (stage) => {
      commit(stage.file);
      await write('changed();\n')(stage);
      await stage.holds('changed();\n');
      git(stage.file, 'checkout', '--quiet', '--', stage.file);
    },
    done: is('old();\n'),
  },
  {
    row: 'git',
    name: 'stash and its return',
    in: 'py',
    text: 'a = 1\n|',
    run: async (stage) => {
      commit(stage.file);
      await type('b = 2');
      await stage.holds((text) => text.endsWith('b = 2'));
      await stage.document.save();
      git(stage.file, 'stash', 'push', '--quiet', '--', stage.file);
      await stage.holds('a = 1\n');
      git(stage.file, 'stash', 'pop', '--quiet');
    },
    done: is('a = 1\nb = 2'),
  },
  {
    row: 'git',
    name: 'another branch and back',
    text: 'main();\n',
    run: async (stage) => {
      commit(stage.file);
      git(stage.file, 'switch', '--quiet', '--create', 'other');
      await write('other();\n')(stage);
      commit(stage.file);
      await stage.holds('other();\n');
      git(stage.file, 'switch', '--quiet', 'main');
    },
    done: is('main();\n'),
  },
  {
    row: 'git',
    name: 'commit of what was typed',
    in: 'md',
    text: '|',
    run: async (stage) => {
      await type('Apples.');
      await stage.holds('Apples.');
      await stage.document.save();
      commit(stage.file);
    },
    done: is('Apples.'),
  },
  {
    row: extension,
    name: 'away from the cursor',
    text: `|${lines(1, 9)}`,
    run: edit(at(6), 'const added = 1;\n'),
    done: (text) => text.includes('added'),
  },
  {
    row: extension,
    name: 'at the cursor',
    text: 'const a = |;',
    run: edit(at(0, 10), 'priceOf(item, 1.2)'),
    done: is('const a = priceOf(item, 1.2);'),
  },
  {
    row: extension,
    name: 'at the cursor, in Python',
    in: 'py',
    text: 'def f(x):\n    |',
    run: edit(at(1, 4), 'return x * 2'),
    done: (text) => text.endsWith('return x * 2'),
  },
  {
    row: extension,
    name: 'the whole file',
    in: 'json',
    text: '{ "a": 1 }|',
    run: replaceAll('{\n  "a": 1,\n  "b": [1, 2, 3]\n}\n'),
    done: (text) => text.includes('"b"'),
  },
  { row: extension, name: 'a file that is not open', text: '|', changes: 0, run: editClosedFile, done: is('') },
  {
    row: extension,
    name: 'a cell of a notebook',
    in: 'ipynb',
    text: 'x = 1\n|',
    run: ({ oracle, document }) => oracle.edit(document.uri, [vscode.TextEdit.insert(at(0), 'y = 2\n')]),
    done: (text) => text.startsWith('y = 2'),
  },
  {
    row: extension,
    name: 'a document without a file',
    in: 'untitled',
    text: '|',
    run: edit(at(0), 'const a = priceOf(item);'),
    done: is('const a = priceOf(item);'),
  },
] satisfies readonly Step[];

function write(text: string): (stage: Pick<Stage, 'file'>) => Promise<void> {
  return ({ file }) => {
    writeFileSync(file, text);
    return Promise.resolve();
  };
}

function edit(position: vscode.Position, text: string): (stage: Stage) => Promise<void> {
  return ({ oracle, document }) => oracle.edit(document.uri, [vscode.TextEdit.insert(position, text)]);
}

function replaceAll(text: string): (stage: Stage) => Promise<void> {
  return ({ oracle, document }) => {
    const all = new vscode.Range(at(0), document.positionAt(document.getText().length));
    return oracle.edit(document.uri, [vscode.TextEdit.replace(all, text)]);
  };
}

/** The file beside the one of the step; its name begins as that one's, so that what is said of it counts as said of the step. */
async function editClosedFile({ file, oracle }: Stage): Promise<void> {
  const other = file.replace('.ts', '-closed.ts');
  writeFileSync(other, 'a();\n');
  await oracle.edit(vscode.Uri.file(other), [vscode.TextEdit.insert(at(1), 'const added = priceOf(item);\n')]);
}

function commit(file: string): void {
  git(file, 'add', '--', file);
  git(file, 'commit', '--quiet', '--message', 'Work', '--', file);
}
