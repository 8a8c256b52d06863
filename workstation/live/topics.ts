import type { Schemas } from '../api/client.ts';

type Topic = Schemas['LiveTopic'];

/** The beginnings of the addresses whose answers may have changed with a topic. */
const paths: Readonly<Record<Topic, readonly string[]>> = {
  runs: ['/api/v1/runs', '/api/v1/units', '/api/v1/samples', '/api/v1/sample-pipeline'],
  units: ['/api/v1/units'],
  schedule: ['/api/v1/schedule'],
  alarms: ['/api/v1/alarms'],
  consignments: ['/api/v1/consignments', '/api/v1/release-advice', '/api/v1/turnaround', '/api/v1/sample-pipeline'],
  decisions: ['/api/v1/consignments', '/api/v1/release-advice', '/api/v1/decision-differences'],
  certificates: ['/api/v1/certificates', '/api/v1/consignments', '/api/v1/release-advice', '/api/v1/decision-differences'],
  orders: ['/api/v1/inspection-orders'],
  nominations: ['/api/v1/nominations'],
  bench: ['/api/v1/bench'],
  comparisons: ['/api/v1/laboratory-comparisons'],
  'blind-controls': ['/api/v1/blind-control'],
  setups: ['/api/v1/setups'],
  handlings: ['/api/v1/handlings', '/api/v1/samples'],
  storage: ['/api/v1/storage', '/api/v1/samples'],
  carriages: ['/api/v1/carriages', '/api/v1/tubes', '/api/v1/samples'],
  pulls: ['/api/v1/customs-pulls'],
  'customs-clients': ['/api/v1/customs-clients'],
};

export const pathsOf = (topic: Topic): readonly string[] => paths[topic];
