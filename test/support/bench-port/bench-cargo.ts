import type { SamplingMethod } from '../../../workflows/coal-sampling/types.ts';
import type { ProcessId } from '../../../workflows/kernel/brand.ts';

/** What passes a sampler: t, of oil m³. */
export interface BenchCargo {
  readonly quantity: number;
  readonly perCut: number;
  readonly incrementsPlanned: number;
  /** Of coal; default: systematic. */
  readonly method?: SamplingMethod;
}

/** A process to begin, with its input. */
export interface Beginning {
  readonly definition: string;
  readonly process: ProcessId;
  readonly input: object;
}
