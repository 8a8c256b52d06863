import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TagMap } from './tag-map/parse.ts';
import { Berth, until, Witness } from './testing/berth.ts';
import { tagMap } from './testing/tag-maps.ts';

describe('a driver whose tag map does not fit', () => {
  const pki = mkdtempSync(join(tmpdir(), 'quaylab-driver-'));
  let berth: Berth;
  let witness: Witness;
  beforeEach(() => {
    berth = new Berth(pki);
    witness = new Witness();
  });
  afterEach(() => berth.close());
  afterAll(() => rmSync(pki, { recursive: true, force: true }));

  it('refuses a tag map that does not fit, naming every tag at once', async () => {
    await berth.open();
    const map = tagMap();
    const wrong: TagMap = {
      ...map,
      tags: {
        ...map.tags,
        'Act.Nonsense': { type: 'Float', dir: 'R' },
        'Act.Nothing': { type: 'Bool', dir: 'R' },
      },
    };
    const driver = berth.driver(wrong);
    await driver.start(witness);
    await until('reason', () => driver.snapshot().reason?.startsWith('tag-map-wrong') ?? false);
    const reason = String(driver.snapshot().reason);
    expect(reason).toContain('TAG_MAP_NODE_MISSING');
    expect(reason).toContain('Act.Nonsense (nsu=urn:quay:plc;s=CS-01.Act.Nonsense)');
    expect(reason).toContain('Act.Nothing (nsu=urn:quay:plc;s=CS-01.Act.Nothing)');
    expect(witness.of('link').at(-1)).toMatchObject({ live: false, reason });
  });

  it('refuses a tag map with a wrong type', async () => {
    await berth.open();
    const map = tagMap();
    const driver = berth.driver({
      ...map,
      tags: { ...map.tags, 'Act.BeltFlow': { type: 'Double', dir: 'R' } },
    });
    await driver.start(witness);
    await until('reason', () => driver.snapshot().reason?.includes('TAG_MAP_TYPE_WRONG') ?? false);
    expect(driver.snapshot().reason).toContain('Act.BeltFlow');
  });
});
