import { blocks, entriesPerOption, slots, vectorLength } from '../src/core/team/layout.ts';
import { seats } from '../src/core/team/votes.ts';

const source = 'src/core/team/layout.ts';

/** `docs/contribution.md`, made from the layout contributions are written and read with. */
export function contributionDocument(): string {
  const tables = blocks.map(({ id, about, options, offset }) => {
    const rows = options.map((option, index) => {
      const first = offset + 1 + entriesPerOption * index;
      return `| ${String(first)} | \`${option.id}\` | ${option.words} |`;
    });
    return `### \`${id}\`\n\nOf ${about}. Entry ${String(offset)} is \`${slots[offset]?.name ?? ''}\`.\n\n| votes at | answer | meaning |\n| --- | --- | --- |\n${rows.join('\n')}`;
  });
  return `${introduction}\n${tables.join('\n\n')}\n`;
}

const introduction = `# What a contribution to a team window holds

<!-- Made by \`node scripts/docs.ts\` from ${source}; a test compares the two. -->

\`pairfolio contribute\` writes one JSON object, in canonical form (RFC 8785), and nothing beside it:

| field | holds |
| --- | --- |
| \`schema\` | \`pairfolio.contribution/1\`; the slots below belong to this version and never change within it |
| \`window\` | the team window, as \`2026-W41..W44\`: one of the thirteen four-week blocks of the ISO year, in UTC; week 53 joins the last |
| \`tag\` | HMAC-SHA-256 of the window under a secret that never leaves the member’s ledger folder: shows that two files come from one member, within a window only |
| \`cohort\` | only where the member gave one: up to 24 lower-case letters, digits and hyphens |
| \`vector\` | ${String(vectorLength)} whole numbers, described below |

A withdrawal is \`{"schema":"pairfolio.withdrawal/1","tag":…,"window":…}\`.

## The vector

It consists of ${String(blocks.length)} questions. Each has ${String(seats)} votes, divided over its answers by largest remainder, whatever the number of
decisions behind them: a member with three decisions and one with three hundred have the same weight, and nobody can see
who is who. Each question is divided on its own. One without any decision behind it is absent: all its entries are 0.

The first entry of a question is 1 where it is present. Each answer has ${String(entriesPerOption)} entries after each other: its votes (0 to ${String(seats)}); 1 where
there are any (\`present\`); 1 where other answers of the question have votes (\`elsewhere\`). The last two follow from the
first. They are there because a sum of vectors, which is all a release needs, then says how many members carry a figure
and how many carry the rest of it.

Decisions count by the day their suggestion came on, by what was observed, and only once decided. A release refuses
vectors that no ledger gives: votes that are not ${String(seats)}, presence that does not follow from votes, answers without decisions.

## Questions and answers
`;
