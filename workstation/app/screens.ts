import type { ComponentType } from 'react';
import type { OperationName } from '../session/session.ts';
import type { shellWords } from './words.ts';

export interface Screen {
  /** Address, with the parameters of react-router. */
  readonly path: string;
  /** The word in the navigation; screens without one are reached from others. */
  readonly nav?: (typeof shellWords)['keys'][number];
  /** Operation without which the screen has nothing to show: whose roles do not allow it do not see the screen. */
  readonly needs: OperationName;
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}

/** Every screen, in the order of the navigation. Each is loaded when it is opened. */
export const screens: readonly Screen[] = [
  { path: '/', nav: 'overview', needs: 'listUnits', load: () => import('../screens/overview/overview-screen.tsx') },
  { path: '/units/:unit', needs: 'getUnit', load: () => import('../screens/unit/unit-screen.tsx') },
  { path: '/units/:unit/device', needs: 'getUnit', load: () => import('../screens/device/device-screen.tsx') },
  { path: '/plan', nav: 'plan', needs: 'getSchedule', load: () => import('../screens/plan/plan-screen.tsx') },
  { path: '/work', nav: 'work', needs: 'listCarriages', load: () => import('../screens/work/work-screen.tsx') },
  { path: '/work/setups/:id', needs: 'getSetup', load: () => import('../screens/work/setup-screen.tsx') },
  { path: '/work/handlings/:id', needs: 'getHandling', load: () => import('../screens/work/handling-screen.tsx') },
  { path: '/bench', nav: 'bench', needs: 'listAssayTasks', load: () => import('../screens/bench/bench-screen.tsx') },
  { path: '/bench/:code', needs: 'getAssayTask', load: () => import('../screens/bench/bench-screen.tsx') },
  { path: '/samples', nav: 'samples', needs: 'getSampleJourney', load: () => import('../screens/samples/samples-screen.tsx') },
  { path: '/samples/:code', needs: 'getSampleJourney', load: () => import('../screens/samples/samples-screen.tsx') },
  { path: '/storage', nav: 'storage', needs: 'listStoredBottles', load: () => import('../screens/storage/storage-screen.tsx') },
  { path: '/blind-control', nav: 'blindControl', needs: 'listBlindControlResults', load: () => import('../screens/blind-control/blind-control-screen.tsx') },
  { path: '/alarms', nav: 'alarmsPage', needs: 'listAlarms', load: () => import('../screens/alarms/alarms-screen.tsx') },
  { path: '/orders', nav: 'orders', needs: 'listInspectionOrders', load: () => import('../screens/orders/orders-screen.tsx') },
  { path: '/consignments', nav: 'consignments', needs: 'listConsignments', load: () => import('../screens/consignments/consignments-screen.tsx') },
  { path: '/consignments/:id', needs: 'getConsignment', load: () => import('../screens/consignments/consignment-screen.tsx') },
  { path: '/certificates', nav: 'certificates', needs: 'listCertificates', load: () => import('../screens/certificates/certificates-screen.tsx') },
  { path: '/certificates/:id', needs: 'getCertificate', load: () => import('../screens/certificates/certificate-screen.tsx') },
  { path: '/release', nav: 'release', needs: 'listConsignments', load: () => import('../screens/release/release-screen.tsx') },
  { path: '/statistics', nav: 'statistics', needs: 'getStatistics', load: () => import('../screens/statistics/statistics-screen.tsx') },
  { path: '/reports', nav: 'reports', needs: 'getShiftReport', load: () => import('../screens/reports/reports-screen.tsx') },
  { path: '/administration', nav: 'administration', needs: 'listUsers', load: () => import('../screens/administration/administration-screen.tsx') },
  { path: '/audit', nav: 'audit', needs: 'listAuditEntries', load: () => import('../screens/audit/audit-screen.tsx') },
];
