import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { parseJson, type Json } from '../../../src/core/shared/json.ts';
import { contributionText } from '../../../src/core/team/contribution.ts';
import { rosterText, type Roster } from '../../../src/core/team/sealed/roster.ts';
import { makeSealed, readSealed, sealedText, type Sealed } from '../../../src/core/team/sealed/sealedFile.ts';
import type { TeamReport } from '../../../src/core/team/teamReport.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { repositoryRoot } from '../../launch/paths.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { decisionsOf, expectDone, SealedTeam, SealingMember } from '../../support/sealedTeam.ts';
import { team as plainTeam } from '../../support/teamFolder.ts';
import { memberLedger, teamWindow, textsBelow } from '../../support/teamLedger.ts';

const read = (file: string): Sealed => {
  const found = readSealed(fs.readFileSync(file, 'utf8'), nodeDigest);
  assert.ok(found.kind === 'sealed', found.kind);
  return found.sealed;
};
const rosterIn = (file: string): Roster => JSON.parse(fs.readFileSync(file, 'utf8')) as Roster;
const reportIn = (out: string): TeamReport =>
  JSON.parse(fs.readFileSync(path.join(out, 'team-report.json'), 'utf8')) as TeamReport;

/** Everything a team does with sealed contributions, and everything that may go wrong. */
describe('sealed contributions', () => {
  describe('of eight members', () => {
    let team: SealedTeam;
    before(async () => {
      team = new SealedTeam(8);
      await team.prepare();
      await team.sealAll();
    });

    it('give the same figures as plain ones, and the report says how they were given', async () => {
      expectDone(await team.release());
      const plain = path.join(team.folder, 'plain');
      for (const { line } of team.members)
        expectDone(await line.run(['contribute', '--window', teamWindow, '--out', `${plain}/`]));
      const plainOut = path.join(team.folder, 'plain-out');
      expectDone(await team.lead.run(['team', plain, '--out', plainOut]));
      const [sealed, open] = [reportIn(team.out), reportIn(plainOut)];
      assert.deepEqual(sealed.figures, open.figures);
      assert.ok(sealed.figures.length > 0);
      assert.deepEqual([sealed.members, sealed.sealed], [8, { attempt: 1, noise: 0 }]);
      const words = fs.readFileSync(path.join(team.out, 'team-report.md'), 'utf8');
      assert.match(words, /\*\*Sealed contributions\*\* \(attempt 1\)\. Nobody can read a single one/);
      assert.doesNotMatch(words, /Plain contributions/);
    });

    it('are released again word for word, and names nobody but in the log', async () => {
      const first = textsBelow(team.out);
      const { out } = await team.release();
      assert.match(out.join('\n'), /released already; the report is the same/);
      assert.deepEqual(textsBelow(team.out), first);
      for (const { fingerprint } of team.members)
        for (const [name, text] of first) assert.equal(text.includes(fingerprint), name === 'releases.jsonl', name);
    });

    it('hold no number of anybody: the words of a file are none of its votes', () => {
      for (const file of team.files()) {
        const { words } = read(file);
        // Of 405 words of chance, two that are as small as votes come once in 10^12 files.
        assert.ok(words.filter((word) => word <= 20).length < 2, file);
      }
    });

    it('say to the lead that nobody can read one, and to the member what leaves', async () => {
      const { err } = await team.release();
      assert.match(err.join('\n'), /nobody can read a single one/);
      const [member] = team.members;
      assert.ok(member);
      const { out } = await member.seal(team.roster, team.given);
      const said = out.join('\n');
      assert.match(said, /This goes into the sum, 20 votes on each question/);
      assert.match(said, /all decisions: kept as offered/);
      assert.match(said, /Of the 7 others on the roster you confirmed 7; at least 5 are needed\./);
      const file = team.files().find((name) => read(name).member === member.fingerprint) ?? '';
      assert.ok(said.includes(fs.readFileSync(file, 'utf8').trimEnd()), 'the exact bytes are shown');
    });

    it('keep key, confirmed fingerprints and what was sealed private to the user, and out of the files', () => {
      for (const { line } of team.members) {
        for (const name of ['team-key', 'team-confirmed.jsonl', 'team-sealed.jsonl'])
          assert.equal(fs.statSync(path.join(line.ledger, name)).mode & 0o777, 0o600, name);
        const key = fs.readFileSync(path.join(line.ledger, 'team-key'), 'utf8').trim();
        for (const [name, text] of textsBelow(team.folder)) assert.ok(!text.includes(key), name);
      }
    });
  });

  it('work from real processes, as plain ones do', async function () {
    this.timeout(60_000);
    const team = new SealedTeam(6);
    const [first, ...others] = team.members;
    assert.ok(first);
    const run = (...args: string[]): string =>
      execFileSync(process.execPath, [path.join(repositoryRoot, 'src/cli.ts'), ...args], {
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], PAIRFOLIO_HOME: first.line.ledger },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    const card = run('roster', 'card', '--out', `${team.cards}/`);
    const [, told = ''] = /^Your fingerprint: (.*)$/m.exec(card) ?? [];
    assert.equal(told.replaceAll('-', ''), first.fingerprint);
    await team.gatherCards(others);
    assert.match(run('roster', 'make', team.cards, '--window', teamWindow, '--out', team.roster), /6 members/);
    run('roster', 'confirm', team.roster, ...others.map(({ fingerprint }) => fingerprint.toUpperCase()));
    assert.match(run('roster', 'show', team.roster), /( {2}([0-9a-f]{4}-){7}[0-9a-f]{4} {2}confirmed\n){5}/);
    run('contribute', '--sealed', team.roster, '--out', `${team.given}/`);
    for (const member of others) {
      await member.confirm(
        team.roster,
        team.members.filter((other) => other !== member),
      );
      expectDone(await member.seal(team.roster, team.given));
    }
    run('team', team.given, '--sealed', team.roster, '--out', team.out);
    assert.equal(reportIn(team.out).members, 6);
    const mine = path.join(team.folder, 'mine.json');
    run('contribute', '--window', teamWindow, '--out', mine);
    assert.equal((parseJson(fs.readFileSync(mine, 'utf8')) as { schema: string }).schema, 'pairfolio.contribution/1');
  });

  describe('a member', () => {
    let team: SealedTeam;
    let member: SealingMember;
    let others: readonly SealingMember[];
    beforeEach(async () => {
      team = new SealedTeam(7);
      await team.gatherCards();
      expectDone(await team.make());
      const [first, ...rest] = team.members;
      assert.ok(first);
      [member, others] = [first, rest];
    });

    async function refused(roster: string, ...more: string[]): Promise<string> {
      const { code, err } = await member.seal(roster, team.given, ...more);
      assert.notEqual(code, 0);
      assert.ok(!fs.existsSync(team.given), 'nothing is written');
      assert.ok(!fs.existsSync(path.join(member.line.ledger, 'team-sealed.jsonl')), 'nothing is noted');
      return err.join('\n');
    }
    function edited(change: Partial<Record<keyof Roster, Json>>): string {
      const file = path.join(team.folder, 'edited.json');
      fs.writeFileSync(file, JSON.stringify({ ...rosterIn(team.roster), ...change }));
      return file;
    }

    it('seals with nobody confirmed, or four, not; with five', async () => {
      assert.match(
        await refused(team.roster),
        /You confirmed 0 of the 6 others on the roster, and at least 5 are needed/,
      );
      await member.confirm(team.roster, others.slice(0, 4));
      assert.match(await refused(team.roster), /You confirmed 4 of the 6 others/);
      const { out } = await member.confirm(team.roster, others.slice(4, 5));
      assert.match(out.join('\n'), /you confirmed 5; at least 5 are needed/);
      expectDone(await member.seal(team.roster, team.given));
    });

    it('needs one more where the lead is a member, by the roster or by their own word', async () => {
      const [lead, ...rest] = others;
      assert.ok(lead);
      await member.confirm(team.roster, rest);
      const withLead = edited({ lead: lead.key });
      assert.match(await refused(withLead), /at least 6 are needed/);
      const own = await member.line.run(['roster', 'confirm', team.roster, '--lead', lead.fingerprint]);
      assert.match(own.out.join('\n'), /you confirmed 6; at least 6 are needed/);
      expectDone(await member.seal(withLead, team.given));
    });

    it('is not fooled by invented keys, however many', async () => {
      const invented = Array.from({ length: 40 }, () => new SealingMember([]).key);
      const crowd = edited({ members: [member.key, ...others.slice(0, 4).map(({ key }) => key), ...invented].sort() });
      await member.confirm(team.roster, others);
      assert.match(await refused(crowd), /You confirmed 4 of the 44 others/);
    });

    it('takes no fingerprint that is not on the roster, and none of those beside it', async () => {
      const stranger = new SealingMember([]);
      const { code, err } = await member.confirm(team.roster, [...others, stranger]);
      assert.equal(code, 1);
      assert.match(err.join('\n'), /is not on the roster\. .* do not seal with it/);
      assert.match(await refused(team.roster), /You confirmed 0/);
      for (const wrong of ['', 'abcd', member.fingerprint.slice(1), `${member.fingerprint}0`])
        assert.equal((await member.line.run(['roster', 'confirm', team.roster, wrong])).code, 2);
    });

    it('cannot confirm themselves into the crowd', async () => {
      const { err } = await member.confirm(team.roster, [member]);
      assert.match(err.join('\n'), /is not on the roster/);
    });

    it('who is not on the roster is told so', async () => {
      const without = edited({ members: others.map(({ key }) => key).sort() });
      assert.match(await refused(without), /Your key is not on this roster/);
    });

    it('refuses rosters that are damaged, newer, of another layout, or lower the minimum', async () => {
      await member.confirm(team.roster, others);
      const [key = ''] = rosterIn(team.roster).members;
      assert.match(await refused(edited({ minimum: 1 })), /damaged or was edited/);
      assert.match(await refused(edited({ members: [...rosterIn(team.roster).members].reverse() })), /damaged/);
      assert.match(await refused(edited({ members: [key, ...rosterIn(team.roster).members] })), /damaged/);
      assert.match(await refused(edited({ schema: 'pairfolio.roster/2' })), /newer Pairfolio/);
      assert.match(await refused(edited({ layout: '0'.repeat(64) })), /another version of Pairfolio/);
      assert.match(await refused(edited({ window: '2026-W42..W45' })), /damaged/);
      assert.match(await refused(edited({ window: '2026-W45..W48' })), /open until 2026-11-30/);
      assert.match(await refused(path.join(team.folder, 'gone.json')), /There is no file/);
      const card = path.join(team.cards, fs.readdirSync(team.cards)[0] ?? '');
      assert.match(await refused(card), /is no roster/);
    });

    it('refuses a key with which anybody shares the same secret', async () => {
      await member.confirm(team.roster, others);
      const members = [...rosterIn(team.roster).members, '0'.repeat(64)].sort();
      assert.match(await refused(edited({ members })), /none that anybody can share a secret with/);
      // The same key written in another way, which X25519 would take for it.
      const [, alias = ''] = rosterIn(team.roster).members;
      const top = (parseInt(alias.slice(-2), 16) | 0x80).toString(16);
      const twice = [...rosterIn(team.roster).members, alias.slice(0, -2) + top].sort();
      assert.match(await refused(edited({ members: twice })), /damaged/);
    });

    it('says what sealed mode has not: cohorts, withdrawals, another window', async () => {
      await member.confirm(team.roster, others);
      assert.match(await refused(team.roster, '--cohort', 'pilot'), /have no cohorts/);
      assert.match(await refused(team.roster, '--withdraw'), /by deleting its file before/);
      assert.match(await refused(team.roster, '--window', '2026-W37..W40'), /is of the window 2026-W41/);
    });
  });

  describe('a second vector', () => {
    let team: SealedTeam;
    let member: SealingMember;
    beforeEach(async () => {
      team = new SealedTeam(12);
      await team.prepare();
      const [first] = team.members;
      assert.ok(first);
      member = first;
      expectDone(await member.seal(team.roster, team.given));
    });
    const decideMore = (): void => void memberLedger([{ verdict: 'overrode' }, ...decisionsOf(5)], member.line.ledger);

    it('that is the same gives the same bytes', async () => {
      const [file = ''] = team.files();
      const first = fs.readFileSync(file, 'utf8');
      fs.rmSync(file);
      expectDone(await member.seal(team.roster, team.given));
      assert.equal(fs.readFileSync(file, 'utf8'), first);
    });

    it('that differs is refused, whatever file it would go to; that of before is given again on request', async () => {
      const [file = ''] = team.files();
      const first = fs.readFileSync(file, 'utf8');
      decideMore();
      const elsewhere = path.join(team.folder, 'elsewhere');
      const { code, err } = await member.seal(team.roster, elsewhere);
      assert.equal(code, 1);
      assert.match(
        err.join('\n'),
        /You sealed other numbers for .* before\. Two files would differ by just what changed/,
      );
      assert.ok(!fs.existsSync(elsewhere));
      expectDone(await member.seal(team.roster, elsewhere, '--as-before'));
      assert.equal(fs.readFileSync(path.join(elsewhere, path.basename(file)), 'utf8'), first);
      const stated = await member.seal(team.roster, team.given, '--pattern', 'learning=1');
      assert.match(stated.err.join('\n'), /You sealed other numbers/);
    });

    it('is refused in a later attempt, too', async () => {
      const second = path.join(team.folder, 'second.json');
      await team.lead.run([
        'roster',
        'make',
        team.cards,
        '--window',
        teamWindow,
        '--out',
        second,
        '--after',
        team.roster,
      ]);
      decideMore();
      assert.match((await member.seal(second, team.given)).err.join('\n'), /You sealed other numbers/);
      expectDone(await member.seal(second, team.given, '--as-before'));
      const [one, two] = team.files().map(read);
      assert.ok(one && two);
      const same = one.words.filter((word, place) => word === two.words[place]);
      assert.equal(same.length, 0, 'each attempt has masks of its own');
    });

    it('is refused while nobody can know what was sealed', async () => {
      const file = path.join(member.line.ledger, 'team-sealed.jsonl');
      fs.writeFileSync(file, `{"schema":"x"}\n${fs.readFileSync(file, 'utf8')}`);
      const { code, err } = await member.seal(team.roster, team.given);
      assert.equal(code, 1);
      assert.match(err.join('\n'), /team-sealed\.jsonl is damaged/);
    });

    it('survives a line that a crash tore', async () => {
      const file = path.join(member.line.ledger, 'team-sealed.jsonl');
      fs.appendFileSync(file, '{"schema":"pairfolio.sealed-be');
      const second = path.join(team.folder, 'second.json');
      await team.lead.run([
        'roster',
        'make',
        team.cards,
        '--window',
        teamWindow,
        '--out',
        second,
        '--after',
        team.roster,
      ]);
      expectDone(await member.seal(second, team.given));
      expectDone(await member.seal(team.roster, team.given));
      decideMore();
      assert.match((await member.seal(team.roster, team.given)).err.join('\n'), /You sealed other numbers/);
    });

    it('is kept to rosters that differ by nobody or by at least five', async () => {
      const made = rosterIn(team.roster);
      const inRoster = (count: number): string => {
        const members = [member.key, ...made.members.filter((key) => key !== member.key).slice(0, count - 1)].sort();
        const file = path.join(team.folder, `of-${String(count)}.json`);
        fs.writeFileSync(file, rosterText({ ...made, attempt: 2, members }));
        return file;
      };
      for (const count of [8, 11])
        assert.match(
          (await member.seal(inRoster(count), team.given)).err.join('\n'),
          /differs from an earlier one of this window by \d members?: the difference of the two sums/,
        );
      const again = path.join(team.folder, 'again.json');
      fs.writeFileSync(again, rosterText({ ...made, minimum: 6 }));
      assert.match(
        (await member.seal(again, team.given)).err.join('\n'),
        /attempt 1 .* made already with another roster/,
      );
      expectDone(await member.seal(inRoster(7), team.given));
    });
  });

  describe('the lead', () => {
    let team: SealedTeam;
    before(async () => {
      team = new SealedTeam(7);
      await team.prepare();
      await team.sealAll();
    });
    let files: ReadonlyMap<string, string>;
    before(() => {
      files = textsBelow(team.given);
    });
    afterEach(() => {
      for (const name of fs.readdirSync(team.given)) fs.rmSync(path.join(team.given, name));
      for (const [name, text] of files) fs.writeFileSync(path.join(team.given, name), text);
    });

    async function held(...more: string[]): Promise<{ reasons: string; files: string }> {
      const { code, out, err } = await team.release(...more);
      assert.equal(code, 1);
      assert.ok(!fs.existsSync(team.out), 'nothing is written');
      return { reasons: out.join('\n'), files: err.join('\n') };
    }
    const put = (name: string, text: string): void => fs.writeFileSync(path.join(team.given, name), text);
    /** A file with something changed, and a digest that fits again. */
    function forged(change: (sealed: Sealed) => Partial<Sealed>): void {
      const [file = ''] = team.files();
      const sealed = read(file);
      const { words, ...rest } = { ...sealed, ...change(sealed) };
      fs.writeFileSync(file, sealedText(makeSealed(rest, Uint32Array.from(words), nodeDigest)));
    }

    it('reads nothing while a file is missing, and is told what to do', async () => {
      const [file = ''] = team.files();
      const { member } = read(file);
      fs.rmSync(file);
      const { reasons } = await held();
      assert.match(reasons, /1 file is missing of the 7 on the roster/);
      assert.ok(reasons.replaceAll('-', '').includes(member));
      assert.match(reasons, /wait for it, or collect the window again with a new roster and attempt 2/);
    });

    it('counts a file once that lies there twice', async () => {
      const [file = ''] = team.files();
      put('copy.json', fs.readFileSync(file, 'utf8'));
      const { code, err } = await team.lead.run([
        'team',
        team.given,
        '--sealed',
        team.roster,
        '--out',
        `${team.out}-2`,
      ]);
      assert.equal(code, 0);
      assert.match(err.join('\n'), /"(copy|sealed-.*)\.json": the same contribution again, counted once/);
    });

    it('finds a file that was changed', async () => {
      const [file = ''] = team.files();
      const text = fs.readFileSync(file, 'utf8');
      put(path.basename(file), text.replace(/"words":\[\d+/, '"words":[7'));
      const { reasons, files: told } = await held();
      assert.match(told, /was changed after it was sealed and is not counted/);
      assert.match(reasons, /1 file is missing/);
      put(path.basename(file), text.slice(0, 200));
      assert.match((await held()).files, /cannot be read/);
    });

    it('finds a file that was changed so that it looks whole', async () => {
      forged(({ words }) => ({ words: [(words[0] ?? 0) + 1, ...words.slice(1)] }));
      assert.match((await held()).reasons, /do not fit together: at least one was changed after it was sealed/);
    });

    it('finds two files of one member that differ', async () => {
      const [file = ''] = team.files();
      const first = fs.readFileSync(file, 'utf8');
      forged(({ words }) => ({ words: [...words].reverse() }));
      put('other.json', first);
      const { reasons, files: told } = await held();
      assert.match(reasons, /different files of the same member/);
      assert.match(told, /has the tag of another file but not its content|remove the one that is not meant/);
    });

    it('tells files apart that do not belong: plain ones, strangers, other rosters, windows and attempts', async () => {
      const [one] = plainTeam(1);
      const [file = ''] = team.files();
      assert.ok(one);
      const sealed = read(file);
      const other = (change: Partial<Sealed>): string => {
        const { words, ...rest } = { ...sealed, ...change };
        return sealedText(makeSealed(rest, Uint32Array.from(words), nodeDigest));
      };
      put('a-plain.json', contributionText(one));
      put('b-stranger.json', other({ member: 'a'.repeat(32) }));
      put('c-roster.json', other({ roster: 'b'.repeat(64) }));
      put('d-attempt.json', other({ roster: 'b'.repeat(64), attempt: 2 }));
      put('e-window.json', other({ window: '2026-W37..W40' }));
      put('f-newer.json', other({}).replace('sealed/1', 'sealed/2'));
      put('g-roster.json', fs.readFileSync(team.roster, 'utf8'));
      const { code, err } = await team.lead.run([
        'team',
        team.given,
        '--sealed',
        team.roster,
        '--out',
        `${team.out}-3`,
      ]);
      assert.equal(code, 0);
      const said = err.join('\n');
      assert.match(said, /"a-plain\.json": is a plain contribution, which whoever holds the folder can read/);
      assert.match(said, /"b-stranger\.json": is of a member who is not on the roster/);
      assert.match(said, /"c-roster\.json": was sealed with another roster than this one/);
      assert.match(said, /"d-attempt\.json": was sealed for another attempt/);
      assert.match(said, /"e-window\.json": was sealed for another window/);
      assert.match(said, /"f-newer\.json": was written by a newer Pairfolio/);
      assert.doesNotMatch(said, /g-roster/);
    });

    it('who gave members different rosters reads nothing', async () => {
      const fresh = new SealedTeam(7);
      await fresh.gatherCards();
      expectDone(await fresh.make());
      await fresh.confirmAll(fresh.roster);
      const twin = path.join(fresh.folder, 'twin.json');
      fs.writeFileSync(twin, rosterText({ ...rosterIn(fresh.roster), minimum: 6 }));
      const [first, ...others] = fresh.members;
      assert.ok(first);
      expectDone(await first.seal(twin, fresh.given));
      await fresh.sealAll(others);
      // Also when the lead makes the odd file say that it is of the same roster.
      const [file = '', ...rest] = fresh
        .files()
        .sort((a, b) => (read(a).member === first.fingerprint ? -1 : read(b).member === first.fingerprint ? 1 : 0));
      const { words, ...odd } = read(file);
      const { roster } = read(rest[0] ?? '');
      fs.writeFileSync(file, sealedText(makeSealed({ ...odd, roster }, Uint32Array.from(words), nodeDigest)));
      const { code, out } = await fresh.release();
      assert.equal(code, 1);
      assert.match(out.join('\n'), /do not fit together/);
    });

    it('is told which roster is needed where none is named', async () => {
      const { code, out } = await team.lead.run(['team', team.given, '--out', path.join(temporaryFolder(), 'out')]);
      assert.equal(code, 1);
      assert.match(out.join('\n'), /holds sealed contributions; name the roster/);
    });

    it('makes no roster that members would refuse', async () => {
      const make = async (...more: string[]): Promise<string> => {
        const { code, err } = await team.lead.run(['roster', 'make', ...more]);
        assert.equal(code, 2);
        return err.join('\n');
      };
      const out = path.join(team.folder, 'unwritten.json');
      const args = ['--window', teamWindow, '--out', out];
      const five = path.join(team.folder, 'five');
      await team.gatherCards(team.members.slice(0, 5), five);
      assert.match(
        await make(five, ...args),
        /needs at least 6 members, each with 5 others beside them; there are cards of 5/,
      );
      assert.match(await make(team.cards, ...args, '--least', '4'), /minimum from 5/);
      assert.match(await make(team.cards, ...args, '--noise', '99'), /noise from 0 to 50/);
      assert.match(await make(team.cards, ...args, '--lead', 'a'.repeat(32)), /lead is on none of the cards/);
      const six = path.join(team.folder, 'six');
      await team.gatherCards(team.members.slice(0, 6), six);
      assert.match(
        await make(six, ...args, '--after', team.roster),
        /differs from an earlier one of this window by 1 member:/,
      );
      assert.ok(!fs.existsSync(out));
    });
  });

  it('that cannot be opened are collected again under a second attempt', async () => {
    const team = new SealedTeam(12);
    await team.prepare();
    // Five do not come back.
    const present = team.members.slice(0, 7);
    await team.sealAll(present);
    assert.match((await team.release()).out.join('\n'), /5 files are missing of the 12/);
    const cards = path.join(team.folder, 'cards-2');
    await team.gatherCards(present, cards);
    const second = path.join(team.folder, 'second.json');
    expectDone(
      await team.lead.run(['roster', 'make', cards, '--window', teamWindow, '--out', second, '--after', team.roster]),
    );
    await team.sealAll(present, second);
    const { code, out, err } = await team.lead.run(['team', team.given, '--sealed', second, '--out', team.out]);
    assert.equal(code, 0, out.join('\n'));
    assert.match(err.join('\n'), /another attempt of this window/);
    assert.deepEqual([reportIn(team.out).members, reportIn(team.out).sealed], [7, { attempt: 2, noise: 0 }]);
    // The first attempt, once it is complete, is not released beside it.
    await team.sealAll(team.members.slice(7));
    assert.match((await team.release()).out.join('\n'), /was released already, from other contributions/);
  });

  it('with noise give a report that says so', async function () {
    this.timeout(60_000);
    const team = new SealedTeam(7);
    await team.prepare('--noise', '1');
    await team.sealAll();
    const first = textsBelow(team.given);
    fs.rmSync(team.given, { recursive: true });
    await team.sealAll();
    assert.deepEqual(textsBelow(team.given), first, 'noise falls the same way again');
    expectDone(await team.release());
    assert.deepEqual(reportIn(team.out).sealed, { attempt: 1, noise: 1 });
    assert.match(fs.readFileSync(path.join(team.out, 'team-report.md'), 'utf8'), /with noise of scale 1/);
  });
});
