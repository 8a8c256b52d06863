import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import type { WebBrowser } from '../browser/browser.ts';

/** How much slower than this machine's the processor of a page is made. */
export const slowedBy = 4;

/** A page whose processor is slowed down, with what tells how it fares. */
export interface SlowPage {
  readonly page: Page;
  readonly tools: CDPSession;
}

export async function slowPage(browser: WebBrowser, user: string): Promise<SlowPage> {
  const { page } = await browser.pageOf(user, '/public/icon.svg');
  const tools = await page.context().newCDPSession(page);
  await tools.send('Emulation.setCPUThrottlingRate', { rate: slowedBy });
  await tools.send('Performance.enable', { timeDomain: 'threadTicks' });
  await tools.send('HeapProfiler.enable');
  return { page, tools };
}

/** Of an address with nothing cached: ms from asking for it until it shows its heading and data, and until it has answered a key. */
export interface Interactive {
  readonly drawn: number;
  readonly answered: number;
}

export async function timeToInteractive(
  browser: WebBrowser,
  user: string,
  path: string,
  data: string,
): Promise<Interactive> {
  const { page } = await slowPage(browser, user);
  await page.addInitScript((selector) => {
    const seen = { drawn: 0, answered: 0 };
    Object.assign(globalThis, { seen });
    const look = () => {
      if (document.querySelector('main h1') && document.querySelector(selector))
        seen.drawn = performance.now();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    // A frame after the key's own is drawn: whatever the key changed can be seen.
    const answer = () => requestAnimationFrame(() => setTimeout(() => (seen.answered = performance.now())));
    addEventListener('keydown', answer, { once: true });
  }, data);
  await page.goto(path, { waitUntil: 'commit' });
  const at = (what: 'drawn' | 'answered') =>
    page.waitForFunction((name) => Number(Reflect.get(Reflect.get(globalThis, 'seen') ?? {}, name)), what, {
      polling: 20,
    });
  const drawn = Number(await (await at('drawn')).jsonValue());
  await page.keyboard.press('Tab');
  const answered = Number(await (await at('answered')).jsonValue());
  await page.context().close();
  return { drawn, answered };
}

/** An event of chromium's trace: µs. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  /** Processor time of the thread alone. */
  readonly tdur?: number;
}

/** Of a task, ms: what is longer keeps somebody waiting, as Lighthouse counts it. */
const unnoticed = 50;

/**
 * What Lighthouse calls total blocking time, ms, but of the page's own processor time: on a machine of two processors the browser's other
 * processes and the server take turns with the page, and a task lasts several times as long as it works.
 */
export async function ownBlockingTime(
  browser: WebBrowser,
  user: string,
  path: string,
  data: string,
): Promise<number> {
  const { page } = await browser.pageOf(user, '/public/icon.svg');
  const chromium = page.context().browser();
  if (!chromium) throw new Error('a page without a browser');
  await chromium.startTracing(page, { categories: ['toplevel', 'devtools.timeline', 'loading'] });
  await page.goto(path, { waitUntil: 'commit' });
  await page.locator(data).first().waitFor();
  await sleep(afterwards);
  const trace = await chromium.stopTracing();
  await page.context().close();
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: readonly TraceEvent[] };
  const painted = traceEvents.filter(({ name }) => name === 'firstContentfulPaint').at(-1);
  if (!painted) throw new Error(`nothing was painted of ${path}`);
  const tasks = traceEvents.filter(
    ({ name, pid, tid, ts }) =>
      /\bRunTask$/.test(name) && pid === painted.pid && tid === painted.tid && ts >= painted.ts,
  );
  if (tasks.every(({ tdur }) => tdur === undefined))
    throw new Error('the trace tells no processor time of tasks');
  return tasks.reduce((sum, { tdur = 0 }) => sum + Math.max(0, (tdur / 1000) * slowedBy - unnoticed), 0);
}

/** Until everything that the first data bring along has been drawn, ms. */
const afterwards = 2_000;

/** Share of so many seconds in which the page's main thread worked: its own processor time, whoever else uses the machine. */
export async function mainThreadShare({ tools }: SlowPage, seconds: number): Promise<number> {
  const busy = async () => {
    const { metrics } = await tools.send('Performance.getMetrics');
    const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
    return { at: value('Timestamp'), work: value('TaskDuration') };
  };
  const from = await busy();
  const began = performance.now();
  await sleep(seconds * 1000);
  const to = await busy();
  return (to.work - from.work) / ((performance.now() - began) / 1000);
}

/** How often in a second what an element shows is written anew. */
export const repaints = ({ page }: SlowPage, selector: string, seconds: number): Promise<number> =>
  page
    .locator(selector)
    .first()
    .evaluate(async (element, duration) => {
      let count = 0;
      const observer = new MutationObserver(() => (count += 1));
      observer.observe(element, { characterData: true, childList: true, subtree: true });
      await new Promise((resolve) => setTimeout(resolve, duration * 1000));
      observer.disconnect();
      return count / duration;
    }, seconds);

/** Of text typed into a field: the longest time, ms, from a key until the page shows what came of it. */
export async function slowestKey({ page }: SlowPage, field: string, text: string): Promise<number> {
  await page.evaluate(() => {
    const slow = { longest: 0 };
    Object.assign(globalThis, { slow });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) slow.longest = Math.max(slow.longest, duration);
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
  await page.locator(field).first().focus();
  for (const key of text) {
    await page.keyboard.press(key);
    await sleep(1_000);
  }
  return page.evaluate(() => Number(Reflect.get(Reflect.get(globalThis, 'slow') as object, 'longest')));
}

/** MiB of the page's heap that cannot be given back. */
export async function heapOf({ tools }: SlowPage): Promise<number> {
  await tools.send('HeapProfiler.collectGarbage');
  await tools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await tools.send('Runtime.getHeapUsage');
  return usedSize / 1024 ** 2;
}
