import { maskSecrets } from '../ledger/secrets.ts';
import type { Digest } from '../shared/digest.ts';
import { caseLines } from './caseLines.ts';
import type { CaseView } from './caseRecords.ts';
import { caseSection } from './caseSection.ts';
import { isPicture } from './charts/picture.ts';
import { evidenceName } from './evidence/evidenceJson.ts';
import { evidenceProblem } from './evidence/verifyEvidence.ts';
import { inlinePicture } from './html/inlinePicture.ts';
import { htmlName, renderHtml } from './html/renderHtml.ts';
import {
  manifestName,
  readManifest,
  rendering,
  signatureName,
  sumsFor,
  sumsName,
  type ListedFile,
  type Manifest,
} from './manifest.ts';
import { draftStamp } from './renderMarkdown.ts';
import { evidenceTable } from './sections/evidenceTable.ts';
import { rootLine } from './sections/frontMatter.ts';
import { verifyCase } from './verifyCase.ts';
import { longDate } from './words.ts';

/** The page every portfolio has. */
export const pageName = 'portfolio.md';

/** A file of a portfolio as found. `why` ends a sentence that begins with its name. */
export type FoundFile = { readonly bytes: Uint8Array } | { readonly why: string };

/** A folder that may hold a portfolio; reads nothing outside itself. */
export interface PortfolioFolder {
  file(name: string): FoundFile;
  /** Names of all files in it, `/` between folders. */
  names(): readonly string[];
}

/** One check: about a file, a case or the page, whether it passed, and what was found in one sentence. */
export interface Check {
  readonly about: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly message: string;
}

/** The result of verifying a portfolio. */
export interface Verification {
  readonly ok: boolean;
  readonly checks: readonly Check[];
  /** Files in the folder that the manifest does not list. */
  readonly notCovered: readonly string[];
  /** The cases as their proof gives them, for further checks; only those that passed. */
  readonly cases: readonly CaseView[];
  /** What the portfolio says of itself, and what SHA256SUMS must be; undefined where the manifest cannot be trusted. */
  readonly said: { readonly manifest: Manifest; readonly sums: string } | undefined;
}

/**
 * Checks a portfolio folder: the manifest by its own digest first, then every listed file, SHA256SUMS, each case
 * against the record root, and that the page and the evidence table show the proven cases word for word.
 */
export function verifyPortfolio(folder: PortfolioFolder, digest: Digest): Verification {
  const found = folder.file(manifestName);
  const read =
    'why' in found
      ? { ok: false as const, problem: `${manifestName} ${found.why}` }
      : readManifest(found.bytes, digest);
  if (!read.ok || 'why' in found) {
    const message = `${read.ok ? '' : read.problem}. What the other files should be stands there, so they were not checked.`;
    return {
      ok: false,
      checks: [{ about: manifestName, status: 'failed', message }],
      notCovered: [],
      cases: [],
      said: undefined,
    };
  }
  const { manifest } = read;
  const checks: Check[] = [{ about: manifestName, status: 'passed', message: 'its own digest fits its bytes' }];
  const cases: CaseView[] = [];
  const files = listedFiles(manifest);
  if ('problem' in files) checks.push({ about: manifestName, status: 'failed', message: files.problem });
  else checks.push(...files.map((file) => checkFile(folder.file(file.name), file, manifest, digest)));
  const sums = sumsFor(manifest.files, digest.sha256(found.bytes));
  checks.push(checkSums(folder.file(sumsName), sums));
  manifest.cases.forEach((proven, index) => {
    const result = verifyCase(proven, manifest, digest);
    const about = `case ${String(index + 1)} (${proven.id.slice(0, 10)})`;
    checks.push({ about, status: result.ok ? 'passed' : 'failed', message: result.message });
    if (result.ok) cases.push(result.view);
  });
  // Only a page that is the exported one is worth comparing: else it is reported already, by its name.
  if (checks.every(({ status }) => status === 'passed')) {
    checks.push(checkPage(folder.file(pageName), manifest, cases));
    // Portfolios of earlier versions have none.
    if (manifest.files.some(({ name }) => name === evidenceName))
      checks.push(checkEvidence(folder.file(evidenceName), manifest, cases));
    if (manifest.files.some(({ name }) => name === htmlName)) checks.push(checkHtml(folder, manifest, digest));
  }
  const listed = new Set([manifestName, sumsName, signatureName, ...manifest.files.map(({ name }) => name)]);
  const notCovered = folder.names().filter((name) => !listed.has(name));
  return { ok: checks.every(({ status }) => status !== 'failed'), checks, notCovered, cases, said: { manifest, sums } };
}

function listedFiles({ files }: Manifest): readonly ListedFile[] | { readonly problem: string } {
  const names = new Set(files.map(({ name }) => name));
  if (names.size !== files.length || [manifestName, sumsName, signatureName].some((name) => names.has(name)))
    return { problem: 'it lists a file twice, or itself' };
  if (!names.has(pageName)) return { problem: `it lists no ${pageName}` };
  return files;
}

