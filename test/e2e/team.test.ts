import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { readContribution } from '../../src/core/team/contribution.ts';
import { votesOf } from '../../src/core/team/layout.ts';
import { fingerprintOf } from '../../src/core/team/sealed/fingerprint.ts';
import { readRoster } from '../../src/core/team/sealed/roster.ts';
import { latestClosed, windowOf } from '../../src/core/team/window.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { memberKey } from '../../src/node/team/sealed/memberKey.ts';
import { until } from '../host/until.ts';
import { startSession, type Session } from '../launch/session.ts';
import { temporaryFolder } from '../support/folder.ts';
import { sealedByOthers } from '../support/sealedByOthers.ts';
import { contributionsFolder, team } from '../support/teamFolder.ts';
import { memberLedger } from '../support/teamLedger.ts';

const window = latestClosed(Date.now());
const earlier = windowOf(Date.parse(window.start) - 1);
const hour = 3_600_000;

/** Folders the keys below name. */
const folders = temporaryFolder('pairfolio-team');
const given = path.join(folders, 'given');
const reports = path.join(folders, 'reports');
const held = path.join(folders, 'held');
const sealed = path.join(folders, 'sealed');
const rosterFile = path.join(folders, 'roster.json');
const cards = path.join(folders, 'cards');

const keybindings = [
  {
    key: 'ctrl+alt+1',
    command: 'pairfolio.contribute',
    // What is no part of a request answers no question.
    args: { window: window.id, cohort: 'pilot', out: given, confirmed: true, yes: true },
  },
  {
    key: 'ctrl+alt+2',
    command: 'pairfolio.releaseTeamReport',
    args: { from: path.join(folders, 'of 21'), out: reports, window: window.id },
  },
  {
    key: 'ctrl+alt+3',
    command: 'pairfolio.releaseTeamReport',
    args: { from: path.join(folders, 'of 4'), out: held },
  },
  { key: 'ctrl+alt+4', command: 'pairfolio.contribute', args: { sealed: rosterFile, out: `${sealed}/` } },
  {
    key: 'ctrl+alt+5',
    command: 'pairfolio.releaseTeamReport',
    args: { from: sealed, out: path.join(folders, 'sealed reports'), sealed: rosterFile },
  },
  { key: 'ctrl+alt+6', command: 'pairfolio.releaseTeamReport', args: { from: cards } },
  { key: 'ctrl+alt+9', command: 'notifications.clearAll' },
];

