import type { CustomsHouse, HttpDeps } from '../deps.ts';
import type { Operation } from '../operation.ts';
import { adviceOperations } from './advice.ts';
import { customsCertificateOperations } from './certificates.ts';
import { feedOperations } from './feed.ts';
import { inSandbox } from './in-sandbox.ts';
import { orderOperations } from './orders.ts';
import { sandboxOperations } from './sandbox.ts';
import { tokenOperations } from './token.ts';
import { webhookOperations } from './webhooks.ts';

/** What a sandbox has as well. */
const houseOperations = (house: CustomsHouse): readonly Operation[] => [
  ...feedOperations(house),
  ...customsCertificateOperations(house),
  ...adviceOperations(house),
  ...orderOperations(house),
  ...sandboxOperations(house),
];

/** The interface customs systems pull from, `/customs/v1`. */
export const customsOperations = (deps: HttpDeps): readonly Operation[] => [
  ...tokenOperations(deps),
  ...houseOperations(deps),
  ...webhookOperations(deps),
].map(inSandbox(deps.sandboxOf, houseOperations));
