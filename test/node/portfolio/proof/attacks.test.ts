import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { nodeDigest } from '../../../../src/node/digest.ts';
import { forged, type Forgery } from '../../../support/forgedPortfolio.ts';
import { exportTime } from '../../../support/portfolioLedger.ts';
import { MemoryFolder } from '../../../support/portfolioFolder.ts';
import { Author, oneDecision } from '../../../support/signedPortfolio.ts';
import { keysFile, makeKey, signAlone } from '../../../support/sshKeys.ts';

/** What an attacker does who makes every digest fit again, and writes it over the portfolio. */
function forge(author: Author, change: Forgery): void {
  const { files } = forged(MemoryFolder.read(author.out), change);
  for (const [name, bytes] of files) fs.writeFileSync(path.join(author.out, name), bytes);
}

const [first, second] = [
  { ...oneDecision, sha: '9f2c1ab30d4e5f60718293a4b5c6d7e8f9012345' },
  { ...oneDecision, suggested: 'y = 1', kept: 'acme_total = 2', note: 'for Acme' },
];

describe('an attack on a portfolio', () => {
  const key = makeKey();
  const made = async (...args: string[]): Promise<Author> => {
    const author = new Author(first, second);
    await author.export(...args);
    assert.equal((await author.verify()).code, 0);
    return author;
  };
  const expect = async (author: Author, words: RegExp, ...args: string[]): Promise<void> => {
    const { code, out } = await author.verify(...args);
    assert.equal(code, 1, out);
    assert.match(out, words);
  };

  it('that swaps two cases', async () => {
    const onPage = await made();
    const swap: Forgery = (_, page) =>
      page.replace('### 1. ', '### 0. ').replace('### 2. ', '### 1. ').replace('### 0. ', '### 2. ');
    forge(onPage, swap);
    await expect(onPage, /failed {3}portfolio\.md: portfolio\.md does not show case 1 as it is proven/);
    const inManifest = await made();
    forge(inManifest, (manifest, page) => (manifest.cases.reverse(), page));
    await expect(inManifest, /failed {3}portfolio\.md: portfolio\.md does not show case 1 as it is proven/);
    const proofs = await made();
    forge(proofs, ({ cases: [one, two] }, page) => {
      assert.ok(one && two);
      [one.records, two.records] = [two.records, one.records];
      return page;
    });
    await expect(proofs, /failed {3}case 1 \(\w+\): its records do not hold the suggestion it names/);
  });

  it('that signs it again with another key', async () => {
    const author = await made('--sign', key.file);
    const sums = fs.readFileSync(path.join(author.out, 'SHA256SUMS'));
    fs.writeFileSync(path.join(author.out, 'SHA256SUMS.sig'), signAlone(makeKey(), sums, 'pairfolio'));
    await expect(author, /failed {3}SHA256SUMS\.sig: .*somebody else signed it again/);
    await expect(author, /somebody else signed it again/, '--signers', keysFile('alice.keys', key));
  });

  it('that replaces a commit', async () => {
    const author = await made();
    const other = '1f2c1ab30d4e5f60718293a4b5c6d7e8f9012345';
    forge(author, ({ cases: [one] }, page) => {
      for (const { texts } of one?.records ?? []) if (texts['sha']) texts['sha'].text = other;
      return page.replaceAll('9f2c1ab30d', other.slice(0, 10));
    });
    await expect(author, /failed {3}case 1 \(\w+\): the text “sha” is not the one record \d+ was made with/);
  });

  it('that forges what a redacted case shows', async () => {
    const redacted = async (): Promise<Author> => {
      const author = new Author(first, second);
      const names = path.join(author.line.home, 'names.txt');
      fs.writeFileSync(names, 'Acme = Client A\n');
      const whole = path.join(author.line.home, 'whole');
      await author.line.run(['portfolio', '--out', whole, '--cases', author.ids.join(',')]);
      await author.export('--names', names, '--sign', key.file);
      return author;
    };
    const author = await redacted();
    // The texts that are not redacted are still the recorded ones, and the root is that of the whole record.
    const { code, out } = await author.verify('--signers', keysFile('alice.keys', key));
    assert.equal(code, 0, out);
    assert.match(
      out,
      /case 2 .* lead to the record root; .* not comparable, because not shown to the letter: .*kept \(replaced\)/,
    );
    const change =
      (text: (shown: { text: string; key?: string | undefined }) => void): Forgery =>
      ({ cases: [, two] }, page) => {
        for (const { texts } of two?.records ?? []) if (texts['suggested']) text(texts['suggested']);
        return page.replaceAll('y = 1', 'y = 7');
      };
    forge(
      author,
      change((shown) => (shown.text = 'y = 7')),
    );
    await expect(author, /failed {3}case 2 \(\w+\): the text “suggested” is not the one record \d+ was made with/);
    const keyless = await redacted();
    forge(
      keyless,
      change((shown) => ((shown.text = 'y = 7'), delete shown.key)),
    );
    await expect(keyless, /failed {3}case 2 \(\w+\): the text “suggested” comes without the key that proves it/);
    const leaf = await redacted();
    forge(leaf, ({ cases: [, two] }, page) => {
      const record = two?.records[0];
      assert.ok(record);
      record.line = record.line.replace('"inline"', '"agent"');
      record.leaf = nodeDigest.sha256(`\0${record.line}`);
      return page;
    });
    await expect(leaf, /failed {3}case 2 \(\w+\): record \d+ of \d+ does not lead to the record root/);
    // What is redacted can be written anew by its author alone: a change after signing shows.
    const words = await redacted();
    forge(words, ({ cases: [, two] }, page) => {
      for (const { texts } of two?.records ?? []) if (texts['kept']) texts['kept'].text = 'z = 3';
      return page;
    });
    await expect(words, /failed {3}SHA256SUMS\.sig: .*they were changed after they were signed/);
  });
});

