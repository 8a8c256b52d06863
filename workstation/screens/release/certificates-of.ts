import { api } from '../../api/client.ts';

/** A declaration has as many certificates as goods items and papers: more than this nobody could read on one screen. */
const most = 200;

/** The certificates of a declaration, also those that are not issued or ended. */
export const useCertificatesOf = (declarationNo: string) =>
  api.useQuery('get', '/api/v1/certificates', { params: { query: { declarationNo, limit: most } } });
