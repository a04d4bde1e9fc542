// Releases the report of a folder of contributions and prints the seconds, those of the processor, and the most memory (MiB) that took. A process
// of its own: what others leave behind is not counted.
import { nodeDigest } from '../../src/node/digest.ts';
import { releaseTeamReport } from '../../src/node/team/releaseTeamReport.ts';
import { systemClock } from '../../src/node/clock.ts';

const [from = '', out = ''] = process.argv.slice(2);
const used = process.cpuUsage();
const start = performance.now();
// Whenever this runs, the window is over.
const clock = { ...systemClock, now: () => Date.UTC(2027, 0, 1) };
const result = await releaseTeamReport({ from, out, clock, digest: nodeDigest });
if (!result.released) throw new Error(result.reasons.join(' '));
const { user, system } = process.cpuUsage(used);
console.log((performance.now() - start) / 1000, (user + system) / 1e6, process.resourceUsage().maxRSS / 1024);
