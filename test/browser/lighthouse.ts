import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { BrowserContext } from 'playwright-core';
import type { Login } from '../../orchestrator/composition/identity.ts';
import { freePort } from '../support/free-port.ts';
import { chromiumFlags } from './browser.ts';

const program = join(
  dirname(createRequire(join(process.cwd(), 'package.json')).resolve('lighthouse/package.json')),
  'cli',
  'index.js',
);

export type Category = 'accessibility' | 'best-practices' | 'performance';

/** What Lighthouse found on one page. */
export interface Audited {
  /** Of each category asked for, 0 to 100. */
  readonly scores: Readonly<Partial<Record<Category, number>>>;
  /** Audits that count and were not passed, with what they found. */
  readonly failed: readonly { readonly id: string; readonly title: string; readonly found: string }[];
  /** Audits of good practice that had nothing to look at. */
  readonly notApplicable: readonly string[];
}

interface Report {
  readonly runtimeError?: { readonly message: string };
  readonly finalDisplayedUrl: string;
  readonly categories: Readonly<
    Record<
      string,
      {
        readonly score: number | null;
        readonly auditRefs: readonly { readonly id: string; readonly weight: number }[];
      }
    >
  >;
  readonly audits: Readonly<
    Record<
      string,
      {
        readonly title: string;
        readonly score: number | null;
        readonly scoreDisplayMode: string;
        readonly displayValue?: string;
        readonly details?: { readonly items?: readonly unknown[] };
      }
    >
  >;
}

/**
 * Lighthouse on the pages of somebody who is logged in. It opens its tabs in the profile of a chromium that is there already: a cookie given
 * as a header would not reach the worker that follows the live stream.
 */
export class LighthouseBrowser {
  readonly #profile: string;
  readonly #context: BrowserContext;
  readonly #port: number;
  readonly #url: string;

  private constructor(profile: string, context: BrowserContext, port: number, url: string) {
    this.#profile = profile;
    this.#context = context;
    this.#port = port;
    this.#url = url;
  }

  static async open(url: string, { id, secret }: Pick<Login, 'id' | 'secret'>): Promise<LighthouseBrowser> {
    const profile = mkdtempSync(join(tmpdir(), 'quaylab-lighthouse-'));
    const port = await freePort();
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: '/usr/bin/chromium',
      args: [...chromiumFlags, `--remote-debugging-port=${port}`],
    });
    const answer = await context.request.post(`${url}/api/v1/session`, {
      data: { user: id, password: secret, keep: 'cookie' },
    });
    if (answer.status() !== 201) throw new Error(`${id} may not come in: ${await answer.text()}`);
    return new LighthouseBrowser(profile, context, port, url);
  }

  async close(): Promise<void> {
    await this.#context.close();
    rmSync(this.#profile, { recursive: true, force: true });
  }

  /** @param slowedBy how much slower than this machine's its processor is made, as Lighthouse simulates it */
  async audit(path: string, categories: readonly Category[], slowedBy = 1): Promise<Audited> {
    const report = await reportOf([
      `${this.#url}${path}`,
      `--port=${this.#port}`,
      '--output=json',
      '--quiet',
      '--disable-full-page-screenshot',
      '--preset=desktop',
      `--only-categories=${categories.join()}`,
      ...(categories.includes('performance')
        ? [`--throttling.cpuSlowdownMultiplier=${slowedBy}`]
        : ['--throttling-method=provided']),
    ]);
    if (report.runtimeError)
      throw new Error(`Lighthouse could not audit ${path}: ${report.runtimeError.message}`);
    const counted = new Set(
      Object.values(report.categories).flatMap(({ auditRefs }) =>
        auditRefs.flatMap(({ id, weight }) => (weight > 0 ? id : [])),
      ),
    );
    const failed = Object.entries(report.audits).flatMap(
      ([id, { title, score, displayValue = '', details }]) =>
        counted.has(id) && score !== null && score < 1
          ? {
              id,
              title,
              found: `${displayValue} ${JSON.stringify(details?.items?.slice(0, 5) ?? [])}`.slice(0, 600),
            }
          : [],
    );
    const practices = report.categories['best-practices']?.auditRefs ?? [];
    const notApplicable = practices.flatMap(({ id }) =>
      report.audits[id]?.scoreDisplayMode === 'notApplicable' ? id : [],
    );
    const scores = Object.fromEntries(
      Object.entries(report.categories).map(([name, { score }]) => [name, Math.round((score ?? 0) * 100)]),
    );
    return { scores, failed, notApplicable };
  }
}

/** A process of its own: it is an ES module and works its processor hard. */
const reportOf = (options: readonly string[]): Promise<Report> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [said, complained] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complained += text));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(said) as Report);
      else reject(new Error(`lighthouse ended with ${code}: ${complained.slice(-2000)}`));
    });
  });