function checkFile(
  found: FoundFile,
  { name, sha256, size }: ListedFile,
  { exported }: Manifest,
  digest: Digest,
): Check {
  if ('why' in found) return { about: name, status: 'failed', message: `${name} ${found.why}` };
  if (found.bytes.length !== size || digest.sha256(found.bytes) !== sha256)
    return { about: name, status: 'failed', message: `${name} was changed after it was exported` };
  return { about: name, status: 'passed', message: `unchanged since the export of ${longDate(exported)}` };
}

function checkSums(found: FoundFile, expected: string): Check {
  if ('why' in found) return { about: sumsName, status: 'failed', message: `${sumsName} ${found.why}` };
  const bytes = new TextEncoder().encode(expected);
  const same = bytes.length === found.bytes.length && bytes.every((byte, index) => byte === found.bytes[index]);
  if (!same)
    return {
      about: sumsName,
      status: 'failed',
      message: `${sumsName} is not what follows from the files: it was changed after it was exported`,
    };
  return { about: sumsName, status: 'passed', message: 'names every file and exactly its digest' };
}

/** Whether the evidence table says of the proven cases what their proof gives. */
function checkEvidence(found: FoundFile, manifest: Manifest, cases: readonly CaseView[]): Check {
  const about = evidenceName;
  if ('why' in found) return { about, status: 'failed', message: `${about} ${found.why}` };
  if (manifest.rendering !== rendering) return { about, status: 'skipped', message: otherVersion };
  const problem = evidenceProblem(found.bytes, manifest, cases);
  return problem === undefined
    ? { about, status: 'passed', message: 'its cases are to the byte what the proven records give' }
    : { about, status: 'failed', message: problem };
}

/** Whether portfolio.html is what follows from portfolio.md and the listed pictures, so that reading either is reading both. */
function checkHtml(folder: PortfolioFolder, manifest: Manifest, digest: Digest): Check {
  const about = htmlName;
  const fail = (why: string): Check => ({ about, status: 'failed', message: `${htmlName} ${why}` });
  if (manifest.rendering !== rendering) return { about, status: 'skipped', message: otherVersion };
  const textOf = (name: string): string => {
    const found = folder.file(name);
    return 'why' in found ? '' : new TextDecoder('utf-8', { ignoreBOM: true }).decode(found.bytes);
  };
  const pictures = manifest.files.flatMap(({ name }) => (isPicture(name) ? [{ name, svg: textOf(name) }] : []));
  const foreign = pictures.find(({ svg }) => inlinePicture(svg) === undefined);
  if (foreign) return fail(`cannot be checked: ${foreign.name} is no picture that Pairfolio draws`);
  if (textOf(htmlName) !== renderHtml(textOf(pageName), pictures, digest))
    return fail(`is not what follows from ${pageName} and the pictures: it was written by something else`);
  return { about, status: 'passed', message: `shows ${pageName} and the pictures, byte for byte, and nothing else` };
}

const otherVersion =
  'written by another version of Pairfolio: whether its words are those of the proof was not compared';

/** Whether the page shows the proven cases, all of them, no other, and the root they are proven against. */
function checkPage(found: FoundFile, manifest: Manifest, cases: readonly CaseView[]): Check {
  const fail = (message: string): Check => ({ about: pageName, status: 'failed', message: `${pageName} ${message}` });
  if ('why' in found) return fail(found.why);
  if (manifest.rendering !== rendering) {
    return { about: pageName, status: 'skipped', message: otherVersion };
  }
  let rest = new TextDecoder().decode(found.bytes);
  if (!rest.includes(`\n${rootLine(manifest.record.root)}\n`))
    return fail('does not carry the record root of the manifest');
  if (rest.includes(`\n${draftStamp}\n`) === manifest.reviewed)
    return fail('and the manifest disagree on whether the author reviewed it');
  const proof = { size: manifest.record.size, signed: manifest.signed !== undefined };
  for (const [index, view] of cases.entries()) {
    const section = `\n${caseSection(view, index + 1, proof)}\n`;
    const at = rest.indexOf(section);
    if (at < 0) return fail(`does not show case ${String(index + 1)} as it is proven`);
    rest = rest.slice(0, at) + rest.slice(at + section.length - 1);
  }
  if (/^### /m.test(rest)) return fail('shows a case that is not proven');
  if (cases.length > 0 && !rest.includes(`\n${caseLines(cases)}\n`))
    return fail('does not name the decisions in its opening as they are proven');
  if (!rest.includes(`\n${maskSecrets(evidenceTable(cases, proof.signed))}\n`))
    return fail('does not list the evidence as it is proven');
  return {
    about: pageName,
    status: 'passed',
    message:
      cases.length === 0
        ? 'carries the record root and shows no case'
        : 'its cases are word for word what the proven records give',
  };
}
