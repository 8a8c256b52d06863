import { tag, type TagDefinition } from './process-image.ts';
import { keepableIntervals, setting, type IntervalRanges } from './settings-check.ts';

/** The extractor makes 30 strokes a minute, s. */
export const EXTRACTOR_CYCLE = 2;

const LARGEST_VOLUME_PER_GRAB = 1000;
/** Largest nomination, m³: a very large crude carrier. */
const LARGEST_BATCH = 400_000;

/**
 * m³ a grab: at the greatest flow the extractor still keeps up.
 * @param maximumFlow m³/h
 */
export const grabIntervals = (maximumFlow: number): IntervalRanges =>
  keepableIntervals(EXTRACTOR_CYCLE, maximumFlow, { time: EXTRACTOR_CYCLE, amount: LARGEST_VOLUME_PER_GRAB });

/** The in-line sampler's own tags. A setting that was never written is 0 and out of range, except the receiver. */
export const petroleumTags = ({ amount }: IntervalRanges, receivers: number): readonly TagDefinition[] => [
  setting('Float', 'Set.BatchVolume', 1, LARGEST_BATCH),
  setting('Float', 'Set.GrabVolume', 0.5, 5),
  setting('Float', 'Set.VolumePerGrab', amount.low, amount.high),
  setting('Int16', 'Set.Receiver', 0, receivers),
  ...tag('R', 'Float', 'Act.LineFlow', 'Act.LoopFlow', 'Act.Temp', 'Act.Pressure', 'Act.Density'),
  ...tag('R', 'Double', 'Act.BatchTotal'),
  ...tag('R', 'UInt32', 'Act.GrabsCommanded', 'Act.GrabsConfirmed', 'Act.GrabsMissed'),
  ...tag('R', 'Float', 'Act.ReceiverMass', 'Act.ReceiverLevel'),
  ...tag('R', 'Bool', 'Act.MixerOn', 'Act.ReceiverConnected', 'Act.HighLevel', 'Act.ProbeFault'),
  ...tag('R', 'Bool', 'Act.NoFlowSampling', 'Act.FlowNoSampling'),
];