describe('an attack on a ledger', () => {
  const segments = (author: Author): string[] =>
    fs
      .readdirSync(path.join(author.line.ledger, 'segments'))
      .map((name) => path.join(author.line.ledger, 'segments', name));
  const check = async (author: Author): Promise<string> => {
    const { code, out } = await author.line.run(['check']);
    return `${String(code)} ${out.join('\n')}`;
  };
  /** An author whose record was exported, and so stands under a checkpoint. */
  async function exported(): Promise<Author> {
    const author = new Author(first, second);
    await author.export();
    assert.match(await check(author), /^0 The ledger is whole/);
    return author;
  }

  it('that drops a segment is noticed, even the one that holds the checkpoint', async () => {
    assert.equal(segments(await exported()).length, 2);
    for (const which of [0, 1]) {
      const author = await exported();
      fs.rmSync(segments(author)[which] ?? '');
      assert.match(
        await check(author),
        /^1 Segment \S+ is missing, which the checkpoint of \S+ names: its records were dropped\./,
      );
    }
  });

  it('that truncates it is noticed, though the checkpoint goes with the rest', async () => {
    const author = new Author(first);
    const ledger = author.open();
    ledger.append({ type: 'asked', at: exportTime, body: { suggestions: [], boundary: 'request' } });
    ledger.checkpoint('commit');
    ledger.dispose();
    const file = segments(author).find((name) => fs.readFileSync(name, 'utf8').includes('"checkpoint"')) ?? '';
    const lines = fs.readFileSync(file, 'utf8').trimEnd().split('\n');
    // Everything but its first line: the checkpoint is gone as well.
    fs.writeFileSync(file, `${lines[0] ?? ''}\n`);
    const said = await check(author);
    assert.match(said, /^1 Segment \S+ ends before #\d+, which the checkpoint of \S+ names: its end was cut off\./);
    assert.match(said, /The ledger is not whole/);
    // An export says so, to its author and on the page.
    const told = await author.line.run(['portfolio', '--out', author.out]);
    assert.match(told.err.join('\n'), /the ledger is not whole: Segment \S+ ends before/);
    assert.match(
      fs.readFileSync(path.join(author.out, 'portfolio.md'), 'utf8'),
      /\*\*Not whole\.\*\* Records are missing from 1 part/,
    );
    // And no later checkpoint covers it up.
    assert.match(await check(author), /^1 .*ends before/s);
  });
});
