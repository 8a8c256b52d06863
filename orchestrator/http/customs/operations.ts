import type { HttpDeps } from '../deps.ts';
import type { Operation } from '../operation.ts';
import { adviceOperations } from './advice.ts';
import { customsCertificateOperations } from './certificates.ts';
import { feedOperations } from './feed.ts';
import { orderOperations } from './orders.ts';
import { tokenOperations } from './token.ts';

/** The interface customs systems pull from, `/customs/v1`. */
export const customsOperations = (deps: HttpDeps): readonly Operation[] => [
  ...tokenOperations(deps),
  ...feedOperations(deps),
  ...customsCertificateOperations(deps),
  ...adviceOperations(deps),
  ...orderOperations(deps),
];
