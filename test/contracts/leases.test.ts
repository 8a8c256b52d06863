import { SharedLeases } from '../../orchestrator/cluster/testing/shared-leases.ts';
import { describeLeases } from './leases.contract.ts';

describeLeases('in memory, for tests', async () => new SharedLeases());
