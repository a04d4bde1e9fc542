import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { until as waitFor } from '../host/until.ts';
import * as pairing from '../launch/pairing.ts';
import { git } from '../launch/sampleProject.ts';
import { startSession, type Session } from '../launch/session.ts';
import { fixture } from '../support/transcripts.ts';
import { ClaudeSession } from '../support/claudeSession.ts';

/** The agent's folder is new, so nothing watches it yet: the next poll sees it. */
const until = <T>(what: string, condition: () => T): Promise<NonNullable<T>> => waitFor(what, condition, 40_000);

// An agent works in the folder that is open, in a terminal of its own: it writes files, and its transcript.
describe('an agent at work while the window is open', function () {
  this.bail(true);
  let session: Session;
  let agent: ClaudeSession;

  before(async () => {
    session = await startSession();
    agent = new ClaudeSession({ cwd: session.workspace, start: new Date(Date.now() - 5000).toISOString() });
  });

  after(() => session.stop());

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await session.window.screenshotOfFailure(this.currentTest.fullTitle());
  });

  it('its turn becomes one decision a file, with the prompt, while it happens', async () => {
    agent
      .prompt('make money safer')
      .edit('src/money.ts', 'amount', 'cents', { all: true })
      .edit('src/cart.ts', 'lines: [...cart.lines, line]', 'lines: cart.lines.concat(line)')
      .save(session.home);
    const decisions = await until('the turn is recorded', () => {
      const found = session.decisions();
      return found.length === 2 ? found : undefined;
    });
    assert.deepEqual(decisions.map(({ file }) => file).sort(), ['src/cart.ts', 'src/money.ts']);
    for (const decision of decisions) {
      assert.deepEqual([decision.tool.name, decision.surface], ['claude-code', 'agent']);
      assert.equal(decision.prompt, 'make money safer');
      assert.equal(decision.group, decisions[0]?.group);
      assert.equal(decision.evidence[0]?.kind, 'digest', 'what it says it wrote is what stands on the disk');
    }
  });

  it('a later turn is added, the first one is not repeated', async () => {
    agent.prompt('and the readme').edit('README.md', '#', '##').save(session.home);
    await until('the second turn is recorded', () => session.decisions().length === 3);
    assert.equal(new Set(session.decisions().map(({ group }) => group)).size, 2);
  });

  it('a chat of this very window is seen, wherever its data folder was moved', async () => {
    // As VS Code 1.139 wrote it (test/fixtures/vscode-chat), with the recorded paths made those of this window.
    const storage = path.join(session.userDataDir, 'User/workspaceStorage/recorded');
    const place = (name: string, text: string): void => {
      fs.mkdirSync(path.dirname(path.join(storage, name)), { recursive: true });
      fs.writeFileSync(path.join(storage, name), text.replaceAll('/workspace/project', session.workspace));
    };
    place('workspace.json', JSON.stringify({ folder: `file://${session.workspace}` }));
    const chat = 'b4709b72-0937-4dd9-8124-b91f70dda5bf';
    place(`chatEditingSessions/${chat}/state.json`, fixture('vscode-chat/state-patch.json'));
    place(`GitHub.copilot-chat/transcripts/${chat}.jsonl`, fixture('vscode-chat/transcript-patch.jsonl'));
    const files = (): (string | null)[] =>
      session.decisions().flatMap(({ tool, file }) => (tool.name === 'github-copilot' ? [file] : []));
    await until('the chat is recorded', () => files().length === 3);
    assert.deepEqual(files().sort(), ['src/closed.js', 'src/math.js', 'src/patched.js']);
  });

  it('a commit settles what the developer made of it, and asks', async () => {
    const money = path.join(session.workspace, 'src/money.ts');
    git(session.workspace, 'checkout', '--', 'src/cart.ts');
    fs.appendFileSync(money, '// checked by hand\n');
    await pairing.commitAll(session.window, 'Take the agent’s renaming only');
    const labels = await until('the commit is recorded', () => {
      const found = new Map(session.decisions().map(({ file, verdict }) => [file, verdict]));
      return ['src/money.ts', 'src/cart.ts'].every((file) => found.get(file)?.settled) ? found : undefined;
    });
    assert.equal(labels.get('src/money.ts')?.label, 'trusted');
    assert.equal(labels.get('src/cart.ts')?.label, 'overrode', 'it was put back before the commit');
    await pairing.reviewView(session.window);
  });
});
