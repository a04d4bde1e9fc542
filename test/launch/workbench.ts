import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, CDPSession, Frame, Locator, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { until } from '../host/until.ts';
import { commandTitle } from './commandTitle.ts';
import { cacheFolder } from './paths.ts';
import type { Server } from './server.ts';
import { triggerKey } from './settings.ts';

export interface WorkbenchOptions {
  payload?: [key: string, value: string][];
  /** Called before the page is opened, e.g. to expose functions to it. */
  prepare?: (page: Page) => Promise<void>;
  size?: { width: number; height: number };
  report?: (line: string) => void;
}

/** Opens the workbench of `server` in headless Chromium and waits until it has loaded. */
export async function openWorkbench(server: Server, options: WorkbenchOptions = {}): Promise<Workbench> {
  const browser = await launchBrowser(options.report ?? (() => undefined));
  try {
    const page = await browser.newPage({ viewport: options.size ?? { width: 1400, height: 900 } });
    page.setDefaultTimeout(30_000);
    await options.prepare?.(page);
    await page.goto(server.url(options.payload));
    const workbench = new Workbench(browser, page);
    await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 90_000 });
    return workbench;
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** A VS Code window, used the way a person uses it: with keys that go where the focus is, and with eyes. */
export class Workbench {
  readonly #browser: Browser;
  #devtools: Promise<CDPSession> | undefined;
  /** For what the methods below do not offer. */
  readonly page: Page;

  constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.page = page;
  }

  /** Presses one chord or several in turn, e.g. `press('Control+k', 'Control+s')`. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Types key by key; `delay` in ms between keys. */
  async type(text: string, delay = 10): Promise<void> {
    await this.page.keyboard.type(text, { delay });
  }

  /** Composes text as an input method does: `stages` are what it shows meanwhile. */
  async compose(stages: readonly string[], into: string): Promise<void> {
    const client = await (this.#devtools ??= this.page.context().newCDPSession(this.page));
    for (const text of stages) {
      const selection = { selectionStart: text.length, selectionEnd: text.length };
      await client.send('Input.imeSetComposition', { text, ...selection });
    }
    await client.send('Input.insertText', { text: into });
  }

  /** Drags the selected text with the mouse to the start of a line of the active editor, counted from 0. */
  async dragSelection(line: number): Promise<void> {
    const editor = this.page.locator('.editor-group-container.active .monaco-editor').first();
    const from = await editor.locator('.selected-text').first().boundingBox();
    const lines = await editor.locator('.lines-content > .view-lines').first().boundingBox();
    if (!from || !lines) throw new Error('Nothing is selected that could be dragged.');
    const to = { x: lines.x + 1, y: lines.y + (line + 0.5) * from.height };
    const { mouse } = this.page;
    await mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await mouse.down();
    await mouse.move(to.x, to.y, { steps: 5 });
    await editor.locator('.dnd-target').first().waitFor();
    await mouse.up();
  }

  /** Runs a command through the palette: a title as the palette shows it, or the id of one of Pairfolio's commands. */
  async runCommand(titleOrId: string): Promise<void> {
    const title = commandTitle(titleOrId);
    await this.press('F1');
    await this.#pick(`>${title}`, title);
  }

  /** Picks an entry of the list that is open, or opens next. */
  async pick(label: string): Promise<void> {
    await this.quickInput.locator('.monaco-list-row').filter({ hasText: label }).first().waitFor();
    await this.#pick(label, label);
  }

  /** Opens a file of the workspace through quick open, with the focus in its editor. */
  async openFile(name: string): Promise<void> {
    await this.press('Control+p');
    const file = path.basename(name);
    await this.#pick(name, file);
    await this.page.locator('.tab.active').filter({ hasText: file }).waitFor();
    await this.page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    // VS Code creates the part of an editor that asks for inline suggestions when it is idle, and what is typed before
    // that gets none. Asking for one creates it at once.
    await this.press(triggerKey.pressed);
  }

  /** Puts the cursor at a line and column (both from 1) of the active editor. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.press('Control+g');
    const position = `:${String(line)}:${String(column)}`;
    await this.quickInput.waitFor();
    await this.quickInput.locator('input').first().fill(position);
    await this.press('Enter');
    await this.quickInput.waitFor({ state: 'hidden' });
    await this.waitForText('.statusbar', `Ln ${String(line)}, Col ${String(column)}`);
  }

  /** Saves the active editor and waits until the dot on its tab is gone. */
  async save(): Promise<void> {
    await this.press('Control+s');
    await this.page.locator('.tab.active:not(.dirty)').waitFor();
  }

  /** @returns the ghost text of the active editor, once there is one */
  async waitForGhostText(): Promise<string> {
    const rest = this.page.locator(ghostText.rest);
    await rest.first().waitFor();
    const lines = [
      (await rest.allTextContents()).join(''),
      ...(await this.page.locator(ghostText.lines).allTextContents()),
    ];
    return plain(lines.join('\n'));
  }

  /** Waits until no ghost text is shown. */
  async waitForNoGhostText(): Promise<void> {
    await this.page.locator(ghostText.rest).first().waitFor({ state: 'detached' });
  }

  /** Waits until an element that matches `selector` shows `text`. */
  async waitForText(selector: string, text: string | RegExp): Promise<Locator> {
    const found = this.page.locator(selector).filter({ hasText: text }).first();
    await found.waitFor();
    return found;
  }

  /** @returns the lines the active editor shows (only those in sight), without ghost text */
  async visibleLines(): Promise<string> {
    const lines = await this.page.evaluate<string[]>(`
      [...document.querySelectorAll('.editor-group-container.active .view-lines .view-line')]
        .map((line) => ({ top: parseFloat(line.style.top), text: line.textContent }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text)`);
    return plain(lines.join('\n'));
  }

  /**
   * @returns the document inside a webview of `extension` that has an element matching `selector`, once it is there.
   * Keys still go where the focus is: click into the frame or let the page take the focus first.
   */
  async webviewFrame(selector = 'body', extension = 'pairfolio.pairfolio'): Promise<Frame> {
    // VS Code nests two frames: iframe.webview.ready, whose address names the extension, around #active-frame. An
    // extension may have several.
    const outer = this.page.locator(`iframe.webview.ready[src*="extensionId=${extension}"]`);
    const inside = await until(
      `${selector} in a webview of ${extension}`,
      async () => {
        for (const one of await outer.all()) {
          const found = one.contentFrame().locator('iframe#active-frame').contentFrame().locator(selector);
          if ((await found.count()) > 0) return found;
        }
        return undefined;
      },
      30_000,
    );
    const frame = await (await inside.first().elementHandle()).ownerFrame();
    if (!frame) throw new Error(`The webview of ${extension} went away while it was looked at.`);
    return frame;
  }

  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible');
  }

  async screenshot(file: string): Promise<void> {
    mkdirSync(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
  }

  /** Keeps a screenshot of what went wrong and says where. */
  async screenshotOfFailure(name: string): Promise<void> {
    const file = path.join(cacheFolder, 'failures', `${name.replaceAll(/[^\w.-]+/g, '-')}.png`);
    await this.screenshot(file);
    console.error(`Screenshot of the failure: ${file}`);
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }

  async #pick(query: string, label: string): Promise<void> {
    await this.quickInput.waitFor();
    await this.quickInput.locator('input').first().fill(query);
    await this.quickInput.locator('.monaco-list-row.focused').filter({ hasText: label }).waitFor();
    await this.press('Enter');
  }
}

const ghostText = {
  rest: '.ghost-text-decoration', // what follows on the line of the cursor
  lines: '.view-line:has(.ghost-text)', // the lines below it
};

/** Monaco draws spaces as no-break spaces. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
