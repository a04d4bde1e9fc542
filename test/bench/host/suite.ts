// Runs inside the extension host in the place of a test suite: activates both extensions, drives them, writes what the
// probes saw to the file PAIRFOLIO_BENCH_RESULTS.
import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import * as vscode from 'vscode';
import { benchFollowing } from './following.ts';
import { benchHour } from './hour.ts';
import { benchIdle } from './idle.ts';
import { readOwnTable } from './ownTable.ts';
import { benchReload } from './reload.ts';
import { theBench, type Part, type Plan, type WindowResults } from './shared.ts';
import { benchTyping } from './typing.ts';

/** What VS Code and its own extensions do at the start is over after this time (ms). */
const settles = 3000;

const parts: Record<Part, (results: WindowResults) => Promise<void>> = {
  typing: benchTyping,
  reload: benchReload,
  following: benchFollowing,
  idle: benchIdle,
  hour: benchHour,
};

export async function run(): Promise<void> {
  const plan = JSON.parse(process.env['PAIRFOLIO_BENCH_PLAN'] ?? '') as Plan;
  const results: WindowResults = {
    observed: theBench().observed,
    accepts: [],
    table: {},
    idle: null,
    heap: [],
    problem: null,
  };
  try {
    for (const id of plan.order) await vscode.extensions.getExtension(id)?.activate();
    await readOwnTable(results);
    if (plan.parts.length > 0) await pause(settles);
    for (const part of plan.parts) await parts[part](results);
  } catch (error) {
    results.problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  writeFileSync(process.env['PAIRFOLIO_BENCH_RESULTS'] ?? '', JSON.stringify(results));
}
