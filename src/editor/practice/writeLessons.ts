import path from 'node:path';
import * as vscode from 'vscode';
import type { Body } from '../../core/ledger/records.ts';
import type { TextLookup } from '../../core/ledger/toDecision.ts';
import { groupStates } from '../../core/portfolio/groups.ts';
import { standingLines } from '../../core/practice/lessonLines.ts';
import { proposeLessons } from '../../core/practice/lessons.ts';
import {
  findSection,
  lessonFiles,
  withLessons,
  withoutLessons,
  type LessonFile,
} from '../../core/practice/lessonsFile.ts';
import type { Project } from '../../core/practice/project.ts';
import { lookBack } from '../../core/practice/proposals.ts';
import { lessonsOfProject, statesOfProject } from '../../core/practice/record.ts';
import { readRules } from '../../core/practice/rules.ts';
import { isoTime, since, type Clock } from '../../core/shared/clock.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import { lessonPlaces, type LessonPlace } from '../../node/practice/lessonPlaces.ts';
import type { Assist, RecordSubject } from '../assist/assistPort.ts';
import { applyText, openText, type FileText } from './applyText.ts';
import { draftLines, editDrafted } from './draftLines.ts';
import type { LessonDocuments } from './lessonDocuments.ts';
import {
  mayWrite,
  pickLessons,
  pickPlace,
  type KnownPlace,
  type LessonPlan,
  type PickedLines,
} from './lessonQuestions.ts';

/** What the command works on. */
export interface LessonParts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly documents: LessonDocuments;
  /** Help from a model with the lines. */
  readonly assist: Pick<Assist, 'on' | 'draftOf' | 'showOutgoingOf'>;
  projectOf(folder: string): Project;
}

/**
 * What a keybinding may pass; what is missing is asked for. Nothing in it answers the question whether to write: the
 * person at the keyboard is asked.
 */
export interface LessonsRequest {
  /** One of `lessonFiles`. */
  readonly file?: unknown;
  /** `true` takes the lessons out. */
  readonly remove?: unknown;
}

/**
 * Proposes lessons for the agents of the open project, shows what would change in one of the files they read, and
 * changes it if the developer wants it.
 * @returns the file changed; undefined where nothing was
 * @throws PairfolioError `usage`, `not-found`, `output-unwritable`, `ledger-unreadable`, `ledger-unwritable`
 */
export async function writeLessons(parts: LessonParts, request: unknown): Promise<string | undefined> {
  const { ledger, clock } = parts;
  if (!vscode.workspace.isTrusted)
    throw new PairfolioError('usage', vscode.l10n.t('This folder is not trusted, so nothing is written into it.'));
  const folder = await pickFolder();
  if (folder === undefined) return undefined;
  const project = parts.projectOf(folder);
  const lookUp: TextLookup = (hashes) => ledger.texts.lookUp(hashes);
  const { practice } = await ledger.readSoon();
  // Looking up where a decision was made takes its time, so only those are looked up that can count.
  const recent = since(ledger.states(), clock.now() - lookBack);
  const groups = groupStates(statesOfProject(recent, project, lookUp));
  const lessons = proposeLessons(groups, readRules(practice, lookUp), { project: project.folder, now: clock.now() });
  const places = await Promise.all(lessonPlaces(project.folder).map(known));
  const canDraft = parts.assist.on && groups.some(({ reflection }) => reflection !== null);
  if (lessons.length === 0 && !canDraft && places.every(({ hasLessons }) => !hasLessons))
    throw new PairfolioError(
      'not-found',
      vscode.l10n.t(
        'There is nothing to tell your agents yet: a reason becomes a lesson once you gave it three times in this project within twelve weeks.',
      ),
    );
  const plan = told(request, places) ?? (await pickPlace(places, lessons.length > 0 || canDraft));
  if (!plan) return undefined;
  const { place, remove } = plan;
  const subject = canDraft && !remove ? { groups } : null;
  const chosen = remove ? noLines : await choose(parts, project, place, { lessons, subject });
  if (!chosen) return undefined;
  return change(parts, project, place, chosen);
}

