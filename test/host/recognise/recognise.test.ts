import assert from 'node:assert/strict';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as vscode from 'vscode';
import { assertGolden } from '../../support/goldenText.ts';
import { keysAvailable } from '../keys.ts';
import { Answers } from './answers.ts';
import { recognitionDocument, rows, tables } from './document.ts';
import { acceptRuns } from './long/accepts.ts';
import { keyRuns } from './long/keys.ts';
import type { LongRun } from './long/longRun.ts';
import { programRuns } from './long/programs.ts';
import { activateOracle, type Oracle } from './oracle.ts';
import { Performer } from './performer.ts';
import { mistakes, score, shortfalls, type Observation } from './score.ts';
import { holds, openFile } from './stage.ts';
import { steps } from './steps/all.ts';
import { registerTools } from './tools.ts';

/** Pairfolio judges a change that no key explained within this time, in ms. */
const judged = 1500;

const longRuns: readonly LongRun[] = [...acceptRuns, ...programRuns, ...keyRuns];

/** `LONG=1` makes the long runs three times as long: 600 actions of each ordinary kind and not 200. */
const long = process.env['LONG'] === '1';

describe('recognition against the editor’s own truth', function () {
  this.timeout(120_000);
  let oracle: Oracle;
  let performer: Performer;
  let tools: vscode.Disposable;
  const answers = new Answers();

  before(async function () {
    if (!keysAvailable) this.skip();
    oracle = await activateOracle();
    performer = new Performer(oracle, answers);
    tools = registerTools();
    await vscode.extensions.getExtension('pairfolio.pairfolio')?.activate();
  });

  after(() => {
    tools.dispose();
    answers.dispose();
  });

  it('Pairfolio gets no more of a change than any published extension; the oracle gets the truth', async () => {
    // These tests are in Pairfolio's folder, so VS Code gives them the API it gives Pairfolio.
    const fields = new Promise<string[]>((resolve) => {
      const changes = vscode.workspace.onDidChangeTextDocument((event) => {
        changes.dispose();
        resolve(Object.keys(event));
      });
    });
    const { document } = await openFile('gate', 'ts', '|');
    await oracle.edit(document.uri, [vscode.TextEdit.insert(new vscode.Position(0, 0), 'a();')]);
    await holds(document, 'a();');
    const ours = await fields;
    assert.deepEqual(ours.toSorted(), ['contentChanges', 'document', 'reason']);
    const more = oracle.fields().filter((field) => !ours.includes(field));
    assert.equal(more.length, 1, 'the oracle has the one field that tells the truth');
    assert.deepEqual(
      oracle.changesOf(document.uri).map(({ kind, source }) => kind ?? source),
      ['unknown'],
    );
  });

  describe('a step', () => {
    for (const step of steps) it(`${step.row}: ${step.name}`, () => performer.step(step));
  });

  describe('a long run', function () {
    this.timeout(600_000);
    for (const run of longRuns) {
      it(`${run.row}: ${run.name}`, async () => {
        const batches = long ? run.batches : Math.ceil(run.batches / 3);
        for (let number = 0; number < batches; number++) await performer.batch(run, number);
      });
    }
  });

  describe('what Pairfolio says of it', () => {
    let observations: Observation[];

    before(async function () {
      const made = this.test?.parent?.parent?.suites.flatMap(({ tests }) => tests) ?? [];
      // Numbers of a part of the script say nothing.
      if (made.some(({ state }) => state === 'failed')) this.skip();
      await pause(judged);
      observations = performer.observations();
      for (const mistake of mistakes(observations)) console.log(`  # ${mistake}`);
    });

    it('is as good as promised', () => {
      const scores = score(observations, rows);
      for (const line of tables(scores)) console.log(`  # ${line}`);
      assert.deepEqual(shortfalls(scores), []);
    });

    it('is what docs/recognition.md says', function () {
      if (long) this.skip(); // the page has the numbers of the run everybody makes
      const root = vscode.extensions.getExtension('pairfolio.pairfolio')?.extensionPath ?? '';
      const text = recognitionDocument(score(observations, rows), { vscode: vscode.version, steps: steps.length });
      assertGolden(path.join(root, 'docs/recognition.md'), text);
    });
  });
});
