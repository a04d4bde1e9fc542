import { metricsOf } from '../../core/team/metrics.ts';
import type { TeamReport } from '../../core/team/teamReport.ts';
import { isReadableOnTheWay } from '../team/collector.ts';
import type { CommandContext } from './command.ts';

/**
 * Says what of a released report is about to leave the machine, asks on a terminal, and sends it.
 * @returns whether it was sent
 * @throws PairfolioError `send-failed`
 */
export async function sendReleased(context: CommandContext, report: TeamReport, url: URL): Promise<boolean> {
  const figures = metricsOf(report).reduce((sum, { points }) => sum + points.length, 0);
  context.note(
    `To ${url.href}: ${String(figures)} figures of the released report of ${report.window}, all of which stand in team-report.json. Nothing else is sent, and nothing that was not released.`,
  );
  if (isReadableOnTheWay(url)) context.note('The connection is not encrypted: others on the way can read the report.');
  if (context.interactive && !(await context.confirm('Send it?'))) {
    context.note('Nothing was sent.');
    return false;
  }
  const { sendReport } = await import('../team/otlp.ts');
  await sendReport(report, url, { version: context.version });
  context.note(`The collector at ${url.origin} took the report.`);
  return true;
}
