import fs from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import {
  readHostMessage,
  readPageMessage,
  type HostMessage,
  type PageMessage,
} from '../../src/core/portfolio/chooser/messages.ts';
import type { Clock } from '../../src/core/shared/clock.ts';
import type { Digest } from '../../src/core/shared/digest.ts';
import { ChooserHost, type ChooserEditor } from '../../src/editor/portfolio/chooserHost.ts';
import type { ChoiceStore, ChooserParts } from '../../src/editor/portfolio/chooserParts.ts';
import { webviewDocument } from '../../src/editor/webviewDocument.ts';
import { buildPortfolio, type BuiltPortfolio } from '../../src/node/portfolio/build.ts';
import { writePortfolio } from '../../src/node/portfolio/export.ts';
import type { Ledger } from '../../src/node/ledger/ledger.ts';
import { findChromium } from '../launch/chromium.ts';
import { MemoryStore } from './memoryStore.ts';
import { makeKey, signingWith, type KeyPair } from './sshKeys.ts';
import type { ThemeName } from './reviewPage.ts';

const root = path.join(import.meta.dirname, '../..');
const origin = 'http://portfolio.test';

/** What stands behind a page in a test: everything real but the editor's own windows. */
export interface Behind {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly digest: Digest;
  readonly store?: ChoiceStore;
  readonly out?: string;
  readonly assist?: ChooserParts['assist'];
}

/** Builds the bundle of the page and starts one browser for it. */
export class ChooserPages {
  readonly #browser: Browser;
  readonly #files: ReadonlyMap<string, string>;

  private constructor(browser: Browser, files: ReadonlyMap<string, string>) {
    this.#browser = browser;
    this.#files = files;
  }

  static async start(): Promise<ChooserPages> {
    const { outputFiles } = await esbuild.build({
      entryPoints: [path.join(root, 'src/webview/portfolio/portfolio.ts')],
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
    return new ChooserPages(browser, new Map(outputFiles.map((file) => [`/${path.basename(file.path)}`, file.text])));
  }

  async open(
    behind: Behind,
    theme: ThemeName = 'dark-modern',
    size: { readonly width: number; readonly height: number } = { width: 1200, height: 860 },
  ): Promise<ChooserPage> {
    const context = await this.#browser.newContext({ viewport: size, timezoneId: 'UTC', locale: 'en' });
    const opened = new ChooserPage(context, await context.newPage(), theme, this.#files, behind);
    await opened.load();
    return opened;
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}

/** The page in a browser, with the real host, ledger and builder behind it. */
export class ChooserPage {
  readonly page: Page;
  readonly errors: string[] = [];
  readonly received: PageMessage[] = [];
  /** What was opened as a document: name, and whether as a page. */
  readonly opened: [name: string, rendered: boolean][] = [];
  readonly written: string[] = [];
  readonly askedAbout: string[] = [];
  /** What was previewed last. */
  built: BuiltPortfolio | null = null;
  /** The author's own key, made when it is first needed. */
  key: KeyPair | undefined;
  readonly host: ChooserHost;
  readonly #context: BrowserContext;
  readonly #theme: ThemeName;
  readonly #files: ReadonlyMap<string, string>;
  #sending: Promise<void> = Promise.resolve();
  #free: Promise<unknown> = Promise.resolve();

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
    const { ledger, clock, digest, store = new MemoryStore(), out, assist } = behind;
    const editor: ChooserEditor = {
      send: (message) => this.#send(message),
      locale: 'en',
      pickFolder: () => Promise.resolve(undefined),
      confirmOverwrite: () => Promise.resolve(false),
      previewed: (built) => void (this.built = built),
      open: (name, rendered) => {
        this.opened.push([name, rendered]);
        return Promise.resolve();
      },
      written: (_result, folder) => {
        this.written.push(folder);
        return Promise.resolve();
      },
      sayWhy: (group) => void this.askedAbout.push(group),
      importHistory: () => undefined,
      unexpected: (error) => void this.errors.push(error instanceof Error ? (error.stack ?? error.message) : 'unknown'),
    };
    this.host = new ChooserHost(
      { ledger, clock, digest, store, ...(assist && { assist }), translate: (english) => english },
      {
        build: (options) => buildPortfolio(ledger, options),
        write: (built, options) => writePortfolio(built, options, digest),
        signing: () => signingWith((this.key ??= makeKey())),
      },
      editor,
      out ?? null,
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
      void this.#free.then(() => this.host.receive(message));
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

  /** The host is busy from now on: what the page says reaches it when the function it gets here is called. */
  busy(): () => void {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#free = promise;
    return () => resolve(undefined);
  }

  /** Waits until the page shows decisions. */
  async ready(): Promise<void> {
    await this.page.locator('.finder [role=option]').first().waitFor();
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
    script: `${origin}/portfolio.js`,
    style: `${origin}/portfolio.css`,
    nonce: 'bm9uY2U',
    locale: 'en',
    title: 'Portfolio',
    root: 'portfolio',
  });
}