const noLines: PickedLines = { lessons: [], free: [] };

/**
 * Asks what the file is to say.
 * @param offered `subject`: what a model may be told to draft lines from; null where it is not asked
 */
async function choose(
  parts: LessonParts,
  project: Project,
  place: LessonPlace,
  { lessons, subject }: Pick<PickedLines, 'lessons'> & { readonly subject: RecordSubject | null },
): Promise<PickedLines | undefined> {
  const before = await standing(parts, project, place);
  const known = [...lessons.map(({ text }) => text), ...before];
  const drafted = subject ? await draftLines(parts.assist, subject, known) : { lines: [], by: null };
  if (!drafted) return undefined;
  const free = [...before.map((text) => ({ text, from: 'file' as const })), ...drafted.lines];
  if (lessons.length === 0 && free.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no draft.'));
    return undefined;
  }
  const picked = await pickLessons({ lessons, free }, drafted.by, place.name);
  const edited = picked && (await editDrafted(picked.free));
  return edited && { lessons: picked.lessons, free: edited };
}

/** Lines in free words that were written into a file before and stand there still. */
async function standing({ ledger }: LessonParts, project: Project, place: LessonPlace): Promise<readonly string[]> {
  if (!place.exists || place.readOnly) return [];
  const { text } = await openText(place.path);
  return standingLines(findSection(text ?? ''), earlierIn(ledger, project, place.name).at(-1)?.lines);
}

/** What was written into a file of a project before, oldest first. */
function earlierIn(ledger: Ledger, project: Project, name: string): Earlier[] {
  const lookUp: TextLookup = (hashes) => ledger.texts.lookUp(hashes);
  return lessonsOfProject(ledger.read().practice, project, lookUp)
    .filter(({ file }) => file === name)
    .map(({ stated: { body } }) => {
      const { reasons, rules, assisted } = body;
      return { body: { reasons, rules, ...(assisted && { assisted }) }, lines: lookUp(body.texts)['lines'] };
    });
}

/** Lessons as they were recorded. */
interface Earlier {
  readonly body: Pick<Body<'lessons'>, 'reasons' | 'rules' | 'assisted'>;
  readonly lines: string | undefined;
}

async function pickFolder(): Promise<string | undefined> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const [first] = folders;
  if (!first)
    throw new PairfolioError(
      'usage',
      vscode.l10n.t('Open the folder of a project first: the lessons are for its agents.'),
    );
  if (folders.length === 1) return first.uri.fsPath;
  const placeHolder = vscode.l10n.t('Which project are the lessons for?');
  return (await vscode.window.showWorkspaceFolderPick({ placeHolder }))?.uri.fsPath;
}

async function known(place: LessonPlace): Promise<KnownPlace> {
  if (!place.exists || place.readOnly) return { ...place, hasLessons: false };
  const { text } = await openText(place.path);
  return { ...place, hasLessons: text !== null && findSection(text).kind !== 'none' };
}

/** What a keybinding said, every field looked at. */
function told(request: unknown, places: readonly KnownPlace[]): LessonPlan | undefined {
  if (typeof request !== 'object' || request === null || !('file' in request)) return undefined;
  const name = lessonFiles.find((file: LessonFile) => file === request.file);
  const place = places.find((one) => one.name === name);
  return place && { place, remove: 'remove' in request && request.remove === true };
}

async function change(
  parts: LessonParts,
  project: Project,
  place: LessonPlace,
  chosen: PickedLines,
): Promise<string | undefined> {
  const { name } = place;
  if (place.readOnly)
    throw new PairfolioError(
      'output-unwritable',
      vscode.l10n.t('{0} is read-only, so nothing is written into it.', name),
    );
  const before = await openText(place.path);
  const lines = [...chosen.lessons, ...chosen.free].map(({ text }) => text);
  const after = proposed(before, name, lines);
  if (after === (before.text ?? '')) {
    void vscode.window.showInformationMessage(vscode.l10n.t('{0} says all of this already.', name));
    return undefined;
  }
  const isGone = after === '' && !before.dirty;
  await showDifference(parts, place, before, after);
  const what = isGone ? 'delete' : lines.length === 0 ? 'remove' : 'write';
  const may = await mayWrite(name, what, before.dirty);
  // Once it is answered, the difference shows what is no longer so.
  await parts.documents.closeDifference();
  if (!may) return undefined;
  await applyText(place, before, isGone ? null : after);
  record(parts, project, name, chosen);
  void offerUndo(parts, project, place, { before, after: isGone ? null : after });
  return place.path;
}

