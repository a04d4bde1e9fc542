import type { Section } from './lessonsFile.ts';
import { oneLine } from './lessons.ts';

/** A line for agents in free words: no count proposes it. */
export interface FreeLine {
  /** One line, without the mark of a list. */
  readonly text: string;
  /** `model`: it drafted it · `record`: it follows from reasons given, in a model's place · `file`: it was written before. */
  readonly from: 'model' | 'record' | 'file';
}

/** Lines as they can stand in the section: each once, and none that is among those known. */
export function freeLines(texts: readonly string[], known: readonly string[]): string[] {
  const tidied = texts.map((text) => oneLine(text.replace(/^\s*[-*+]\s+/, '')));
  return [...new Set(tidied)].filter((text) => text !== '' && !known.includes(text));
}

/**
 * The lines in free words that were written before and stand in the file still, so that writing it anew does not lose them.
 * @param written as they were recorded, one a line; undefined where none were
 */
export function standingLines(section: Section, written: string | undefined): string[] {
  if (section.kind !== 'one' || written === undefined) return [];
  const there = section.lines.map((line) => line.trim());
  return written.split('\n').filter((line) => there.includes(`- ${line}`));
}
