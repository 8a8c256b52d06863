import type { DeedScene } from '../../plc-adapters/simulator/deeds.ts';
import type { PlantBench } from '../../plc-adapters/simulator/plant-bench.ts';

/** Deeds on a bench: it has no network to disturb, and its clock stands whenever nobody steps it. */
export const benchScene = (bench: PlantBench): DeedScene => ({
  get plant() {
    return bench.plant;
  },
  freeze: () => undefined,
  dropConnections: () => undefined,
  powerCycle: () => bench.reboot(),
  showExpiredCertificate: () => undefined,
  setLink: () => false,
});
