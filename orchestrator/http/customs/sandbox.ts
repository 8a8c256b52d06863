import { z } from 'zod';
import type { CustomsHouse } from '../deps.ts';
import { HttpRefusal } from '../http-refusal.ts';
import { customsOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { sandboxKeysAnswer } from '../schemas/customs-answers.ts';
import { json } from '../reply.ts';

/** A JWK set (RFC 7517). */
const keySet = z
  .object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })) })
  .meta({ id: 'SandboxKeys' });

export const sandboxOperations = ({ demonstrationKeys }: CustomsHouse): readonly Operation[] => [
  customsOperation({
    id: 'getSandboxKeys',
    method: 'get',
    path: '/customs/v1/sandbox/jwks.json',
    tag: 'Customs',
    summary: 'Keys that the demonstration certificates of the sandbox are signed with',
    description:
      'For sandbox clients only. Real certificates are never signed with them: their keys are at /.well-known/jwks.json.',
    scope: 'certificates.read',
    input: {},
    answer: sandboxKeysAnswer,
    reply: json(keySet, 'The keys.'),
    handle: async () => {
      if (!demonstrationKeys) throw new HttpRefusal(notInSandbox);
      return (await demonstrationKeys()) as z.input<typeof keySet>;
    },
  }),
];

const notInSandbox = {
  code: 'NOT_PERMITTED',
  message: 'This client is not in the sandbox.',
  remedy:
    'Take the keys of the laboratory from /.well-known/jwks.json, or ask for a sandbox client to try things out.',
};
