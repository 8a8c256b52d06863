import { MonitoringLink } from '../driver/monitoring-link.ts';
import type { OpenUnit } from '../driver/running-unit.ts';
import { UnitMonitor } from '../driver/unit-monitor.ts';
import type { Upkeep } from '../driver/upkeep.ts';
import { withShownSeq } from '../methods/tasks.ts';
import { monitoringSession } from '../opcua/session.ts';
import type { WatchedSession } from '../opcua/session.ts';
import type { UnitListener } from '../unit-driver.ts';
import { Follower } from './follower.ts';
import { observationUnderOurName, ownerOf, recordUnderOurName, snapshotUnderOurName } from './sample-names.ts';
import { ShadowMemory } from './shadow-memory.ts';

/**
 * Shadow mode: the unit is watched like any other, and nothing is ever written to its PLC, neither command, heartbeat nor ReadIdx. The
 * session is one that only watches, and there is no connection for commands. What somebody else does to the unit answers our
 * commands; the samples are shown under our names once their Start was seen.
 *
 * Throws a RefusedError `SHADOW_MEMORY_NOT_VALID`.
 */
export function openShadow({ memoryFile }: { readonly memoryFile: string }): OpenUnit {
  const memory = new ShadowMemory(memoryFile);
  return ({ watched, pki, listener }, deps) => {
    const session: WatchedSession = monitoringSession(watched, pki, deps.log, `Quaylab ${watched.unit} shadow`);
    const monitor: UnitMonitor = new UnitMonitor(
      watched,
      {
        link: (handlers) => new MonitoringLink(watched, session, handlers, deps),
        upkeep: () => rememberedUpkeep(memory),
      },
      underOurNames(listener, memory, (records) => follower.beforeRecords(records)),
      deps,
    );
    const plant = {
      live: () => monitor.gate.passed(),
      read: (tags: readonly string[]) => monitor.read(tags),
      readAll: async () => shown(await monitor.readAll()),
      snapshot: () => monitor.snapshot(),
    };
    const follower = new Follower(watched.tagMap, plant, memory, deps.clock);
    const shown = (snapshot: Parameters<typeof withShownSeq>[0]) => ({
      ...withShownSeq(snapshotUnderOurName(watched.tagMap, memory.content.samples, snapshot)),
      shadow: true,
    });
    return { monitor, commands: follower, shown };
  };
}

/** We give no sign of life, and remember ourselves how far the ring is read. */
const rememberedUpkeep = (memory: ShadowMemory): Upkeep => ({
  beat: () => Promise.resolve(),
  // Without a memory everything the ring still holds is told; what was overwritten before we came is no loss of ours.
  consumed: ({ writeIdx, size }) => memory.content.consumed ?? Math.max(0, writeIdx - size),
  move: async (consumed) => memory.change({ consumed }),
});

const underOurNames = (listener: UnitListener, memory: ShadowMemory, beforeRecords: Follower['beforeRecords']): UnitListener => ({
  observed: (observation) => listener.observed(observationUnderOurName(memory.content.samples, observation)),
  records: async (records) => {
    await beforeRecords(records);
    const { samples } = memory.content;
    await listener.records(records.map((record) => recordUnderOurName(samples, record)));
    const nobodys = records.findLast((record) => ownerOf(samples, record) === null)?.sampleId;
    if (nobodys !== undefined && nobodys !== memory.content.nobodys) memory.change({ nobodys });
  },
});
