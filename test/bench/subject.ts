import type { ProcessId } from '../../workflows/kernel/brand.ts';
import type { Input, ProcessDefinition } from '../../workflows/kernel/process.ts';

/** A process to measure with. */
export interface Subject {
  readonly name: string;
  readonly definition: ProcessDefinition;
  /** Its start and what follows until it takes `next` over and over. */
  readonly opening: (process: ProcessId) => readonly [Input, ...Input[]];
  readonly next: (process: ProcessId, no: number) => Input;
}
