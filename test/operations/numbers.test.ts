import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSite } from '../../config/site/load.ts';
import { verifyJournal } from '../../orchestrator/engine/audit.ts';
import { openBench, input } from '../../orchestrator/engine/testing/workbench.ts';
import { listNumbers, voidNumbers } from '../../orchestrator/operations/numbers-command.ts';
import { openRecord, recordToRead } from '../../orchestrator/operations/record-stores.ts';
import type { RecordAddress } from '../../orchestrator/operations/record-stores.ts';
import { certificateRegisterDefinition } from '../../workflows/certificate/register.ts';
import { processId } from '../../workflows/kernel/brand.ts';
import { describeOnMongo } from '../support/mongo.ts';

const loaded = loadSite(join(process.cwd(), 'config', 'demo-port', 'site.yaml'));
if (!loaded.ok) throw new Error(loaded.refusal.message);
const site = loaded.value;
const { office } = site.laboratory;
const register = processId(`certificate-register/${office}-2026-11`);
const no = (serial: number) => `${office}2026-11-${String(serial).padStart(6, '0')}`;

const folder = mkdtempSync(join(tmpdir(), 'quaylab-numbers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A certificate asks the register for its number, as it does with the server running. */
async function certificateAsks(address: RecordAddress, id: string): Promise<void> {
  const { journal, close } = await openRecord(address);
  const { engine } = openBench({ journal, definitions: [certificateRegisterDefinition] });
  const begin = { office, kind: '11', year: 2026, pattern: '{office}{year}-{kind}-{serial:6}' };
  await engine.start(
    'certificate-register',
    register,
    input('begin', { type: 'process.start', input: begin }),
  );
  const event = { type: 'number.requested' };
  await engine.submit(
    register,
    input(`${id} asks`, event, { actor: { kind: 'process', id: `certificate/${id}` } }),
  );
  await engine.stop();
  await close();
}

function itVoids(name: string, open: () => RecordAddress): void {
  it(`${name}: numbers issued after the point of a restore are void, and never given again`, async () => {
    const address = open();
    const told: string[] = [];
    const print = (line: string) => void told.push(line);
    const listed = async () => {
      told.length = 0;
      await listNumbers(address, print);
      return told;
    };
    const terms = {
      address,
      site,
      kind: '11',
      year: 2026,
      reason: 'issued after the backup of 08:00',
      by: 'Xu Guan',
    };
    const voided = async (from: number, to: number) =>
      voidNumbers({ ...terms, from: no(from), to: no(to) }, print);

    if (address.kind === 'embedded') {
      await expect(voided(1, 2)).rejects.toMatchObject({ refusal: { code: 'DATA_FOLDER_EMPTY' } });
      expect(existsSync(address.folder)).toBe(false);
    }
    await (await openRecord(address)).close();
    // Of a register that the restored record does not know at all.
    await voided(1, 2);
    expect(told).toEqual([
      `已作废 void: 2 numbers entered, ${no(1)} to ${no(2)} are void; 下一个编号 next: ${no(3)}`,
    ]);
    // Given again, as after a command that was broken off: only what is missing is entered.
    await voided(1, 3);
    expect(told.at(-1)).toContain('void: 1 numbers entered');
    await certificateAsks(address, 'a');
    expect(await listed()).toEqual([
      `${office}-2026-11: 4 numbers, last ${no(4)}; 已用 used 0, 已分配 allocated 1, 作废 void 3`,
      ...[1, 2, 3].map((serial) => `  作废 void ${no(serial)}: issued after the backup of 08:00 (Xu Guan)`),
    ]);

    // Neither over a number that was given, nor with a gap, nor backwards.
    for (const [from, to, code] of [
      [4, 6, 'NUMBER_NOT_NEXT'],
      [6, 7, 'NUMBER_NOT_NEXT'],
      [1, 3, 'NUMBER_NOT_NEXT'],
      [5, 4, 'NUMBER_NOT_AHEAD'],
    ] as const)
      await expect(voided(from, to)).rejects.toMatchObject({ refusal: { code } });
    await expect(voidNumbers({ ...terms, kind: '99', from: no(5), to: no(5) }, print)).rejects.toMatchObject({
      refusal: { code: 'CERTIFICATE_KIND_UNKNOWN', field: 'kind' },
    });
    await voided(5, 6);
    await certificateAsks(address, 'b');
    expect((await listed())[0]).toContain(
      `7 numbers, last ${no(7)}; 已用 used 0, 已分配 allocated 2, 作废 void 5`,
    );

    const { journal, close } = await recordToRead(address);
    expect(await verifyJournal(journal)).toMatchObject({ intact: true });
    await close();
  });
}

describe('certificate numbers that a restored record does not know', () => {
  itVoids('in a data folder', () => ({ kind: 'embedded', folder: join(folder, 'data') }));
  describeOnMongo('in a cluster', (mongo) => {
    itVoids('in MongoDB', () => ({
      kind: 'mongodb',
      uri: mongo.newDatabase(),
      secret: 'forty characters that nobody else can know',
      lease_s: 1,
    }));
  });
});
