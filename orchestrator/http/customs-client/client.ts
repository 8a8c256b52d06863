import createClient from 'openapi-fetch';
import type { Client } from 'openapi-fetch';
import type { paths } from './paths.ts';

export type CustomsClient = Client<paths>;

export interface CustomsClientOptions {
  /** For example `https://lab.port.example`. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly secret: string;
  /** Otherwise the runtime's own. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/**
 * A client of the customs interface, typed by its OpenAPI document:
 * `client.GET('/customs/v1/changes', { params: { query: { after: 0 } } })`.
 * It fetches its token, and a new one once when an answer is 401. What found no connection is sent once more: a connection that was
 * kept open may be closed by the server in the moment it is used. Nothing is done twice by that: what is posted carries its
 * Idempotency-Key. An answer that is no success comes as `error`, a problem with a stable `code`.
 */
export function createCustomsClient(options: CustomsClientOptions): CustomsClient {
  const { baseUrl, fetch: once = fetch } = options;
  const patiently = async (request: Request): Promise<Response> => {
    const again = request.clone();
    try {
      return await once(request);
    } catch {
      return once(again);
    }
  };
  let token: Promise<string> | null = null;
  const authorized = async (request: Request): Promise<Response> => {
    token ??= freshToken(options, patiently);
    const bearer = await token.catch((error: unknown) => {
      token = null;
      throw error;
    });
    request.headers.set('Authorization', `Bearer ${bearer}`);
    return patiently(request);
  };
  return createClient<paths>({
    baseUrl,
    fetch: async (request) => {
      const again = request.clone();
      const answer = await authorized(request);
      if (answer.status !== 401) return answer;
      token = null;
      return authorized(again);
    },
  });
}

/** Throws with what the server says when id and secret bring no token. */
async function freshToken(
  { baseUrl, clientId, secret }: CustomsClientOptions,
  send: (request: Request) => Promise<Response>,
): Promise<string> {
  const client = createClient<paths>({ baseUrl, fetch: send });
  const { data, error } = await client.POST('/customs/v1/oauth/token', {
    headers: {
      Authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`,
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: { grant_type: 'client_credentials' },
    bodySerializer: ({ grant_type: grant = '' }) => new URLSearchParams({ grant_type: grant }).toString(),
  });
  if (data) return data.access_token;
  throw new Error(`no token for ${clientId}: ${JSON.stringify(error)}`);
}
