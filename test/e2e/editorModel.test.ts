import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { systemClock } from '../../src/node/clock.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import { until } from '../host/until.ts';
import * as pairing from '../launch/pairing.ts';
import { extensionFolder, repositoryRoot } from '../launch/paths.ts';
import { demoAssistant, startSession, type Session } from '../launch/session.ts';
import { tell } from '../support/portfolioLedger.ts';

/** What test/demo-model notes of each question. */
interface Noted {
  readonly vendor: string;
  readonly id: string;
  readonly asked?: readonly string[];
  readonly cancelled?: boolean;
}

// The editor's own models, which another extension brings; each test goes on where the last one ended.
describe('help from a model of the editor, with real keys', function () {
  this.bail(true);
  let session: Session;
  let scratch: string;
  let ledger: Ledger;

  const noted = (): Noted[] => {
    const file = path.join(scratch, 'asked.jsonl');
    if (!existsSync(file)) return [];
    return readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Noted);
  };
  const choose = async (model: string, vendor: string): Promise<void> => {
    const { window } = session;
    await window.runCommand('pairfolio.chooseModel');
    await window.pick('A model of this editor…');
    await window.pick(`Demo ${model} (${vendor})`);
    await window.waitForText('.notification-list-item-message', `Demo ${model} (${vendor}) may draft words`);
    await window.runCommand('Notifications: Clear All Notifications');
  };
  const review = (): Promise<Frame> => pairing.openReview(session.window);

  before(async () => {
    scratch = mkdtempSync(path.join(tmpdir(), 'pairfolio-editor-model-'));
    ledger = new Ledger(path.join(scratch, 'ledger'), { app: 'test', host: 'cli' }, systemClock, nodeDigest);
    const at = new Date(Date.now() - 600_000).toISOString();
    tell(ledger, {
      id: 'open',
      at,
      workspace: 'corner-shop',
      suggested: 'const offered = 2;\n',
      kept: 'const stands = 3;\n',
      verdict: 'adapted',
    });
    session = await startSession({
      ledger: ledger.home,
      extensions: [extensionFolder, demoAssistant, path.join(repositoryRoot, 'test/demo-model')],
      env: { DEMO_MODEL_LOG: path.join(scratch, 'asked.jsonl') },
      settings: { 'pairfolio.ask.when': 'on-request', 'chat.disableAIFeatures': false },
    });
  });

  after(async () => {
    await session.stop();
    ledger.dispose();
    rmSync(scratch, { recursive: true, force: true });
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await session.window.screenshotOfFailure(this.currentTest.fullTitle());
  });

  it('is that of the vendor that was chosen, where two have one of the same name', async () => {
    await choose('drafts', 'demo-two');
    const view = await review();
    await session.window.press('d');
    await session.window.pick('Send it, and later ones');
    await view.getByText('Draft by demo-two/drafts, not yours yet:').waitFor();
    await view.getByText('Said by the second.').waitFor();
    const [asked] = noted();
    assert.deepEqual([asked?.vendor, asked?.id], ['demo-two', 'drafts']);
    await view.getByRole('button', { name: 'Discard' }).click();
  });

  it('is asked what was shown to the letter, and nothing else', async () => {
    const { window } = session;
    await window.runCommand('pairfolio.showSent');
    await window.waitForText('.tab.active', 'Sent to models');
    const shown = await window.visibleLines();
    const [asked] = noted();
    const sent = asked?.asked?.join('') ?? '';
    assert.match(sent, /const stands = 3;/);
    for (const line of sent.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('===')))
      assert.ok(shown.includes(line), `the log shows “${line}”`);
  });

  const failures = [
    ['uses-up', 'The model’s quota is used up for now.'],
    ['refuses', 'The model refused. The key or the permission is missing, wrong or taken back.'],
    ['vanishes', 'The chosen model is not there. Choose another with “Choose Model for Drafts…”.'],
    ['throttles', 'The model’s quota is used up for now.'],
    ['is-away', 'The model cannot be reached. Is its address right, and its server running?'],
    ['breaks', 'The model failed.'],
    ['rambles', 'The model’s answer could not be used.'],
    ['stops', 'The model’s answer could not be used.'],
  ] as const;
  for (const [model, words] of failures) {
    it(`says in one sentence what is wrong where it ${model.replace('-', ' ')}, and drafts from the record`, async () => {
      await choose(model, 'demo-one');
      const view = await review();
      await session.window.press('d');
      await session.window.pick('Send this one only');
      await view.getByText(`${words} From your record, without a model:`).waitFor();
      await view.getByText('Kept after changes in TypeScript.').waitFor();
      await view.getByRole('button', { name: 'Discard' }).click();
    });
  }

  it('is stopped where the developer no longer waits for it', async () => {
    await choose('waits', 'demo-one');
    const view = await review();
    await session.window.press('d');
    await session.window.pick('Send this one only');
    await until('it was asked', () => noted().some(({ id }) => id === 'waits'));
    await view.getByRole('button', { name: 'Stop' }).click();
    await until('it is told to stop', () => noted().some(({ id, cancelled }) => id === 'waits' && cancelled));
    await view.getByRole('button', { name: 'Draft a reason' }).waitFor();
  });
});
