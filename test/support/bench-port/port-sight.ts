import type { LiveProcess } from '../../../orchestrator/engine/live-process.ts';
import type { ConsignmentContext } from '../../../workflows/consignment/record.ts';
import type { ConsignmentUnit } from '../../../workflows/consignment/unit.ts';
import { unitId } from '../../../workflows/kernel/brand.ts';
import type { ProcessId } from '../../../workflows/kernel/brand.ts';
import type { PlantUnitContext } from '../../../workflows/plant-unit/machine.ts';
import { plantUnitProcess } from '../../../workflows/plant-unit/messages.ts';
import { isSampling } from '../../../workflows/sampler-run/kinds.ts';
import type { SamplerRunContext, SamplingFinished } from '../../../workflows/sampler-run/run.ts';
import type { BenchSampler } from './bench-units.ts';
import { benchConsignment } from './coal-consignment.ts';
import { sampleParent } from './sample-parent.ts';
import type { SampleParentContext } from './sample-parent.ts';

/** What every sampling run shows, whatever it samples. */
export interface RunFacts {
  readonly state: string;
  readonly isOver: boolean;
  readonly taken: number;
  readonly missed: number;
  /** Codes, in the order in which they came. */
  readonly suspicions: readonly string[];
  readonly reason: string | null;
}

/** What the processes of a bench port are seen to be, as the newest commit left them. */
export abstract class PortSight {
  abstract readonly unit: BenchSampler;
  /** Empty while no server runs. */
  protected abstract get processes(): ReadonlyMap<ProcessId, LiveProcess>;

  /** The one sampling run; null before it was begun. */
  get runProcess(): ProcessId | null {
    return [...this.processes.keys()].find((id) => isSampling(id.slice(0, id.indexOf('/')))) ?? null;
  }

  get run(): RunFacts | null {
    const id = this.runProcess;
    const snapshot = id && this.processes.get(id)?.state?.snapshot;
    if (!snapshot) return null;
    const { taken, missed, suspicions, reason } = snapshot.context as SamplerRunContext;
    const [state, isOver] = [String(snapshot.value), snapshot.status === 'done'];
    return { state, isOver, taken, missed, reason, suspicions: suspicions.map(({ code }) => code) };
  }

  /** What the parent of the run was told in the end; null before. */
  get finished(): SamplingFinished | null {
    const told = this.#contextOf<SampleParentContext>(sampleParent)?.told[0];
    return this.sample?.sampled ?? told ?? null;
  }

  /** What the consignment has of its sample; undefined where there is no consignment. */
  get sample(): ConsignmentUnit | undefined {
    return this.#contextOf<ConsignmentContext>(benchConsignment)?.units[0];
  }

  /** kg, as the consignment's lineage has it; 0 before there is one. */
  get grossSampleMass(): number {
    const containers = this.#contextOf<ConsignmentContext>(benchConsignment)?.containers ?? [];
    const grossSamples = containers.filter(({ kind }) => kind === 'gross-sample');
    return grossSamples.reduce((sum, { mass }) => sum + Number(mass), 0);
  }

  /** Undefined before the unit's process was begun. */
  get unitContext(): PlantUnitContext | undefined {
    return this.#contextOf<PlantUnitContext>(plantUnitProcess(unitId(this.unit)));
  }

  /** Why processes are on hold: none ever should be. */
  get holds(): readonly string[] {
    return [...this.processes.values()].flatMap(({ id, hold }) =>
      hold ? [`${id}: ${hold.code}: ${hold.message}`] : [],
    );
  }

  #contextOf<Context>(process: ProcessId): Context | undefined {
    return this.processes.get(process)?.state?.snapshot.context as Context | undefined;
  }
}
