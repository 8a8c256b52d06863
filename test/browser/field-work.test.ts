import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { load } from 'js-yaml';
import type { SiteFile } from '../../config/site/schema.ts';
import { handleSamples, witnessHandling } from '../../orchestrator/demo/duties/handling-duties.ts';
import { photoOf } from '../../orchestrator/demo/duties/photo.ts';
import { checkSamplers } from '../../orchestrator/demo/duties/setup-duty.ts';
import type { Duty } from '../../orchestrator/demo/duties/duty.ts';
import { demonstrationShips } from '../../orchestrator/demo/ship.ts';
import { decimalString } from '../../workflows/kernel/brand.ts';
import type { HandlingView } from '../../orchestrator/views/handling-view.ts';
import type { SetupView } from '../../orchestrator/views/setup-view.ts';
import type { StoredBottleView } from '../../orchestrator/views/storage-view.ts';
import { World } from '../acceptance/scenarios/world.ts';
import { describeWith } from '../support/tools.ts';
import { WebBrowser, scan } from './browser.ts';

jest.setTimeout(180_000);

const demonstration = load(readFileSync(join(process.cwd(), 'config', 'demo-port', 'site.yaml'), 'utf8')) as SiteFile;
const { setupChecks, storage } = demonstration;
const photo = { name: 'photo.png', mimeType: 'image/png', buffer: photoOf(1, 'ABC') };

