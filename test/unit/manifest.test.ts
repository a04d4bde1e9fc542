import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { defaultRules } from '../../src/node/import/captureRules.ts';
import { registerCommands } from '../../src/editor/commands.ts';

const root = path.join(import.meta.dirname, '../..');
const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  contributes: {
    commands: { command: string; title: string }[];
    keybindings: {
      key: string;
      mac?: string;
      command: string;
      when: string;
      args: { commands: (string | { command: string; args: string })[] };
    }[];
    menus: Record<string, { command?: string; submenu?: string }[]>;
    submenus: { id: string }[];
    views: Record<string, { id: string; name: string }[]>;
    viewsContainers: { activitybar: { id: string }[] };
    configuration: { properties: Record<string, { default?: unknown; enum?: string[] }> };
    capabilities?: unknown;
  };
};
const strings = JSON.parse(fs.readFileSync(path.join(root, 'package.nls.json'), 'utf8')) as Record<string, string>;

/** Names of the members of an interface, read from the source with the compiler's own parser. */
function membersOf(file: string, name: string): string[] {
  const source = ts.createSourceFile(file, fs.readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.Latest);
  const found: string[] = [];
  source.forEachChild((node) => {
    if (!ts.isInterfaceDeclaration(node) || node.name.text !== name) return;
    for (const member of node.members)
      if (member.name && (ts.isStringLiteral(member.name) || ts.isIdentifier(member.name)))
        found.push(member.name.text);
  });
  return found.sort();
}

function split(key: string): { ctrl: boolean; others: string[] } {
  const names = key.split('+');
  return { ctrl: names.includes('ctrl'), others: names.filter((name) => name !== 'ctrl').sort() };
}

const allSources = fs
  .readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => fs.readFileSync(path.join(root, 'src', name), 'utf8'))
  .join('\n');

describe('manifest', () => {
  const commands = manifest.contributes.commands.map(({ command }) => command);
  const internal = ['pairfolio.mark'];

  it('contributes exactly the commands the code registers, and the keys the mark', () => {
    const registered: string[] = [];
    const nothing = (): never => assert.fail('Nothing is run.');
    registerCommands(
      {
        registerCommand: (id) => {
          registered.push(id);
          return { dispose: () => undefined };
        },
      },
      { guard: nothing, command: nothing },
      nothing,
      nothing,
    );
    assert.deepEqual(registered.sort(), [...commands, ...internal].sort());
  });

  it('contributes exactly the settings the code reads', () => {
    const settings = Object.keys(manifest.contributes.configuration.properties).map((name) =>
      name.replace(/^pairfolio\./, ''),
    );
    assert.deepEqual(settings.sort(), membersOf('src/editor/settings.ts', 'Settings'));
  });

  it('has the same defaults for what is recorded in the editor and without one', () => {
    const property = (name: string): unknown => manifest.contributes.configuration.properties[name]?.default;
    const { enabled, content, ignore } = defaultRules;
    const inManifest = ['enabled', 'content', 'ignore'].map((name) => property(`pairfolio.capture.${name}`));
    assert.deepEqual(inManifest, [enabled, content, ignore]);
  });

  it('names in menus only commands that exist', () => {
    const submenus = manifest.contributes.submenus.map(({ id }) => id);
    for (const { command = '', submenu } of Object.values(manifest.contributes.menus).flat())
      assert.ok(submenu === undefined ? commands.includes(command) : submenus.includes(submenu), submenu ?? command);
    for (const id of submenus) assert.ok(manifest.contributes.menus[id], id);
  });

  describe('keys', () => {
    const keys = manifest.contributes.keybindings.map(({ args, ...key }) => {
      const [core, mark] = args.commands;
      assert.ok(typeof core === 'string' && typeof mark === 'object' && args.commands.length === 2);
      return { ...key, core, mark };
    });

    it('run a command of the editor, then leave a mark that says what the key was for', () => {
      const marks = ['whole', 'part', 'next-edit', 'dismissed', 'keep', 'undo', 'keep-all', 'undo-all'];
      for (const { command, core, mark } of keys) {
        assert.equal(command, 'runCommands');
        assert.match(core, /^(editor\.action|chatEditor\.action|chatEditing)\./);
        assert.equal(mark.command, 'pairfolio.mark');
        assert.ok(marks.includes(mark.args), mark.args);
      }
    });

    it('are dead while nothing is captured or the setting is off', () => {
      for (const { when, mark } of keys) {
        const terms = when.split(' && ');
        assert.ok(terms.includes('pairfolio.capturing'), when);
        const setting = mark.args === 'dismissed' ? "== 'accept-and-dismiss'" : "!= 'off'";
        assert.ok(terms.includes(`config.pairfolio.capture.keybindings ${setting}`), when);
      }
    });

    it('have the Mac’s key where VS Code has another one there', () => {
      for (const { key, mac } of keys) {
        const { ctrl, others } = split(key);
        assert.deepEqual(mac && split(mac), ctrl ? { ctrl: false, others: ['cmd', ...others].sort() } : undefined);
      }
    });
  });

  it('registers every view it contributes, in a container that exists', () => {
    const containers = manifest.contributes.viewsContainers.activitybar.map(({ id }) => id);
    for (const [container, views] of Object.entries(manifest.contributes.views)) {
      assert.ok(containers.includes(container));
      for (const { id } of views) assert.ok(allSources.includes(`'${id}'`), `${id} is registered`);
    }
  });

  it('runs no command of its own that nobody registers', () => {
    // What is called in code, and what a link of ours calls; settings and context keys have such names too.
    const calls = /(?:executeCommand(?:<[^(]*>)?\(\s*'|command:\s*'?)(pairfolio\.[a-zA-Z]+)(?=['?)\]"])/g;
    const used = [...allSources.matchAll(calls)].map(([, name]) => name ?? '');
    assert.ok(used.length > 3, 'the pattern still finds calls');
    const known = [...commands, ...internal];
    assert.deepEqual(
      used.filter((name) => !known.includes(name)),
      [],
    );
  });

  it('has a text for every placeholder, and no text nobody uses', () => {
    const used = new Set([...JSON.stringify(manifest).matchAll(/%([a-zA-Z.]+)%/g)].map(([, key]) => key ?? ''));
    assert.deepEqual([...used].sort(), Object.keys(strings).sort());
  });
});
