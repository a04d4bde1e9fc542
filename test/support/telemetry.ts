import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { relativeDistance } from '../../src/core/follow/distance.ts';

// Decided inline suggestions of six real developers; test/fixtures/telemetry/README.md says where they come from.

export interface TelemetryRow {
  /** UTC */
  readonly time: string;
  readonly event: 'accepted' | 'rejected';
  readonly suggestion: string;
  /** Distances 15 to 600 seconds after an accept; null for what was rejected. */
  readonly editPercentage: readonly number[] | null;
  readonly language: string;
}

const folder = path.join(import.meta.dirname, '../fixtures/telemetry');

/** The file of each developer. */
export const developers = fs
  .readdirSync(folder)
  .filter((name) => name.endsWith('.jsonl'))
  .sort();

export function telemetryOf(name: string): TelemetryRow[] {
  const lines = fs.readFileSync(path.join(folder, name), 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as TelemetryRow);
}

/** As far apart as the last check found them. */
const lastDistance = ({ editPercentage }: TelemetryRow): number => editPercentage?.at(-1) ?? 1;

export const labels = ['trusted', 'adapted', 'overrode'] as const;
export type Label = (typeof labels)[number];

/** The definition, straight from the raw figures. */
export function labelOf(row: TelemetryRow): Label {
  if (row.event === 'rejected') return 'overrode';
  const distance = lastDistance(row);
  return distance < 0.05 ? 'trusted' : distance < 0.5 ? 'adapted' : 'overrode';
}

/** How many rows have each label, in the order of {@link labels}. */
export function countLabels(rows: readonly TelemetryRow[]): number[] {
  return labels.map((label) => rows.filter((row) => labelOf(row) === label).length);
}

const bands: Readonly<Record<Label, readonly [from: number, below: number]>> = {
  trusted: [0, 0.05],
  adapted: [0.05, 0.5],
  overrode: [0.5, 1.01],
};

/**
 * A text at about the last distance of the suggestion, with its end rewritten: the telemetry has figures and no later
 * texts.
 * @param language where indentation is syntax it weighs as well
 */
export function laterText(row: TelemetryRow, language: string | null): string {
  const letters = Array.from(row.suggestion);
  const places = letters.flatMap((letter, index) => (/\s/u.test(letter) ? [] : [index]));
  const [from, below] = bands[labelOf(row)];
  const wanted = Math.round(lastDistance(row) * places.length);
  const counts = Array.from({ length: places.length + 1 }, (_, count) => count);
  for (const count of counts.sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))) {
    const text = [...letters];
    for (const place of places.slice(places.length - count)) text[place] = '\u{E000}';
    const distance = relativeDistance(row.suggestion, text.join(''), language);
    if (distance >= from && distance < below) return text.join('');
  }
  throw new Error(`no text of ${String(places.length)} letters is ${labelOf(row)}`);
}

/** As many rows, drawn with replacement; the same in every run (Park and Miller's generator). */
export function resampled(rows: readonly TelemetryRow[], seed: number): TelemetryRow[] {
  let state = seed;
  const drawn = rows.map(() => {
    state = (state * 48_271) % 2_147_483_647;
    const row = rows[state % rows.length];
    assert.ok(row);
    return row;
  });
  return drawn.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
}
