import { anchorCommand } from './anchor.ts';
import { checkCommand } from './check.ts';
import type { Command } from './command.ts';
import { contributeCommand } from './contribute.ts';
import { doctorCommand } from './doctor.ts';
import { endorseCommand } from './endorse.ts';
import { exportCommand } from './export.ts';
import { forgetCommand } from './forget.ts';
import { importCommand } from './import.ts';
import { logCommand } from './log.ts';
import { mcpCommand } from './mcp.ts';
import { portfolioCommand } from './portfolio.ts';
import { rosterCommand } from './roster.ts';
import { storedCommand } from './stored.ts';
import { teamCommand } from './team.ts';
import { verifyCommand } from './verify.ts';

/** Every command of the command line, in the order of its help. */
export const allCommands: readonly Command[] = [
  importCommand,
  logCommand,
  portfolioCommand,
  verifyCommand,
  anchorCommand,
  endorseCommand,
  exportCommand,
  contributeCommand,
  rosterCommand,
  teamCommand,
  mcpCommand,
  doctorCommand,
  checkCommand,
  storedCommand,
  forgetCommand,
];
