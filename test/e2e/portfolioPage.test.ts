import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import fc from 'fast-check';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { buildPortfolio, type BuildOptions } from '../../src/node/portfolio/build.ts';
import { writeFiles } from '../../src/node/portfolio/writePortfolio.ts';
import { until } from '../host/until.ts';
import { launchBrowser } from '../launch/browser.ts';
import { temporaryFolder } from '../support/folder.ts';
import { hostileText, hostileToldFields } from '../support/hostileText.ts';
import { pdfText } from '../support/pdfText.ts';
import { choices, emptyLedger, richLedger, tell } from '../support/portfolioLedger.ts';
import { assertStrictHtml } from '../support/strictHtml.ts';

const phone = { width: 320, height: 640 } as const;

/** Builds a portfolio and writes it. @returns the address of its page */
async function written(
  { ledger, clock, digest }: ReturnType<typeof emptyLedger>,
  options: Pick<BuildOptions, 'cases'> = {},
): Promise<string> {
  const folder = temporaryFolder();
  const { files } = await buildPortfolio(ledger, { clock, digest, ...options });
  ledger.dispose();
  writeFiles(folder, files);
  return path.join(folder, 'portfolio.html');
}

describe('portfolio.html in a real browser', function () {
  this.timeout(180_000);
  let browser: Browser;
  let rich: string;
  let empty: string;
  const problems: string[] = [];

  /** A page that notes whatever it should not do: ask for something, run something, break its policy. */
  const open = async (file: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const { href } = pathToFileURL(file);
    page.on(
      'request',
      (request) => request.url().split('#')[0] !== href && problems.push(`asked for ${request.url()}`),
    );
    page.on('console', (line) => problems.push(`said ${line.text()}`));
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('dialog', (dialog) => {
      problems.push(`opened ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(href);
    return page;
  };
  const close = (page: Page): Promise<void> => page.context().close();

  before(async () => {
    browser = await launchBrowser((line) => void process.stderr.write(`${line}\n`));
    const made = richLedger();
    rich = await written(made, { cases: choices(...made.cases) });
    empty = await written(emptyLedger());
  });

  after(() => browser.close());

  afterEach(() => {
    assert.deepEqual(problems.splice(0), []);
  });

  for (const look of ['light', 'dark', 'print', 'forced'] as const) {
    it(`has no accessibility problem: ${look}`, async () => {
      const looked = [
        [rich, { width: 1280, height: 900 }],
        [empty, phone],
      ] as const;
      for (const [file, viewport] of looked) {
        const page = await open(file, { viewport });
        await page.emulateMedia(
          look === 'print'
            ? { media: 'print' }
            : look === 'forced'
              ? { forcedColors: 'active' }
              : { colorScheme: look },
        );
        const { violations, passes } = await new AxeBuilder({ page }).analyze();
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
          [],
        );
        assert.ok(passes.some(({ id }) => id === 'color-contrast'));
        await close(page);
      }
    });
  }

  it('holds no script and asks for nothing, even from its own folder', async () => {
    const page = await open(rich);
    assert.equal(await page.evaluate('document.scripts.length'), 0);
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
    assert.match(
      policy ?? '',
      /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'$/,
    );
    // Its style is the one the policy names: without it the text would be as wide as the window.
    assert.ok(((await page.locator('main > p').first().boundingBox())?.width ?? 9999) < 900);
    // Whatever got in would be stopped.
    await page.evaluate(
      `document.body.insertAdjacentHTML('beforeend', '<img src="pictures/verdicts.svg" onerror="1">')`,
    );
    await until('the picture was refused', () => page.evaluate<boolean>('document.images[0].complete'));
    assert.equal(await page.evaluate('document.images[0].naturalWidth'), 0);
    const stopped = problems.splice(0);
    assert.ok(stopped.some((problem) => /'default-src 'none''|Content Security Policy/.test(problem)));
    await close(page);
  });

  it('prints everything that is folded away, and no table of contents', async () => {
    const page = await open(rich);
    const folded = await page.locator('details').allInnerTexts();
    assert.ok(folded.length >= 2);
    // Not shown on the screen before it is opened.
    assert.equal(await page.locator('details .scroll').first().isVisible(), false);
    const lines = await page.evaluate<string[]>(
      `[...document.querySelectorAll('details code')].flatMap((code) => code.textContent.trim().split('\\n'))`,
    );
    assert.ok(lines.length >= 150);
    for (const format of ['A4', 'Letter'] as const) {
      const text = pdfText(await page.pdf({ format }));
      for (const line of lines) assert.ok(text.includes(line.replace(/\s/gu, '')), `not in print: ${line}`);
      assert.ok(!text.startsWith('Contents') && !text.includes('Skiptothetext'));
      assert.match(text, /Whatbecameof\d+decisions/);
    }
    await close(page);
  });

  it('lets the keyboard in: first to the text, then into all that scrolls sideways', async () => {
    const page = await open(rich, { viewport: phone });
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate('document.activeElement.textContent'), 'Skip to the text');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate('document.activeElement.id'), 'text');
    const wide = `[...document.querySelectorAll('.scroll')].filter((box) => box.checkVisibility({ contentVisibilityAuto: true }) && box.scrollWidth > box.clientWidth)`;
    const count = await page.evaluate<number>(`${wide}.length`);
    assert.ok(count >= 3);
    let scrolled = 0;
    for (let presses = 0; presses < 200 && scrolled < count; presses++) {
      await page.keyboard.press('Tab');
      if ((await page.evaluate(`${wide}.includes(document.activeElement)`)) !== true) continue;
      assert.ok(await page.evaluate('document.activeElement.ariaLabel'));
      await page.keyboard.press('ArrowRight');
      await until('it scrolls', () => page.evaluate<boolean>('document.activeElement.scrollLeft > 0'));
      scrolled += 1;
    }
    assert.equal(scrolled, count);
    await close(page);
  });

  it('leads from its contents to each section', async () => {
    const page = await open(rich, { reducedMotion: 'reduce' });
    const links = page.locator('nav a');
    const names = await links.allInnerTexts();
    assert.ok(names.includes('At a glance') && names.some((name) => name.startsWith('1. Overrode: ')));
    for (const [index, name] of names.entries()) {
      await links.nth(index).click();
      const heading = page.locator(':target');
      assert.equal((await heading.innerText()).replace(/\s+/gu, ' '), name.replace(/\s+/gu, ' '));
      const box = await heading.boundingBox();
      assert.ok(box && box.y >= 0 && box.y < 900, name);
    }
    assert.equal(
      await page.evaluate('new Set([...document.querySelectorAll("[id]")].map(({ id }) => id)).size'),
      await page.locator('[id]').count(),
    );
    await close(page);
  });

  it('fits a phone without scrolling the page sideways', async () => {
    const page = await open(rich, { viewport: phone });
    await page.evaluate(`document.querySelectorAll('details').forEach((fold) => (fold.open = true))`);
    assert.ok((await page.evaluate<number>('document.documentElement.scrollWidth')) <= phone.width);
    await close(page);
  });

  it('shows each line of a difference by its sign, and what became of a case by word', async () => {
    const page = await open(rich);
    const [added, removed] = await Promise.all(
      ['ins', 'del'].map((name) => page.locator(`.diff ${name}`).allTextContents()),
    );
    assert.ok(added?.length && added.every((line) => line.startsWith('+')));
    assert.ok(removed?.length && removed.every((line) => line.startsWith('-')));
    assert.deepEqual(await page.locator('.case .verdict').first().allTextContents(), ['Overrode:']);
    await close(page);
  });

  it('draws its pictures as files of their own, too', async () => {
    const page = await open(rich);
    const inPage = await page.locator('figure svg > title').allTextContents();
    assert.ok(inPage.length >= 3);
    await close(page);
    const viewer = await browser.newPage();
    const folder = path.join(path.dirname(rich), 'pictures');
    for (const name of fs.readdirSync(folder)) {
      const svg = fs.readFileSync(path.join(folder, name), 'utf8');
      const [root, title] = await viewer.evaluate<[string, string]>(
        `(() => { const file = new DOMParser().parseFromString(${JSON.stringify(svg)}, 'image/svg+xml'); return [file.documentElement.localName, file.querySelector('title')?.textContent]; })()`,
      );
      assert.equal(root, 'svg', name);
      assert.ok(inPage.includes(title), name);
      await viewer.setContent(`<img alt="" src="data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}">`);
      assert.equal(
        await viewer.evaluate('document.images[0].decode().then(() => document.images[0].naturalWidth)'),
        440,
      );
    }
    await viewer.close();
  });

  it('is to a browser what it is to the writer, whatever text is planted', async () => {
    const reader = await browser.newPage();
    const elements = (html: string): Promise<unknown> =>
      reader.evaluate(
        `[...new DOMParser().parseFromString(${JSON.stringify(html)}, 'text/html').body.querySelectorAll('*')].map((element) => [element.localName, Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]))])`,
      );
    await fc.assert(
      fc.asyncProperty(hostileToldFields, hostileText, async (told, prompt) => {
        const { ledger, clock, digest } = emptyLedger();
        tell(ledger, {
          before: 'a',
          suggested: 'b',
          kept: 'c',
          verdict: 'adapted',
          stance: 'adapted',
          prompt,
          ...told,
        });
        const { files } = await buildPortfolio(ledger, { clock, digest });
        ledger.dispose();
        const html = files.find(({ name }) => name === 'portfolio.html')?.text ?? '';
        const unescaped = (value: string): string =>
          value
            .replace(/&quot;/g, '"')
            .replace(/&lt;/g, '<')
            .replace(/&gt;/g, '>')
            .replace(/&amp;/g, '&');
        assert.deepEqual(
          await elements(html),
          assertStrictHtml(html).map(({ name, attributes }) => [
            name,
            Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, unescaped(value)])),
          ]),
        );
      }),
      { numRuns: 40 },
    );
    await reader.close();
  });

  it('runs and loads nothing that is planted', async () => {
    const made = emptyLedger();
    const planted = fc.sample(hostileText, { numRuns: 60, seed: 7 }).join('\n');
    tell(made.ledger, {
      prompt: planted,
      before: 'a',
      suggested: planted,
      kept: 'b',
      verdict: 'overrode',
      note: planted,
    });
    const page = await open(await written(made));
    assert.equal(await page.locator('script, img, iframe, object, form, [onerror], [onload]').count(), 0);
    assert.ok((await page.locator('main').textContent())?.includes('<script>alert(1)</script>'));
    await close(page);
  });
});
