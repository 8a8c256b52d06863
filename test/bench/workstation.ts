import { setTimeout as sleep } from 'node:timers/promises';
import { WebBrowser } from '../browser/browser.ts';
import { LighthouseBrowser } from '../browser/lighthouse.ts';
import { startPortAtWork } from './workstation-port.ts';
import type { PortAtWork } from './workstation-port.ts';
import { startStandIn } from './workstation-plant.ts';
import {
  heapOf,
  mainThreadShare,
  ownBlockingTime,
  repaints,
  slowPage,
  slowedBy,
  slowestKey,
  timeToInteractive,
} from './workstation-page.ts';
import type { Interactive } from './workstation-page.ts';
import { quantile } from './quantile.ts';

export interface WorkstationFigures {
  readonly interactive: Readonly<Record<'bench' | 'overview' | 'certificates', Interactive>>;
  /** Lighthouse's performance, 0 to 100, the middle one of its audits: one alone says little, as its makers say, too. */
  readonly performance: Readonly<Record<'bench' | 'overview', number>>;
  /** Total blocking time of the page's own work, ms. */
  readonly blocking: Readonly<Record<'bench' | 'overview', number>>;
  /** Of the main thread, 0 to 1, by what is looked at. */
  readonly mainThread: Readonly<Record<'overview' | 'device', number>>;
  /** A second, of one value. */
  readonly repaints: number;
  /** Longest time from a key to what it changed, ms. */
  readonly filter: number;
  /** MiB after garbage collection. */
  readonly heap: { readonly start: number; readonly end: number };
}

export const filteredRows = 10_000;

/** Longest wait, ms, until a list of so many rows has been read; not what is measured. */
const longList = 180_000;

/** Long enough for what the start brought to be drawn and thrown away. */
const settling = 20_000;
const measured = 20;
export const audits = 5;

const drawnWhen = { bench: '.bench-code-link', overview: '.overview-tile .live-value:not(.stale)' } as const;

/** The workstation in a chromium whose processor is slowed fourfold, before a server with the virtual plant and people at work. */
export async function measureWorkstation(minutes: number): Promise<WorkstationFigures> {
  const port = await startPortAtWork();
  try {
    return await measureAt(port, minutes);
  } finally {
    await port.close();
  }
}

async function measureAt({ url, logins }: PortAtWork, minutes: number): Promise<WorkstationFigures> {
  const login = (user: string) => {
    const found = logins.find(({ id }) => id === user);
    if (!found) throw new Error(`nobody is called "${user}"`);
    return found;
  };
  const score = async (user: string, path: string): Promise<number> => {
    const found: number[] = [];
    while (found.length < audits) {
      const lighthouse = await LighthouseBrowser.open(url, login(user));
      const { scores } = await lighthouse
        .audit(path, ['performance'], slowedBy)
        .finally(() => lighthouse.close());
      found.push(scores.performance ?? 0);
    }
    return quantile(found, 0.5);
  };
  const performance = { bench: await score('analyst1', '/bench'), overview: await score('sampler', '/') };

  const browser = await WebBrowser.open(url, logins);
  const interactive = {
    bench: await timeToInteractive(browser, 'analyst1', '/bench', drawnWhen.bench),
    overview: await timeToInteractive(browser, 'sampler', '/', drawnWhen.overview),
    certificates: await timeToInteractive(browser, 'preparer', '/certificates', 'main table tbody tr'),
  };
  const blocking = {
    bench: await ownBlockingTime(browser, 'analyst1', '/bench', drawnWhen.bench),
    overview: await ownBlockingTime(browser, 'sampler', '/', drawnWhen.overview),
  };
  await browser.close();
  return { interactive, performance, blocking, ...(await measureBig(url, logins, minutes)) };
}

/** What is measured with more of everything than the virtual plant has. */
async function measureBig(url: string, logins: PortAtWork['logins'], minutes: number) {
  const standIn = await startStandIn(url);
  const browser = await WebBrowser.open(standIn.url, logins);
  try {
    const overview = await slowPage(browser, 'sampler');
    const value = '.live-value:not(.stale)';
    await overview.page.goto('/');
    await overview.page.locator(value).first().waitFor();
    await sleep(settling);
    const onOverview = await mainThreadShare(overview, measured);
    const repainted = await repaints(overview, value, measured);
    await overview.page.context().close();

    standIn.showConsignments(filteredRows);
    const list = await slowPage(browser, 'officer');
    await list.page.goto('/consignments');
    await list.page.locator('main table tbody tr').nth(5).waitFor({ timeout: longList });
    const filter = await slowestKey(list, 'main input[type=search]', 'harvest 1');
    await list.page.context().close();
    standIn.showConsignments(0);

    const device = await slowPage(browser, 'sampler');
    await device.page.goto('/units/PLC-0/device');
    await device.page.locator(value).first().waitFor();
    await sleep(settling);
    const onDevice = await mainThreadShare(device, measured);
    const start = await heapOf(device);
    await sleep(minutes * 60_000);
    const heap = { start, end: await heapOf(device) };
    return { mainThread: { overview: onOverview, device: onDevice }, repaints: repainted, filter, heap };
  } finally {
    await browser.close();
    await standIn.close();
  }
}
