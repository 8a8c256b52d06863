import type { NodeTable } from '../opcua/nodes.ts';
import { nodeOf } from '../opcua/nodes.ts';
import type { MonitoringSession } from '../opcua/session.ts';
import { within } from '../opcua/time-limit.ts';
import { toWrite } from '../opcua/values.ts';
import type { UnitConfig } from '../unit-config.ts';
import type { DriverClock } from './deps.ts';
import { linkDown } from './monitoring-link.ts';
import { OwnHeartbeat } from './own-heartbeat.ts';
import type { Upkeep } from './upkeep.ts';

const writeWithinMs = 5000;

/**
 * The upkeep of a unit that we command: Cmd.OrchHeartbeat and Evt.ReadIdx, written over the monitoring session, since both may
 * arrive late without harm. Commands never go this way. A write rejects with `LINK_DOWN` at once instead of waiting for a
 * reconnection.
 */
export function writtenUpkeep(
  { unit, tagMap }: UnitConfig,
  session: MonitoringSession,
  nodes: () => NodeTable | null,
  clock: DriverClock,
): Upkeep {
  const write = async (tag: string, value: number) => {
    const [open, table] = [session.current(), nodes()];
    if (!open || !table) throw linkDown(unit);
    const statusCode = await within(open.write(toWrite(nodeOf(table, tag), value)), writeWithinMs, `Writing ${tag}`);
    if (!statusCode.isGood()) throw new Error(`The PLC rejected ${tag}: ${statusCode.name}.`);
  };
  const heart = new OwnHeartbeat(clock, (beat) => write('Cmd.OrchHeartbeat', beat));
  return {
    beat: () => heart.beat(),
    consumed: ({ readIdx }) => readIdx,
    move: (idx) => write(tagMap.ring.readIdx, idx),
  };
}
