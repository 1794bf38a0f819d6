/**
 * `npm run screenshots`: runs the main job green and red and takes the pictures of their reports that README.md shows, into docs/images.
 * Needs Chromium and playwright-core, as the browser tests do.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, setUp } from './setup.mjs';

setUp();
const { browserMissing, launchChromium } = await import('../build/test/chromium.js');
if (browserMissing !== undefined) {
  process.stderr.write(`No pictures: ${browserMissing}.\n`);
  process.exit(1);
}

const runs = mkdtempSync(join(tmpdir(), 'condis-screenshots-'));
const images = join(root, 'docs', 'images');
mkdirSync(images, { recursive: true });
const browser = await launchChromium();
try {
  const green = reportOf('green');
  const red = reportOf('red', '--fault', 'activation-not-awaited');
  await picture(red, 'report-finding', { colorScheme: 'light', until: '#finding-1' });
  await picture(red, 'report-dark', { colorScheme: 'dark', until: '#finding-1' });
  await picture(green, 'report-ladder', { colorScheme: 'light', only: '#call' });
  await picture(green, 'report-setup', { colorScheme: 'light', only: '#setup', height: 560 });
  await picture(green, 'report-intervals', { colorScheme: 'light', only: '#intervals', height: 760 });
  await picture(green, 'report-requirements', { colorScheme: 'light', only: '#requirements', height: 900 });
} finally {
  await browser.close();
  rmSync(runs, { recursive: true });
}

/** Runs the main job on one device and gives the address of its report. */
function reportOf(name, ...more) {
  const out = join(runs, name);
  const words = ['run', 'outgoing-call', '--device', 'emulated-cm', '--calls', '40', '--out', out, ...more];
  const { status } = spawnSync(process.execPath, [join(root, 'build', 'src', 'cli', 'main.js'), ...words], { cwd: root, stdio: 'ignore' });
  const [folder] = status === 0 || status === 1 ? readdirSync(out) : [];
  if (folder === undefined) throw new Error(`the ${name} run ended with ${status}`);
  return pathToFileURL(join(out, folder, 'report.html')).href;
}

/** Takes a picture of the top of a page, to a little below where `until` begins, or of one section. */
async function picture(url, name, { colorScheme, until, only, height }) {
  const page = await browser.newPage({ viewport: { width: 1120, height: 900 }, colorScheme });
  await page.goto(url);
  const { x, y, width, height: whole } = await page.evaluate(`(() => {
    const { left, top, width, height } = document.querySelector(${JSON.stringify(only ?? until)}).getBoundingClientRect();
    return { x: left, y: top + scrollY, width, height };
  })()`);
  const clip = only === undefined
    ? { x: 0, y: 0, width: 1120, height: y + 760 }
    : { x: x - 16, y: y - 12, width: width + 32, height: Math.min(whole, height ?? whole) + 16 };
  const path = join(images, `${name}.png`);
  await page.screenshot({ path, fullPage: true, clip });
  await page.close();
  process.stdout.write(`${path}\n`);
}
