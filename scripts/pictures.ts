// npm run pictures: the pictures of the README, taken from the product: a pairing session is played in a real VS Code
// (scripts/playPairing.ts), and the portfolio that comes out of it is opened in a browser.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchBrowser } from '../test/launch/browser.ts';
import { repositoryRoot } from '../test/launch/paths.ts';
import { playPairing } from './playPairing.ts';
import { smallPng } from './smallPng.ts';

const report = (line: string): void => console.log(line);
const keep = (name: string, png: Buffer): void => {
  const small = smallPng(png);
  writeFileSync(path.join(repositoryRoot, 'docs/pictures', name), small);
  report(`docs/pictures/${name}: ${String(Math.ceil(small.length / 1024))} KiB`);
};

const scratch = mkdtempSync(path.join(tmpdir(), 'pairfolio-pictures-'));
const out = path.join(scratch, 'portfolio');
try {
  await playPairing(out, report);
  const steps = readdirSync(path.join(out, 'run'));
  const answering = steps.find((name) => name.includes('answer-for-capture'));
  if (answering === undefined) throw new Error('The session had no answer to take a picture of.');
  keep('review.png', readFileSync(path.join(out, 'run', answering)));

  const browser = await launchBrowser(report);
  try {
    const page = await browser.newPage({ viewport: { width: 980, height: 960 } });
    await page.goto(pathToFileURL(path.join(out, 'portfolio.html')).href);
    await page.locator('h3').first().scrollIntoViewIfNeeded();
    await page
      .locator('h3')
      .first()
      .evaluate((heading: { scrollIntoView(): void }) => heading.scrollIntoView());
    keep('portfolio.png', await page.screenshot());
  } finally {
    await browser.close();
  }
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}
