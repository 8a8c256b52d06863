import type { UnitName } from '../../../plc-adapters/simulator/unit-names.ts';
import type { TagMap } from '../../../plc-adapters/tag-map/parse.ts';
import { tagMap } from '../../../plc-adapters/testing/tag-maps.ts';
import { blindCode, decimalString as d, processId, unitId } from '../../../workflows/kernel/brand.ts';
import type { SamplingKind } from '../../../workflows/sampler-run/kinds.ts';
import type { SamplerOrder } from '../../../workflows/sampler-run/run.ts';
import type { BenchCargo, Beginning } from './bench-cargo.ts';
import { benchMasses } from './bench-masses.ts';
import { beginConsignment } from './coal-consignment.ts';
import { sampleParent } from './sample-parent.ts';

/** The second sampler of coal is as the first. */
export type BenchSampler = Exclude<UnitName, 'CP-01' | 'SC-01' | 'PT-01' | 'CS-02'>;

/** What differs between the samplers of the bench port. */
interface BenchUnit {
  readonly tagMap: TagMap;
  readonly flowTag: string;
  /** t/h, of oil m³/h. */
  readonly flow: { readonly nominal: number; readonly maximum: number };
  /** Cargo between two cuts, t, of oil m³. */
  readonly perCut: number;
  /** What the plant's log calls a cut that was taken, and one that was missed. */
  readonly logs: { readonly taken: 'increment' | 'grab'; readonly missed: 'missed' | 'missed-grab' };
  /** Begins the sampling of a cargo; the last is the process that waits for the sample. */
  readonly begin: (cargo: BenchCargo) => readonly Beginning[];
}

/** A run whose parent only notes what it is told, where there is no consignment for the commodity. */
const beginRun =
  (
    definition: SamplingKind,
    sampler: BenchSampler,
    settings: (cargo: BenchCargo) => SamplerOrder['settings'],
  ) =>
  (cargo: BenchCargo): readonly Beginning[] => {
    const process = processId(`${definition}/BENCH`);
    const order: SamplerOrder = {
      parent: sampleParent,
      unitNo: 1,
      sampler: unitId(sampler),
      lotId: blindCode('LOT'),
      sampleId: blindCode('BENCH'),
      recipeId: 'bench',
      settings: settings(cargo),
      incrementsPlanned: cargo.incrementsPlanned,
      quantity: d(String(cargo.quantity)),
      isLast: true,
      quantityTolerance: d('0.01'),
      spacing: null,
      incrementMass: benchMasses[sampler],
      ...cargo.planned,
    };
    return [
      { definition: 'sample-parent', process: sampleParent, input: {} },
      { definition, process, input: { order } },
    ];
  };

const coal = {
  flowTag: 'BeltFlow',
  flow: { nominal: 1500, maximum: 2000 },
  perCut: 10,
  logs: { taken: 'increment', missed: 'missed' },
} as const;

/** Every sampler of the virtual port, cutting by what has passed, so that what is sampled depends on the cargo alone. */
export const benchUnits: Readonly<Record<BenchSampler, BenchUnit>> = {
  'CS-01': {
    ...coal,
    tagMap: tagMap('coal-cross-belt'),
    begin: (cargo) => beginConsignment('CS-01', 4, cargo),
  },
  'CF-01': {
    ...coal,
    tagMap: tagMap('coal-falling-stream'),
    begin: (cargo) => beginConsignment('CF-01', 0.6, cargo),
  },
  'GD-01': {
    tagMap: tagMap('grain-diverter'),
    flowTag: 'Flow',
    flow: { nominal: 800, maximum: 1000 },
    perCut: 10,
    logs: { taken: 'increment', missed: 'missed' },
    begin: beginRun('grain-sampling', 'GD-01', ({ perCut }) => ({
      'Set.Basis': 2,
      'Set.CutInterval': perCut,
      'Set.TraverseSpeed': 0.5,
      'Set.DivideRatio': 0.1,
      'Set.Container': 0,
    })),
  },
  'PI-01': {
    tagMap: tagMap('petroleum-in-line'),
    flowTag: 'LineFlow',
    flow: { nominal: 3000, maximum: 3600 },
    perCut: 4,
    logs: { taken: 'grab', missed: 'missed-grab' },
    begin: beginRun('petroleum-sampling', 'PI-01', ({ quantity, perCut }) => ({
      'Set.BatchVolume': quantity,
      'Set.GrabVolume': 5,
      'Set.VolumePerGrab': perCut,
      'Set.Receiver': 0,
    })),
  },
};

export const coalSamplers = ['CS-01', 'CF-01'] as const satisfies readonly BenchSampler[];
export const samplers: readonly BenchSampler[] = [...coalSamplers, 'GD-01', 'PI-01'];
