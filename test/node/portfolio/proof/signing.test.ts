import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { encodeManifest, readManifest, sumsFor } from '../../../../src/core/portfolio/manifest.ts';
import { nodeDigest } from '../../../../src/node/digest.ts';
import { checkPortfolio, type PortfolioCheck } from '../../../../src/node/portfolio/proof/checkPortfolio.ts';
import { readTrust } from '../../../../src/node/portfolio/proof/trust.ts';
import { CommandLine, type Said } from '../../../support/commandLine.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { MemoryFolder } from '../../../support/portfolioFolder.ts';
import { exportTime } from '../../../support/portfolioLedger.ts';
import { Author, oneDecision } from '../../../support/signedPortfolio.ts';
import { keysFile, makeKey, signAlone, verifyAlone, type KeyPair } from '../../../support/sshKeys.ts';

const author = (): { readonly line: CommandLine; readonly id: string; readonly out: string } => {
  const { line, ids, out } = new Author(oneDecision);
  return { line, id: ids[0] ?? '', out };
};

async function signed(
  key: KeyPair,
): Promise<{ readonly folder: MemoryFolder; readonly out: string; readonly line: CommandLine; readonly said: Said }> {
  const { line, id, out } = author();
  const said = await line.run(['portfolio', '--out', out, '--cases', id, '--sign', key.file]);
  assert.equal(said.code, 0, said.err.join('\n'));
  return { folder: MemoryFolder.read(out), out, line, said };
}

const check = (folder: MemoryFolder, ...signers: readonly string[]): Promise<PortfolioCheck> =>
  checkPortfolio(folder, { clock: new CommandLine(exportTime).clock, digest: nodeDigest, trust: readTrust(signers) });

const words = ({ checks }: PortfolioCheck): string =>
  checks.find(({ about }) => about === 'SHA256SUMS.sig')?.message ?? '';

