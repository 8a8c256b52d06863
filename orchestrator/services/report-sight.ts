import type { ProcessId } from '../../workflows/kernel/brand.ts';
import type { AlarmView } from '../views/model.ts';

/** What a reader may be told; the server decides it, see `http/operator/shift-report.ts`. */
export interface ReportSight {
  /** Runs, preparations, alarms, units: each as far as the two questions below let. */
  readonly plant: boolean;
  readonly bench: boolean;
  /** What names a cargo. */
  readonly cargo: boolean;
  readonly ofProcess: (process: ProcessId) => boolean;
  readonly ofAlarm: (alarm: AlarmView) => boolean;
}
