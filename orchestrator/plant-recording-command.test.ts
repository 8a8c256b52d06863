import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { headerText, lineText } from '../plc-adapters/recording/format.ts';
import { ringTags } from '../plc-adapters/tag-map/parse.ts';
import { tagMap } from '../plc-adapters/testing/tag-maps.ts';
import { instant, unitId } from '../workflows/kernel/brand.ts';
import { plantBrowse } from './plant-command.ts';
import { plantRecord, plantReplay } from './plant-recording-command.ts';

// A real server; a busy machine takes its time.
jest.setTimeout(60_000);

describe('quaylab plant record and replay', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-recording-command-'));
  const file = join(folder, 'run.jsonl');
  const data = join(folder, 'data');
  const started = instant('2026-03-01T08:00:00.000Z');
  const header = { unit: unitId('CS-01'), endpoint: 'opc.tcp://10.0.7.21:4840', started, tagMap: tagMap() };
  const standing = { ms: 0, tag: 'Sts.StateCurrent', value: 6, quality: 'good', sourceTime: null } as const;
  const options = { data, port: 0, speed: 1 };
  beforeAll(() => writeFileSync(file, headerText(header) + lineText(standing) + lineText({ ms: 10, end: 'stopped' })));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('serves a recording with all the tags of its unit, as recorded, and says where', async () => {
    const printed: string[] = [];
    const stop = await plantReplay(file, options, (line) => printed.push(line));
    try {
      const ready = JSON.parse(printed.find((line) => line.startsWith('{')) ?? '') as { endpoint: string };
      expect(ready).toMatchObject({ ready: true, unit: 'CS-01', started, recordedAt: header.endpoint, seconds: 0, speed: 1, loop: false });
      const tree: string[] = [];
      const wish = { data, depth: 1, from: 'nsu=urn:quay:plc;s=CS-01', security: 'None', policy: 'Basic256Sha256', json: true } as const;
      await plantBrowse(ready.endpoint, wish, (line) => tree.push(line));
      const { children } = JSON.parse(tree.join('')) as { children: { name: string; variable: object }[] };
      expect(children).toHaveLength(Object.keys({ ...tagMap().tags, ...ringTags(tagMap()) }).length);
      const named = (tag: string) => children.find(({ name }) => name === tag)?.variable;
      expect(named('Sts.StateCurrent')).toMatchObject({ access: 'R', value: '6' });
      // What a client writes is taken, and nothing acts upon it.
      expect(named('Cmd.Seq')).toMatchObject({ access: 'RW' });
      expect(printed.at(-1)).toContain('the recording has ended');
    } finally {
      await stop();
    }
  });

  it('refuses a file that is not there, one that is none, and one that is cut off', async () => {
    const refused = (path: string) => plantReplay(path, options, () => undefined).catch((error: { refusal: object }) => error.refusal);
    expect(await refused(join(folder, 'nowhere'))).toMatchObject({ code: 'RECORDING_MISSING', field: 'file' });
    expect(await refused('config/demo-port/site.yaml')).toMatchObject({ code: 'RECORDING_NOT_VALID', field: 'line 1' });
    const cut = join(folder, 'cut.jsonl');
    writeFileSync(cut, headerText(header) + lineText(standing).slice(0, -4));
    expect(await refused(cut)).toMatchObject({
      code: 'RECORDING_NOT_VALID',
      field: 'line 2',
      remedy: expect.stringContaining('Remove line 2'),
    });
  });

  it('records only a unit of the site', async () => {
    const wrong = { site: 'config/demo-port/site.yaml', unit: 'XX-99', data, out: join(folder, 'none.jsonl') };
    const signal = new AbortController().signal;
    await expect(plantRecord(wrong, signal, () => undefined)).rejects.toMatchObject({ refusal: { code: 'UNIT_UNKNOWN' } });
  });
});
