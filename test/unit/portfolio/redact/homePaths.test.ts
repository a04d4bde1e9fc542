import assert from 'node:assert/strict';
import { shortenPaths } from '../../../../src/core/portfolio/redact/homePaths.ts';

describe('shortening paths', () => {
  const shortened: readonly [string, string][] = [
    ['/home/jane/shop/src/a.ts', '~/shop/src/a.ts'],
    ['cd /home/jane && ls "/Users/jane.doe/x"', 'cd ~ && ls "~/x"'],
    ['at run (/Users/jane/x.js:1:2)', 'at run (~/x.js:1:2)'],
    [String.raw`C:\Users\Jane Doe\shop\a.ts`, String.raw`~\shop\a.ts`],
    [String.raw`"c:\\Users\\jane\\a"`, String.raw`"~\\a"`],
    ['C:/Users/jane', '~'],
    ['/root/x and /root', '~/x and ~'],
    ['file:///home/jane/a file:///c%3A/Users/jane/x', 'file://~/a file://~/x'],
    ['file://build-7/share/x', 'file:///share/x'],
    ['vscode-remote://ssh-remote+build-7/home/jane/a', 'vscode-remote://ssh-remote/~/a'],
    ['vscode-remote://wsl%2Bubuntu/home/jane/a', 'vscode-remote://wsl/~/a'],
    [String.raw`\\wsl$\Ubuntu\home\jane\a`, String.raw`~\a`],
    [String.raw`"\\\\wsl.localhost\\Ubuntu-22.04\\home\\jane\\a"`, String.raw`"~\\a"`],
    ['//wsl$/Ubuntu/home/jane/a', '~/a'],
    ['/mnt/c/Users/jane/x /c/Users/jane/y', '~/x ~/y'],
    ['/var/home/jane/x', '~/x'],
    ['~/.claude/projects/-home-jane-shop/1.jsonl', '~/.claude/projects/~/1.jsonl'],
    ['scp jane@host:/home/jane/x', 'scp jane@host:~/x'],
    ['uri=%2Fhome%2Fjane%2Fx', 'uri=~%2Fx'],
  ];
  for (const [from, to] of shortened) {
    it(`takes the person or machine out of ${from}`, () => {
      assert.equal(shortenPaths(from), to);
      assert.equal(shortenPaths(to), to);
    });
  }

  it('leaves paths of a repository, addresses and templates as they are', () => {
    for (const text of [
      'src/home/page.ts',
      'a/Users/b.ts',
      'https://shop.example/home/index',
      '/home/${user}/x',
      '/home/$USER',
      '/rooted /roots',
      '/Users/Shared/x',
      String.raw`C:\Users\Public\x`,
      '/usr/bin/env',
      './root/x',
      String.raw`/\\d+\\s/`,
    ])
      assert.equal(shortenPaths(text), text);
  });
});
