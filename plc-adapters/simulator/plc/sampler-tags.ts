import { CAROUSEL_POSITIONS } from '../world/carousel.ts';
import { SAMPLER_CYCLE } from '../world/cut-schedule.ts';
import { tag, type TagDefinition } from './process-image.ts';

const LONGEST_INTERVAL_S = 7200;
const LONGEST_INTERVAL_T = 20_000;

/** s on bases 1 and 3, t on basis 2; the published range is the wider of the two. */
export const INTERVAL_RANGE = {
  time: { low: SAMPLER_CYCLE, high: LONGEST_INTERVAL_S },
  mass: { low: 1, high: LONGEST_INTERVAL_T },
} as const;

const setting = (type: TagDefinition['type'], path: string, low: number, high: number): TagDefinition => ({
  path,
  type,
  access: 'W',
  range: { low, high },
});

/** The coal cross-belt sampler's own tags. A setting that was never written is 0 and out of range, except the container. */
export const SAMPLER_TAGS: readonly TagDefinition[] = [
  setting('Int16', 'Set.Basis', 1, 3),
  setting('Float', 'Set.IncrementInterval', INTERVAL_RANGE.mass.low, INTERVAL_RANGE.mass.high),
  setting('Float', 'Set.CutterSpeed', 0.2, 12),
  setting('UInt32', 'Set.IncrementsPlanned', 1, 100_000),
  setting('Int16', 'Set.TargetContainer', 0, CAROUSEL_POSITIONS),
  ...tag(
    'R',
    'Bool',
    'Act.BeltRunning',
    'Act.CutterParked',
    'Act.FeederOn',
    'Act.CrusherOn',
    'Act.ChutePlugged',
  ),
  ...tag('R', 'Bool', 'Act.ContainerSealed', 'Act.RejectRunning'),
  ...tag('R', 'Float', 'Act.BeltSpeed', 'Act.BeltFlow', 'Act.CutterSpeedAct', 'Act.IncrementMass'),
  ...tag('R', 'Float', 'Act.CrusherCurrent', 'Act.DividerRatioAct'),
  ...tag('R', 'Double', 'Act.BeltTotal', 'Act.SampleMass'),
  ...tag('R', 'UInt32', 'Act.CutCount', 'Act.CutMissed'),
  ...tag('R', 'Int16', 'Act.ContainerPos'),
];
