import type { Page } from 'playwright-core';

/** A screen to look at, and who looks at it. */
export interface ScreenToSee {
  readonly name: string;
  readonly user: string;
  readonly path: string;
  /** The name of a button that opens a dialog over it. */
  readonly opens?: RegExp;
  /** What is there once all of it is: parts that are read by themselves. */
  readonly shows?: string;
}

export interface Cargo {
  readonly consignment: string;
  readonly certificate: string;
  /** A bottle of the laboratory. */
  readonly bottle: string;
}

/** Every screen there is, with what there is to see on it once a cargo has gone all the way. */
export function screensOf({ consignment, certificate, bottle }: Cargo): readonly ScreenToSee[] {
  const id = encodeURIComponent;
  return [
    { name: 'overview', user: 'officer', path: '/' },
    { name: 'sampler', user: 'sampler', path: '/units/CS-01' },
    { name: 'preparation-line', user: 'technician', path: '/units/CP-01' },
    { name: 'device', user: 'sampler', path: '/units/CS-01/device', shows: '.device-chart canvas' },
    { name: 'plan', user: 'officer', path: '/plan' },
    { name: 'work', user: 'sampler', path: '/work' },
    { name: 'bench', user: 'analyst1', path: '/bench' },
    { name: 'bench-bottle', user: 'reviewer', path: `/bench/${bottle}` },
    { name: 'samples', user: 'analyst1', path: '/samples' },
    { name: 'sample', user: 'custodian1', path: `/samples/${bottle}` },
    { name: 'storage', user: 'custodian1', path: '/storage' },
    { name: 'blind-control', user: 'custodian1', path: '/blind-control' },
    { name: 'alarms', user: 'officer', path: '/alarms' },
    { name: 'alarms-performance', user: 'officer', path: '/alarms?tab=performance' },
    { name: 'orders', user: 'officer', path: '/orders' },
    { name: 'consignments', user: 'officer', path: '/consignments' },
    {
      name: 'declaration',
      user: 'officer',
      path: '/consignments',
      opens: /申报新批|Declare/,
      shows: 'dialog fieldset',
    },
    { name: 'consignment', user: 'officer', path: `/consignments/${id(consignment)}` },
    { name: 'certificates', user: 'signatory', path: '/certificates?queue=issued' },
    { name: 'certificate', user: 'signatory', path: `/certificates/${id(certificate)}` },
    {
      name: 'withdrawal',
      user: 'signatory',
      path: `/certificates/${id(certificate)}`,
      opens: /提出撤销|withdrawal/i,
    },
    { name: 'release', user: 'officer', path: '/release' },
    { name: 'statistics', user: 'officer', path: '/statistics' },
    { name: 'reports', user: 'officer', path: '/reports' },
    { name: 'administration', user: 'admin', path: '/administration' },
    { name: 'rule-packs', user: 'admin', path: '/administration?tab=rules' },
    { name: 'customs-clients', user: 'admin', path: '/administration?tab=clients' },
    { name: 'audit', user: 'admin', path: '/audit' },
    { name: 'help', user: 'sampler', path: '/alarms', opens: /帮助|Help/ },
  ];
}

/** Shows a screen as it is to be looked at, all of it read. */
export async function open(page: Page, { path, opens, shows }: ScreenToSee): Promise<void> {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(
    () => !/正在读取|Reading…/.test(document.querySelector('main')?.textContent ?? ''),
  );
  // As it looks when it works: what is not known yet is marked as such.
  await page.getByText(/● (实时|live) /).waitFor();
  if (opens) {
    await page.getByRole('button', { name: opens }).first().click();
    await page.getByRole('dialog').waitFor();
  }
  if (shows) await page.locator(shows).first().waitFor();
}
