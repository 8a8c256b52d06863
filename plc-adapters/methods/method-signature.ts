import type { UnitCommandName } from '../unit-driver.ts';

/** An input argument of a method; all are String, some a list of them. */
export interface MethodArgument {
  readonly name: string;
  readonly isList: boolean;
}

export interface MethodSignature {
  /** Browse name. */
  readonly method: string;
  readonly inputs: readonly MethodArgument[];
}

const text = (name: string): MethodArgument => ({ name, isList: false });
const texts = (name: string): MethodArgument => ({ name, isList: true });

const supervisor = [text('SupervisoryJobId'), text('SupervisoryTaskId')];
const packMl = (method: string): MethodSignature => ({ method, inputs: supervisor });

/** The start of a run is LADS' StartProgram; every other command is the PackML method of its name. */
export const methodSignatures: Readonly<Partial<Record<UnitCommandName, MethodSignature>>> = {
  start: {
    method: 'StartProgram',
    inputs: [text('ProgramTemplateId'), texts('Properties'), ...supervisor, texts('Samples')],
  },
  reset: packMl('Reset'),
  stop: packMl('Stop'),
  hold: packMl('Hold'),
  unhold: packMl('Unhold'),
  suspend: packMl('Suspend'),
  unsuspend: packMl('Unsuspend'),
  abort: packMl('Abort'),
  clear: packMl('Clear'),
  complete: packMl('Complete'),
};
