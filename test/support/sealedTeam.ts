import fs from 'node:fs';
import path from 'node:path';
import { fingerprintOf } from '../../src/core/team/sealed/fingerprint.ts';
import { layoutDigest, rosterSchema, type Roster } from '../../src/core/team/sealed/roster.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { memberKey } from '../../src/node/team/sealed/memberKey.ts';
import { CommandLine, type Said } from './commandLine.ts';
import { temporaryFolder } from './folder.ts';
import { memberLedger, teamNow, teamWindow, type Decided } from './teamLedger.ts';

/** A member with a ledger and a key of their own, at their own command line. */
export class SealingMember {
  readonly line = new CommandLine(teamNow);

  constructor(decisions: readonly Decided[]) {
    memberLedger(decisions, this.line.ledger);
  }

  get key(): string {
    return memberKey(this.line.ledger).publicKey;
  }

  get fingerprint(): string {
    return fingerprintOf(this.key, nodeDigest);
  }

  confirm(roster: string, others: readonly SealingMember[], ...more: string[]): Promise<Said> {
    return this.line.run(['roster', 'confirm', roster, ...others.map(({ fingerprint }) => fingerprint), ...more]);
  }

  seal(roster: string, out: string, ...more: string[]): Promise<Said> {
    return this.line.run(['contribute', '--sealed', roster, '--out', `${out}/`, ...more]);
  }
}

/** Decisions that differ from member to member, and are the same in every run. */
export function decisionsOf(member: number): Decided[] {
  return Array.from({ length: 4 + (member % 3) }, (_, index) => ({
    verdict: (['trusted', 'adapted', 'overrode'] as const)[(index + (index > 2 ? member : 0)) % 3] ?? 'trusted',
    kind: index % 2 === 0 ? 'fix' : 'test',
  }));
}

/** Members who gave their cards, and a lead with folders. */
export class SealedTeam {
  readonly folder = temporaryFolder();
  readonly cards = path.join(this.folder, 'cards');
  readonly given = path.join(this.folder, 'given');
  readonly out = path.join(this.folder, 'out');
  readonly roster = path.join(this.folder, 'roster.json');
  readonly lead = new CommandLine(teamNow);
  readonly members: readonly SealingMember[];

  constructor(count: number) {
    this.members = Array.from({ length: count }, (_, index) => new SealingMember(decisionsOf(index)));
  }

  async gatherCards(members = this.members, cards = this.cards): Promise<void> {
    for (const { line } of members) await line.run(['roster', 'card', '--out', `${cards}/`]);
  }

  make(...more: string[]): Promise<Said> {
    return this.lead.run(['roster', 'make', this.cards, '--window', teamWindow, '--out', this.roster, ...more]);
  }

  /** Cards, a roster, and everybody confirmed by everybody. */
  async prepare(...more: string[]): Promise<void> {
    await this.gatherCards();
    expectDone(await this.make(...more));
    await this.confirmAll(this.roster);
  }

  async confirmAll(roster: string, members = this.members): Promise<void> {
    for (const member of members)
      expectDone(
        await member.confirm(
          roster,
          members.filter((other) => other !== member),
        ),
      );
  }

  async sealAll(members = this.members, roster = this.roster, given = this.given): Promise<void> {
    for (const member of members) expectDone(await member.seal(roster, given));
  }

  release(...more: string[]): Promise<Said> {
    return this.lead.run(['team', this.given, '--sealed', this.roster, '--out', this.out, ...more]);
  }

  /** The files in the folder, by name. */
  files(): string[] {
    return fs.readdirSync(this.given).map((name) => path.join(this.given, name));
  }
}

export function expectDone({ code, out, err }: Said): void {
  if (code !== 0) throw new Error([...out, ...err].join('\n'));
}

/** A roster of keys, as made by hand. */
export function rosterOf(keys: readonly string[], more: Partial<Roster> = {}): Roster {
  return {
    schema: rosterSchema,
    window: teamWindow,
    layout: layoutDigest(nodeDigest),
    minimum: 5,
    attempt: 1,
    noise: 0,
    lead: null,
    members: [...keys].sort(),
    ...more,
  };
}
