import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant, unitId } from '../../workflows/kernel/brand.ts';
import { MethodSampler } from '../methods/testing/method-sampler.ts';
import { MethodServer } from '../methods/testing/method-server.ts';
import { methodMap } from '../methods/testing/method-tag-map.ts';
import type { TagMap } from '../tag-map/parse.ts';
import { checkJson } from './check-json.ts';
import { checkSections } from './check-text.ts';
import { checkUnit } from './check-unit.ts';

// A real server; a busy machine takes its time.
jest.setTimeout(60_000);

describe('the check of a unit with methods', () => {
  const unit = unitId('CS-01');
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-check-methods-'));
  const sampler = new MethodSampler(methodMap());
  const server = new MethodServer(sampler, methodMap(), unit, join(folder, 'plant'));
  beforeAll(() => server.start());
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const check = (tagMap: TagMap) =>
    checkUnit(
      { unit, tagMap, endpoint: `opc.tcp://127.0.0.1:${server.port}`, security: { mode: 'None', policy: 'None' } },
      {
        clock: { now: () => instant(new Date().toISOString()), monotonicMs: () => performance.now() },
        pkiFolder: join(folder, 'ours'),
      },
    );

  it('finds every method as it is called and every tag of the map, and calls nothing', async () => {
    const result = await check(methodMap());
    expect(result.findings.filter(({ severity }) => severity === 'fault')).toEqual([]);
    expect(result.passed).toBe(true);
    expect(result.handshake).toBeNull();
    expect(result.methods).toHaveLength(10);
    const rows = checkSections(result).flatMap(({ rows: all }) => all);
    expect(rows).toContainEqual(['✓', 'hold', 'Hold', '是 yes', 'SupervisoryJobId String, SupervisoryTaskId String']);
    expect(rows.find((row) => row[2] === 'StartProgram')?.[4]).toContain('Properties String[]');
    const json = JSON.parse(JSON.stringify(checkJson(result))) as { methods: { method: string; exists: boolean }[] };
    expect(json.methods.filter(({ exists }) => exists)).toHaveLength(10);
    expect(sampler.executed).toEqual([]);
  });

  it('finds a state number that the map does not know, another mode and a standing fault', async () => {
    const shown = { 'Sts.StateCurrent': 42, 'Sts.UnitModeCurrent': 3, 'Sts.FaultCode': 4102 };
    for (const [tag, value] of Object.entries(shown)) sampler.put(tag, value);
    const { findings } = await check(methodMap());
    sampler.put('Sts.UnitModeCurrent', 1);
    sampler.put('Sts.FaultCode', 0);
    sampler.boot();
    expect(findings.filter(({ about }) => about === 'methods').map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      'fault STATE_NOT_MAPPED',
      'warning MODE_DIFFERS',
      'warning FAULT_STANDS',
    ]);
  });

  it('finds that the object of the methods is not there', async () => {
    const result = await check({ ...methodMap(), methodObject: 'nsu=urn:quay:plc;s=Elsewhere' });
    const faults = result.findings.filter(({ severity }) => severity === 'fault');
    expect(faults.map(({ code }) => code)).toEqual(['METHOD_OBJECT_MISSING']);
    expect(result.methods?.every(({ facts }) => facts.found === null)).toBe(true);
  });
});
