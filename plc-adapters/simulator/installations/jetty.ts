import {
  PETROLEUM_DISTURBANCES,
  PetroleumHead,
  type PetroleumDisturbance,
  type PetroleumHeadMemory,
} from '../plc/petroleum-head.ts';
import { grabIntervals, petroleumTags } from '../plc/petroleum-tags.ts';
import type { KeyedRandom } from '../random.ts';
import { PETROLEUM_UNIT } from '../unit-names.ts';
import type { PlantMicros } from '../world/plant-time.ts';
import type { CargoPlan, Installation } from './installation.ts';
import { SamplingSite, type SamplingSiteMemory } from './sampling-site.ts';

export interface JettyMemory {
  readonly petroleum: SamplingSiteMemory<PetroleumHeadMemory>;
}

const RECEIVERS = 4;
/** What a receiver takes where nothing else is said, L. */
export const RECEIVER_LITRES = 10;

/** A batch of 30 000 m³ at the rate of a middling tanker's pumps. */
export const PETROLEUM_CARGO: CargoPlan = { parcel: 30_000, flow: { nominal: 3000, maximum: 3600 } };

/** A tanker jetty's line with an in-line sampler and its receivers. */
export function jetty(
  random: KeyedRandom,
  cargo: CargoPlan,
  memory: Partial<JettyMemory>,
  receiverLitres = RECEIVER_LITRES,
): Installation<JettyMemory> {
  const tags = petroleumTags(grabIntervals(cargo.flow.maximum), RECEIVERS);
  const site = new SamplingSite<PetroleumDisturbance, PetroleumHeadMemory>(
    {
      unit: PETROLEUM_UNIT,
      random,
      cargo,
      // Receivers are changed by level; their capacity in kg is that of water, which no oil reaches.
      places: { positions: RECEIVERS, capacity: receiverLitres },
      disturbances: PETROLEUM_DISTURBANCES,
      stopsFlow: ['flow'],
      tags,
      head: (world, kept) => new PetroleumHead(tags, { ...world, nominalFlow: cargo.flow.nominal, receiverLitres }, kept),
    },
    memory.petroleum ?? null,
  );
  return { stations: [site.station], retain: (at: PlantMicros) => ({ petroleum: site.retain(at) }) };
}
