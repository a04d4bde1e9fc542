import assert from 'node:assert/strict';
import { verifyPortfolio } from '../../../../src/core/portfolio/verifyPortfolio.ts';
import { PairfolioError } from '../../../../src/core/shared/errors.ts';
import { buildPortfolio, type BuildOptions, type BuiltPortfolio } from '../../../../src/node/portfolio/build.ts';
import { plantedSecrets, type Planted } from '../../../support/plantedSecrets.ts';
import { MemoryFolder } from '../../../support/portfolioFolder.ts';
import { choices, emptyLedger, tell, type Told } from '../../../support/portfolioLedger.ts';

type Made = ReturnType<typeof emptyLedger>;

/** Where texts of a case stand. */
const places = [
  'before',
  'suggested',
  'kept',
  'prompt',
  'note',
  'file',
  'title',
  'situation',
  'result',
  'impact',
] as const;

/**
 * Puts texts where they would stand if the writer of the ledger had not known what is a secret in them: what is told
 * is a placeholder, and whoever reads the ledger finds the text.
 */
function planting(made: Made, text: string): void {
  const entry = made.ledger.texts.entry.bind(made.ledger.texts);
  const lookUp = made.ledger.texts.lookUp.bind(made.ledger.texts);
  const put = (texts: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(texts).map(([name, told]) => [name, told.replaceAll('PLANT', text)]));
  made.ledger.texts.entry = (hashes) => {
    const found = entry(hashes);
    return found && { ...found, texts: put(found.texts) };
  };
  made.ledger.texts.lookUp = (hashes) => put(lookUp(hashes));
}

const told: Told = {
  suggested: 'one();\n  PLANT\nthree();',
  kept: 'one();\n  PLANT\nfour();',
  verdict: 'adapted',
  distance: 0.3,
  stance: 'adapted',
  tippedOff: 'reading',
};

async function build(made: Made, options: Partial<BuildOptions> = {}): Promise<BuiltPortfolio> {
  return buildPortfolio(made.ledger, { clock: made.clock, digest: made.digest, ...options });
}

const inMemory = ({ files }: BuiltPortfolio): MemoryFolder =>
  new MemoryFolder(files.map(({ name, text }) => [name, new TextEncoder().encode(text)]));

/** The files as written, and as they read without the escapes of Markdown and HTML. */
function everything({ files }: BuiltPortfolio): string {
  const written = files.map(({ text }) => text).join('\n');
  return [
    written,
    written.replace(/\\([^\w\s])/g, '$1').replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))),
    written.replace(/<[^>]*>/g, ''),
  ].join('\n');
}

/** Fails where a piece of twelve characters of the secret stands in any file, also as JSON writes it. */
function assertHidden(built: BuiltPortfolio, { kind, secret }: Planted): void {
  const text = everything(built);
  const lines = secret.split(/\n|\\n/);
  for (const line of lines) {
    assert.ok(line.length >= 12, kind);
    for (let at = 0; at + 12 <= line.length; at += 1) {
      const piece = line.slice(at, at + 12);
      assert.ok(!text.includes(piece) && !text.includes(JSON.stringify(piece).slice(1, -1)), `${kind}: ${String(at)}`);
    }
  }
}

const planted = plantedSecrets();

