import { Crew } from '../../../orchestrator/demo/crew.ts';
import type { CrewOptions } from '../../../orchestrator/demo/crew.ts';
import type { ApiClient } from '../../../orchestrator/demo/http-client.ts';

/** Who takes over from whom, by user name. */
export type Shift = Readonly<Record<string, string>>;

export const nightShift: Shift = Object.fromEntries(
  ['sampler', 'technician', 'technician2', 'analyst1', 'analyst2', 'reviewer', 'preparer', 'checker'].map((id) => [id, `${id}-night`]),
);

/** A crew in which some do the duties of others. */
export class ShiftCrew extends Crew {
  readonly #shift: Shift;

  constructor(options: CrewOptions, shift: Shift) {
    super(options);
    this.#shift = shift;
  }

  override as(who: string): ApiClient {
    return super.as(this.#shift[who] ?? who);
  }
}