/** What a member and a lead meet, with real keys; the rules themselves are tested in test/node/team. */
describe('contributions and reports of a team', () => {
  let session: Session;
  /** Fingerprints of those on the roster beside the member. */
  let others: readonly string[];

  const dialog = (): Locator => session.window.page.locator('.monaco-dialog-box');
  const focusedRow = (text: string | RegExp): Promise<void> =>
    session.window.quickInput.locator('.monaco-list-row.focused').filter({ hasText: text }).waitFor();
  const toast = (text: string | RegExp): Promise<Locator> => session.window.waitForText('.notification-toast', text);

  /** Chooses an entry of the list that is open. */
  async function choose(query: string, text: string | RegExp = query): Promise<void> {
    await session.window.quickInput.locator('input').first().fill(query);
    await focusedRow(text);
    await session.window.press('Enter');
  }

  /** Accepts the place that a dialog proposes, once it takes an answer. */
  async function acceptPlace(title: string, place: string): Promise<void> {
    await session.window.quickInput.filter({ hasText: title }).waitFor();
    const input = session.window.quickInput.locator('input').first();
    await session.window.quickInput.locator('.monaco-list-row', { hasText: '..' }).first().waitFor();
    await until(`${place} is proposed`, async () => (await input.inputValue()).includes(place));
    await session.window.press('Enter');
  }

  /** Answers the box whose title is shown. */
  async function answer(title: string, text: string): Promise<void> {
    await session.window.quickInput.filter({ hasText: title }).waitFor();
    await session.window.quickInput.locator('input').first().fill(text);
    await session.window.press('Enter');
  }

  async function turnBack(): Promise<void> {
    await session.window.press('Escape');
    await session.window.quickInput.waitFor({ state: 'hidden' });
  }

  /** Everything the active editor holds, also what is not in sight. */
  async function wholeText(): Promise<string> {
    const { page } = session.window;
    await page.locator('.editor-group-container.active .monaco-editor .view-lines').first().click();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate(`navigator.clipboard.writeText('')`);
    await session.window.press('Control+a', 'Control+c');
    const text = await until('it is copied', async () => {
      const copied = await page.evaluate<string>('navigator.clipboard.readText()');
      return copied === '' ? undefined : copied;
    });
    await page.context().clearPermissions();
    return text.replaceAll('\r\n', '\n');
  }

  const bytesIn = (preview: string): string => {
    const [, bytes] = /```json\n(.*\n)```\n$/s.exec(preview) ?? [];
    assert.ok(bytes, 'the document ends with the exact bytes');
    return bytes;
  };
  const contributionsIn = (folder: string): string[] => fs.readdirSync(folder).filter((name) => name.endsWith('.json'));
  const votesIn = (text: string): ReturnType<typeof votesOf> => {
    const read = readContribution(text);
    assert.ok(read.kind === 'contribution', read.kind);
    return votesOf(read.contribution.vector);
  };

  before(async () => {
    const inside = (index: number): string => new Date(Date.parse(window.start) + index * hour).toISOString();
    const ledger = memberLedger(
      [
        { at: new Date(Date.parse(earlier.start) + hour).toISOString(), verdict: 'overrode' },
        ...[0, 1, 2, 3, 4].map((index) => ({ at: inside(index), verdict: 'trusted' as const })),
        { at: inside(5), verdict: 'overrode', stance: 'overrode', reasons: ['insecure'] },
      ],
      path.join(folders, 'ledger'),
    );
    fs.mkdirSync(given);
    for (const [name, members] of [
      ['of 21', 21],
      ['of 4', 4],
    ] as const) {
      const from = path.join(folders, name);
      fs.mkdirSync(from);
      contributionsFolder(team(members, { window: window.id }), from);
    }
    fs.writeFileSync(path.join(folders, 'of 4', 'maria-lopez.json'), '{"schema":"pairfolio.contribution/1"');
    others = await sealedByOthers(ledger, { window, roster: rosterFile, given: sealed, cards, confirmed: 4 });
    session = await startSession({ ledger, keybindings });
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await session.window.screenshotOfFailure(this.currentTest.fullTitle());
    // What a failure left open would fail the next test too.
    if ((await dialog().count()) > 0) await session.window.press('Escape');
    if ((await session.window.quickInput.count()) > 0) await session.window.press('Escape');
    // By mouse: a page that is still loading takes the focus, and the keys with it.
    const tabs = session.window.page.locator('.tab');
    for (let left = await tabs.count(); left > 0; left--) {
      await tabs.first().click({ button: 'middle' });
      await tabs.nth(left - 1).waitFor({ state: 'detached' });
    }
    await session.window.press('Control+Alt+9');
    await session.window.page.locator('.notification-toast').first().waitFor({ state: 'detached' });
  });

  after(() => session.stop());

  it('writes exactly what was shown, with the cohort and the shares the member said', async () => {
    const { window: ui } = session;
    await ui.runCommand('pairfolio.contribute');
    await focusedRow(window.id);
    await focusedRow('6 decisions of yours');
    await ui.press('Enter');
    await ui.waitForText('.tab.active', `Contribution to ${window.id}`);
    await focusedRow('Write…');
    await choose('Cohort');
    await answer('Cohort', 'No Such Label');
    await ui.waitForText('.quick-input-message', 'up to 24 lower-case letters');
    await answer('Cohort', 'pilot');
    await focusedRow('Write…');
    await ui.waitForText('.quick-input-widget .monaco-list-row', /Cohort….*pilot/);
    await choose('How the work was shared', 'directive 100 %');
    await ui.quickInput.locator('input').first().fill('directive=1, learning=3');
    await ui.waitForText('.quick-input-message', 'Done together (augmentation) 75 %, handed over (automation) 25 %');
    await ui.press('Enter');
    await ui.waitForText('.quick-input-widget .monaco-list-row', 'learning 75 % · directive 25 %');
    await choose('Write');
    await dialog()
      .filter({ hasText: `Write your contribution to ${window.id}?` })
      .waitFor();
    await dialog().filter({ hasText: 'whoever can open the folder it is put into can read it' }).waitFor();
    assert.deepEqual(contributionsIn(session.home), []);
    await ui.press('Enter');
    await acceptPlace('Where your team collects contributions', `${session.home}/${window.id}-`);
    const said = await toast('was written to');
    const [name = ''] = contributionsIn(session.home);
    const file = path.join(session.home, name);
    assert.match(await said.innerText(), new RegExp(`written to ${file.replaceAll('.', '\\.')}\\.`));
    const written = fs.readFileSync(file, 'utf8');
    const preview = await wholeText();
    assert.equal(written, bytesIn(preview));
    assert.match(preview, /^Contribution to the team window .*\n\n {2}all decisions: .* 17 .* 3\n/);
    assert.match(preview, /whoever can open the folder it is put into can read it/);
    const votes = votesIn(written);
    assert.deepEqual(votes.get('verdict'), [17, 0, 3]);
    assert.deepEqual(votes.get('pattern'), [5, 0, 0, 15, 0]);
    assert.deepEqual((JSON.parse(written) as { cohort: string }).cohort, 'pilot');
    await ui.type('x');
    assert.equal(await wholeText(), preview, 'it is read-only');
  });

  it('writes nothing wherever the member turns back', async () => {
    const { window: ui } = session;
    const everything = (): string[] =>
      [folders, session.home]
        .flatMap((folder) => fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }))
        // In an idle moment Pairfolio looks back at older decisions, and writes down what it sees.
        .filter((name) => !/^ledger\/(?:segments|texts)\//.test(name))
        .sort();
    const before = everything();
    const toReview = async (): Promise<void> => {
      await ui.runCommand('pairfolio.contribute');
      await choose(earlier.id, '1 decision of yours');
      await ui.waitForText('.tab.active', `Contribution to ${earlier.id}`);
      await focusedRow('Write…');
    };
    await ui.runCommand('pairfolio.contribute');
    await focusedRow(window.id);
    await turnBack();
    await toReview();
    await turnBack();
    await toReview();
    await ui.press('Enter');
    await dialog().waitFor();
    await ui.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await toReview();
    // Esc in a question leads back to the list, and changes nothing.
    await choose('Cohort');
    await ui.quickInput.filter({ hasText: 'Empty: none.' }).waitFor();
    await ui.quickInput.locator('input').first().fill('other');
    await ui.press('Escape');
    await focusedRow('Write…');
    await ui.waitForText('.quick-input-widget .monaco-list-row', /Cohort….*pilot/);
    await ui.press('Enter');
    await dialog().waitFor();
    await ui.press('Enter');
    await ui.quickInput.filter({ hasText: 'Where your team collects contributions' }).waitFor();
    await turnBack();
    assert.deepEqual(everything(), before);
    assert.equal(await ui.page.locator('.notification-toast').count(), 0);
  });

  it('a key that names all of it still asks once, and says where it goes', async () => {
    const { window: ui } = session;
    await ui.press('Control+Alt+1');
    await dialog()
      .filter({ hasText: `It goes to ${given}${path.sep}${window.id}-` })
      .waitFor();
    await ui.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    assert.deepEqual(fs.readdirSync(given), []);
    await ui.press('Control+Alt+1');
    await dialog().waitFor();
    await ui.press('Enter');
    const said = await toast('was written to');
    const [name = '', ...more] = fs.readdirSync(given);
    assert.deepEqual(more, []);
    assert.match(name, new RegExp(`^${window.id.replaceAll('.', '\\.')}-[0-9a-f]{12}\\.json$`));
    const written = fs.readFileSync(path.join(given, name), 'utf8');
    assert.equal(written, bytesIn(await wholeText()));
    assert.deepEqual(votesIn(written).get('verdict'), [17, 0, 3]);
    // The window is that of a remote machine, which has no file manager to show a folder in.
    await said.getByRole('button', { name: 'Show File' }).click();
    await ui.waitForText('.tab.active', name);
    assert.equal(await wholeText(), written);
  });

  it('takes a contribution back, under a name of its own in the folder of the last one', async () => {
    const { window: ui } = session;
    const [contributed = ''] = fs.readdirSync(given);
    await ui.runCommand('pairfolio.contribute');
    await choose('Withdraw My');
    await ui.quickInput.filter({ hasText: 'Withdraw my contribution' }).waitFor();
    await choose(window.id);
    await dialog()
      .filter({ hasText: `Withdraw your contribution to ${window.id}?` })
      .waitFor();
    await ui.press('Enter');
    await acceptPlace('Where your team collects contributions', `given/withdrawal-${window.id}`);
    await toast(`Your withdrawal from ${window.id} was written`);
    const withdrawal = fs.readFileSync(path.join(given, `withdrawal-${contributed}`), 'utf8');
    const { tag } = JSON.parse(fs.readFileSync(path.join(given, contributed), 'utf8')) as { tag: string };
    assert.deepEqual(JSON.parse(withdrawal), { schema: 'pairfolio.withdrawal/1', window: window.id, tag });
    assert.equal(withdrawal, bytesIn(await wholeText()));
  });

  it('releases the report of 21 members after one question, and opens it', async () => {
    const { window: ui } = session;
    await ui.press('Control+Alt+2');
    await dialog()
      .filter({ hasText: `Release the report of ${window.id} from 21 members?` })
      .waitFor();
    await dialog().filter({ hasText: 'whoever can open their folder can read each of them' }).waitFor();
    await ui.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    assert.ok(!fs.existsSync(reports));
    await ui.press('Control+Alt+2');
    await dialog().waitFor();
    await ui.press('Enter');
    await toast(`The report of ${window.id} was released to ${reports}.`);
    await ui.waitForText('.tab.active', 'team-report.md');
    const page = await ui.webviewFrame('h1', 'vscode.markdown-language-features');
    assert.match(await page.locator('body').innerText(), /21 members/);
    const report = JSON.parse(fs.readFileSync(path.join(reports, 'team-report.json'), 'utf8')) as { members: number };
    assert.equal(report.members, 21);
    for (const name of ['team-report.md', 'team-report.html', 'releases.jsonl'])
      assert.ok(fs.statSync(path.join(reports, name)).size > 0, name);
    await ui.press('Control+Alt+2');
    await toast('had been released already; it is the same');
  });

  it('asks for both folders, which it remembers, and for the window', async () => {
    const { window: ui } = session;
    await ui.runCommand('pairfolio.releaseTeamReport');
    await acceptPlace('Folder with the contributions', 'of 21');
    await focusedRow('The latest window anybody contributed to');
    await ui.press('Enter');
    await acceptPlace('Folder of the reports', 'reports');
    await toast('had been released already; it is the same');
  });

  it('holds the report of 4 members and says why; the odd files are for the lead alone', async () => {
    const { window: ui } = session;
    await ui.press('Control+Alt+3');
    const said = await toast(`The report of ${window.id} is held.`);
    assert.match(await said.innerText(), /4 members have contributed .* a report needs at least 5\./);
    assert.doesNotMatch(await said.innerText(), /maria/);
    assert.equal(await dialog().count(), 0);
    assert.ok(!fs.existsSync(held));
    await said.getByRole('button', { name: 'Show Files' }).click();
    await ui.waitForText('.tab.active', 'Files that were not counted');
    assert.match(await wholeText(), /^"maria-lopez\.json": cannot be read and is not counted$/m);
  });

  it('writes a card, and says the fingerprint that the others must hear', async () => {
    const { window: ui } = session;
    await ui.runCommand('pairfolio.contribute');
    await choose('Write My Card');
    await acceptPlace('Your card, for the one who makes the roster', 'card-');
    const said = await toast('Tell the others your fingerprint yourself');
    const { publicKey } = memberKey(session.ledger);
    const [fingerprint = ''] = /([0-9a-f]{4}-){7}[0-9a-f]{4}/.exec(await said.innerText()) ?? [];
    assert.equal(fingerprint.replaceAll('-', ''), fingerprintOf(publicKey, nodeDigest));
  });

  it('seals after a fifth fingerprint was confirmed, and the seven files give a report', async () => {
    const { window: ui } = session;
    const before = fs.readdirSync(sealed);
    assert.equal(before.length, 6);
    await ui.press('Control+Alt+4');
    await ui.quickInput.filter({ hasText: 'Confirm fingerprints (4 of at least 5)' }).waitFor();
    const input = ui.quickInput.locator('input').first();
    await input.fill('ab'.repeat(16));
    await ui.waitForText('.quick-input-message', 'do not seal with it');
    await input.fill(others[4] ?? '');
    await ui.quickInput.filter({ hasText: 'Type a fingerprint' }).waitFor();
    await ui.press('Enter');
    await ui.waitForText('.tab.active', `Sealed contribution to ${window.id}`);
    await choose('Write');
    await dialog()
      .filter({ hasText: `Write your sealed contribution to ${window.id}?` })
      .waitFor();
    await dialog().filter({ hasText: 'Nobody can read it alone.' }).waitFor();
    assert.deepEqual(fs.readdirSync(sealed), before);
    await ui.press('Enter');
    await toast(`Your sealed contribution to ${window.id} was written`);
    const [name = ''] = fs.readdirSync(sealed).filter((file) => !before.includes(file));
    const preview = await wholeText();
    assert.equal(fs.readFileSync(path.join(sealed, name), 'utf8'), bytesIn(preview));
    assert.match(preview, /all decisions: .* 17 .* 3\n/);
    await ui.press('Control+Alt+5');
    await dialog()
      .filter({ hasText: `Release the report of ${window.id} from 7 members?` })
      .waitFor();
    await dialog().filter({ hasText: 'nobody can read a single one' }).waitFor();
    await ui.press('Enter');
    await toast(`The report of ${window.id} was released`);
    const report = fs.readFileSync(path.join(folders, 'sealed reports', 'team-report.md'), 'utf8');
    assert.match(report, /From 7 members .*Sealed contributions/s);
  });

  it('makes a roster of the cards in a folder, and knows that the lead is on it', async () => {
    const { window: ui } = session;
    await ui.press('Control+Alt+6');
    await choose('Make a Roster');
    await ui.quickInput.filter({ hasText: 'Make a roster' }).waitFor();
    await choose(window.id);
    await acceptPlace('Where the roster goes; every member needs it', `roster-${window.id}`);
    await toast(`The roster of ${window.id} with 7 members was written`);
    const made = readRoster(fs.readFileSync(path.join(cards, `roster-${window.id}.json`), 'utf8'));
    assert.deepEqual([made.lead, made.members.length], [memberKey(session.ledger).publicKey, 7]);
  });
});
