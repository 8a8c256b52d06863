import type { CommandOutcome, UnitCommand } from '../unit-driver.ts';
import type { PlantState } from '../../workflows/plant-unit/messages.ts';

/** How commands end that were never given. Nothing is pending after any of these. */

export const nothingToAbort: CommandOutcome = {
  outcome: 'failed',
  code: 'SHADOW_MODE',
  message: 'The unit is only watched: a shadow run has nothing to abort. It goes on as whoever runs the plant has it.',
};

export const notFollowed = ({ command }: UnitCommand): CommandOutcome => ({
  outcome: 'failed',
  code: 'SHADOW_MODE',
  message: `The unit is only watched, and nothing it shows would tell that ${command} was done by somebody else.`,
});

export const withdrawn = ({ command }: UnitCommand): CommandOutcome => ({
  outcome: 'failed',
  code: 'SHADOW_WITHDRAWN',
  message: `${command} is not waited for any more: its run was aborted here. Nothing was commanded.`,
});

export const overtaken = ({ command }: UnitCommand, state: PlantState): CommandOutcome => ({
  outcome: 'failed',
  code: 'SHADOW_OVERTAKEN',
  message: `${command} was not seen to be done, and will not be: the unit is in ${state}. Nothing was commanded.`,
});
