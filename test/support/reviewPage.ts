import fs from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { chipTable } from '../../src/core/reflect/chips.ts';
import {
  messagesVersion,
  readViewMessage,
  type HostMessage,
  type ReviewItem,
  type ReviewState,
  type ViewMessage,
} from '../../src/core/reflect/messages.ts';
import { reviewStrings } from '../../src/core/reflect/strings.ts';
import { reviewDocument } from '../../src/editor/review/page.ts';
import { findChromium } from '../launch/chromium.ts';

const root = path.join(import.meta.dirname, '../..');
const origin = 'http://review.test';

/** The colours and fonts VS Code gives a webview under one theme, as recorded from a running one. */
interface Theme {
  readonly name: string;
  readonly bodyClass: string;
  readonly variables: Readonly<Record<string, string>>;
}

export const themes = ['dark-modern', 'light-modern', 'hc-black', 'hc-light'] as const;
export type ThemeName = (typeof themes)[number];

/** Builds the bundle of the view and starts one browser for it. */
export class ReviewPages {
  readonly #browser: Browser;
  readonly #files: ReadonlyMap<string, string>;

  private constructor(browser: Browser, files: ReadonlyMap<string, string>) {
    this.#browser = browser;
    this.#files = files;
  }

  static async start(): Promise<ReviewPages> {
    const { outputFiles } = await esbuild.build({
      entryPoints: [path.join(root, 'src/webview/review.ts')],
      outdir: path.join(root, 'dist'),
      bundle: true,
      format: 'iife',
      platform: 'browser',
      target: 'es2022',
      write: false,
    });
    const args = [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ];
    const executablePath = findChromium((line) => void process.stderr.write(`${line}\n`));
    const browser = await chromium.launch({ executablePath, args });
    return new ReviewPages(browser, new Map(outputFiles.map((file) => [`/${path.basename(file.path)}`, file.text])));
  }

  async open(theme: ThemeName = 'dark-modern', size = { width: 320, height: 860 }): Promise<ReviewPage> {
    const context = await this.#browser.newContext({ viewport: size, timezoneId: 'UTC', locale: 'en' });
    const page = new ReviewPage(context, await context.newPage(), theme, this.#files);
    await page.load();
    return page;
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}

/** The messages that can have a type. */
type MessageOf<T extends ViewMessage['type']> = ViewMessage extends infer M
  ? M extends { readonly type: infer U }
    ? T extends U
      ? M
      : never
    : never
  : never;

/** The view in a browser, between a theme and a host that are not VS Code's. */
export class ReviewPage {
  readonly page: Page;
  readonly messages: ViewMessage[] = [];
  readonly errors: string[] = [];
  readonly #context: BrowserContext;
  readonly #theme: Theme;
  readonly #files: ReadonlyMap<string, string>;

  constructor(context: BrowserContext, page: Page, theme: ThemeName, files: ReadonlyMap<string, string>) {
    this.#context = context;
    this.page = page;
    this.#files = files;
    this.#theme = JSON.parse(fs.readFileSync(path.join(root, `test/fixtures/themes/${theme}.json`), 'utf8')) as Theme;
  }

  /** The first load, and what happens when a hidden view is shown again: a new script over the kept state. */
  async load(): Promise<void> {
    const { page } = this;
    if (page.url() !== `${origin}/`) {
      page.on('pageerror', (error) => this.errors.push(error.message));
      page.on('console', (line) => line.type() === 'error' && this.errors.push(line.text()));
      await page.exposeFunction('hostReceives', (message: unknown) => {
        const read = readViewMessage(message);
        if (read) this.messages.push(read);
        else this.errors.push(`not a message: ${JSON.stringify(message)}`);
      });
      const host = fs.readFileSync(path.join(root, 'test/support/webviewHost.js'), 'utf8');
      await page.addInitScript({ content: `const THEME = ${JSON.stringify(this.#theme)};\n${host}` });
      await page.route(`${origin}/**`, (route) => {
        const { pathname } = new URL(route.request().url());
        const file = this.#files.get(pathname);
        const type = pathname.endsWith('.css')
          ? 'text/css'
          : pathname.endsWith('.js')
            ? 'text/javascript'
            : 'text/html';
        const body = pathname === '/' ? reviewHtml() : (file ?? '');
        return route.fulfill({ status: pathname === '/' || file !== undefined ? 200 : 404, contentType: type, body });
      });
    }
    await page.goto(`${origin}/`);
    await page.bringToFront();
    await this.message('ready');
  }

  /** Waits for the next message of a type that was not yet waited for. */
  async message<T extends ViewMessage['type']>(type: T): Promise<MessageOf<T>> {
    const find = (): number => this.messages.findIndex((message) => message.type === type);
    for (let tries = 0; find() < 0; tries++) {
      if (tries > 200)
        throw new Error(
          `the view did not say ${type}; it said ${this.messages.map((message) => message.type).join(', ')}`,
        );
      await this.page.evaluate('new Promise(requestAnimationFrame)');
    }
    const [message] = this.messages.splice(find(), 1);
    return message as MessageOf<T>;
  }

  async send(message: HostMessage): Promise<void> {
    await this.page.evaluate(`window.dispatchEvent(new MessageEvent('message', { data: ${JSON.stringify(message)} }))`);
  }

  /** Sends a state with everything a test does not care about filled in. */
  state(items: readonly ReviewItem[], rest: Partial<ReviewState> = {}): Promise<void> {
    return this.send({
      type: 'state',
      v: messagesVersion,
      items: [...items],
      label: 'after commit 9f2c1ab',
      older: false,
      more: 0,
      started: true,
      paused: false,
      locale: 'en',
      strings: { ...reviewStrings },
      chips: chipTable((english) => english),
      ...rest,
    });
  }

  close(): Promise<void> {
    return this.#context.close();
  }
}

function reviewHtml(): string {
  return reviewDocument({
    cspSource: origin,
    script: `${origin}/review.js`,
    style: `${origin}/review.css`,
    nonce: 'bm9uY2U',
    locale: 'en',
    title: 'Pairfolio',
  });
}
