import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { readAnswer } from '../../../src/core/assist/answer.ts';
import { encodeEndorsement, readEndorsement } from '../../../src/core/portfolio/proof/endorsement.ts';
import { readChoice, writeChoice } from '../../../src/core/portfolio/chooser/choice.ts';
import { readPageMessage as readChooserMessage } from '../../../src/core/portfolio/chooser/messages.ts';
import { readPageMessage as readMapMessage } from '../../../src/core/dashboard/messages.ts';
import { readPageMessage as readPracticeMessage } from '../../../src/core/practice/messages.ts';
import { findSection, withLessons, withoutLessons } from '../../../src/core/practice/lessonsFile.ts';
import { readViewMessage } from '../../../src/core/reflect/messages.ts';
import { PairfolioError } from '../../../src/core/shared/errors.ts';
import { parseJson } from '../../../src/core/shared/json.ts';
import { cardText, readCard, readRoster, rosterText } from '../../../src/core/team/sealed/roster.ts';
import { readSealed, sealedSchema, sealedText, type Sealed } from '../../../src/core/team/sealed/sealedFile.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { readSigners } from '../../../src/node/ssh/allowedSigners.ts';
import { armoured, checkSignature, dearmoured, readSignature } from '../../../src/node/ssh/signature.ts';
import { rosterOf } from '../sealedTeam.ts';
import { makeKey, signAlone } from '../sshKeys.ts';
import type { Target } from './targets.ts';

// Readers that take an input whole and at once: what they say is held against what they must never say.

function holds(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

/** @returns undefined where it was refused with a sentence for people */
function answered<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (PairfolioError.is(error)) return undefined;
    throw error;
  }
}

const keys = Array.from({ length: 6 }, () => randomBytes(32).toString('hex'));

const roster: Target = {
  name: 'roster',
  seeds: () => [
    rosterText(rosterOf(keys)),
    rosterText(rosterOf(keys, { noise: 3, lead: keys[0] ?? null })),
    cardText(keys[0] ?? ''),
  ],
  run(input) {
    const read = answered(() => readRoster(input));
    if (read)
      holds(rosterText(readRoster(rosterText(read))) === rosterText(read), 'a roster is read as it was written');
    const card = readCard(input);
    if (card !== undefined) holds(readCard(cardText(card)) === card, 'a card is read as it was written');
  },
};

const sealed: Target = {
  name: 'sealed',
  seeds: () => [
    sealedText({
      schema: sealedSchema,
      window: '2026-W41..W44',
      roster: '0'.repeat(64),
      attempt: 1,
      member: keys[0] ?? '',
      words: [0, 1, 2 ** 32 - 1],
      digest: '0'.repeat(64),
    } as unknown as Sealed),
  ],
  run(input) {
    const read = readSealed(input, nodeDigest);
    if (read.kind !== 'sealed') return;
    const again = readSealed(sealedText(read.sealed), nodeDigest);
    holds(again.kind === 'sealed', 'what was read can be written and read');
  },
};

const signed = 'what was signed';
const namespace = 'pairfolio';

const signature: Target = {
  name: 'signature',
  seeds: () =>
    [['ed25519'], ['ecdsa'], ['rsa', '-b', '2048']].map((type) => signAlone(makeKey(type), signed, namespace)),
  run(input) {
    const read = readSignature(Buffer.from(input));
    if (!read.ok) return;
    const blob = dearmoured(input);
    holds(blob !== undefined && armoured(blob) === input, 'a signature is taken only to the letter');
    checkSignature(read.signature, signed, namespace);
    holds(
      checkSignature(read.signature, `${signed}.`, namespace) !== 'good',
      'it is good for nothing but what was signed',
    );
  },
};

const signers: Target = {
  name: 'signers',
  seeds() {
    const { line } = makeKey();
    return [
      `# the team\na@example.org namespaces="pairfolio,git",valid-after="20260101" ${line} at home\n`,
      `${line}\n${makeKey(['ecdsa']).line}\n`,
    ];
  },
  run(input) {
    const read = readSigners(input, 'team.keys');
    holds(read.signers.length + read.unused <= input.split('\n').length, 'a line has one signer at most');
  },
};

const endorsement: Target = {
  name: 'endorsement',
  seeds: () => [
    encodeEndorsement({
      case: '0'.repeat(64),
      says: 'I reviewed this change.',
      as: 'colleague',
      at: '2026-11-22T10:00:00.000Z',
      key: 'ssh-ed25519 AAAA',
    }),
  ],
  run(input) {
    const read = readEndorsement(Buffer.from(input));
    if (read)
      holds(readEndorsement(Buffer.from(encodeEndorsement(read))) !== undefined, 'it is read as it was written');
  },
};

const lessonsFile: Target = {
  name: 'lessons-file',
  seeds: () => [
    '# Agents\n\nUse tabs.\n',
    '# Agents\r\n\r\nUse tabs.',
    withLessons('# Agents\n', ['Name each case.']),
    '',
  ],
  run(input) {
    const { kind } = findSection(input);
    if (kind === 'damaged') return;
    const lessons = ['Look at two files beside it.', 'No new dependency.'];
    const written = withLessons(input, lessons);
    holds(findSection(written).kind === 'one', 'what was written is found');
    holds(withLessons(written, lessons) === written, 'writing again changes nothing');
    const bare = withoutLessons(input);
    if (kind === 'none') holds(bare === input, 'where nothing was written nothing is taken away');
    if (kind === 'none') holds(withoutLessons(written) === input, 'taking it away leaves the file as it was');
  },
};

const answer = v.object({ summary: v.string(), lines: v.optional(v.array(v.string())) });

const modelAnswer: Target = {
  name: 'model-answer',
  seeds: () => [
    '{"summary": "Two were kept.", "lines": ["a", "b"]}',
    'Sure!\n```json\n{"summary": "{not} \\"this\\""}\n```\nAnything else?',
    '<think>{"summary": "no"}</think>{"summary": "yes"}',
  ],
  run(input) {
    const read = answered(() => readAnswer(input, answer));
    if (read) holds(typeof read.summary === 'string', 'an answer has the form that was asked for');
  },
};

const messages: Target = {
  name: 'page-messages',
  seeds: () =>
    [
      { type: 'ready' },
      { type: 'span', span: '90' },
      { type: 'decisions', selection: { what: 'trusted', base: false, at: null, where: [], month: null }, from: 0 },
      { type: 'practice', id: 'a', practice: { title: 't', prompt: 'p' } },
      writeChoice(readChoice(undefined)),
    ].map((message) => JSON.stringify(message)),
  run(input) {
    const value: unknown = parseJson(input);
    for (const read of [readViewMessage, readChooserMessage, readMapMessage, readPracticeMessage]) {
      const message: unknown = read(value);
      if (message !== undefined) holds(typeof message === 'object' && message !== null, 'a message is an object');
    }
    const choice = readChoice(value);
    holds(new Set(choice.picks.map(({ id }) => id)).size === choice.picks.length, 'a case is chosen once');
  },
};

export const shortTargets: readonly Target[] = [
  roster,
  sealed,
  signature,
  signers,
  endorsement,
  lessonsFile,
  modelAnswer,
  messages,
];
