import { unitId } from '../../workflows/kernel/brand.ts';
import { nodeIdText, parseTagMap, readableTags, ringTag, ringTags } from './parse.ts';
import { rawTagMap, tagMap } from '../testing/tag-maps.ts';

type Raw = Record<string, Record<string, Record<string, unknown>>>;

const raw = () => rawTagMap('coal-cross-belt') as Raw;

/** The refusal after one change to the sampler's map. */
function refusal(change: (map: Raw) => void) {
  const map = raw();
  change(map);
  const outcome = parseTagMap(map);
  if (outcome.ok) throw new Error('was accepted');
  expect(outcome.refusal.code).toBe('TAG_MAP_NOT_VALID');
  return outcome.refusal;
}

const section = (map: Raw, name: string) => map[name] ?? {};

describe('a tag map', () => {
  it('writes array ranges out and makes node ids for a unit', () => {
    const map = tagMap();
    expect(map.tags['Cmd.Param[15]']).toEqual({ type: 'Float', dir: 'W' });
    expect(map.tags['Cmd.Param[16]']).toBeUndefined();
    expect(nodeIdText(map, unitId('CS-02'), 'Cmd.Param[3]')).toBe('nsu=urn:quay:plc;s=CS-02.Cmd.Param[3]');
    expect(ringTag(map, 63, 'V4')).toBe('Evt.Rec[63].V4');
    expect(Object.keys(ringTags(map))).toHaveLength(64 * 9);
  });

  it('lets a tag have a node of its own', () => {
    const map = raw();
    section(map, 'tags')['Act.BeltFlow'] = { type: 'Float', dir: 'R', node: 'nsu=urn:scale;s=${unit}/rate' };
    const outcome = parseTagMap(map);
    if (!outcome.ok) throw new Error(outcome.refusal.message);
    expect(nodeIdText(outcome.value, unitId('CS-01'), 'Act.BeltFlow')).toBe('nsu=urn:scale;s=CS-01/rate');
  });

  it('tells which tags make a snapshot', () => {
    const tags = readableTags(tagMap());
    expect(tags).toEqual(expect.arrayContaining(['Cmd.Seq', 'Evt.ReadIdx', 'Sts.AckSeq', 'Act.BeltFlow']));
    expect(tags).not.toContain('Cmd.Token');
    expect(tags).not.toContain('Set.Basis');
  });

  it('knows the preparation line with its stages', () => {
    const map = tagMap('coal-preparation-line');
    expect(map.stream).toBeNull();
    expect(map.commands.load?.code).toBe(100);
    expect(readableTags(map)).toEqual(
      expect.arrayContaining([
        'Crusher6.Act.MassIn',
        'Divider3.Act.SubMass[4]',
        'Cabinet.Act.SlotBarcode[40]',
      ]),
    );
  });

  it.each([
    ['coal-cross-belt', 'Act.CutMissed'],
    ['coal-falling-stream', 'Act.CutCount'],
    ['grain-diverter', 'Act.CutMissed'],
    ['petroleum-in-line', 'Act.GrabsMissed'],
  ] as const)('of %s is refused without the counter %s, or with one that is scaled', (name, counter) => {
    const { tags, ...map } = rawTagMap(name) as Raw & { tags: object };
    const spec = { type: 'UInt32', dir: 'R' };
    const field = `tags.${counter}`;
    expect(parseTagMap({ ...map, tags: { ...tags, [counter]: spec } }).ok).toBe(true);
    const scaled = parseTagMap({ ...map, tags: { ...tags, [counter]: { ...spec, factor: 2 } } });
    expect(scaled).toMatchObject({ ok: false, refusal: { field } });
    const without = Object.fromEntries(Object.entries(tags).filter(([tag]) => tag !== counter));
    expect(parseTagMap({ ...map, tags: without })).toMatchObject({ ok: false, refusal: { field } });
  });

  it.each([
    ['coal-falling-stream', 'coal-falling-stream-sampler', 'Act.CutterSpeedAct', 'Act.BeltTotal'],
    ['grain-diverter', 'grain-diverter-sampler', 'Act.BagCode', 'Act.Total'],
    ['petroleum-in-line', 'petroleum-in-line-sampler', 'Act.GrabsConfirmed', 'Act.BatchTotal'],
  ] as const)('knows the sampler of %s', (name, kind, tag, total) => {
    const map = tagMap(name);
    expect(map.kind).toBe(kind);
    expect(map.stream?.total).toBe(total);
    expect(readableTags(map)).toContain(tag);
    expect(parseTagMap({ ...(rawTagMap(name) as Raw), stream: null })).toMatchObject({
      ok: false,
      refusal: { field: 'stream' },
    });
  });

  it.each<[what: string, field: string, change: (map: Raw) => void]>([
    [
      'an unknown type',
      'tags.Sts.AckSeq.type',
      (map) => (section(map, 'tags')['Sts.AckSeq'] = { type: 'UInt31', dir: 'R' }),
    ],
    [
      'a wrong type in the common block',
      'tags.Sts.AckSeq.type',
      (map) => (section(map, 'tags')['Sts.AckSeq'] = { type: 'Int32', dir: 'R' }),
    ],
    [
      'a wrong direction',
      'tags.Cmd.Seq.dir',
      (map) => (section(map, 'tags')['Cmd.Seq'] = { type: 'UInt32', dir: 'W' }),
    ],
    [
      'a missing tag of the common block',
      'tags.Sts.Token',
      (map) => delete section(map, 'tags')['Sts.Token'],
    ],
    [
      'a scaled handshake number',
      'tags.Sts.DoneSeq',
      (map) => (section(map, 'tags')['Sts.DoneSeq'] = { type: 'UInt32', dir: 'R', factor: 10 }),
    ],
    [
      'a factor of zero',
      'tags.Act.BeltFlow.factor',
      (map) => (section(map, 'tags')['Act.BeltFlow'] = { type: 'Float', dir: 'R', factor: 0 }),
    ],
    [
      'a node id without namespace URI',
      'tags.Act.BeltFlow.node',
      (map) => (section(map, 'tags')['Act.BeltFlow'] = { type: 'Float', dir: 'R', node: 'ns=2;s=x' }),
    ],
    ['too few parameters', 'tags.Cmd.Param[0]', (map) => delete section(map, 'tags')['Cmd.Param[0..15]']],
    [
      'a stream tag that does not exist',
      'stream.flow',
      (map) => Object.assign(section(map, 'stream'), { flow: 'Act.Flow' }),
    ],
    [
      'a stream tag that cannot be read',
      'stream.total',
      (map) => Object.assign(section(map, 'stream'), { total: 'Set.Basis' }),
    ],
    ['a sampler without a stream', 'stream', (map) => Object.assign(map, { stream: null })],
    ['a state outside PackML', 'states.4', (map) => Object.assign(section(map, 'states'), { 4: 'Asleep' })],
    [
      'an unknown command',
      'commands',
      (map) => Object.assign(section(map, 'commands'), { jump: { code: 11 } }),
    ],
    [
      'two commands with one code',
      'commands.start.code',
      (map) => Object.assign(section(map, 'commands'), { start: { code: 1 } }),
    ],
    [
      'another word for accepted',
      'ackResults.1.code',
      (map) => Object.assign(section(map, 'ackResults'), { 1: { code: 'FINE', text: 'fine' } }),
    ],
    [
      'a ring without slots',
      'ring.record',
      (map) => Object.assign(section(map, 'ring'), { record: 'Evt.Rec' }),
    ],
    [
      'a keep-alive count out of the tested range',
      'timing.keepAliveCount',
      (map) => Object.assign(section(map, 'timing'), { keepAliveCount: 50 }),
    ],
    ['an unknown kind', 'kind', (map) => Object.assign(map, { kind: 'toaster' })],
    ['an unknown section', '(file)', (map) => Object.assign(map, { colours: {} })],
  ])('refuses %s at %s', (_what, field, change) => {
    // prettier-ignore
    expect(refusal(change).field).toBe(field);
  });

  it('names every fault, not only the first', () => {
    const { message } = refusal((map) => {
      delete section(map, 'tags')['Sts.Token'];
      delete section(map, 'tags')['Sts.AckSeq'];
    });
    expect(message).toContain('tags.Sts.Token');
    expect(message).toContain('tags.Sts.AckSeq');
  });

  it('refuses what is no map at all', () => {
    expect(parseTagMap(null).ok).toBe(false);
    expect(parseTagMap('kind: x').ok).toBe(false);
  });
});
