import type { Checkpoint, Domain, Pattern, TaskKind, Verdict } from '../shared/words.ts';
import type { Left } from './left.ts';
import type { Order } from './order.ts';
import type { Body } from './records.ts';

/** What was last said of a class, by each of those who say something. Null: unknown. */
export type Said<T> = Readonly<Partial<Record<Body<'classified'>['by'], T | null>>>;

/** Everything the records say about one suggestion, texts still as hashes. */
export interface SuggestionState {
  readonly id: string;
  /** Where the record that stands is, for proofs: segment and sequence number. */
  place: { readonly segment: string; readonly seq: number };
  at: string;
  body: Body<'suggestion'>;
  /** What was measured at each checkpoint, the newest of several. */
  survival: Readonly<Record<Checkpoint, Body<'survival'> | null>>;
  /** The same for counting. A commit found later says what was left at the commit where no checkpoint does. */
  left: Left;
  verdict: { readonly label: Verdict; readonly settled: boolean; readonly because: string; readonly at: string } | null;
  /** Hashes of the record that holds the newest kept text. */
  kept: Readonly<Record<string, string>> | null;
  reflection: (Body<'reflection'> & { readonly at: string }) | null;
  /** Oldest first, by when each was seen. */
  commits: readonly (Body<'commit'> & { readonly at: string })[];
  /** What was seen that checks it, oldest first. */
  verification: readonly SeenCheck[];
  followUp: (Body<'followUp'> & { readonly at: string }) | null;
  /** What the developer says it was, else what the rules made of path and commit, else what it was recorded with. */
  kind: TaskKind | null;
  domain: Domain | null;
  /** What the newest inference looked at. */
  classifiedFrom: 'path' | 'commit' | null;
  caseWords: Body<'case'> | null;
  /** How the developer says the work was shared; null where they leave it to what is guessed. */
  pattern: Pattern | null;
  /** Its prompt, kept as a practice; null where it never was, or is no more. */
  practice: (Body<'practice'> & { readonly at: string }) | null;
  /** How likely its developer held it that it would stand, said before looking; the first stands. */
  prediction: { readonly expected: number; readonly at: string } | null;
  /** The developer's correction: false is "not AI". */
  ai: boolean | null;
  skippedAt: string | null;
  askedAt: string | null;
  forgotten: boolean;
  /** The suggestions of its group, itself among them, by id; one list for all of them. */
  together: readonly SuggestionState[];
  saidKind: Said<TaskKind>;
  saidDomain: Said<Domain>;
  /** Where the latest record that states each thing stands, to tell whether another is later. */
  readonly standing: Record<string, Order>;
}

/** How far a suggestion had gone from what was offered, 0 to 1; null where that was not measured. */
export function distanceAt({ survival, commits }: SuggestionState, checkpoint: Checkpoint): number | null {
  const measured = survival[checkpoint]?.distance ?? null;
  if (measured !== null || checkpoint !== 'commit') return measured;
  // A commit found later, when its decision was looked at again, comes with its distance alone.
  for (const { distance } of commits) if (distance !== null) return distance;
  return null;
}

/** Something that was done to check a suggestion, whatever else it checks. */
export type SeenCheck = Pick<Body<'verification'>, 'kind' | 'what' | 'result' | 'check'> & { readonly at: string };
