import type { CoalCutter } from './coal-cutters.ts';
import { tag, type TagDefinition } from './process-image.ts';
import { publishedInterval, setting } from './settings-check.ts';

/**
 * A coal sampler's own tags, the same for both kinds. A setting that was never written is 0 and out of range, except
 * the container.
 */
export function coalTags({ intervals, speeds }: CoalCutter, lastPosition: number): readonly TagDefinition[] {
  const interval = publishedInterval(intervals);
  return [
    setting('Int16', 'Set.Basis', 1, 4),
    setting('Float', 'Set.IncrementInterval', interval.low, interval.high),
    setting('Float', 'Set.CutterSpeed', speeds.low, speeds.high),
    setting('UInt32', 'Set.IncrementsPlanned', 1, 100_000),
    setting('Int16', 'Set.TargetContainer', 0, lastPosition),
    ...tag('R', 'Bool', 'Act.BeltRunning', 'Act.CutterParked', 'Act.FeederOn', 'Act.CrusherOn'),
    ...tag('R', 'Bool', 'Act.ChutePlugged', 'Act.ContainerSealed', 'Act.RejectRunning'),
    ...tag('R', 'Float', 'Act.BeltSpeed', 'Act.BeltFlow', 'Act.CutterSpeedAct', 'Act.IncrementMass'),
    ...tag('R', 'Float', 'Act.CrusherCurrent', 'Act.DividerRatioAct'),
    ...tag('R', 'Double', 'Act.BeltTotal', 'Act.SampleMass'),
    ...tag('R', 'UInt32', 'Act.CutCount', 'Act.CutMissed'),
    ...tag('R', 'Int16', 'Act.ContainerPos'),
  ];
}
