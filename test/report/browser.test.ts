import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { reportPage } from '../../src/report/html/report-page.ts';
import { junitXml } from '../../src/report/junit-xml.ts';
import { browserMissing, launchChromium, type Browser, type BrowserPage } from '../chromium.ts';
import { needs } from '../needs.ts';
import { exampleTrace, reportOfTrace } from './report-kit.ts';

const inBrowser = needs(browserMissing === undefined, browserMissing ?? '');
const traces = { green: 'cm1-pended-octets', red: 'cc15-before-activation-done-cm' } as const;
type Colour = keyof typeof traces;

let browser: Browser | undefined;
let folder = '';

test.before(async () => {
  if (browserMissing !== undefined) return;
  folder = mkdtempSync(join(tmpdir(), 'condis-report-'));
  for (const [colour, trace] of Object.entries(traces)) writeFileSync(join(folder, `${colour}.html`), reportPage(reportOfTrace(exampleTrace(trace))));
  browser = await launchChromium();
});

test.after.always(async () => {
  await browser?.close();
  if (folder !== '') rmSync(folder, { recursive: true });
});

interface Opened {
  readonly page: BrowserPage;
  /** What the page complained of, and what it asked for beyond itself. */
  readonly complaints: string[];
}

async function opened(t: ExecutionContext, colour: Colour, options: Parameters<Browser['newPage']>[0] = {}): Promise<Opened> {
  const page = await browser!.newPage({ viewport: { width: 1200, height: 900 }, ...options });
  t.teardown(() => page.close());
  const complaints: string[] = [];
  const url = pathToFileURL(join(folder, `${colour}.html`)).href;
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => request.url().split('#')[0] !== url && complaints.push(`asked for ${request.url()}`));
  await page.goto(url);
  return { page, complaints };
}

const visibleRows = `[...document.querySelectorAll('#requirement-rows tr[data-outcome]')].filter((row) => row.checkVisibility()).length`;
const sidewards = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

for (const colour of ['green', 'red'] as const) {
  inBrowser(`the ${colour} report opens without a complaint and asks for nothing`, async (t) => {
    const { page, complaints } = await opened(t, colour);
    t.is(await page.evaluate('document.documentElement.dataset.verdict'), colour === 'green' ? 'pass' : 'fail');
    t.true(await page.isVisible('main svg'));
    t.deepEqual(complaints, []);
  });

  inBrowser(`the ${colour} report fits 400 pixels, in both schemes, and on paper`, async (t) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await opened(t, colour, { viewport: { width: 400, height: 800 }, colorScheme });
      t.is(await page.evaluate<number>(sidewards), 0);
      await page.evaluate(`document.querySelectorAll('details').forEach((each) => { each.open = true; })`);
      t.is(await page.evaluate<number>(sidewards), 0, 'everything open');
    }
    const { page } = await opened(t, colour, { colorScheme: 'dark' });
    const paper = `getComputedStyle(document.body).backgroundColor`;
    t.not(await page.evaluate(paper), 'rgb(255, 255, 255)');
    await page.emulateMedia({ media: 'print' });
    t.is(await page.evaluate(paper), 'rgb(255, 255, 255)');
    t.false(await page.isVisible('nav'));
    await page.setViewportSize({ width: 720, height: 1000 });
    t.is(await page.evaluate<number>(sidewards), 0);
    // A number and its unit stay on one line: rows of two lines would double the paper.
    t.deepEqual(await page.evaluate(`[...document.querySelectorAll('td.num, tr.decides th')].filter((cell) => {
      const range = document.createRange();
      range.selectNodeContents(cell);
      return new Set([...range.getClientRects()].map(({ top }) => Math.round(top / 6))).size > 1;
    }).map((cell) => cell.textContent)`), []);
    const pdf = Buffer.from(await page.pdf({ format: 'A4' }));
    t.is(pdf.subarray(0, 5).toString(), '%PDF-');
  });

  inBrowser(`the ${colour} report can be read without scripts`, async (t) => {
    const { page, complaints } = await opened(t, colour, { javaScriptEnabled: false });
    t.false(await page.isVisible('#filter'));
    t.true(await page.isVisible('#requirement-rows summary'));
    await page.click('#family-making-a-call > summary');
    t.true(await page.isVisible(colour === 'green' ? '#MC-01' : '#family-making-a-call > summary'));
    const axis = colour === 'green' ? 'typical' : 'call-1';
    t.false(await page.isVisible(`#${axis}-scale ~ .view.scale`));
    await page.check(`#${axis}-scale`);
    t.true(await page.isVisible(`#${axis}-scale ~ .view.scale`));
    t.false(await page.isVisible(`#${axis}-scale ~ .view.order`));
    t.deepEqual(complaints.filter((complaint) => !complaint.includes('script')), []);
  });

  inBrowser(`contrast, names and focus of the ${colour} report serve everybody`, async (t) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await opened(t, colour, { colorScheme });
      t.deepEqual(await page.evaluate(contrastFaults), [], colorScheme);
    }
    const { page } = await opened(t, colour);
    t.deepEqual(await page.evaluate(`[...document.querySelectorAll('input, select')].filter((field) => field.labels.length === 0).map((field) => field.id)`), []);
    t.is(await page.evaluate(`document.querySelectorAll('main, header, nav, footer').length`), 4);
    t.deepEqual(await page.evaluate(`[...document.querySelectorAll('h1, h2, h3, h4')].map((each) => Number(each.tagName[1]))
      .filter((level, i, levels) => i > 0 && level > levels[i - 1] + 1)`), []);
    // What scrolls can be reached with the keyboard.
    t.is(await page.evaluate(`[...document.querySelectorAll('.scroll')].filter((each) => each.tabIndex !== 0).length`), 0);
    t.is(await page.evaluate(`document.querySelectorAll('[tabindex]:not([tabindex="0"])').length`), 0);
  });
}

