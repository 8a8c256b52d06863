import type { OperationName } from '../session/session.ts';
import type { tourWords } from './words.ts';

type Key = (typeof tourWords)['keys'][number];

export interface TourStep {
  readonly title: Key;
  readonly text: Key;
  /** The screen it tells of; `unit` leads to the first unit there is. */
  readonly screen: string;
  /** Who may not do this does not see the screen, and is told of it only. */
  readonly needs: OperationName;
}

/** From ship to certificate, in the order in which it happens. */
export const tourSteps: readonly TourStep[] = [
  { title: 'portTitle', text: 'port', screen: '/', needs: 'listUnits' },
  { title: 'unitTitle', text: 'unit', screen: 'unit', needs: 'getUnit' },
  { title: 'ordersTitle', text: 'orders', screen: '/orders', needs: 'listInspectionOrders' },
  { title: 'consignmentTitle', text: 'consignment', screen: '/consignments', needs: 'listConsignments' },
  { title: 'benchTitle', text: 'bench', screen: '/bench', needs: 'listAssayTasks' },
  { title: 'sampleTitle', text: 'sample', screen: '/samples', needs: 'getSampleJourney' },
  { title: 'certificateTitle', text: 'certificate', screen: '/certificates', needs: 'listCertificates' },
  { title: 'releaseTitle', text: 'release', screen: '/release', needs: 'listConsignments' },
  { title: 'auditTitle', text: 'audit', screen: '/audit', needs: 'listAuditEntries' },
];
