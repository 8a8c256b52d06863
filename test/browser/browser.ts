import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Login } from '../../orchestrator/composition/identity.ts';

/** As a program, without a screen, without calling home. */
export const chromiumFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Longest wait for something on a page, ms: a busy machine with two cores. */
const patience = 60_000;

export interface Look {
  readonly theme?: 'light' | 'dark';
  readonly language?: 'zh' | 'en';
  readonly size?: 'desk' | 'glove';
  readonly width?: number;
  readonly height?: number;
}

/** What a page must never say: errors on the console, refused content, exceptions. */
export interface Watched {
  readonly page: Page;
  readonly complaints: string[];
}

/** A real browser; each person has a profile of his own. */
export class WebBrowser {
  readonly #browser: Browser;
  readonly #url: string;
  readonly #logins: readonly Login[];

  private constructor(browser: Browser, url: string, logins: readonly Login[]) {
    this.#browser = browser;
    this.#url = url;
    this.#logins = logins;
  }

  static async open(url: string, logins: readonly Login[]): Promise<WebBrowser> {
    return new WebBrowser(await chromium.launch({ executablePath: '/usr/bin/chromium', args: chromiumFlags }), url, logins);
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }

  passwordOf(user: string): string {
    const login = this.#logins.find(({ id }) => id === user);
    if (!login) throw new Error(`nobody is called "${user}"`);
    return login.secret;
  }

  /** A profile that nobody has logged in with. */
  async stranger({ theme = 'light', language = 'zh', size = 'desk', width = 1280, height = 800 }: Look = {}): Promise<BrowserContext> {
    const context = await this.#browser.newContext({ baseURL: this.#url, viewport: { width, height } });
    await context.addInitScript(
      ([shownTheme, shownLanguage, shownSize]) => {
        // A viewer of PDFs is a page of its own within ours, and has no storage.
        if (window !== window.top) return;
        localStorage.setItem('quaylab.theme', shownTheme);
        localStorage.setItem('quaylab.language', shownLanguage);
        localStorage.setItem('quaylab.size', shownSize);
        localStorage.setItem('quaylab.tour-seen', 'yes');
      },
      [theme, language, size] as const,
    );
    context.setDefaultTimeout(patience);
    return context;
  }

  /** A page of somebody who is logged in. */
  async pageOf(user: string, path = '/', look: Look = {}): Promise<Watched> {
    const context = await this.stranger(look);
    const answer = await context.request.post('/api/v1/session', {
      data: { user, password: this.passwordOf(user), keep: 'cookie' },
    });
    if (answer.status() !== 201) throw new Error(`${user} may not come in: ${await answer.text()}`);
    const watched = watch(await context.newPage());
    await watched.page.goto(path);
    return watched;
  }
}

/** Between two keys of a scanner, s. */
const keyEvery = 0.005;

/** The place on the keyboard of what a code is made of, and whether it is typed with the shift key. */
function placeOf(character: string): { readonly code: string; readonly shift: boolean } {
  if (/^[a-z]$/i.test(character)) return { code: `Key${character.toUpperCase()}`, shift: character !== character.toLowerCase() };
  if (/^\d$/.test(character)) return { code: `Digit${character}`, shift: false };
  const code = { '-': 'Minus', '/': 'Slash' }[character];
  if (code === undefined) throw new Error(`no scanner of ours types "${character}"`);
  return { code, shift: false };
}

/**
 * As a scanner does: prefix, characters, suffix, faster than a hand. Each key bears the moment at which the scanner sent it, however
 * long a busy machine takes to hand it to the page.
 */
export async function scan(page: Page, code: string): Promise<void> {
  const keyboard = await page.context().newCDPSession(page);
  let timestamp = Date.now() / 1000;
  const press = async (key: string, place: string, shift = false) => {
    const of = { key, code: place, modifiers: shift ? 8 : 0, ...(key.length === 1 && { text: key }) };
    await keyboard.send('Input.dispatchKeyEvent', { ...of, type: 'keyDown', timestamp });
    await keyboard.send('Input.dispatchKeyEvent', { ...of, type: 'keyUp', timestamp: timestamp + keyEvery / 2 });
    timestamp += keyEvery;
  };
  await press('F8', 'F8');
  for (const character of code) {
    const { code: place, shift } = placeOf(character);
    await press(character, place, shift);
  }
  await press('Enter', 'Enter');
  await keyboard.detach();
}

/** Listens to what a page complains of from now on. */
export function watch(page: Page): Watched {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, complaints };
}
