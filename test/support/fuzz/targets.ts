import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { decodeLine, isCanonical, placeOf } from '../../../src/core/ledger/codec.ts';
import { verifyLedger } from '../../../src/core/ledger/verifyLedger.ts';
import { verifyPortfolio } from '../../../src/core/portfolio/verifyPortfolio.ts';
import { manifestName } from '../../../src/core/portfolio/manifest.ts';
import { replyReader } from '../../../src/core/recognise/transcripts/replies/readers.ts';
import { contributionText, readContribution } from '../../../src/core/team/contribution.ts';
import { PairfolioError } from '../../../src/core/shared/errors.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { TranscriptImport } from '../../../src/node/import/importTranscripts.ts';
import { defaultRules } from '../../../src/node/import/captureRules.ts';
import { Ledger } from '../../../src/node/ledger/ledger.ts';
import { releaseTeamReport } from '../../../src/node/team/releaseTeamReport.ts';
import { exportPortfolio } from '../../../src/node/portfolio/export.ts';
import { transcriptSources } from '../../../src/node/transcripts/sources.ts';
import type { TranscriptSource } from '../../../src/node/transcripts/source.ts';
import { ManualClock } from '../manualClock.ts';
import { MemoryFolder } from '../portfolioFolder.ts';
import { choices, richLedger, smallLedger } from '../portfolioLedger.ts';
import { contributionsFolder, team } from '../teamFolder.ts';
import { readTranscript } from '../transcripts.ts';
import { shortTargets } from './shortTargets.ts';

/** Something that reads what others wrote. */
export interface Target {
  readonly name: string;
  /** Whole inputs as they should be, to be damaged. */
  seeds(): Promise<readonly string[]> | readonly string[];
  /** Only reads an input, for those whose whole way takes long. Throws where the reader did. */
  parse?(input: string): void;
  /** Takes an input its whole way, in a scratch folder of its own. Throws where the reader did, or did what it must not. */
  run(input: string, scratch: string): Promise<void> | void;
}

const fixtures = path.join(import.meta.dirname, '../../fixtures');
const read = (name: string): string => fs.readFileSync(path.join(fixtures, name), 'utf8');
const now = '2026-11-22T10:00:00.000Z';
const open = (home: string): Ledger => new Ledger(home, { app: 'fuzz', host: 'cli' }, new ManualClock(now), nodeDigest);

