import type { SamplingMethod } from '../../../workflows/coal-sampling/types.ts';
import type { ProcessId } from '../../../workflows/kernel/brand.ts';
import type { PlannedOrder } from '../../../workflows/sampler-run/run.ts';

/** What passes a sampler: t, of oil m³. */
export interface BenchCargo {
  readonly quantity: number;
  readonly perCut: number;
  readonly incrementsPlanned: number;
  /** Of coal; default: systematic. */
  readonly method?: SamplingMethod;
  /** What a plan fixes, where there is no consignment; default: the bench's own. */
  readonly planned?: PlannedOrder;
}

/** A process to begin, with its input. */
export interface Beginning {
  readonly definition: string;
  readonly process: ProcessId;
  readonly input: object;
}
