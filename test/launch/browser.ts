import { chromium, type Browser } from 'playwright-core';
import { findChromium } from './chromium.ts';

/** Starts headless Chromium with everything off that would reach out to the network or open a window of its own. */
export function launchBrowser(report: (line: string) => void): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(report),
    // Whoever starts it decides what a signal ends; it is closed with its owner.
    handleSIGINT: false,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
    ],
  });
}