/** The whole text of the file as it would be. */
function proposed({ text, eol }: FileText, name: string, lines: readonly string[]): string {
  const section = findSection(text ?? '');
  if (section.kind === 'damaged') {
    const { line, why } = section;
    throw new PairfolioError(
      'usage',
      why === 'twice'
        ? vscode.l10n.t(
            '{0} has a second section of lessons at line {1}. Delete one of them, then try again.',
            name,
            line,
          )
        : vscode.l10n.t(
            '{0} has the mark of a section of lessons at line {1} without its other half. Delete the mark, then try again.',
            name,
            line,
          ),
    );
  }
  return lines.length === 0 ? withoutLessons(text ?? '') : withLessons(text, lines, eol);
}

async function showDifference(
  { documents }: LessonParts,
  { name, path: file, exists }: LessonPlace,
  before: FileText,
  after: string,
): Promise<void> {
  const base = path.posix.basename(name);
  const now = exists ? vscode.Uri.file(file) : documents.put('now', base, before.text ?? '');
  const then = documents.put('then', base, after);
  const title = vscode.l10n.t('{0}: now ↔ with your lessons', name);
  await vscode.commands.executeCommand('vscode.diff', now, then, title, { preview: true, preserveFocus: true });
}

function record({ ledger, clock }: LessonParts, project: Project, file: string, { lessons, free }: PickedLines): void {
  const reasons = lessons.flatMap(({ about, cell }) =>
    'reason' in about ? [{ reason: about.reason, cell: { ...cell } }] : [],
  );
  const rules = lessons.flatMap(({ about }) => ('rule' in about ? [about.rule] : []));
  const before = earlierIn(ledger, project, file).at(-1)?.body.assisted;
  // What a model drafted once stays marked as long as it stands there.
  const helped = free.some(({ from }) => from === 'model' || (from === 'file' && before !== undefined));
  const lines = free.length === 0 ? undefined : free.map(({ text }) => text).join('\n');
  ledger.append(
    { type: 'lessons', at: isoTime(clock.now()), body: { reasons, rules, ...(helped && { assisted: ['lines'] }) } },
    { file, repository: project.folder, lines },
  );
}

/** Takes back what was written, as long as nobody changed the file since. */
async function offerUndo(
  parts: LessonParts,
  project: Project,
  place: LessonPlace,
  { before, after }: { readonly before: FileText; readonly after: string | null },
): Promise<void> {
  const undo = vscode.l10n.t('Undo');
  const said =
    after === null
      ? vscode.l10n.t('{0} is deleted.', place.name)
      : before.dirty
        ? vscode.l10n.t('{0} is changed in the editor; save it when you are ready.', place.name)
        : vscode.l10n.t('{0} is written.', place.name);
  if ((await vscode.window.showInformationMessage(said, undo)) !== undo) return;
  const earlier = earlierIn(parts.ledger, project, place.name).at(-2);
  await applyText(place, await unchanged(place, after), before.text);
  parts.ledger.append(
    { type: 'lessons', at: isoTime(parts.clock.now()), body: earlier?.body ?? { reasons: [], rules: [] } },
    { file: place.name, repository: project.folder, lines: earlier?.lines },
  );
}

async function unchanged({ name, path: file }: LessonPlace, text: string | null): Promise<FileText> {
  const now = await openText(file);
  if (now.text === text) return now;
  throw new PairfolioError('usage', vscode.l10n.t('{0} was changed since, so it stays as it is now.', name));
}