/** What people of berth, sample room and store do with their hands, in browsers: one server, one cargo of coal and one of grain. */
describeWith(['chromium'], 'the work of the field and the store, in browsers', () => {
  /** What the crew does by itself just now. */
  let [crewChecks, crewHandles] = [false, false];
  let grain = '';
  const checksUnlessHeld: Duty = async (hands) => {
    if (crewChecks) await checkSamplers(hands);
  };
  const handlingUnlessHeld =
    (duty: Duty): Duty =>
    async (hands) => {
      if (crewHandles) await duty(hands);
    };
  let world: World;
  let browser: WebBrowser;

  beforeAll(async () => {
    world = await World.open({
      plant: { timeFactor: 200, parcelTonnes: '5000', further: { units: 'CS-01,CP-01,GD-01,SC-01,PT-01', 'grain-tonnes': 300 } },
      site: ({ scheduling: _, units, ...site }) => ({
        ...site,
        ...(setupChecks && { setupChecks }),
        ...(storage && { storage: withMachines(storage) }),
        units: [...units.filter(({ unit }) => unit !== 'PI-01'), ...machinesLike(units[0])],
      }),
      duties: { watchPlant: null, checkSamplers: checksUnlessHeld, handleSamples: handlingUnlessHeld(handleSamples), witnessHandling: handlingUnlessHeld(witnessHandling), storeBottles: null },
    });
    browser = await WebBrowser.open(world.url, world.logins);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  it('a check that fails is made again, with what was done about it; the second person reads what is allowed', async () => {
    const holds = [{ name: '2', mass: decimalString('300') }];
    grain = await world.declare({ ...demonstrationShips.grain, declaredMass: decimalString('300'), holds });
    const setup = await world.until('the diverter is to be looked at', async () => {
      const { items } = await world.as('sampler').get<{ items: readonly SetupView[] }>('/api/v1/setups');
      return items.find(({ sampler }) => sampler === 'GD-01');
    });
    const path = `/work/setups/${encodeURIComponent(setup.id)}`;
    const { page, complaints } = await browser.pageOf('sampler', path);
    const clean = itemOf(page, '缩分器已清扫');
    await clean.getByRole('radio', { name: '否' }).check();
    await clean.getByRole('button', { name: '提交' }).click();
    await clean.getByText('请先附上照片').waitFor();
    await attach(clean);
    await clean.getByRole('button', { name: '提交' }).click();
    await clean.getByText('不合格', { exact: true }).waitFor();
    await clean.getByRole('radio', { name: '是' }).check();
    await attach(clean);
    await clean.getByRole('button', { name: '提交' }).click();
    await clean.getByText('必填。').waitFor();
    await clean.getByLabel('已采取的措施').fill('重新清扫');
    await clean.getByRole('button', { name: '提交' }).click();
    await clean.getByText('合格', { exact: true }).waitFor();

    const empty = itemOf(page, '空运行收集量');
    await empty.getByLabel(/测得值/).fill('２．５');
    await attach(empty);
    await empty.getByRole('button', { name: '提交' }).click();
    await page.getByText('您本人的记录，须由他人复核。').waitFor();
    // A correction wants a reason that says something, and says so before anything is sent.
    await clean.getByRole('button', { name: '更正' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('理由').fill('错');
    await dialog.getByRole('button', { name: '提交' }).click();
    await dialog.getByText('至少三个字').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    const officer = await browser.pageOf('officer', path, { language: 'en', theme: 'dark', width: 390 });
    await officer.page.locator('.work-settle').getByText('Allowed 0 to 10 g').waitFor();
    await officer.page.getByRole('button', { name: 'Confirm' }).click();
    await confirm(officer.page, 'Confirm');
    await empty.getByText('合格', { exact: true }).waitFor();
    expect([...complaints, ...officer.complaints]).toEqual([]);
    crewChecks = true;
  });

  it('sampling goes on by hand in the port’s time; who confirms sees the photo, who proposed can take back', async () => {
    await world.declare({ ...demonstrationShips.coal, declaredMass: decimalString('5000') });
    await world.until('coal is sampled', async () => (await world.runs()).find((run) => run.unit === 'CS-01' && run.status === 'sampling'));
    const { page, complaints } = await browser.pageOf('sampler', '/units/CS-01');
    await page.getByRole('button', { name: '暂停…' }).click();
    await page.getByRole('dialog').getByLabel('理由').fill('皮带擦伤');
    await confirm(page, '暂停');
    await world.until('the run is held', async () => (await world.runs()).some(({ status }) => status === 'held'));
    const propose = async (kind: string, reason: string, fill?: (dialog: Locator) => Promise<void>) => {
      await page.getByRole('button', { name: '干预…' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('做什么').selectOption(kind);
      await fill?.(dialog);
      await dialog.getByLabel('理由').fill(reason);
      await confirm(page, '提出');
    };
    await propose('begin-manual', '采样机停用');
    const officer = await browser.pageOf('officer', '/units/CS-01', { language: 'en' });
    await officer.page.getByRole('button', { name: 'Confirm…' }).click();
    await officer.page.getByRole('dialog').getByText('采样机停用').waitFor();
    await confirm(officer.page, 'Confirm');
    const run = await world.until('people sample', async () => (await world.runs()).find(({ status }) => status === 'manual'));

    await propose('manual-increment', '人工采取', async (dialog) => {
      await dialog.getByLabel('质量 kg').fill('6.5');
      await dialog.getByLabel('采取时间').fill(portMinute(run.startedAt));
      await attach(dialog);
    });
    const own = page.locator('.interventions li').filter({ hasText: '人工子样' });
    await own.getByRole('link', { name: '文件 1' }).waitFor();
    expect(await own.getByRole('button', { name: '撤回…' }).count()).toBe(1);
    expect(await own.getByRole('button', { name: '复核通过…' }).count()).toBe(0);
    await officer.page.getByRole('button', { name: 'Confirm…' }).click();
    const asked = officer.page.getByRole('dialog');
    const shown = await asked.getByRole('link', { name: 'File 1' }).getAttribute('href');
    expect((await officer.page.request.get(shown ?? '')).headers()['content-type']).toContain('image/png');
    await confirm(officer.page, 'Confirm');
    const taken = await world.until('it counts', async () => {
      const { interventions } = (await world.runs()).find(({ id }) => id === run.id) ?? run;
      return interventions.find(({ kind, status }) => kind === 'manual-increment' && status !== 'proposed');
    });
    expect(taken.details['takenAt']).toBe(minuteOf(run.startedAt));
    expect([...complaints, ...officer.complaints]).toEqual([]);
  });

  it('two people at one sample: nobody loses what he typed, and who comes second reads that it was not taken', async () => {
    const handling = await world.until('the grain is to be divided', () => firstHandling(world));
    const path = `/work/handlings/${encodeURIComponent(handling.id)}`;
    const one = await browser.pageOf('technician', path);
    const two = await browser.pageOf('technician2', path, { language: 'en', width: 390, theme: 'dark' });
    await one.page.getByText('粮食样品缩分装瓶').waitFor();
    const receive = itemOf(one.page, '接收样品');
    await receive.getByLabel('天平编号').waitFor();
    await scan(one.page, handling.sampleCode);
    await one.page.getByText('扫描的编码与此一致').waitFor();
    await scan(one.page, 'B-77');
    expect(await receive.getByLabel('封识').inputValue()).toBe('B-77');
    await fill(receive, { 天平编号: 'W-1', '毛重 kg': '11.85', '皮重 kg': '0.85' });
    await receive.getByRole('button', { name: '提交' }).click();
    await two.page.getByRole('button', { name: 'Confirm' }).click();
    await confirm(two.page, 'Confirm');
    const weigh = itemOf(one.page, '称量');
    await fill(weigh, { 天平编号: 'W-1', '毛重 kg': '11.84', '皮重 kg': '0.85' });
    await weigh.getByRole('button', { name: '提交' }).click();
    const mix = itemOf(one.page, '混合');
    await fill(mix, { 混合器编号: 'M-1', '时间 min': '5' });
    await mix.getByRole('button', { name: '提交' }).click();

    const divide = itemOf(one.page, '缩分');
    const divided = itemOf(two.page, 'Divide');
    await fill(divided, { Passes: '1', 'Mass before kg': '10.99', 'Net kg': '5.49', 'Rejected kg': '5.5' });
    await divided.getByLabel('Divider').selectOption({ label: 'Riffle' });
    await weigh.getByRole('button', { name: '更正' }).click();
    await one.page.getByRole('dialog').getByLabel('毛重 kg').fill('11.83');
    await one.page.getByRole('dialog').getByLabel('理由').fill('天平读错了');
    await confirm(one.page, '提交');
    await two.page.getByRole('button', { name: 'Decline' }).waitFor();
    expect(await divided.getByLabel('Mass before kg').inputValue()).toBe('10.99');

    await fill(divide, { 缩分次数: '1', '缩分前质量 kg': '10.99', '净重 kg': '5.48', '弃样 kg': '5.51' });
    await divide.getByLabel('缩分器具').selectOption({ label: '槽式二分器' });
    // Both in the same moment: the server hears one before the other, and before either page can tell.
    await Promise.all([divide.getByRole('button', { name: '提交' }).click(), divided.getByRole('button', { name: 'Send' }).click()]);
    await Promise.any([one, two].map((person) => person.page.getByText(/STEP_/).waitFor()));
    const divisions = (await firstHandling(world))?.records.filter(({ step, kind }) => step === 'divide' && kind === 'do');
    expect(divisions?.length).toBe(1);
    // What a browser notes of an answer that is a refusal; nothing else.
    const refusals = [...one.complaints, ...two.complaints];
    expect(refusals).toEqual([expect.stringMatching(/status of 4(09|22)/)]);
    crewHandles = true;
  });

  it('a bottle goes astray on its way and is found, and is put away under the eyes of the scale', async () => {
    const bottle = await world.until('a bottle is to be kept', async () => {
      const { items } = await world.as('custodian1').get<{ items: readonly StoredBottleView[] }>('/api/v1/storage/bottles');
      return items.find(({ status }) => status === 'awaited');
    });
    const vessel = (await world.lineage(grain)).find(({ code }) => code === bottle.code);
    const [seal, gross, tare] = [vessel?.seal ?? '', (Number(vessel?.mass) + 0.35).toFixed(4), '0.35'];
    const { page, complaints } = await browser.pageOf('custodian1', '/work?tab=carriages');
    const dialog = page.getByRole('dialog');
    const act = async (name: string, values: Readonly<Record<string, string>>) => {
      await page.getByRole('button', { name, exact: true }).click();
      if (name === '申请转运') await scan(page, bottle.code);
      await fill(dialog, values);
      await confirm(page, name);
    };
    await act('申请转运', { 自: '样品室', 至: '存样间' });
    await act('交出', { 封识: seal, '毛重 kg': gross, '皮重 kg': tare });
    await act('取走', { '承运人、车牌或传输筒号': 'van 1' });
    await page.getByText('运送中').waitFor();

    const keeper = await browser.pageOf('custodian2', '/work?tab=carriages', { language: 'en', width: 390, theme: 'dark' });
    await keeper.page.getByRole('button', { name: 'Missing' }).click();
    await keeper.page.getByRole('dialog').getByLabel('Reason').fill('the van did not come');
    await confirm(keeper.page, 'Missing');
    const told = await world.until('it is searched for', async () => (await world.alarms()).find(({ code }) => code === 'CARRIAGE_MISSING'));
    expect(told.message).toEqual({ zh: '样品转运（样品室至存样间）下落不明', en: 'Carriage of samples from 样品室 to 存样间 is missing.' });
    await keeper.page.getByRole('button', { name: 'Receive' }).click();
    await fill(keeper.page.getByRole('dialog'), { Seal: seal, 'Gross kg': gross, Condition: 'intact' });
    await confirm(keeper.page, 'Receive');

    await keeper.page.goto('/storage');
    await keeper.page.getByRole('button', { name: bottle.code }).waitFor();
    await scan(keeper.page, bottle.code);
    await keeper.page.getByRole('button', { name: 'Put away' }).click();
    const away = keeper.page.getByRole('dialog');
    await away.getByLabel('Cabinet').selectOption({ label: 'RES-B Shelf in the sample store' });
    await away.getByLabel('Slot').selectOption('3');
    await fill(away, { Seal: seal, 'Gross kg': gross, 'Tare kg': tare });
    await confirm(keeper.page, 'Put away');
    await keeper.page.getByText('brought, weighed, seal read').waitFor();
    await world.until('it lies in its slot', async () => {
      const { items } = await world.as('custodian1').get<{ items: readonly StoredBottleView[] }>('/api/v1/storage/bottles');
      return items.some(({ code, status, slot, findings }) => code === bottle.code && status === 'stored' && slot?.slot === 3 && findings.length === 0);
    });
    expect([...complaints, ...keeper.complaints]).toEqual([]);
  });

  it('a tube sends the bottle to the laboratory, whose cabinet takes it and reads its label', async () => {
    const stored = await world.until('a bottle lies in its slot', async () => {
      const { items } = await world.as('custodian1').get<{ items: readonly StoredBottleView[] }>('/api/v1/storage/bottles');
      return items.find(({ status }) => status === 'stored');
    });
    const { code, findings } = stored;
    const vessel = (await world.lineage(grain)).find((container) => container.code === code);
    const [seal, gross, tare] = [vessel?.seal ?? '', (Number(vessel?.mass) + 0.35).toFixed(4), '0.35'];
    expect(findings).toEqual([]);
    const giver = await browser.pageOf('custodian2', '/storage', { language: 'en', theme: 'dark' });
    const { page } = giver;
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: code }).waitFor();
    await scan(page, code);
    await page.getByRole('button', { name: 'Fetch', exact: true }).click();
    await dialog.getByLabel('Reason').fill('asked for by the laboratory');
    await confirm(page, 'Fetch');
    await page.getByRole('button', { name: 'Put away' }).waitFor();

    await page.goto('/work?tab=carriages');
    await page.getByText('T-1: PT-01 sends').waitFor();
    await page.getByRole('button', { name: 'Ask for a carriage' }).click();
    await scan(page, code);
    await dialog.getByLabel('By', { exact: true }).selectOption('tube');
    await dialog.getByLabel('Tube', { exact: true }).selectOption('T-1');
    await dialog.getByLabel('From').selectOption('line');
    await dialog.getByLabel('To', { exact: true }).selectOption('laboratory');
    await confirm(page, 'Ask for a carriage');
    await page.getByRole('button', { name: 'Release' }).click();
    await fill(dialog, { Seal: seal, 'Gross kg': gross, 'Tare kg': tare });
    await confirm(page, 'Release');
    await page.getByRole('button', { name: 'Take', exact: true }).click();
    await fill(dialog, { Carrier: 'carrier 7' });
    await dialog.getByLabel('I saw the tray in its place').check();
    await confirm(page, 'Take');
    await page.getByText('arrived, to be received').waitFor();

    expect(await page.getByRole('button', { name: 'Receive' }).count()).toBe(0);
    const receiver = await browser.pageOf('custodian1', '/work?tab=carriages');
    await receiver.page.getByText('已到达').waitFor();
    await receiver.page.getByRole('button', { name: '接收' }).click();
    await fill(receiver.page.getByRole('dialog'), { 封识: seal, '毛重 kg': gross, 样品状况: '完好' });
    await confirm(receiver.page, '接收');
    await receiver.page.goto('/storage');
    await receiver.page.getByRole('button', { name: code }).waitFor();
    await scan(receiver.page, code);
    await receiver.page.getByRole('button', { name: '入柜' }).click();
    const away = receiver.page.getByRole('dialog');
    await away.getByLabel('柜', { exact: true }).selectOption({ label: 'RES-C 化验室存样柜' });
    await away.getByLabel('格位').selectOption('2');
    await away.getByLabel('封识', { exact: true }).fill(seal);
    await fill(away, { '毛重 kg': gross, '皮重 kg': tare });
    await confirm(receiver.page, '入柜');
    await world.until('the machine has put it away', async () => {
      const { items } = await world.as('custodian1').get<{ items: readonly StoredBottleView[] }>('/api/v1/storage/bottles');
      return items.some((bottle) => bottle.code === code && bottle.status === 'stored' && bottle.slot?.cabinet === 'RES-C');
    });

    await receiver.page.getByRole('link', { name: '存样柜' }).click();
    await receiver.page.getByText('由 SC-01 自动存取').waitFor();
    await receiver.page.getByRole('button', { name: '扫描存样柜' }).click();
    await confirm(receiver.page, '扫描存样柜');
    await receiver.page.getByText('与记录一致。').waitFor();
    expect([...giver.complaints, ...receiver.complaints]).toEqual([]);
  });

  it('who works blind reads no nought of what he may not see', async () => {
    const { page } = await browser.pageOf('technician');
    const stages = page.locator('.overview-stages li > span:first-child');
    await stages.first().waitFor();
    expect(await stages.allInnerTexts()).toEqual(['已采待制', '制样中']);
  });
});

/** A tube and a cabinet with machines of their own, as no demonstration has them. */
const withMachines = ({ cabinets, carriage, ...rest }: NonNullable<SiteFile['storage']>): NonNullable<SiteFile['storage']> => ({
  ...rest,
  cabinets: [...cabinets, { id: 'RES-C', name: { zh: '化验室存样柜', en: 'Cabinet of the laboratory' }, slots: 40, unit: 'SC-01' }],
  ...(carriage && { carriage: { ...carriage, tubes: carriage.tubes.map((tube) => ({ ...tube, unit: 'PT-01' })) } }),
});
const machinesLike = (unit: SiteFile['units'][number] | undefined): SiteFile['units'] =>
  unit === undefined
    ? []
    : [
        { ...unit, unit: 'SC-01', title: { zh: '存样柜', en: 'Storage cabinet' }, tagMap: 'storage-cabinet.yaml' },
        { ...unit, unit: 'PT-01', title: { zh: '气动管道', en: 'Pneumatic tube' }, tagMap: 'pneumatic-tube.yaml' },
      ];

const itemOf = (page: Page, name: string): Locator =>
  page.locator('.work-steps > li').filter({ has: page.getByRole('heading', { level: 3, name: new RegExp(`^${name}`) }) });

async function attach(where: Locator): Promise<void> {
  await where.locator('input[type=file]').setInputFiles(photo);
  await where.getByText(/已上传|stored/).waitFor();
}

async function fill(where: Locator, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await where.getByLabel(label).fill(value);
}

async function confirm(page: Page, action: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: action, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

const firstHandling = async (world: World): Promise<HandlingView | undefined> =>
  (await world.as('technician').get<{ items: readonly HandlingView[] }>('/api/v1/handlings')).items[0];

const minuteOf = (at: string | null): string => `${new Date(at ?? 0).toISOString().slice(0, 16)}:00.000Z`;
/** As a field of day and time has it, at the port (Asia/Shanghai, eight hours ahead all year); the browser's own zone is another. */
const portMinute = (at: string | null): string =>
  new Date(Date.parse(minuteOf(at)) + 8 * 3_600_000).toISOString().slice(0, 16);
