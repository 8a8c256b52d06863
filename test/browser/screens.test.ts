import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { SiteFile } from '../../config/site/schema.ts';
import { analyse } from '../../orchestrator/demo/duties/laboratory-duties.ts';
import { createCustomsClient } from '../../orchestrator/http/customs-client/client.ts';
import { demonstrationShips } from '../../orchestrator/demo/ship.ts';
import { orderExample } from '../../orchestrator/http/schemas/inspection-order.ts';
import { nominationExample } from '../../orchestrator/http/schemas/nomination.ts';
import type { Declaration } from '../../orchestrator/services/contract.ts';
import type { AssayTaskView } from '../../orchestrator/views/model.ts';
import { decimalString } from '../../workflows/kernel/brand.ts';
import { World } from '../acceptance/scenarios/world.ts';
import { WebBrowser } from './browser.ts';
import { open, screensOf } from './screens.ts';
import type { Cargo } from './screens.ts';

const folder = join(process.cwd(), 'docs', 'screens');
const looks = (['light', 'dark'] as const).flatMap((theme) =>
  (['zh', 'en'] as const).map((language) => ({ theme, language })),
);
const nobody: Cargo = { consignment: '', certificate: '', bottle: '' };

describe('the pictures of docs/screens', () => {
  /** `UPDATE_SCREENS=1 npx jest test/browser/screens` takes them anew, of the demonstration's port at work. */
  if (process.env['UPDATE_SCREENS']) it('are taken anew', takePictures, 1_800_000);

  it('are one of every screen in both themes and languages', () => {
    const wanted = screensOf(nobody).flatMap(({ name }) =>
      looks.map(({ theme, language }) => `${name}-${language}-${theme}.png`),
    );
    expect(readdirSync(folder).toSorted()).toEqual(wanted.toSorted());
  });
});

const { coal, grain, petroleum } = demonstrationShips;
const smallShips: readonly Declaration[] = [
  { ...coal, declaredMass: decimalString('2000') },
  {
    ...grain,
    declaredMass: decimalString('1500'),
    holds: grain.holds.map(({ name }) => ({ name, mass: decimalString('500') })),
  },
];

const days = 2 * 24 * 3_600_000;

/** Ships enough that samplers are at work, and others wait for them, for as long as pictures are taken. */
const further = Array.from({ length: 12 }, (_, index) => index + 1);
const sister = (ship: Declaration, no: number): Declaration => ({
  ...ship,
  declarationNo: `${ship.declarationNo.slice(0, -3)}${500 + 2 * no + (ship.kind === 'coal' ? 0 : 1)}`,
  transport: { ...ship.transport, vessel: `${ship.transport.vessel ?? ''} ${no + 1}` },
});

/** Two ships that have gone all the way, one whose bottles wait at the bench, and others that are being sampled. */
async function takePictures(): Promise<void> {
  let laboratory = true;
  const world = await World.open({
    plant: {
      timeFactor: 300,
      parcelTonnes: '2000',
      further: { units: 'CS-01,CP-01,GD-01,PI-01', 'grain-tonnes': '500', 'oil-volume': '36000' },
    },
    // All of it: what most tests do without, too.
    site: () =>
      load(readFileSync(join(process.cwd(), 'config', 'demo-port', 'site.yaml'), 'utf8')) as SiteFile,
    duties: { analyse: async (hands) => (laboratory ? analyse(hands) : undefined) },
  });
  const browser = await WebBrowser.open(world.url, world.logins);
  const tasks = (status: AssayTaskView['status']) =>
    world.as('reviewer').all<AssayTaskView>(`/api/v1/bench/tasks?status=${status}`);
  try {
    const [consignment = ''] = await Promise.all(smallShips.map((ship) => world.declare(ship)));
    for (const id of world.declared.keys()) await world.untilClosed(id);
    const bottle = (await tasks('approved'))[0]?.code;
    if (bottle === undefined) throw new Error('no bottle has been tested');
    laboratory = false;
    await world.declare(petroleum);
    for (const no of further) for (const ship of smallShips) await world.declare(sister(ship, no));
    await world
      .as('officer')
      .post('/api/v1/nominations', { ...nominationExample, eta: new Date(Date.now() + days).toISOString() });
    await order(world);
    await world.until('bottles wait', async () => (await tasks('testing')).length > 3);

    const certificate = (await world.consignment(consignment)).certificateId ?? '';
    for (const file of readdirSync(folder)) rmSync(join(folder, file));
    for (const screen of screensOf({ consignment, certificate, bottle })) {
      for (const { theme, language } of looks) {
        const { page } = await browser.pageOf(screen.user, '/', { theme, language });
        await open(page, screen);
        await page.screenshot({ path: join(folder, `${screen.name}-${language}-${theme}.png`) });
        await page.context().close();
      }
    }
  } finally {
    await browser.close();
    await world.close();
  }
}

async function order({ url, logins }: World): Promise<void> {
  const login = logins.find(({ kind }) => kind !== 'user');
  if (!login) throw new Error('the demonstration has no customs client');
  const customs = createCustomsClient({ baseUrl: url, clientId: login.id, secret: login.secret });
  const { error } = await customs.POST('/customs/v1/inspection-orders', {
    params: { header: { 'Idempotency-Key': 'screens-order-1' } },
    body: { ...orderExample, kind: 'order', urgency: 'urgent' },
  });
  if (error) throw new Error(`customs' order was refused: ${JSON.stringify(error)}`);
}
