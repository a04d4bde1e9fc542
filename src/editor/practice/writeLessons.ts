import path from 'node:path';
import * as vscode from 'vscode';
import type { TextLookup } from '../../core/ledger/toDecision.ts';
import { groupStates } from '../../core/portfolio/groups.ts';
import { proposeLessons, type Lesson } from '../../core/practice/lessons.ts';
import {
  findSection,
  lessonFiles,
  withLessons,
  withoutLessons,
  type LessonFile,
} from '../../core/practice/lessonsFile.ts';
import type { Project } from '../../core/practice/project.ts';
import { lookBack } from '../../core/practice/proposals.ts';
import { statesOfProject } from '../../core/practice/record.ts';
import { readRules } from '../../core/practice/rules.ts';
import { isoTime, type Clock } from '../../core/shared/clock.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import { lessonPlaces, type LessonPlace } from '../../node/practice/lessonPlaces.ts';
import { applyText, openText, type FileText } from './applyText.ts';
import type { LessonDocuments } from './lessonDocuments.ts';
import { mayWrite, pickLessons, pickPlace, type KnownPlace, type LessonPlan } from './lessonQuestions.ts';

/** What the command works on. */
export interface LessonParts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly documents: LessonDocuments;
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
  const recent = ledger.states().filter(({ at }) => clock.now() - Date.parse(at) < lookBack);
  const groups = groupStates(statesOfProject(recent, project, lookUp));
  const lessons = proposeLessons(groups, readRules(practice, lookUp), { project: project.folder, now: clock.now() });
  const places = await Promise.all(lessonPlaces(project.folder).map(known));
  if (lessons.length === 0 && places.every(({ hasLessons }) => !hasLessons))
    throw new PairfolioError(
      'not-found',
      vscode.l10n.t(
        'There is nothing to tell your agents yet: a reason becomes a lesson once you gave it three times in this project within twelve weeks.',
      ),
    );
  const plan = told(request, places) ?? (await pickPlace(places, lessons.length > 0));
  if (!plan) return undefined;
  const chosen = plan.remove ? [] : await pickLessons(lessons, plan.place.name);
  if (!chosen) return undefined;
  return change(parts, project, plan.place, chosen);
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
  lessons: readonly Lesson[],
): Promise<string | undefined> {
  const { name } = place;
  if (place.readOnly)
    throw new PairfolioError(
      'output-unwritable',
      vscode.l10n.t('{0} is read-only, so nothing is written into it.', name),
    );
  const before = await openText(place.path);
  const after = proposed(before, name, lessons);
  if (after === (before.text ?? '')) {
    void vscode.window.showInformationMessage(vscode.l10n.t('{0} says all of this already.', name));
    return undefined;
  }
  const isGone = after === '' && !before.dirty;
  await showDifference(parts, place, before, after);
  const what = isGone ? 'delete' : lessons.length === 0 ? 'remove' : 'write';
  const may = await mayWrite(name, what, before.dirty);
  // Once it is answered, the difference shows what is no longer so.
  await parts.documents.closeDifference();
  if (!may) return undefined;
  await applyText(place, before, isGone ? null : after);
  record(parts, project, name, lessons);
  void offerUndo(parts, project, place, { before, after: isGone ? null : after });
  return place.path;
}

/** The whole text of the file as it would be. */
function proposed({ text, eol }: FileText, name: string, lessons: readonly Lesson[]): string {
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
  if (lessons.length === 0) return withoutLessons(text ?? '');
  return withLessons(
    text,
    lessons.map((lesson) => lesson.text),
    eol,
  );
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

function record({ ledger, clock }: LessonParts, { folder }: Project, file: string, lessons: readonly Lesson[]): void {
  const reasons = lessons.flatMap(({ about, cell }) =>
    'reason' in about ? [{ reason: about.reason, cell: { ...cell } }] : [],
  );
  const rules = lessons.flatMap(({ about }) => ('rule' in about ? [about.rule] : []));
  ledger.append({ type: 'lessons', at: isoTime(clock.now()), body: { reasons, rules } }, { file, repository: folder });
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
  const { practice } = parts.ledger.read();
  const earlier = practice.lessons.filter(({ body }) => {
    const { file, repository } = parts.ledger.texts.lookUp(body.texts);
    return file === place.name && repository === project.folder;
  });
  await applyText(place, await unchanged(place, after), before.text);
  const { reasons = [], rules = [] } = earlier.at(-2)?.body ?? {};
  parts.ledger.append(
    { type: 'lessons', at: isoTime(parts.clock.now()), body: { reasons, rules } },
    { file: place.name, repository: project.folder },
  );
}

async function unchanged({ name, path: file }: LessonPlace, text: string | null): Promise<FileText> {
  const now = await openText(file);
  if (now.text === text) return now;
  throw new PairfolioError('usage', vscode.l10n.t('{0} was changed since, so it stays as it is now.', name));
}
