import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPlant, startServerProcess, trustPlant } from '../support/port-house.ts';
import type { PlantReady, ServerReady } from '../support/port-house.ts';
import type { RunningProcess } from '../support/process-line.ts';
import { describeWith } from '../support/tools.ts';
import { LighthouseBrowser } from './lighthouse.ts';

jest.setTimeout(120_000);

/** Audits of good practice that find nothing to look at here, and why: an audit that begins to be passed over is noticed. */
const voided: Readonly<Record<string, string>> = {
  'redirects-http':
    'there is no HTTPS at 127.0.0.1 to redirect to; that the page itself is secure counts, as it is for a loopback address',
  'csp-xss': 'the content security policy leaves nothing to remark',
  'clickjacking-mitigation': 'framing is forbidden, nothing to remark',
  'font-size': 'judged on phones only',
  'js-libraries': 'no library tells its version to the page',
};

/** Speed is no test on a machine that others share: `npm run bench -- --workstation` measures it. */
describeWith(['chromium'], 'Lighthouse', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-lighthouse-'));
  const dataFolder = join(folder, 'data');
  let plant: RunningProcess<PlantReady>;
  let server: RunningProcess<ServerReady>;

  beforeAll(async () => {
    plant = await startPlant({
      folder,
      port: 0,
      timeFactor: 100,
      seed: 5,
      parcelTonnes: '5000',
      further: { units: 'CS-01,CP-01' },
    });
    trustPlant(folder, dataFolder);
    server = await startServerProcess({ dataFolder, port: 0, plant: plant.ready.endpoint, seed: 5 });
  });
  afterAll(async () => {
    await server?.kill('SIGKILL');
    await plant?.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ['the bench', 'analyst1', '/bench'],
    ['the overview', 'sampler', '/'],
  ])('finds nothing to say of access and good practice at %s', async (_, user, path) => {
    const login = server.ready.logins.find(({ id }) => id === user);
    if (!login) throw new Error(`nobody is called "${user}"`);
    const browser = await LighthouseBrowser.open(server.ready.url, login);
    try {
      const { scores, failed, notApplicable } = await browser.audit(path, [
        'accessibility',
        'best-practices',
      ]);
      expect(failed).toEqual([]);
      expect(notApplicable.filter((id) => !(id in voided))).toEqual([]);
      expect(scores).toEqual({ accessibility: 100, 'best-practices': 100 });
    } finally {
      await browser.close();
    }
  });
});
