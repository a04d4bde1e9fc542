import { wilson } from '../../../src/core/portfolio/rates.ts';
import { acceptRows, isAcceptRow, ordinaryRows } from './rows.ts';
import { limits, overall, type Score } from './score.ts';

/** What the document says besides the numbers. */
export interface Circumstances {
  /** Version of VS Code. */
  readonly vscode: string;
  /** How many different steps were scripted. */
  readonly steps: number;
}

/** docs/recognition.md, from the numbers of a run. Nothing in it may differ between two runs with the same result. */
export function recognitionDocument(scores: readonly Score[], { vscode, steps }: Circumstances): string {
  const { right, recorded, accepted } = overall(scores);
  const actions = scores.reduce((sum, one) => sum + one.actions, 0);
  const accepts = scores.filter(({ row }) => isAcceptRow(row));
  const probably = scores.filter((one) => one.probably > 0);
  return `# How well Pairfolio knows an AI edit

<!-- Made by \`npm run test:recognise\` from a run in a real VS Code; the run fails when this file says something else. -->

Pairfolio is a VS Code extension that records which code an AI suggested and what became of it. Before anything else it has
to know, for each change of a file, whether a suggestion was taken over or somebody just edited. VS Code does not tell
extensions that. This page says how often Pairfolio is right.

- **Precision**, of what it recorded as an AI's, how much was: ${shareOf(right, recorded)}.
- **Recall**, of the suggestions that were taken over, how many it recorded: ${shareOf(right, accepted)}.

In brackets are 95 % intervals (Wilson). The run fails below ${percent(limits.precision)} % precision or ${percent(limits.recall)} % recall, or when more than
${percent(limits.wrong)} % of any kind of ordinary edit is taken for an AI's.

## How it is measured

A script works in VS Code ${vscode} as a person does: it presses real keys, moves the mouse, uses the clipboard, git and other
programs; ${count(actions)} actions, among them ${String(steps)} different steps in TypeScript, Python, Markdown, JSON, HTML, notebook cells and unsaved
documents. An assistant made for the test offers suggestions, often while ordinary work goes on, so that there is something
to confuse.

The truth comes from VS Code itself. It keeps a reason for each change (\`inlineCompletionAccept\`, \`cursor\`, \`reloadFromDisk\`,
and so on), which only extensions still in development may read. A second extension, installed for this test alone, reads it.
Pairfolio cannot: the run starts by showing that the events Pairfolio gets do not have that field, as in any VS Code. What
Pairfolio says is what stands in its ledger afterwards, with a confidence of .5 or more.

## Suggestions taken over

${acceptTable(scores).join('\n')}

*Text is right* compares only where the script says which characters were taken over.

## Ordinary edits

${ordinaryTable(scores).join('\n')}

Records on top of the suggestions taken over, in the first table's kinds: ${String(accepts.reduce((sum, one) => sum + one.wrong, 0))}.

## Probably

Without a key, a transcript or another proof there is only the shape of a change: several lines at once, say. Shape alone
never counts. It is kept as *probably*, below a confidence of .5, shown by \`pairfolio log --all\` only, and asks nothing.

${
  probably.length === 0
    ? "In this run nothing was recorded as probably an AI's."
    : table(
        ['kind', 'actions', "probably an AI's"],
        probably.map((one) => [one.row, count(one.actions), count(one.probably)]),
      ).join('\n')
}

## What is not measured here

- Suggestions taken over by other means than the keys VS Code has for it: the mouse, the command palette, a key of one's own.
- Chat and agents, in VS Code or beside it. They are known by what they write down themselves; see [agents.md](agents.md).
- Other versions of VS Code, editors built on it, macOS and Windows, extensions that change what keys do.
- Real models. The assistant of the test offers fixed texts; what is measured is whether a change is known for what it is,
  not what it says.

The steps are a script, not a sample of anybody's day: the intervals say how sure the shares are for work like this script's.

## See for yourself

\`npm ci && npm run test:recognise\` needs Node, git and Chromium, and takes a few minutes. It installs VS Code's server beside
the tests. The steps are in \`test/host/recognise/steps/\`, the extension that knows the truth in \`test/oracle/\`.
\`ACCEPT=1 npm run test:recognise\` writes this page anew. With \`LONG=1\` the long runs are three times as long and only the
limits are checked.
`;
}

function acceptTable(scores: readonly Score[]): string[] {
  const cells = scores
    .filter(({ row }) => isAcceptRow(row))
    .map(({ row, accepted, right, missed, surface, exact, texts }) => [
      row,
      count(accepted),
      count(right),
      count(missed),
      interval(right, accepted),
      `${count(surface)} of ${count(right)}`,
      texts === 0 ? '–' : `${count(exact)} of ${count(texts)}`,
    ]);
  const names = ['taken over', 'recorded', 'missed', 'recall', 'where it came from is right', 'text is right'];
  return table(['kind', ...names], cells);
}

function ordinaryTable(scores: readonly Score[]): string[] {
  const cells = scores
    .filter(({ row }) => !isAcceptRow(row))
    .map(({ row, actions, wrong }) => [row, count(actions), count(wrong), interval(wrong, actions)]);
  return table(['kind', 'actions', "taken for an AI's", 'share'], cells);
}

/** Both tables, line by line, for the terminal. */
export const tables = (scores: readonly Score[]): string[] => [...acceptTable(scores), ...ordinaryTable(scores)];

function table(names: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(names), line(names.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)];
}

/** All rows, in the order of the tables. */
export const rows = [...acceptRows, ...ordinaryRows];

function shareOf(part: number, all: number): string {
  return all === 0 ? 'nothing to tell from' : `${interval(part, all)}, ${count(part)} of ${count(all)}`;
}

function interval(part: number, all: number): string {
  if (all === 0) return '–';
  const [low, high] = wilson(part, all);
  return `${percent(part / all)} % (${percent(low)}–${percent(high)})`;
}

/** With two digits, as the limits are; a whole number without. */
function percent(share: number): string {
  return String(Math.round(10_000 * share) / 100);
}

function count(n: number): string {
  return n.toLocaleString('en-US');
}
