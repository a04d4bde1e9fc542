import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Decision } from '../../src/core/ledger/decision.ts';
import { systemClock } from '../../src/node/clock.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import { copyElsewhere, keysAvailable, press, see } from './keys.ts';
import { until } from './until.ts';

const code =
  'export function median(prices) {\n  const sorted = [...prices].sort((a, b) => a - b);\n  return sorted[sorted.length >> 1];\n}';
const own = 'export function widest(shelves) {\n  return Math.max(...shelves.map((shelf) => shelf.width));\n}';
const prompt = 'How do I get the median price?';

describe('code pasted from outside', function () {
  this.timeout(60_000);
  const ledger = new Ledger(process.env['PAIRFOLIO_HOME'] ?? '', { app: 'test', host: 'cli' }, systemClock, nodeDigest);
  let known: ReadonlySet<string>;
  const decisions = (all = false): Decision[] => ledger.decisions({ all }).filter(({ id }) => !known.has(id));

  async function pasteIntoNewFile(name: string, text: string): Promise<vscode.TextDocument> {
    const file = path.join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', name);
    writeFileSync(file, '');
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document, { preview: false });
    await see('focused-editor');
    await copyElsewhere(text);
    await press('Control+V');
    await until('it is pasted', () => document.getText().includes(text.slice(0, 20)));
    return document;
  }

  before(async function () {
    if (!keysAvailable) this.skip();
    await vscode.extensions.getExtension('pairfolio.pairfolio')?.activate();
    // A chat in a terminal that answered and edited nothing.
    const folder = path.join(homedir(), '.claude/projects/-elsewhere');
    mkdirSync(folder, { recursive: true });
    const common = { sessionId: 'talk', cwd: '/elsewhere', timestamp: new Date().toISOString(), version: '2.1.197' };
    const lines = [
      { ...common, type: 'user', uuid: 'u1', parentUuid: null, message: { role: 'user', content: prompt } },
      {
        ...common,
        type: 'assistant',
        uuid: 'a1',
        parentUuid: 'u1',
        message: {
          id: 'm1',
          role: 'assistant',
          model: 'claude-test-1',
          content: [{ type: 'text', text: `Sort them first:\n\n\`\`\`js\n${code}\n\`\`\`\n` }],
        },
      },
    ];
    writeFileSync(path.join(folder, 'talk.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  });

  beforeEach(() => {
    known = new Set(ledger.states({ all: true }).map(({ id }) => id));
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  after(() => {
    ledger.dispose();
  });

  it('is a decision where it stands in a reply of a chat on this machine', async () => {
    await pasteIntoNewFile('pasted-reply.js', code);
    const [decision] = await until('it is recorded', () => (decisions().length > 0 ? decisions() : undefined));
    assert.deepEqual(
      [decision?.surface, decision?.tool, decision?.prompt, decision?.suggested, decision?.evidence],
      [
        'paste',
        { name: 'claude-code', model: 'claude-test-1' },
        prompt,
        code,
        [{ kind: 'paste', confidence: 0.9, source: 'claude-code reply' }],
      ],
    );
  });

  it('is the developer’s own where it stands in none', async () => {
    await pasteIntoNewFile('pasted-own.js', own);
    // The next paste that is recorded proves that this one was looked up before it.
    await pasteIntoNewFile('pasted-after.js', code);
    await until('the other is recorded', () => decisions().length > 0);
    assert.deepEqual(
      decisions().map(({ suggested }) => suggested),
      [code],
    );
  });
});
