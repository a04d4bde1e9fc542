import path from 'node:path';
import { describeDiagnosis, diagnose } from '../doctor/diagnosis.ts';
import type { Command } from './command.ts';

/** `pairfolio doctor`: what is seen on this machine and what is not. */
export const doctorCommand: Command = {
  name: 'doctor',
  usage: '[--from DIR] [--json]',
  summary: 'say what is seen on this machine and what is not, and why',
  options: { from: { type: 'string' }, json: { type: 'boolean' } },
  positionals: [0, 0],
  async run(context, options) {
    const { homedir, env } = context.surroundings;
    const home =
      typeof options['from'] === 'string'
        ? { homedir: path.resolve(context.cwd, options['from']), env: {} }
        : { homedir, env };
    const diagnosis = await diagnose(context.openLedger(), home, context.signal);
    if (options['json'] === true) context.print(JSON.stringify(diagnosis));
    else for (const line of describeDiagnosis(diagnosis, home.homedir)) context.print(line);
    return 0;
  },
};
