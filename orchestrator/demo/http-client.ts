import { randomUUID } from 'node:crypto';
import type { Refusal } from '../../workflows/kernel/refusal.ts';
import type { Login } from '../composition/identity.ts';

/** What we read of a problem document. */
interface ProblemBody {
  readonly code?: string;
  readonly field?: string | null;
  readonly detail?: string;
  readonly remedy?: string;
}

/** A reply that was not a success, with the problem's code. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  readonly refusal: Refusal;
  constructor(status: number, problem: ProblemBody) {
    super(`${status} ${problem.code ?? ''}: ${problem.detail ?? ''}`);
    const { code = '', field, detail: message = '', remedy = '' } = problem;
    this.status = status;
    this.code = code;
    this.refusal = { code, ...(field && { field }), message, remedy };
  }
}

/**
 * Sends again once what found no connection: one that was kept open is closed by the server after a while, perhaps in the moment it is
 * used. Nothing is done twice by that: what is posted carries its key, and a photo is known by its content.
 */
async function sent(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch {
    return fetch(url, init);
  }
}

async function parsed<T>(response: Response): Promise<T> {
  const body = (await response.json()) as T;
  if (!response.ok) throw new ApiError(response.status, body as ProblemBody);
  return body;
}

/** What every list gives at once. */
const pageSize = 200;

/** Speaks to the server as one person or one customs system, over HTTP like everybody else. */
export class ApiClient {
  readonly #base: string;
  readonly #login: Login;
  #token: string | null = null;

  constructor(base: string, login: Login) {
    this.#base = base;
    this.#login = login;
  }

  get secret(): string {
    return this.#login.secret;
  }

  get<T>(path: string): Promise<T> {
    return this.#call('GET', path).then((response) => parsed<T>(response));
  }

  /** The items of a list, page by page to its end. */
  async all<T>(path: string): Promise<readonly T[]> {
    const items: T[] = [];
    const first = `${path}${path.includes('?') ? '&' : '?'}limit=${pageSize}`;
    for (let address: string | null = first; address !== null;) {
      const page: { readonly items: readonly T[]; readonly next: string | null } = await this.get(address);
      items.push(...page.items);
      address = page.next === null ? null : `${first}&after=${encodeURIComponent(page.next)}`;
    }
    return items;
  }

  post<T>(path: string, body: object, key: string = randomUUID()): Promise<T> {
    const headers = { 'Idempotency-Key': key, 'Content-Type': 'application/json' };
    return this.#call('POST', path, JSON.stringify(body), headers).then((response) => parsed<T>(response));
  }

  postFile<T>(path: string, bytes: Buffer, mediaType: string): Promise<T> {
    return this.#call('POST', path, new Uint8Array(bytes), { 'Content-Type': mediaType }).then((response) =>
      parsed<T>(response),
    );
  }

  async bytes(path: string, accept: string): Promise<{ readonly bytes: Buffer; readonly etag: string }> {
    const response = await this.#call('GET', path, undefined, { Accept: accept });
    if (!response.ok) throw new ApiError(response.status, (await response.json()) as { code?: string });
    return { bytes: Buffer.from(await response.arrayBuffer()), etag: response.headers.get('etag') ?? '' };
  }

  async #call(
    method: string,
    path: string,
    body?: BodyInit,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const send = async () =>
      sent(`${this.#base}${path}`, {
        method,
        headers: { ...headers, Authorization: `Bearer ${(this.#token ??= await this.#authenticate())}` },
        ...(body !== undefined && { body }),
      });
    const response = await send();
    if (response.status !== 401) return response;
    this.#token = null;
    return send();
  }

  async #authenticate(): Promise<string> {
    const { kind, id, secret } = this.#login;
    if (kind === 'user') {
      const response = await sent(`${this.#base}/api/v1/session`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ user: id, password: secret }),
      });
      return (await parsed<{ token: string }>(response)).token;
    }
    const response = await sent(`${this.#base}/customs/v1/oauth/token`, {
      method: 'POST',
      headers: { Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    return (await parsed<{ access_token: string }>(response)).access_token;
  }
}
