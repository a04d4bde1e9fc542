import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { nodeDigest } from '../../../../src/node/digest.ts';
import { checkPortfolio } from '../../../../src/node/portfolio/proof/checkPortfolio.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { MemoryFolder } from '../../../support/portfolioFolder.ts';
import { Author, oneDecision } from '../../../support/signedPortfolio.ts';
import { keysFile, makeKey, verifyAlone } from '../../../support/sshKeys.ts';

describe('an endorsement', () => {
  const [alice, bob, mallory] = [makeKey(), makeKey(), makeKey()];
  const signers = (): string[] => ['--signers', keysFile('alice.keys', alice), '--signers', keysFile('bob.keys', bob)];

  async function endorsed(...args: readonly string[]): Promise<{ readonly author: Author; readonly name: string }> {
    const author = new Author(oneDecision, { ...oneDecision, suggested: 'y = 1', kept: 'y = 2' });
    await author.export('--sign', alice.file);
    const said = await author.line.run(
      args.length > 0
        ? ['endorse', author.out, ...args]
        : ['endorse', author.out, '--case', '2', '--key', bob.file, '--as', 'Bob'],
    );
    assert.equal(said.code, 0, said.err.join(''));
    assert.match(said.out.join('\n'), /^### 2\. Adapted.*You, \w+, endorsed case 2 as it stands above/s);
    const [name = ''] = fs.readdirSync(path.join(author.out, 'endorsements')).filter((file) => file.endsWith('.json'));
    return { author, name: `endorsements/${name}` };
  }

  it('is shown and verified beside its case, and leaves the portfolio as it was', async () => {
    const { author, name } = await endorsed();
    const known = await author.verify(...signers());
    assert.equal(known.code, 0, known.out);
    assert.match(known.out, /passed {3}endorsements\/.*: case 2 is endorsed by bob: “I know the work/);
    assert.match(
      known.out,
      /case 1 is observed, stated, chained, signed\ncase 2 is observed, stated, chained, signed, endorsed\n/,
    );
    assert.doesNotMatch(known.out, /ignored|not covered/);
    const alone = await author.verify();
    assert.match(alone.out, /endorsed by the key SHA256:\S+, whose holder calls themselves “Bob”.*\(--signers\)/);
    // By ssh-keygen alone.
    const folder = MemoryFolder.read(author.out);
    const [text, signature] = [folder.text(name), folder.text(`${name}.sig`)];
    assert.equal(verifyAlone(signature, text, 'pairfolio-endorsement', [bob]).ok, true);
    assert.equal(verifyAlone(signature, text, 'pairfolio', [bob]).ok, false);
  });

  it('with any byte changed, in it or in its signature, fails and is named', async function () {
    this.timeout(60_000);
    const { author, name } = await endorsed();
    const folder = MemoryFolder.read(author.out);
    const { clock } = author.line;
    for (const file of [name, `${name}.sig`]) {
      const bytes = folder.files.get(file) ?? new Uint8Array();
      for (let at = 0; at < bytes.length; at++) {
        const changed = Uint8Array.from(bytes);
        changed[at] = (bytes[at] ?? 0) ^ (at % 2 === 0 ? 0x01 : 0x20);
        const { checks } = await checkPortfolio(folder.with(file, changed), { clock, digest: nodeDigest });
        const failed = checks.filter(({ status }) => status === 'failed');
        assert.equal(failed.length, 1, `${file}, byte ${String(at)}`);
        assert.ok(failed[0]?.message.includes(file), `${file}, byte ${String(at)}: ${failed[0]?.message ?? ''}`);
      }
    }
    const without = new MemoryFolder([...folder.files].filter(([file]) => file !== `${name}.sig`));
    const { checks } = await checkPortfolio(without, { clock, digest: nodeDigest });
    assert.match(checks.at(-1)?.message ?? '', /\.sig is missing: without it anybody could have written/);
  });

  it('by the author themselves, or by a key nobody listed, does not count', async () => {
    const own = await endorsed('--case', '2', '--key', alice.file, '--as', 'Somebody');
    const said = await own.author.verify();
    assert.deepEqual(
      [said.code, said.out.includes('author’s own word'), said.out.includes(', endorsed')],
      [0, true, false],
    );
    const second = makeKey();
    const other = await endorsed('--case', '2', '--key', second.file, '--as', 'Somebody');
    const listed = await other.author.verify('--signers', keysFile('alice.keys', alice, second));
    assert.match(listed.out, /its key belongs to alice, who signed the portfolio: that is its author’s own word/);
    const unknown = await endorsed('--case', '2', '--key', mallory.file, '--as', 'Bob');
    const checked = await unknown.author.verify(...signers());
    assert.match(checked.out, /alice\.keys, bob\.keys does not list it, so whose word that is is not known/);
    assert.doesNotMatch(checked.out, /signed, endorsed/);
  });

  it('stays with its case through another export, and fails when the case says something else', async () => {
    const { author } = await endorsed();
    const [first = '', second = ''] = author.ids;
    author.line.clock.advance(60_000);
    await author.line.run(['portfolio', '--out', author.out, '--cases', `${second},${first}`]);
    const moved = await author.verify();
    assert.match(moved.out, /case 1 is endorsed by/);
    await author.line.run(['portfolio', '--out', author.out, '--cases', first]);
    assert.match((await author.verify()).out, /it endorses a case that this portfolio does not show/);
    const ledger = author.open();
    ledger.append(
      {
        type: 'reflection',
        at: '2026-11-22T18:00:00.000Z',
        body: { suggestions: [second], stance: 'overrode', reasons: [], tippedOff: null },
      },
      { note: 'I said so from the start' },
    );
    ledger.dispose();
    await author.export();
    const said = await author.verify();
    assert.equal(said.code, 1);
    assert.match(said.out, /it endorses another version of case 2 than this portfolio shows/);
  });

  it('is asked for with a case, a name and a key, and never signs what does not verify', async () => {
    const author = new Author(oneDecision, oneDecision);
    await author.export();
    const run = async (...args: string[]): Promise<[number, string]> => {
      const { code, err } = await author.line.run(['endorse', author.out, '--key', bob.file, ...args]);
      return [code, err.join('')];
    };
    assert.match((await run('--as', 'Bob')).join(), /^2.*shows 2 cases; say which one with --case N/);
    assert.match((await run('--as', 'Bob', '--case', '3')).join(), /^1.*no case “3”/);
    assert.match((await run('--case', '1')).join(), /^2.*Say who you are/);
    fs.writeFileSync(path.join(author.line.home, '.gitconfig'), '[user]\n\tname = Bob B\n');
    const other = temporaryFolder();
    fs.cpSync(author.out, other, { recursive: true });
    assert.equal((await run('--case', author.ids[0] ?? '')).join(), '0,');
    fs.appendFileSync(path.join(author.out, 'portfolio.md'), 'another word\n');
    assert.match(
      (await run('--case', '1')).join(),
      /^1.*does not verify \(portfolio\.md\), so nothing in it is signed/,
    );
  });
});
