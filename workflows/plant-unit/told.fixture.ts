import type { Told } from '../kernel/testing/rehearsal.ts';

/** What a unit of plant and its commands tell a run, for tests. */

export const failed = (command: string): Told => ({
  type: 'command.failed',
  command,
  code: 'INTERLOCK',
  message: 'refused',
});
export const unknown = (command: string): Told => ({
  type: 'command.unknown',
  command,
  code: 'ACK_TIMEOUT',
  message: 'no answer',
});

export const plantState = (state: string, more: Readonly<Record<string, unknown>> = {}): Told => ({
  type: 'plant.state',
  state,
  mode: 1,
  faultCode: 0,
  faultClass: 0,
  faultFirstOut: 0,
  ...more,
});
export const boot: Told = { type: 'plant.boot', bootCounter: 2, previous: 1 };
export const link = (live: boolean): Told => ({
  type: 'plant.link',
  live,
  reason: live ? null : 'link-lost',
});
