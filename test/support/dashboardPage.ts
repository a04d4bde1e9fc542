import fs from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import {
  readHostMessage,
  readPageMessage,
  type HostMessage,
  type PageMessage,
} from '../../src/core/dashboard/messages.ts';
import type { Clock } from '../../src/core/shared/clock.ts';
import { reasonWords } from '../../src/core/shared/reasons.ts';
import { DashboardHost } from '../../src/editor/dashboard/dashboardHost.ts';
import { webviewDocument } from '../../src/editor/webviewDocument.ts';
import type { Ledger } from '../../src/node/ledger/ledger.ts';
import { findChromium } from '../launch/chromium.ts';
import type { ThemeName } from './reviewPage.ts';

const root = path.join(import.meta.dirname, '../..');
const origin = 'http://dashboard.test';

/** What stands behind a page in a test. */
export interface Behind {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly predicts?: boolean;
}

/** Builds the bundle of the dashboard and starts one browser for it. */
export class DashboardPages {
  readonly #browser: Browser;
  readonly #files: ReadonlyMap<string, string>;

  private constructor(browser: Browser, files: ReadonlyMap<string, string>) {
    this.#browser = browser;
    this.#files = files;
  }

  static async start(): Promise<DashboardPages> {
    const { outputFiles } = await esbuild.build({
      entryPoints: [path.join(root, 'src/webview/dashboard/dashboard.ts')],
      outdir: path.join(root, 'dist'),
      bundle: true,
      format: 'iife',
      platform: 'browser',
      target: 'es2022',
      write: false,
    });
    const executablePath = findChromium((line) => void process.stderr.write(`${line}\n`));
    const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
    const browser = await chromium.launch({ executablePath, args });
    return new DashboardPages(browser, new Map(outputFiles.map((file) => [`/${path.basename(file.path)}`, file.text])));
  }

  async open(behind: Behind, theme: ThemeName = 'dark-modern', width = 1280): Promise<DashboardPage> {
    const context = await this.#browser.newContext({
      viewport: { width, height: 900 },
      timezoneId: 'UTC',
      locale: 'en',
      reducedMotion: 'reduce',
    });
    const opened = new DashboardPage(context, await context.newPage(), behind);
    await opened.load(theme, this.#files);
    return opened;
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}

/** The page in a browser, with the real host and ledger behind it. */
export class DashboardPage {
  readonly page: Page;
  readonly errors: string[] = [];
  readonly received: PageMessage[] = [];
  readonly sent: HostMessage[] = [];
  readonly opened: string[] = [];
  readonly askedAbout: string[] = [];
  readonly host: DashboardHost;
  readonly #context: BrowserContext;
  #sending: Promise<void> = Promise.resolve();

  constructor(context: BrowserContext, page: Page, { ledger, clock, predicts = false }: Behind) {
    this.#context = context;
    this.page = page;
    this.host = new DashboardHost(
      { ledger, clock, translate: (english) => english },
      {
        send: (message) => this.#send(message),
        locale: 'en',
        reason: reasonWords,
        predicts: () => predicts,
        openFile: (id) => void this.opened.push(id),
        sayWhy: (group) => void this.askedAbout.push(group),
        importHistory: () => undefined,
        predictionSetting: () => undefined,
        unexpected: (error) =>
          void this.errors.push(error instanceof Error ? (error.stack ?? error.message) : 'unknown'),
      },
    );
  }

  async load(theme: ThemeName, files: ReadonlyMap<string, string>): Promise<void> {
    const { page } = this;
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('console', (line) => line.type() === 'error' && this.errors.push(line.text()));
    await page.exposeFunction('hostReceives', (message: unknown) => {
      const read = readPageMessage(message);
      if (!read) this.errors.push(`not a message: ${JSON.stringify(message)}`);
      else this.received.push(read);
      void this.host.receive(message);
    });
    const colours = fs.readFileSync(path.join(root, `test/fixtures/themes/${theme}.json`), 'utf8');
    const host = fs.readFileSync(path.join(root, 'test/support/webviewHost.js'), 'utf8');
    const place = `document.addEventListener('DOMContentLoaded', () => {
      document.documentElement.style.background = THEME.variables['--vscode-editor-background'];
    });`;
    await page.addInitScript({ content: `const THEME = ${colours};\n${host}\n${place}` });
    await page.route(`${origin}/**`, (route) => {
      const { pathname } = new URL(route.request().url());
      const file = pathname === '/' ? html() : files.get(pathname);
      const type = pathname.endsWith('.css') ? 'text/css' : pathname.endsWith('.js') ? 'text/javascript' : 'text/html';
      return route.fulfill({ status: file === undefined ? 404 : 200, contentType: type, body: file ?? '' });
    });
    await page.goto(`${origin}/`);
    await page.bringToFront();
    await page.locator('h1').waitFor();
  }

  async close(): Promise<void> {
    await this.#context.close();
    this.host.dispose();
  }

  #send(message: HostMessage): void {
    this.sent.push(message);
    if (!readHostMessage(JSON.parse(JSON.stringify(message)))) this.errors.push(`not a message: ${message.type}`);
    const event = `window.dispatchEvent(new MessageEvent('message', { data: ${JSON.stringify(message)} }))`;
    this.#sending = this.#sending.then(async () => {
      // The page may be closed by now.
      await this.page.evaluate(event).catch(() => undefined);
    });
  }
}

function html(): string {
  return webviewDocument({
    cspSource: origin,
    script: `${origin}/dashboard.js`,
    style: `${origin}/dashboard.css`,
    nonce: 'bm9uY2U',
    locale: 'en',
    title: 'Trust map',
    root: 'dashboard',
  });
}
