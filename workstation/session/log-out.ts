import { fetchClient } from '../api/client.ts';

/** Ends the session; the page is loaded anew so that nothing of one person's is left for the next. */
export async function logOut(): Promise<void> {
  await fetchClient.POST('/api/v1/session/end').catch(() => undefined);
  window.location.assign('/');
}
