import { createRequire } from 'node:module';
import { programPath } from './program-path.ts';

/** The part of playwright's page that is used here. */
export interface BrowserPage {
  goto(url: string): Promise<unknown>;
  evaluate<Result>(script: string): Promise<Result>;
  emulateMedia(options: { media?: 'screen' | 'print'; colorScheme?: 'light' | 'dark' }): Promise<void>;
  setViewportSize(size: { width: number; height: number }): Promise<void>;
  on(event: 'console', listener: (message: { type(): string; text(): string }) => void): void;
  on(event: 'pageerror', listener: (error: Error) => void): void;
  on(event: 'request', listener: (request: { url(): string }) => void): void;
  selectOption(selector: string, value: string): Promise<unknown>;
  fill(selector: string, text: string): Promise<void>;
  click(selector: string): Promise<void>;
  check(selector: string): Promise<void>;
  isVisible(selector: string): Promise<boolean>;
  screenshot(options: { path?: string; fullPage?: boolean; clip?: { x: number; y: number; width: number; height: number } }): Promise<Uint8Array>;
  pdf(options: { format: string }): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** The part of playwright's browser that is used here. */
export interface Browser {
  newPage(options: {
    viewport?: { width: number; height: number }; colorScheme?: 'light' | 'dark'; javaScriptEnabled?: boolean; deviceScaleFactor?: number;
  }): Promise<BrowserPage>;
  close(): Promise<void>;
}

interface Playwright {
  readonly chromium: { launch(options: { executablePath: string; args: string[] }): Promise<Browser> };
}

const executable = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'].map(programPath).find((path) => path !== undefined);

/** What keeps a real browser from being used here, or `undefined`. */
export const browserMissing: string | undefined =
  executable === undefined ? 'Chromium is not installed' : playwright() === undefined ? 'playwright-core is not installed' : undefined;

/** Starts a real Chromium without a window. */
export async function launchChromium(): Promise<Browser> {
  const driver = playwright();
  if (driver === undefined || executable === undefined) throw new Error(browserMissing);
  // Chromium refuses its sandbox to root, as who tests often run in a container.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return driver.chromium.launch({ executablePath: executable, args });
}

/** Loaded by hand: a machine that only runs the bench has no need of it. */
function playwright(): Playwright | undefined {
  try {
    return createRequire(import.meta.url)('playwright-core') as Playwright;
  } catch {
    return undefined;
  }
}
