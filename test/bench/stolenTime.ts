import fs from 'node:fs';

/** Processor time of a virtual machine since it started, in the kernel's ticks. */
interface Ticks {
  readonly used: number;
  /** Wanted, and given to other machines on the same hardware. */
  readonly stolen: number;
}

/** @returns undefined where the system does not tell, as only Linux does (`man 5 proc_stat`) */
export function readTicks(): Ticks | undefined {
  if (!fs.existsSync('/proc/stat')) return undefined;
  const [all = ''] = fs.readFileSync('/proc/stat', 'utf8').split('\n');
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, stolen = 0] = all.split(/ +/).slice(1).map(Number);
  return { used: user + nice + system + irq + softirq, stolen };
}

/** Of the processor time that was wanted since, the share others got; null where it is not told. */
export function stolenSince(before: Ticks | undefined): number | null {
  const now = readTicks();
  if (!before || !now) return null;
  const stolen = now.stolen - before.stolen;
  return stolen / Math.max(1, now.used - before.used + stolen);
}
