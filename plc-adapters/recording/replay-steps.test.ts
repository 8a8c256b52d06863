import { instant, unitId } from '../../workflows/kernel/brand.ts';
import { tagMap } from '../testing/tag-maps.ts';
import type { RecordedLine, Recording } from './format.ts';
import { replaySteps } from './replay-steps.ts';

const time = instant('2026-03-01T08:00:01.000Z');
const record = (idx: number) => ({ idx, time, type: 'container', sampleId: 'T', no: 2, mass: 30, flow: 1500, total: 10, kept: 2 });
const recording = (...lines: readonly RecordedLine[]): Recording => ({
  unit: unitId('CS-01'),
  endpoint: 'opc.tcp://10.0.7.21:4840',
  started: time,
  tagMap: tagMap(),
  lines,
});
const value = (tag: string, of: number) => ({ ms: 5, tag, value: of, quality: 'good' as const, sourceTime: null });
const shown = (steps: ReturnType<typeof replaySteps>, tag: string) => steps.flatMap(({ values }) => values.get(tag)?.value ?? []);

describe('what a replay shows', () => {
  it('is what was recorded, at its time and with its quality', () => {
    const bad = { ms: 9, tag: 'Act.BeltFlow', value: null, quality: 'bad' as const, sourceTime: null };
    expect(replaySteps(recording(value('Act.BeltFlow', 1500), bad), 0)).toEqual([
      { ms: 5, values: new Map([['Act.BeltFlow', { value: 1500, quality: 'good' }]]) },
      { ms: 9, values: new Map([['Act.BeltFlow', { value: null, quality: 'bad' }]]) },
    ]);
  });

  it('counts a record only when its slot is filled, whenever its number was seen', () => {
    const steps = replaySteps(recording(value('Evt.WriteIdx', 66), { ms: 8, records: [record(65), record(66)] }), 0);
    expect(shown(steps, 'Evt.WriteIdx')).toEqual([64, 66]);
    expect(shown(steps, 'Evt.Rec[0].Idx')).toEqual([65]);
    expect(shown(steps, 'Evt.Rec[1].Idx')).toEqual([66]);
    expect(shown(steps, 'Evt.Rec[1].Type')).toEqual([3]);
    const last = [...(steps.at(-1)?.values.keys() ?? [])];
    expect(last.at(-1)).toBe('Evt.WriteIdx');
  });

  it('shows the number as recorded where there are no records', () => {
    expect(shown(replaySteps(recording(value('Evt.WriteIdx', 3)), 0), 'Evt.WriteIdx')).toEqual([3]);
  });

  it('loses again what was lost', () => {
    const steps = replaySteps(recording({ ms: 1, gap: { from: 1, to: 3 } }, { ms: 2, records: [record(4)] }), 0);
    expect(shown(steps, 'Evt.WriteIdx')).toEqual([0, 3, 4]);
    expect([0, 1, 2].map((slot) => shown(steps, `Evt.Rec[${slot}].Idx`))).toEqual([[65], [66], [67]]);
  });

  it('goes on numbering in the next round', () => {
    const steps = replaySteps(recording({ ms: 1, records: [record(7), record(8)] }), 2);
    expect(shown(steps, 'Evt.WriteIdx')).toEqual([10, 12]);
    expect(shown(steps, 'Evt.Rec[10].Idx')).toEqual([11]);
  });
});