describe('a secret in a portfolio', () => {
  it('is tried in at least twenty-five kinds', () => {
    assert.ok(new Set(planted.map(({ kind }) => kind)).size >= 25);
  });

  for (const one of planted) {
    it(`is masked in every text, and its place is told: ${one.kind}`, async () => {
      for (const [name, option] of [
        ['chosen', true],
        ['proposed', false],
      ] as const) {
        const made = emptyLedger();
        planting(made, one.line);
        const id = tell(made.ledger, {
          ...told,
          ...Object.fromEntries(places.map((place) => [place, told[place] ?? 'It is so: PLANT'])),
          // The name of a file is one line.
          file: one.line.includes('\n') ? 'src/cart.ts' : 'src/PLANT/cart.ts',
        });
        const built = await build(made, option ? { cases: choices(id) } : {});
        assert.deepEqual(built.cases, [id]);
        assertHidden(built, one);
        for (const place of places) {
          if (place === 'file' && one.line.includes('\n')) continue;
          assert.ok(
            built.masked.some((mark) => mark.case === id && mark.where === place),
            `${name}: ${one.kind} in ${place}`,
          );
        }
        assert.ok(built.masked.some(({ where, line }) => where === 'suggested' && line === 2));
        assert.equal(verifyPortfolio(inMemory(built), made.digest).ok, true);
      }
    });
  }

  it('is not put in by the list of names', async () => {
    for (const one of planted.filter(({ line }) => !line.includes('\n'))) {
      const made = emptyLedger();
      const id = tell(made.ledger, { ...told, note: 'Acme asked for it' });
      const built = await build(made, { cases: choices(id), names: [{ name: 'Acme', instead: one.line }] });
      assertHidden(built, one);
      assert.ok(
        built.masked.some(({ case: about, where, line }) => about === null && where === 'names' && line === 1),
        one.kind,
      );
      assert.match(everything(built), /Name 1 asked for it/);
    }
  });

  it('in the words of a check leaves that record out', async () => {
    for (const one of planted.filter(({ line }) => !line.includes('\n'))) {
      const made = emptyLedger();
      const id = tell(made.ledger, told);
      const check = (what: string): void => {
        made.ledger.append({
          type: 'verification',
          at: '2026-11-02T10:00:00.000Z',
          body: { suggestions: [id], kind: 'terminal', what, result: 'passed', check: 'test' },
        });
      };
      check(one.line);
      check('npm test');
      const built = await build(made, { cases: choices(id) });
      assertHidden(built, one);
      assert.deepEqual(
        built.masked.filter(({ where }) => where === 'check').map((mark) => [mark.case, mark.leftOut]),
        [[id, true]],
      );
      assert.match(everything(built), /npm test/);
      assert.equal(verifyPortfolio(inMemory(built), made.digest).ok, true);
    }
  });

  it('in the name of a model keeps its case out, and a draft proposes another', async () => {
    for (const one of planted.filter(({ line }) => !line.includes('\n'))) {
      const made = emptyLedger();
      const open = tell(made.ledger, { ...told, stance: 'trusted', verdict: 'trusted', distance: 0 });
      const closed = tell(made.ledger, { ...told, surface: 'agent', tool: 'codex', model: one.line });
      const wrong = await build(made, { cases: choices(open, closed) }).catch((error: unknown) => error);
      assert.ok(PairfolioError.is(wrong, 'usage'), one.kind);
      assert.match(
        wrong.message,
        /^Case 2 \([0-9a-f]{10}\) cannot be published, .*\(model\).*; choose another case\.$/,
      );
      assert.ok(!wrong.message.includes(one.secret));
      const draft = await build(made);
      assert.deepEqual(draft.cases, [open]);
      assertHidden(draft, one);
      assertHidden(await build(made, { cases: choices(open) }), one);
    }
  });

  it('cannot be let through by a comment in the code around it', async () => {
    const made = emptyLedger();
    const [one] = planted.filter(({ kind }) => kind === 'vercel token');
    assert.ok(one);
    planting(made, `/* secretlint-disable */ // secretlint-disable-line\n${one.line} // secretlint-disable-line`);
    const built = await build(made, { cases: choices(tell(made.ledger, told)) });
    assertHidden(built, one);
  });
});

describe('what only looks like a secret', () => {
  it('stays: digests, ids, commits, names, paths, addresses, integrity values', async () => {
    const made = emptyLedger();
    const sha = '9f2c1ab30d4e5f60718293a4b5c6d7e8f9012345';
    const lines = [
      `const digest = "${'0123456789abcdef'.repeat(4)}";`,
      'const id = "550e8400-e29b-41d4-a716-446655440000";',
      `git show ${sha}`,
      'import { OAuth2AuthorizationCodeGrantTypeV3Handler } from "./OAuth2AuthorizationCodeGrantTypeV3Handler";',
      'src/components/CartItemV2/Index3.tsx',
      'https://github.com/KaTeX/KaTeX/pull/2460/files/B2cItemV3',
      `integrity sha512-${'aB3dE5fG7hJ9kL1mN2pQ'.repeat(4)}aB3dE5==`,
      'toolu_01A9kLmNpQrS7tUvWxYz23Bc',
      'const alphabet = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";',
      'password: string; token?: Token; const password = readPassword();',
    ];
    const id = tell(made.ledger, { ...told, suggested: lines.join('\n'), kept: lines.join('\n'), sha });
    const built = await build(made, { cases: choices(id) });
    assert.deepEqual(built.masked, []);
    for (const line of lines) assert.ok(built.files[0]?.text.includes(line), line);
  });
});