inBrowser('the filter shows the rows of a family, of an outcome, of words, and says how many', async (t) => {
  const { page, complaints } = await opened(t, 'red');
  const told = `document.getElementById('filter-count').textContent`;
  t.true(await page.isVisible('#filter'));
  t.regex(await page.evaluate<string>(told), /^(\d+) of \1 shown$/);
  await page.selectOption('#filter select[name="outcome"]', 'fail');
  const failed = await page.evaluate<number>(visibleRows);
  t.true(failed > 0 && failed < 20);
  t.regex(await page.evaluate<string>(told), new RegExp(`^${failed} of `));
  await page.selectOption('#filter select[name="family"]', 'ndis-cm-make-call-complete');
  const inFamily = await page.evaluate<number>(visibleRows);
  t.true(inFamily > 0 && inFamily < failed);
  await page.fill('#filter input[name="words"]', 'ready for data');
  t.is(await page.evaluate<number>(visibleRows), 1);
  t.true(await page.isVisible('#CC-15'));
  await page.click('a[data-family="making-a-call"][data-outcome="pass"]');
  t.true(await page.evaluate<number>(visibleRows) > 10);
  t.false(await page.isVisible('#CC-15'));
  t.deepEqual(complaints, []);
});

inBrowser('a link from a finding leads to its requirement', async (t) => {
  const { page } = await opened(t, 'red');
  await page.click('ol.breaches a[href="#CC-15"]');
  t.true(await page.isVisible('#CC-15'));
});

inBrowser('a browser\'s own parser finds the JUnit file well formed', async (t) => {
  const { page } = await opened(t, 'green');
  const xml = JSON.stringify(junitXml(reportOfTrace(exampleTrace(traces.red))));
  const found = `(() => { const parsed = new DOMParser().parseFromString(${xml}, 'application/xml');
    return [parsed.querySelectorAll('parsererror').length, parsed.querySelectorAll('testcase').length]; })()`;
  t.deepEqual(await page.evaluate(found), [0, 19]);
});

/** Texts whose colour does not stand out from what lies behind them by the 4.5 to 1 that WCAG 2.1 (1.4.3) asks for. */
const contrastFaults = `(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const behind = (element) => {
    const layers = [];
    for (let at = element; at !== null; at = at.parentElement) {
      const layer = rgba(getComputedStyle(at).backgroundColor);
      layers.unshift(layer);
      if (layer[3] === 255) break;
    }
    return layers.reduce((under, [r, g, b, a]) => [r, g, b].map((value, i) => (value * a + under[i] * (255 - a)) / 255), [255, 255, 255]);
  };
  const luminance = (rgb) => rgb.map((value) => value / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0);
  const faults = new Set();
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
    if (!own || !element.checkVisibility() || element.closest('option, script, style')) continue;
    const styles = getComputedStyle(element);
    const colour = element instanceof SVGElement ? styles.fill : styles.color;
    const [light, dark] = [luminance(rgba(colour).slice(0, 3)), luminance(behind(element))].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < 4.5) faults.add(element.tagName + '.' + (element.getAttribute('class') ?? '') + ' ' + ratio.toFixed(2));
  }
  return [...faults];
})()`;
