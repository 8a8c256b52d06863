import { unitId } from '../../workflows/kernel/brand.ts';
import { parseTagMap, readableTags } from '../tag-map/parse.ts';
import { speaksMethods } from '../tag-map/schema.ts';
import { rawTagMap, tagMap } from '../testing/tag-maps.ts';
import { methodObjectOf, withTagsOfServer } from './method-map.ts';
import { methodMap, rawMethodMap } from './testing/method-tag-map.ts';

describe('the tag map of a unit with methods', () => {
  it('says so in short, which stands for PackML’s ten commands', () => {
    const map = methodMap();
    expect(speaksMethods(map)).toBe(true);
    expect(Object.keys(map.commands)).toHaveLength(10);
    expect(map.commands.complete).toEqual({ code: 10 });
    expect(speaksMethods(tagMap())).toBe(false);
  });

  it('says so at length where a command has a limit of its own', () => {
    const { commands } = rawTagMap('coal-cross-belt') as { commands: object };
    const parsed = parseTagMap({ ...rawMethodMap(), commands, commandsBy: 'methods' });
    expect(parsed.ok && speaksMethods(parsed.value) && parsed.value.commands.complete).toEqual({
      code: 10,
      doneWithinMs: 180_000,
    });
    expect(parseTagMap({ ...rawMethodMap(), commands: 'tags' })).toMatchObject({
      ok: false,
      refusal: { field: 'commands' },
    });
  });

  it('has no number handshake, and its settings are not looked for on the server', () => {
    const map = methodMap();
    expect(Object.keys(map.tags).filter((tag) => tag.startsWith('Cmd.'))).toEqual(['Cmd.OrchHeartbeat']);
    expect(map.tags['Set.IncrementInterval']).toMatchObject({ type: 'Float' });
    const there = Object.keys(withTagsOfServer(map).tags);
    expect(there).toEqual(Object.keys(map.tags).filter((tag) => !tag.startsWith('Set.')));
    expect(there).toEqual(expect.arrayContaining(['Job.CurrentTaskId', 'Evt.ReadIdx', 'Act.BeltFlow']));
    expect(readableTags(withTagsOfServer(map))).not.toContain('Sts.AckSeq');
    expect(withTagsOfServer(tagMap())).toEqual(tagMap());
  });

  it('names the object of the methods, the unit’s own where it says nothing', () => {
    const unit = unitId('CS-02');
    expect(methodObjectOf(methodMap(), unit)).toBe('nsu=urn:quay:plc;s=CS-02');
    const elsewhere = { ...methodMap(), methodObject: 'nsu=urn:lads;s=Devices/${unit}/Sampler' };
    expect(methodObjectOf(elsewhere, unit)).toBe('nsu=urn:lads;s=Devices/CS-02/Sampler');
  });

  it('is refused without the tasks, with a task we write, with a tag of the number handshake, or with the sample’s there', () => {
    const raw = rawMethodMap();
    const { 'Job.LastResult': _, ...without } = raw.tags;
    const outcome = parseTagMap({
      ...raw,
      jobSampleId: 'Cmd.SampleId',
      tags: {
        ...without,
        'Job.LastTaskId': { type: 'String', dir: 'W' },
        'Cmd.Seq': { type: 'UInt32', dir: 'RW' },
        'Cmd.Param[0..3]': { type: 'Float', dir: 'W' },
      },
    });
    expect(outcome).toMatchObject({ ok: false, refusal: { code: 'TAG_MAP_NOT_VALID', field: 'tags.Cmd.Seq' } });
    const message = outcome.ok ? '' : outcome.refusal.message;
    for (const told of [
      'tags.Cmd.Seq: is of the number handshake',
      'tags.Cmd.Param[3]: is of the number handshake',
      'tags.Job.LastTaskId.dir: is W, must be R',
      'tags.Job.LastResult: is missing',
      'jobSampleId: names Cmd.SampleId, which is not among the tags',
    ])
      expect(message).toContain(told);
  });
});
