import { realpathSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { setTimeout as pause } from 'node:timers/promises';
import * as vscode from 'vscode';
import { code, openNew } from './document.ts';
import { subjects, type Subject, type WindowResults } from './shared.ts';

const seconds = 20;
/**
 * A window that starts has work that comes once and is not idle: transcripts at once, the week's review after some
 * seconds, the first look back after a minute. It is over after so long (ms).
 */
const startTakes = 90_000;

/**
 * Counts the calls of each extension's functions while nothing happens, whatever leads to them: timers, watchers,
 * promises. V8 counts; nothing is sampled.
 */
export async function benchIdle(results: WindowResults): Promise<void> {
  const editor = await openNew('bench-idle.ts', code(5000));
  await pause(startTakes);
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  await calls(session);
  await pause(seconds * 1000);
  results.idle = await calls(session);
  // A counter that cannot count would also find nothing.
  await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), ' '));
  const counted = await calls(session);
  session.disconnect();
  for (const id of subjects) if (counted[id] === 0) throw new Error(`The calls of ${id} cannot be counted.`);
}

async function calls(session: Session): Promise<Record<Subject, number>> {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const count = (id: Subject): number => {
    // V8 knows a script by its place behind symbolic links.
    const folder = realpathSync(vscode.extensions.getExtension(id)?.extensionPath ?? '');
    return result
      .filter(({ url }) => url.includes(`${folder}/dist/`))
      .flatMap(({ functions }) => functions)
      .reduce((sum, { ranges }) => sum + (ranges[0]?.count ?? 0), 0);
  };
  return {
    'pairfolio.pairfolio': count('pairfolio.pairfolio'),
    'pairfolio-bench.empty': count('pairfolio-bench.empty'),
  };
}
