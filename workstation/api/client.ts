import createFetchClient from 'openapi-fetch';
import createClient from 'openapi-react-query';
import type { components, paths } from './paths.ts';

export type Schemas = components['schemas'];

/** What the server answers instead of a success (RFC 9457). */
export type Problem = Schemas['Problem'];

/** The server cannot be reached, or what answered was not it. */
export const unreachable = 'UNREACHABLE';

/** Called when the session is no longer valid; the screen stays, a dialog asks to log in again. */
let onSessionLost: () => void = () => undefined;
export function whenSessionIsLost(then: () => void): void {
  onSessionLost = then;
}

/** For what the typed client does not do: files. Everything comes from where the page came from, with its cookie. */
export const fetchClient = createFetchClient<paths>({ baseUrl: window.location.origin, credentials: 'same-origin' });
fetchClient.use({
  onResponse({ response, schemaPath }) {
    if (response.status === 401 && schemaPath !== '/api/v1/session') onSessionLost();
  },
});

/** `api.useQuery('get', '/api/v1/runs')`, `api.useMutation('post', '/api/v1/runs/{id}/commands')`. */
export const api = createClient(fetchClient);

/** A problem document out of whatever was thrown. */
export function problemOf(error: unknown): Pick<Problem, 'code' | 'title'> & Partial<Problem> {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') return error as Problem;
  return { code: unreachable, title: error instanceof Error ? error.message : String(error) };
}