describe('a signed portfolio', () => {
  const [alice, mallory] = [makeKey(), makeKey()];

  it('is checked with sha256sum and ssh-keygen alone', async () => {
    const { folder, out } = await signed(alice);
    const checked = execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: out, encoding: 'utf8' });
    const listed = folder.names().filter((name) => !name.startsWith('SHA256SUMS'));
    assert.deepEqual(checked.trim().split('\n').sort(), listed.map((name) => `${name}: OK`).sort());
    const [signature, sums] = [folder.text('SHA256SUMS.sig'), folder.text('SHA256SUMS')];
    assert.equal(verifyAlone(signature, sums, 'pairfolio', [alice]).ok, true);
    assert.equal(verifyAlone(signature, sums, 'pairfolio', [mallory]).ok, false);
    assert.equal(verifyAlone(signature, `${sums} `, 'pairfolio', [alice]).ok, false);
    // The commands that stand on the page, as they stand there.
    const [command = ''] = /ssh-keygen -Y [^`]+/.exec(folder.text('portfolio.md')) ?? [];
    const said = execFileSync('sh', ['-c', command], { cwd: out, encoding: 'utf8' });
    assert.ok(said.includes(alice.fingerprint) && folder.text('portfolio.md').includes(alice.fingerprint));
  });

  it('says whose key signed it, and never carries the hash of its manifest', async () => {
    const { folder, line, out, said } = await signed(alice);
    assert.ok(said.out.some((text) => text.startsWith('signed with ') && text.includes(alice.fingerprint)));
    const known = await line.run(['verify', out, '--signers', keysFile('alice.keys', mallory, alice)]);
    assert.equal(known.code, 0);
    assert.match(known.out.join('\n'), /SHA256SUMS\.sig: signed by alice with the key SHA256:/);
    const unknown = await line.run(['verify', out]);
    assert.equal(unknown.code, 0);
    assert.match(unknown.out.join('\n'), /does not show whose key that is/);
    const page = folder.text('portfolio.md');
    assert.ok(!page.includes(nodeDigest.sha256(folder.files.get('manifest.json') ?? '')));
    assert.match(page, /observed, stated, chained, signed/);
    assert.match(page, /chained · signed\.\*/);
  });

  it('that was changed, with all digests made to fit again, is not what was signed', async () => {
    const { folder } = await signed(alice);
    const read = readManifest(folder.files.get('manifest.json') ?? new Uint8Array(), nodeDigest);
    assert.ok(read.ok);
    const forge = (change: Partial<typeof read.manifest>): MemoryFolder => {
      const manifest = encodeManifest({ ...read.manifest, ...change }, nodeDigest);
      return folder
        .with('manifest.json', manifest)
        .with('SHA256SUMS', sumsFor(read.manifest.files, nodeDigest.sha256(manifest)));
    };
    const later = forge({ exported: '2026-11-23T18:00:00.000Z' });
    assert.match(words(await check(later)), /does not fit these files: they were changed after they were signed/);
    const again = later.with('SHA256SUMS.sig', signAlone(mallory, later.text('SHA256SUMS'), 'pairfolio'));
    assert.match(words(await check(again)), /somebody else signed it again/);
    const taken = new MemoryFolder([...folder.files].filter(([name]) => name !== 'SHA256SUMS.sig'));
    assert.match(words(await check(taken)), /is missing, but the portfolio says that it was signed.*taken away/);
    // Who changes that too has made a portfolio of their own; only the keys a reader brings along tell.
    const own = forge({ signed: { key: mallory.fingerprint } });
    const resigned = own.with('SHA256SUMS.sig', signAlone(mallory, own.text('SHA256SUMS'), 'pairfolio'));
    assert.match(words(await check(resigned)), /whose key that is/);
    assert.match(
      words(await check(resigned, keysFile('alice.keys', alice))),
      /alice\.keys does not list its key SHA256:.*not among those you named/,
    );
  });

  it('signed for another use, or with a key listed for other uses, is not signed', async () => {
    const { folder } = await signed(alice);
    const other = folder.with('SHA256SUMS.sig', signAlone(alice, folder.text('SHA256SUMS'), 'git'));
    assert.match(words(await check(other)), /for another use \(“git”\)/);
    const signers = path.join(temporaryFolder(), 'allowed_signers');
    fs.writeFileSync(signers, `alice namespaces="git" ${alice.line}\n`);
    assert.match(words(await check(folder, signers)), /is listed for other uses only \(git\)/);
  });

  it('may be signed later by ssh-keygen itself', async () => {
    const { line, id, out } = author();
    await line.run(['portfolio', '--out', out, '--cases', id]);
    const trust = keysFile('alice.keys', alice);
    const unsigned = await line.run(['verify', out, '--signers', trust]);
    assert.equal(unsigned.code, 1);
    assert.match(unsigned.out.join('\n'), /nobody signed this portfolio/);
    execFileSync('ssh-keygen', ['-Y', 'sign', '-n', 'pairfolio', '-f', alice.file, 'SHA256SUMS'], {
      cwd: out,
      stdio: 'ignore',
    });
    const said = await line.run(['verify', out, '--signers', trust]);
    assert.deepEqual([said.code, said.out.join('\n').includes('signed by alice')], [0, true]);
    // A new export over it takes the signature away, which would not fit any more.
    line.clock.advance(1000);
    await line.run(['portfolio', '--out', out, '--cases', id]);
    assert.equal(fs.existsSync(path.join(out, 'SHA256SUMS.sig')), false);
    assert.equal((await line.run(['verify', out])).code, 0);
  });

  it('is never a draft', async () => {
    const { line, out } = author();
    const refused = await line.run(['portfolio', '--out', out, '--sign', alice.file]);
    assert.equal(refused.code, 2);
    assert.match(refused.err.join('\n'), /A draft is not signed/);
    assert.equal(fs.existsSync(out), false);
    await line.run(['portfolio', '--out', out]);
    const said = await line.run(['verify', out, '--signers', keysFile('alice.keys', alice)]);
    assert.equal(said.code, 1);
    assert.match(said.out.join('\n'), /a draft that its author did not review, and drafts are not signed/);
  });
});

describe('the key a portfolio is signed with', () => {
  it('is the one git signs with, else one of ~/.ssh, and is told', async () => {
    const [gits, usual] = [makeKey(), makeKey(['ecdsa'])];
    const { line, id, out } = author();
    const run = (...args: string[]): Promise<Said> => line.run(['portfolio', '--out', out, '--cases', id, ...args]);
    const none = await run('--sign');
    assert.deepEqual([none.code, none.err.join('').includes('No SSH key to sign with was found')], [1, true]);
    fs.mkdirSync(path.join(line.home, '.ssh'));
    for (const end of ['', '.pub'])
      fs.copyFileSync(`${usual.file}${end}`, path.join(line.home, '.ssh', `id_ecdsa${end}`));
    const second = await run('--sign');
    assert.ok(second.out.includes(`signed with ~/.ssh/id_ecdsa (${usual.fingerprint})`), second.err.join(''));
    fs.writeFileSync(
      path.join(line.home, '.gitconfig'),
      `[gpg]\n\tformat = ssh\n[user]\n\tsigningkey = ${gits.file}.pub\n`,
    );
    const first = await run('--sign', '--json');
    assert.equal((JSON.parse(first.out.join('')) as { signedWith?: string }).signedWith, gits.fingerprint);
  });

  it('may be in an agent only', async () => {
    const key = makeKey();
    const socket = path.join(temporaryFolder(), 'agent');
    const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      await new Promise((resolve) => agent.stdout.once('data', resolve));
      const env = { ...process.env, SSH_AUTH_SOCK: socket };
      execFileSync('ssh-add', ['-q', key.file], { env, stdio: 'ignore' });
      fs.rmSync(key.file);
      const { line, id, out } = author();
      line.env['SSH_AUTH_SOCK'] = socket;
      const said = await line.run(['portfolio', '--out', out, '--cases', id, '--sign']);
      assert.ok(
        said.out.includes(`signed with the first key of your SSH agent (${key.fingerprint})`),
        said.err.join(''),
      );
      const named = await line.run(['portfolio', '--out', out, '--cases', id, '--sign', `${key.file}.pub`]);
      assert.equal(named.code, 0, named.err.join(''));
      assert.equal((await line.run(['verify', out, '--signers', keysFile('a.keys', key)])).code, 0);
    } finally {
      agent.kill();
    }
  });

  it('is refused in one sentence where it cannot be used, and nothing is written', async () => {
    const locked = makeKey(['ed25519'], 'a passphrase');
    const { line, id, out } = author();
    const run = async (key: string): Promise<string> => {
      const said = await line.run(['portfolio', '--out', out, '--cases', id, '--sign', key]);
      assert.deepEqual([said.code, said.err.length, fs.existsSync(out)], [1, 1, false]);
      return said.err.join('');
    };
    assert.match(await run(locked.file), /locked with a passphrase.*ssh-add/);
    assert.match(await run('nowhere'), /There is no key .*nowhere/);
    const notes = path.join(line.home, 'notes.txt');
    fs.writeFileSync(notes, 'not a key');
    assert.match(await run(notes), /no SSH key that can be read/);
    const alone = makeKey();
    fs.rmSync(alone.file);
    assert.match(await run(`${alone.file}.pub`), /found neither in a file nor in an SSH agent/);
    const pem = path.join(line.home, 'old');
    execFileSync('ssh-keygen', ['-q', '-t', 'rsa', '-m', 'PEM', '-N', '', '-f', pem]);
    fs.copyFileSync(`${makeKey().file}.pub`, `${pem}.pub`);
    assert.match(await run(pem), /The public key that lies beside the private one belongs to another/);
    line.env['PATH'] = line.home;
    assert.match(await run(makeKey().file), /Signing needs ssh-keygen, which was not found/);
  });
});
