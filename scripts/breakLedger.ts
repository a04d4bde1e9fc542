// npm run break [-- --rounds 5000]: kills processes that write a ledger, two at a time, at random moments, and looks each
// time whether what they had acknowledged is there. Two hundred rounds are part of npm test.
import { parseArgs } from 'node:util';
import { killWriters } from '../test/support/breaking/kill.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5000' } } });
const start = performance.now();
const { killed, recorded } = await killWriters(Number(values.rounds), {
  onLedger: (soFar, told) => {
    if (soFar % 500 === 0)
      console.log(`${String(soFar)} writers killed, ${String(told)} records acknowledged and kept`);
  },
});
const seconds = Math.round((performance.now() - start) / 1000);
console.log(
  `${String(killed)} writers were killed in ${String(seconds)} s; all ${String(recorded)} records they had acknowledged are there, and every chain verifies.`,
);
