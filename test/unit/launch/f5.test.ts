import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'jsonc-parser';
import { repositoryRoot } from '../../launch/paths.ts';

interface Task {
  readonly label: string;
  readonly type?: string;
  readonly script?: string;
  readonly command?: string;
  readonly args?: readonly string[];
  readonly dependsOn?: readonly string[];
  readonly problemMatcher?: unknown;
}

const read = (file: string): unknown => parse(fs.readFileSync(path.join(repositoryRoot, file), 'utf8'));
const at = (file: string): string => path.join(repositoryRoot, file.replace('${workspaceFolder}/', ''));

describe('F5', () => {
  const { tasks } = read('.vscode/tasks.json') as { readonly tasks: readonly Task[] };
  const { configurations } = read('.vscode/launch.json') as {
    readonly configurations: readonly Record<string, unknown>[];
  };
  const { scripts } = read('package.json') as { readonly scripts: Record<string, string> };

  it('starts tasks that exist, and these npm scripts and files that exist', () => {
    const labels = tasks.map(({ label }) => label);
    for (const { preLaunchTask } of configurations)
      if (typeof preLaunchTask === 'string') assert.ok(labels.includes(preLaunchTask), preLaunchTask);
    for (const { dependsOn = [], type, script = '', command, args = [] } of tasks) {
      for (const label of dependsOn) assert.ok(labels.includes(label), label);
      if (type === 'npm') assert.ok(scripts[script], script);
      for (const arg of args) if (arg.endsWith('.ts')) assert.ok(fs.existsSync(at(arg)), arg);
      if (command?.includes('node_modules') === true) assert.ok(fs.existsSync(at(command)), command);
    }
  });

  it('waits for the line that the build prints when it watches', () => {
    const { background } = tasks.find(({ label }) => label === 'watch')?.problemMatcher as {
      readonly background: { readonly endsPattern: string };
    };
    const printed = /console\.log\('([^']*)'\)/.exec(fs.readFileSync(at('esbuild.js'), 'utf8'))?.[1] ?? '';
    assert.match(printed, new RegExp(background.endsPattern));
  });

  it('opens the sample project with the extensions of this repository', () => {
    const args = configurations.flatMap((one) => (one['type'] === 'extensionHost' ? (one['args'] as string[]) : []));
    const folders = args.flatMap((arg) =>
      arg.startsWith('--extensionDevelopmentPath=') ? [arg.split('=')[1] ?? ''] : [],
    );
    assert.equal(folders.length, 2);
    for (const folder of folders)
      assert.ok(fs.existsSync(path.join(at(folder.replace(/\}$/, '}/')), 'package.json')), folder);
    const project = args.at(-1)?.replace('${workspaceFolder}/', '') ?? '';
    const made = tasks.find(({ label }) => label === 'sample project');
    assert.ok(made?.args?.includes(project), 'the folder that is opened is the one that is made');
  });
});
