import type { TokenOutcome, TokenRefusal } from '../../identity/types.ts';
import type { HttpDeps } from '../deps.ts';
import { publicOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import type { Reply } from '../reply.ts';
import { tokenAnswer } from '../schemas/customs-answers.ts';
import { tokenError, tokenForm, tokenGrant } from '../schemas/oauth.ts';

type TokenDeps = Pick<HttpDeps, 'identity' | 'certificateOf' | 'countCustoms'>;

/** Statuses of RFC 6749 clause 5.2; a client held back for failed attempts gets 429. */
function statusOfTokenRefusal({ error, retryAfter }: TokenRefusal): 400 | 401 | 429 {
  if (retryAfter !== undefined) return 429;
  return error === 'invalid_client' ? 401 : 400;
}

const tooMany = {
  error: 'invalid_request',
  error_description: 'Too many requests from this address; keep a token for its 15 minutes.',
} as const;

const errors = { 'application/json': tokenError };

/** OAuth2 clients expect the bodies of RFC 6749 here, not problem details. */
const tokenReply: Reply<TokenOutcome> = {
  responses: [
    { status: 200, description: 'A token for 15 minutes.', content: { 'application/json': tokenGrant } },
    { status: 400, description: 'The request is wrong.', content: errors },
    { status: 401, description: 'The client is unknown or its secret is wrong.', content: errors },
    { status: 429, description: 'Too many failed attempts, or too many requests; see Retry-After.', content: errors },
  ],
  send(_req, res, outcome) {
    res.set({ 'Cache-Control': 'no-store', Pragma: 'no-cache' });
    if (outcome.ok) {
      res.json(tokenGrant.parse(outcome.grant));
      return;
    }
    const status = statusOfTokenRefusal(outcome.refusal);
    if (status === 401) res.set('WWW-Authenticate', 'Basic realm="quaylab customs"');
    if (outcome.refusal.retryAfter !== undefined) res.set('Retry-After', String(outcome.refusal.retryAfter));
    res.status(status).json(tokenError.parse(outcome.refusal));
  },
};

export const tokenOperations = ({ identity, certificateOf, countCustoms }: TokenDeps): readonly Operation[] => [
  publicOperation({
    id: 'createToken',
    method: 'post',
    path: '/customs/v1/oauth/token',
    tag: 'Customs',
    summary: 'Get an access token (OAuth2 client credentials)',
    description:
      'RFC 6749 clause 4.4. Client id and secret by HTTP Basic or in the form, not both. A client registered with a certificate presents ' +
      'it as well (mutual TLS); its token is then bound to that certificate (RFC 8705).',
    form: true,
    input: { body: tokenForm },
    example: { grant_type: 'client_credentials', scope: 'certificates.read' },
    answer: tokenAnswer,
    reply: tokenReply,
    handle: async ({ req, input }): Promise<TokenOutcome> => {
      const from = req.ip ?? 'unknown';
      const retryAfter = await countCustoms(`address ${from}`);
      if (retryAfter !== null) return { ok: false, refusal: { ...tooMany, retryAfter } };
      const certificate = certificateOf(req);
      return identity.grant({ authorization: req.headers.authorization, form: input.body, from, certificate });
    },
  }),
];
