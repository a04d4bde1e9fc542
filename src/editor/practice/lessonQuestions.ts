import * as vscode from 'vscode';
import { cellWords, type Translate } from '../../core/practice/words.ts';
import type { FreeLine } from '../../core/practice/lessonLines.ts';
import type { Lesson } from '../../core/practice/lessons.ts';
import type { LessonPlace } from '../../node/practice/lessonPlaces.ts';

const translate: Translate = (english) => vscode.l10n.t(english);

/** What to do with which file. */
export interface LessonPlan {
  readonly place: LessonPlace;
  readonly remove: boolean;
}

/** A file with what Pairfolio knows of it. */
export interface KnownPlace extends LessonPlace {
  readonly hasLessons: boolean;
}

/** Asks which file is written, or freed of its lessons. */
export async function pickPlace(places: readonly KnownPlace[], canWrite: boolean): Promise<LessonPlan | undefined> {
  const write = places.map((place) => ({
    label: place.hasLessons ? vscode.l10n.t('Update {0}', place.name) : vscode.l10n.t('Write into {0}', place.name),
    description: place.hasLessons
      ? vscode.l10n.t('has lessons')
      : place.exists
        ? vscode.l10n.t('exists')
        : vscode.l10n.t('is created'),
    plan: { place, remove: false },
  }));
  const remove = places
    .filter(({ hasLessons }) => hasLessons)
    .map((place) => ({
      label: vscode.l10n.t('Take the lessons out of {0}', place.name),
      description: '',
      plan: { place, remove: true },
    }));
  // What holds lessons already, then what is there: the first is what Enter means.
  const rank = ({ plan: { place } }: (typeof write)[number]): number => (hasIt(place) ? 0 : place.exists ? 1 : 2);
  const items = [...(canWrite ? write.sort((a, b) => rank(a) - rank(b)) : []), ...remove];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Lessons for agents'),
    placeHolder: vscode.l10n.t('Which file do your agents read? You see the difference before anything is written.'),
  });
  return picked?.plan;
}

function hasIt(place: LessonPlace): boolean {
  return 'hasLessons' in place && place.hasLessons === true;
}

/** What goes into a file. */
export interface PickedLines {
  readonly lessons: readonly Lesson[];
  readonly free: readonly FreeLine[];
}

/**
 * Asks which lessons go in; all of them at first, but those a model drafted.
 * @param by the model
 * @returns undefined when the developer turned back
 */
export async function pickLessons(
  { lessons, free }: PickedLines,
  by: string | null,
  file: string,
): Promise<PickedLines | undefined> {
  const freeItems = free.map((line) => ({
    label: line.text,
    description: {
      model: vscode.l10n.t('draft by {0}, not yours yet', by ?? ''),
      record: vscode.l10n.t('from reasons you gave'),
      file: vscode.l10n.t('written before'),
    }[line.from],
    detail: '',
    picked: line.from === 'file',
    lesson: undefined,
    line,
  }));
  const items = lessons.map((lesson) => ({
    label: lesson.text,
    description: lesson.counted
      ? vscode.l10n.t('your reason in {0} of {1}', lesson.counted.count, lesson.counted.of)
      : vscode.l10n.t('your rule'),
    detail: cellWords(lesson.cell, translate),
    picked: true,
    lesson,
    line: undefined,
  }));
  const picked = await vscode.window.showQuickPick([...items, ...freeItems], {
    title: vscode.l10n.t('Lessons for agents'),
    placeHolder: vscode.l10n.t('What should {0} say?', file),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return (
    picked && {
      lessons: picked.flatMap(({ lesson }) => lesson ?? []),
      free: picked.flatMap(({ line }) => line ?? []),
    }
  );
}

/** Asks whether what the difference shows is written. The list stays open while the developer looks around in there. */
export async function mayWrite(
  file: string,
  change: 'write' | 'remove' | 'delete',
  unsaved: boolean,
): Promise<boolean> {
  const yes = {
    write: vscode.l10n.t('Write {0}', file),
    remove: vscode.l10n.t('Take the lessons out of {0}', file),
    delete: vscode.l10n.t('Delete {0}: nothing else is in it', file),
  }[change];
  const detail = unsaved
    ? vscode.l10n.t('The file has changes of yours that are not saved. It is changed in the editor, and you save it.')
    : vscode.l10n.t('Undo takes it back.');
  const items = [
    { label: `$(check) ${yes}`, detail, yes: true },
    { label: `$(close) ${vscode.l10n.t('Leave it as it is')}`, detail: '', yes: false },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Lessons for agents'),
    placeHolder: vscode.l10n.t('The difference shows every line. Nothing is written yet.'),
    ignoreFocusOut: true,
  });
  return picked?.yes === true;
}
