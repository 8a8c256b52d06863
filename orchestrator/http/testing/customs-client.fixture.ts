import { ok } from '../../../workflows/kernel/refusal.ts';
import type { CustomsClientService, CustomsClientView } from '../../services/customs-clients.ts';
import { fixtureTime } from './shared.fixture.ts';

const view: CustomsClientView = {
  clientId: 'customs-5316',
  scopes: ['certificates.read'],
  sandbox: false,
  registered: { by: 'Person administrator', at: fixtureTime },
  credentials: [{ generation: 1, certificate: null, until: null }],
  revoked: { reason: 'out of service', by: 'Person administrator', at: fixtureTime },
};

/** One client, every member filled. */
export function fakeCustomsClients(
  note: (method: string, by: string, what: unknown) => void,
): CustomsClientService {
  const secret = 'a fresh secret';
  return {
    list: async () => [view],
    async register(caller, wish) {
      note('registerCustomsClient', caller.id, wish);
      return ok({ ...view, secret });
    },
    async rotate(caller, clientId, wish) {
      note('rotateCustomsClient', caller.id, { clientId, ...wish });
      return ok({ ...view, secret });
    },
    async revoke(caller, clientId, reason) {
      note('revokeCustomsClient', caller.id, { clientId, reason });
      return ok(view);
    },
  };
}
