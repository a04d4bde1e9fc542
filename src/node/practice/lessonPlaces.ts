import fs from 'node:fs';
import path from 'node:path';
import { lessonFiles, type LessonFile } from '../../core/practice/lessonsFile.ts';

/** A file agents read, in a project. */
export interface LessonPlace {
  readonly name: LessonFile;
  /** Absolute. */
  readonly path: string;
  readonly exists: boolean;
  /** Whether nobody may write it. A folder in its place cannot be written either. */
  readonly readOnly: boolean;
}

/** The files agents read, whether they are there or not. Of several names that lead to one file only the first. */
export function lessonPlaces(folder: string): LessonPlace[] {
  const seen = new Set<string>();
  return lessonFiles.flatMap((name): LessonPlace[] => {
    const file = path.join(folder, ...name.split('/'));
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (!stat) return [{ name, path: file, exists: false, readOnly: false }];
    const real = fs.realpathSync(file);
    if (seen.has(real)) return [];
    seen.add(real);
    // By its mode, not by trying: who may do everything would write where nobody is meant to.
    return [{ name, path: file, exists: true, readOnly: !stat.isFile() || (stat.mode & 0o222) === 0 }];
  });
}
