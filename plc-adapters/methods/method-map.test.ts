import { unitId } from '../../workflows/kernel/brand.ts';
import { parseTagMap, readableTags } from '../tag-map/parse.ts';
import { rawTagMap, tagMap } from '../testing/tag-maps.ts';
import { methodObjectOf, speaksMethods, tagsBesideMethods } from './method-map.ts';
import { methodMap } from './testing/method-tag-map.ts';

describe('the tag map of a unit with methods', () => {
  it('says so in short, which stands for PackML’s ten commands', () => {
    const map = methodMap();
    expect(speaksMethods(map)).toBe(true);
    expect(Object.keys(map.commands)).toHaveLength(10);
    expect(map.commands.complete).toEqual({ code: 10 });
    expect(speaksMethods(tagMap())).toBe(false);
  });

  it('says so at length where a command has a limit of its own', () => {
    const raw = rawTagMap('coal-cross-belt') as object;
    const parsed = parseTagMap({ ...raw, commandsBy: 'methods' });
    expect(parsed.ok && speaksMethods(parsed.value) && parsed.value.commands.complete).toEqual({
      code: 10,
      doneWithinMs: 180_000,
    });
    expect(parseTagMap({ ...raw, commands: 'tags' })).toMatchObject({
      ok: false,
      refusal: { field: 'commands' },
    });
  });

  it('leaves the number handshake, parameters and settings out of what is looked for on the server', () => {
    const tags = Object.keys(tagsBesideMethods(methodMap()).tags);
    expect(tags.filter((tag) => /^Cmd\.|^Set\./.test(tag))).toEqual(['Cmd.OrchHeartbeat']);
    expect(tags).toEqual(
      expect.arrayContaining(['Job.CurrentTaskId', 'Sts.StateCurrent', 'Evt.ReadIdx', 'Act.BeltFlow']),
    );
    expect(readableTags(tagsBesideMethods(methodMap()))).not.toContain('Sts.AckSeq');
  });

  it('names the object of the methods, the unit’s own where it says nothing', () => {
    const unit = unitId('CS-02');
    expect(methodObjectOf(methodMap(), unit)).toBe('nsu=urn:quay:plc;s=CS-02');
    const elsewhere = { ...methodMap(), methodObject: 'nsu=urn:lads;s=Devices/${unit}/Sampler' };
    expect(methodObjectOf(elsewhere, unit)).toBe('nsu=urn:lads;s=Devices/CS-02/Sampler');
  });

  it('is refused without the tasks, with one that can be written, or with a sample’s tag that is not there', () => {
    const map = methodMap();
    const { 'Job.LastResult': _, ...without } = map.tags;
    const wrong = {
      ...map,
      jobSampleId: 'Cmd.SampleId',
      tags: { ...without, 'Job.LastTaskId': { type: 'String', dir: 'RW' } as const },
    };
    expect(() => tagsBesideMethods(wrong)).toThrow(
      /Job.LastTaskId must be String, dir R.*Job.LastResult is missing.*jobSampleId names Cmd.SampleId/,
    );
  });
});