function check(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

/** Reads damaged lines as a session of a tool, through the whole import into a ledger, and as replies. */
function transcript(source: TranscriptSource): Target {
  const { name } = source;
  const folder = name === 'github-copilot' ? 'vscode-chat' : name;
  return {
    name: `transcript-${name}`,
    seeds: () => fs.readdirSync(path.join(fixtures, folder)).map((file) => read(`${folder}/${file}`)),
    parse(input) {
      const lines = input.split('\n');
      const { suggestions } = readTranscript(source.read({ name: 'session', files: [], bytes: 0 }), lines);
      for (const { callIds, hunks, ranges } of suggestions) {
        check(callIds.length > 0, 'a suggestion has a call');
        check(ranges === null || ranges.length === hunks.length, 'every hunk has its range');
      }
      const replies = replyReader(name, 'session');
      if (replies) for (const line of lines) replies.read(line);
    },
    async run(input, scratch) {
      const lines = input.split('\n');
      const session = { name: 'session', files: [], bytes: input.length };
      const ofInput: TranscriptSource = {
        ...source,
        sessions: () => [session],
        lines: () => lines,
      };
      const ledger = open(path.join(scratch, 'ledger'));
      const importing = (): Promise<{ readonly added: number }> =>
        new TranscriptImport(ledger, new ManualClock(now), nodeDigest, {
          sources: [ofInput],
          home: { homedir: scratch, env: {} },
          repository: null,
          since: '',
          signal: new AbortController().signal,
          rules: () => defaultRules,
        }).run();
      await importing();
      const again = await importing();
      check(again.added === 0, 'importing again adds nothing');
      check(ledger.unread.damaged === 0, 'what is recorded can be read');
      check(verifyLedger(ledger.segments(), nodeDigest).ok, 'the record verifies');
      JSON.stringify(ledger.decisions({ all: true }));
      ledger.dispose();
    },
  };
}

/** All files of a ledger in one text, so that they can be damaged together. */
const mark = '\n=== ';
function packed(home: string): string {
  return fs
    .readdirSync(home, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => `${mark}${name.split(path.sep).join('/')}\n${fs.readFileSync(path.join(home, name), 'utf8')}`)
    .join('');
}

function unpack(text: string, home: string): void {
  for (const kind of ['segments', 'texts']) fs.mkdirSync(path.join(home, kind), { recursive: true });
  for (const [index, part] of text.split(mark).entries()) {
    const [name = '', ...lines] = part.split('\n');
    const kind = name.startsWith('texts') ? 'texts' : 'segments';
    const file = /^(?:segments|texts)\/([A-Za-z0-9_-]{1,60}\.jsonl)$/.exec(name)?.[1] ?? `part${String(index)}.jsonl`;
    fs.writeFileSync(path.join(home, kind, file), lines.join('\n'));
  }
}

const ledgerTarget: Target = {
  name: 'ledger',
  seeds() {
    return [smallLedger(), richLedger()].map(({ ledger }) => {
      ledger.checkpoint('commit');
      return packed(ledger.home);
    });
  },
  parse(input) {
    for (const line of input.split('\n')) {
      decodeLine(line);
      placeOf(line);
      isCanonical(line);
    }
  },
  async run(input, scratch) {
    const home = path.join(scratch, 'ledger');
    unpack(input, home);
    const ledger = open(home);
    verifyLedger(ledger.segments(), nodeDigest);
    JSON.stringify(ledger.decisions({ all: true }));
    ledger.changedTexts();
    const out = path.join(scratch, 'portfolio');
    const states = ledger.states();
    await exportPortfolio(ledger, {
      out,
      clock: new ManualClock(now),
      digest: nodeDigest,
      ...(states.length > 0 ? { cases: choices(...states.slice(0, 3).map(({ id }) => id)) } : {}),
    }).catch(expected);
    ledger.append({ type: 'skipped', at: now, body: { suggestions: ['x'] } });
    if (states[0]) await ledger.forgetMany([states[0].id]).catch(expected);
    ledger.dispose();
  },
};

const manifestTarget: Target = {
  name: 'manifest',
  async seeds() {
    return Promise.all(
      [smallLedger(), richLedger()].map(async ({ ledger, cases }, index) => {
        const out = path.join(ledger.home, `portfolio-${String(index)}`);
        await exportPortfolio(ledger, {
          out,
          cases: choices(...cases),
          clock: new ManualClock(now),
          digest: nodeDigest,
        });
        return fs.readFileSync(path.join(out, manifestName), 'utf8');
      }),
    );
  },
  run(input) {
    // As one who made it would: with a digest that fits.
    const opening = '{\n  "digest": "';
    const bytes = Buffer.from(input);
    verifyPortfolio(new MemoryFolder([[manifestName, bytes]]), nodeDigest);
    if (!input.trimStart().startsWith('{')) return;
    const body = input.replace(/^\s*\{\s*("digest"\s*:\s*"[^"]*"\s*,?)?/, '');
    const zeroed = `${opening}${'0'.repeat(64)}",\n${body}`;
    const sealed = zeroed.replace('0'.repeat(64), nodeDigest.sha256(zeroed));
    const asked: string[] = [];
    const folder = new MemoryFolder([[manifestName, Buffer.from(sealed)]]);
    const result = verifyPortfolio(
      {
        file: (name) => {
          asked.push(name);
          return folder.file(name);
        },
        names: () => folder.names(),
      },
      nodeDigest,
    );
    check(!result.ok, 'a portfolio without its files does not verify');
    for (const name of asked)
      check(!name.includes('..') && !path.isAbsolute(name) && !name.includes('\\'), `${name} lies outside the folder`);
  },
};

const contributionTarget: Target = {
  name: 'contribution',
  seeds: () => team(6).map(contributionText),
  parse(input) {
    for (const text of [input, ...input.split('\n')]) {
      const given = readContribution(text);
      if (given.kind !== 'contribution') continue;
      const again = readContribution(contributionText(given.contribution));
      check(again.kind === 'contribution', 'what was read can be written and read');
    }
  },
  async run(input, scratch) {
    const from = path.join(scratch, 'in');
    fs.mkdirSync(from);
    contributionsFolder(team(5), from);
    for (const [index, line] of input.split('\n').entries())
      fs.writeFileSync(path.join(from, `x${String(index)}.json`), line);
    const options = { from, clock: new ManualClock(now), digest: nodeDigest };
    await releaseTeamReport({ ...options, out: path.join(scratch, 'out') }).catch(expected);
  },
};

const releaseLogTarget: Target = {
  name: 'release-log',
  async seeds() {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), 'pairfolio-fuzz-'));
    const from = path.join(home, 'in');
    fs.mkdirSync(from);
    contributionsFolder(team(7), from);
    const out = path.join(home, 'out');
    await releaseTeamReport({ from, out, clock: new ManualClock(now), digest: nodeDigest });
    const log = fs.readFileSync(path.join(out, 'releases.jsonl'), 'utf8');
    fs.rmSync(home, { recursive: true });
    return [log];
  },
  async run(input, scratch) {
    const [from, out] = [path.join(scratch, 'in'), path.join(scratch, 'out')];
    for (const folder of [from, out]) fs.mkdirSync(folder);
    contributionsFolder(team(7), from);
    fs.writeFileSync(path.join(out, 'releases.jsonl'), input);
    await releaseTeamReport({ from, out, clock: new ManualClock(now), digest: nodeDigest }).catch(expected);
  },
};

/** An error with a sentence for people is an answer; any other is a fault. */
function expected(error: unknown): void {
  if (!PairfolioError.is(error)) throw error;
}

/** Everything that is fuzzed. */
export const targets: readonly Target[] = [
  ledgerTarget,
  ...transcriptSources.map(transcript),
  manifestTarget,
  contributionTarget,
  releaseLogTarget,
  ...shortTargets,
];
