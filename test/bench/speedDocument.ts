import type { Figure, Machine } from './run.ts';

/** What `npm run bench -- --write` found out. */
export interface Measured {
  readonly machine: Machine;
  readonly figures: readonly Figure[];
  /** ISO 8601. */
  readonly at: string;
}

/** `docs/speed.md`: every figure beside its budget, and the machine it comes from. */
export function speedDocument({ machine, figures, at }: Measured): string {
  const { cpu, cores, memory, system, load, loadAfter, stolen, node } = machine;
  const busy =
    load > 0.5 * cores
      ? `\n**The machine was busy** when this was measured (load ${load.toFixed(1)} on ${String(cores)} cores before it began): times by the clock\nare longer than they would be on a quiet one.\n`
      : '';
  const others =
    stolen === null
      ? ''
      : `\nOther machines on the same hardware got ${(100 * stolen).toFixed(1)} % of the processor time that was wanted meanwhile.`;
  return `# How fast it is

<!-- Written by \`npm run bench -- --write\`. CONTRIBUTING.md, “Speed”, says how each figure is made. -->

Measured on ${at.slice(0, 10)} on ${cpu}, ${String(cores)} cores, ${String(memory)} GiB, ${system}, Node ${node}; load ${load.toFixed(1)} before and ${loadAfter.toFixed(1)} after.${others}
${busy}
| what | measured | budget | kept | least and most of single windows |
| --- | ---: | ---: | --- | --- |
${figures.map(row).join('\n')}
`;
}

function row({ name, value, unit, budget, runs }: Figure): string {
  // A rate is to be reached, everything else is not to be exceeded.
  const isKept = budget === null ? '' : (unit.endsWith('/s') ? value >= budget : value <= budget) ? 'yes' : '**no**';
  const limit = budget === null ? '' : `${String(budget)} ${unit}`.trim();
  const range = runs ? `${short(runs.least)} – ${short(runs.most)}` : '';
  const indented = name.replace(/^ +/, '· ').replaceAll('|', '\\|');
  return `| ${indented} | ${short(value)} ${unit} | ${limit} | ${isKept} | ${range} |`.replaceAll('  ', ' ');
}

function short(value: number): string {
  return value >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
