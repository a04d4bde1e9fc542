import fs from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from './folder.ts';
import { GitRepository } from './gitRepository.ts';
import { laterText, type TelemetryRow } from './telemetry.ts';

/** A developer's machine: a home folder with Continue's log of completions, and the repository they worked in. */
export interface ContinueHome {
  readonly home: string;
  readonly repository: GitRepository;
  /** The file of each row, relative to the repository. */
  readonly files: readonly string[];
}

/**
 * Writes telemetry as Continue would have logged it: a line for each completion that was shown, with the answer, the
 * text and the time, and a commit an hour after the last of them.
 *
 * The telemetry has neither files nor prompts nor later texts. Made up are therefore: the file, one for each row, so
 * that each is a decision of its own; what the commit holds in it, a text at the distance the telemetry gives; and
 * every name, which has `word` in it, so that it is known again wherever it may turn up. Nothing is committed later, so
 * after fourteen days all that was kept still stands; what was rejected has no file, and nothing is known of it then.
 * @param begin when the first row came: ISO 8601. The others come as much later as they did.
 */
export function continueHome(rows: readonly TelemetryRow[], word: string, begin: string): ContinueHome {
  const home = temporaryFolder();
  const repository = new GitRepository(`${word}-project`);
  const shift = Date.parse(begin) - Date.parse(rows[0]?.time ?? begin);
  const timeOf = ({ time }: TelemetryRow): string => new Date(Date.parse(time) + shift).toISOString();
  const files = rows.map((_, index) => `src/${word}_${String(index)}.py`);
  const lines = rows.map((row, index) => {
    const file = files[index] ?? '';
    if (row.event === 'accepted') repository.write(file, laterText(row, row.language));
    return JSON.stringify({
      eventName: 'autocomplete',
      schema: '0.2.0',
      timestamp: timeOf(row),
      accepted: row.event === 'accepted',
      prefix: `# of ${word}\n`,
      suffix: '',
      prompt: `go on with the work of ${word}`,
      completion: row.suggestion,
      modelProvider: 'mistral',
      modelName: `${word}-model`,
      completionId: `${word}-${String(index)}`,
      filepath: `file://${repository.root}/${file}`,
      time: 240,
      numLines: row.suggestion.split('\n').length,
    });
  });
  // The session is named after this folder.
  const log = path.join(home, '.continue/dev_data', `0.2.0-${word}`, 'autocomplete.jsonl');
  fs.mkdirSync(path.dirname(log), { recursive: true });
  fs.writeFileSync(log, `${lines.join('\n')}\n`);
  const last = rows.at(-1);
  repository.commit(`Work of ${word}`, new Date(Date.parse(last ? timeOf(last) : begin) + 3_600_000).toISOString());
  return { home, repository, files };
}
