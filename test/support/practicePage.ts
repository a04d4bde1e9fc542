import fs from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import {
  readHostMessage,
  readPageMessage,
  type HostMessage,
  type PageMessage,
} from '../../src/core/practice/messages.ts';
import type { Project } from '../../src/core/practice/project.ts';
import { PracticeHost } from '../../src/editor/practice/practiceHost.ts';
import type { PracticeParts } from '../../src/editor/practice/practiceSession.ts';
import { webviewDocument } from '../../src/editor/webviewDocument.ts';
import { findChromium } from '../launch/chromium.ts';
import { MemoryStore } from './memoryStore.ts';
import type { ThemeName } from './reviewPage.ts';

const root = path.join(import.meta.dirname, '../..');
const origin = 'http://practice.test';

/** What stands behind a page in a test: everything real but the editor's own windows. */
export type Behind = Pick<PracticeParts, 'ledger' | 'clock' | 'digest'> &
  Partial<Pick<PracticeParts, 'store' | 'translate' | 'assist'>> & {
    readonly project?: Project | null;
    readonly locale?: string;
  };

/** Builds the bundle of the page and starts one browser for it. */
export class PracticePages {
  readonly #browser: Browser;
  readonly #files: ReadonlyMap<string, string>;

  private constructor(browser: Browser, files: ReadonlyMap<string, string>) {
    this.#browser = browser;
    this.#files = files;
  }

  static async start(): Promise<PracticePages> {
    const { outputFiles } = await esbuild.build({
      entryPoints: [path.join(root, 'src/webview/practice/practice.ts')],
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
    return new PracticePages(browser, new Map(outputFiles.map((file) => [`/${path.basename(file.path)}`, file.text])));
  }

  async open(
    behind: Behind,
    theme: ThemeName = 'dark-modern',
    size: { readonly width: number; readonly height: number } = { width: 900, height: 860 },
  ): Promise<PracticePage> {
    const context = await this.#browser.newContext({ viewport: size, timezoneId: 'UTC', locale: 'en' });
    const opened = new PracticePage(context, await context.newPage(), theme, this.#files, behind);
    await opened.load();
    return opened;
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}

/** The page in a browser, with the real host and ledger behind it. */
export class PracticePage {
  readonly page: Page;
  readonly errors: string[] = [];
  readonly received: PageMessage[] = [];
  readonly shownGroups: string[] = [];
  readonly host: PracticeHost;
  lessons = 0;
  readonly #context: BrowserContext;
  readonly #theme: ThemeName;
  readonly #files: ReadonlyMap<string, string>;
  #sending: Promise<void> = Promise.resolve();

  constructor(
    context: BrowserContext,
    page: Page,
    theme: ThemeName,
    files: ReadonlyMap<string, string>,
    behind: Behind,
  ) {
    this.#context = context;
    this.page = page;
    this.#theme = theme;
    this.#files = files;
    const { store = new MemoryStore(), translate = (english: string) => english, project = null, locale } = behind;
    this.host = new PracticeHost(
      { ...behind, store, translate, project: () => project },
      {
        send: (message) => this.#send(message),
        locale: locale ?? 'en',
        showDecision: (group) => void this.shownGroups.push(group),
        writeLessons: () => void (this.lessons += 1),
        done: () => undefined,
        unexpected: (error) =>
          void this.errors.push(error instanceof Error ? (error.stack ?? error.message) : 'unknown'),
      },
    );
  }

  async load(): Promise<void> {
    const { page } = this;
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('console', (line) => line.type() === 'error' && this.errors.push(line.text()));
    await page.exposeFunction('hostReceives', (message: unknown) => {
      const read = readPageMessage(message);
      if (!read) this.errors.push(`not a message: ${JSON.stringify(message)}`);
      else this.received.push(read);
      void this.host.receive(message);
    });
    const theme = fs.readFileSync(path.join(root, `test/fixtures/themes/${this.#theme}.json`), 'utf8');
    const host = fs.readFileSync(path.join(root, 'test/support/webviewHost.js'), 'utf8');
    // A panel stands where the editors are, not in the side bar.
    const place = `document.addEventListener('DOMContentLoaded', () => {
      document.documentElement.style.background = THEME.variables['--vscode-editor-background'];
    });`;
    await page.addInitScript({ content: `const THEME = ${theme};\n${host}\n${place}` });
    await page.route(`${origin}/**`, (route) => {
      const { pathname } = new URL(route.request().url());
      const file = pathname === '/' ? html() : this.#files.get(pathname);
      const type = pathname.endsWith('.css') ? 'text/css' : pathname.endsWith('.js') ? 'text/javascript' : 'text/html';
      return route.fulfill({ status: file === undefined ? 404 : 200, contentType: type, body: file ?? '' });
    });
    await page.goto(`${origin}/`);
    await page.bringToFront();
  }

  /** Waits until the page shows something of the record. */
  async ready(): Promise<void> {
    await this.page.locator('h1').first().waitFor();
  }

  /** Waits until a live region of the page says something. */
  async says(text: string | RegExp): Promise<void> {
    await this.page.locator('.notices .notice').filter({ hasText: text }).first().waitFor();
  }

  async close(): Promise<void> {
    await this.#context.close();
    this.host.dispose();
  }

  #send(message: HostMessage): void {
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
    script: `${origin}/practice.js`,
    style: `${origin}/practice.css`,
    nonce: 'bm9uY2U',
    locale: 'en',
    title: 'Weekly review',
    root: 'practice',
  });
}
