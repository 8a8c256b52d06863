import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { passwd } from '../../orchestrator/commands.ts';
import { run } from '../support/foreign-programs.ts';
import { startServerProcess } from '../support/port-house.ts';
import type { ServerReady } from '../support/port-house.ts';
import type { RunningProcess } from '../support/process-line.ts';
import { describeWith } from '../support/tools.ts';
import { WebBrowser, watch } from './browser.ts';

jest.setTimeout(120_000);

const chosen = '采样室的红色雨伞四把在门后';

/** A site that is no demonstration: its people have passwords of their own. */
describeWith(['chromium', 'openssl'], 'one’s own password, in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-own-password-'));
  const data = join(folder, 'data');
  const [keyFile, certificateFile] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  let given = '';
  let server: RunningProcess<ServerReady>;
  let browser: WebBrowser;

  beforeAll(async () => {
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30', '-subj', '/CN=Laboratory'];
    run('openssl', ['req', '-x509', ...curve, '-keyout', keyFile, '-out', certificateFile]);
    const site = { users: [{ id: 'officer', name: '许关', roles: ['officer' as const] }], customsClients: [] };
    await passwd({ data, name: 'officer', site, print: (line) => (given = line.split(' ')[1] ?? '') });
    server = await startServerProcess({
      dataFolder: data,
      port: 0,
      plant: 'opc.tcp://127.0.0.1:9',
      seed: 1,
      site: ({ scheduling: _, laboratory, units, ...rest }) => ({
        ...rest,
        units: units.filter(({ unit }) => unit === 'CS-01'),
        laboratory: { ...laboratory, demonstration: false },
        signing: { key: { kind: 'file', algorithm: 'ES256', keyFile, certificateFile } },
      }),
    });
    browser = await WebBrowser.open(server.ready.url, []);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  });

  it('is changed where it is no weak one, and ends every session', async () => {
    const context = await browser.stranger();
    const { page, complaints } = watch(await context.newPage());
    const logIn = async (password: string) => {
      await page.getByLabel('用户名').fill('officer');
      await page.getByLabel('密码').fill(password);
      await page.getByRole('button', { name: '登录' }).click();
    };
    await page.goto('/');
    await logIn(given);
    await page.getByRole('button', { name: '许关' }).click();
    await page.getByRole('button', { name: '更改密码' }).click();
    const dialog = page.getByRole('dialog');
    const change = async (typed: string) => {
      await dialog.getByLabel('现用密码').fill(given);
      await dialog.getByLabel('新密码', { exact: true }).fill(typed);
      await dialog.getByLabel('再次输入新密码').fill(typed);
      await dialog.getByRole('button', { name: '更改密码' }).click();
    };
    await change('Password1234');
    await dialog.getByText('新密码不合要求。').waitFor();
    expect(await dialog.getByLabel('新密码', { exact: true }).getAttribute('type')).toBe('password');
    await dialog.getByLabel('显示密码').check();
    expect(await dialog.getByLabel('新密码', { exact: true }).getAttribute('type')).toBe('text');
    await change(chosen);
    await page.getByLabel('用户名').waitFor();
    await logIn(given);
    await page.getByText('用户名或密码').first().waitFor();
    await logIn(chosen);
    await page.getByRole('button', { name: '许关' }).waitFor();
    // What a browser notes of answers that are refusals; nothing else.
    expect(complaints.filter((complaint) => !/status of 4(01|22)/.test(complaint))).toEqual([]);
  });
});
