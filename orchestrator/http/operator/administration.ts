import { confidenceCounts } from '../../rules/inventory.ts';
import type { PackOverview } from '../../services/administration.ts';
import type { HttpDeps } from '../deps.ts';
import { accepted } from '../http-refusal.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import {
  heldProcess,
  releaseBody,
  released,
  rulePackDetail,
  rulePackList,
  rulePackParam,
  siteDocument,
  user,
} from '../schemas/administration.ts';
import { listOf, pageOf, processIdParam } from '../schemas/scalars.ts';
import { openPage, openQuery } from './open-page.ts';

const tag = 'Administration';

const rowOf = ({ pack, inUse }: PackOverview) => ({
  kind: pack.kind,
  ...pack.ref,
  name: pack.name,
  validFrom: pack.validFrom,
  validTo: pack.validTo ?? null,
  extends: pack.extends ?? null,
  inUse,
  rules: confidenceCounts(pack.sources),
});

/** What an administrator looks at. */
export const administrationOperations = ({ administration }: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'listUsers',
    method: 'get',
    path: '/api/v1/users',
    tag,
    summary: 'People of the site: roles, whether they can log in',
    description:
      'Who there is and what he may do stands in the site file; passwords are set with `quaylab passwd`. Logins are not recorded.',
    input: {},
    reply: json(listOf(user), 'People, in the order of the site file.'),
    handle: async () => ({ items: administration.users() }),
  }),
  operatorOperation({
    id: 'getSite',
    method: 'get',
    path: '/api/v1/site',
    tag,
    summary: 'The configuration of the site as it was loaded, without secrets',
    input: {},
    reply: json(siteDocument, 'The site file.'),
    handle: async () => {
      const document = administration.site();
      return { site: String(document['site']), timeZone: String(document['timeZone']), document };
    },
  }),
  operatorOperation({
    id: 'listRulePacks',
    method: 'get',
    path: '/api/v1/rule-packs',
    tag,
    summary: 'Rule packs: which are in use, and how well they are founded',
    input: {},
    reply: json(rulePackList, 'Packs, and those that do not load.'),
    handle: async () => {
      const { packs, failed } = accepted(await administration.rulePacks());
      return {
        items: packs.map(rowOf),
        failed: failed.map(({ name, refusal: { code, message, remedy } }) => ({
          name,
          code,
          message,
          remedy,
        })),
      };
    },
  }),
  operatorOperation({
    id: 'getRulePack',
    method: 'get',
    path: '/api/v1/rule-packs/{id}',
    tag,
    summary: 'A rule pack: every value with the source it rests on',
    input: { params: rulePackParam },
    reply: json(rulePackDetail, 'The pack.'),
    handle: async ({ input: { params } }) => {
      const detail = accepted(administration.rulePack(params.id));
      const sources = detail.pack.sources.map(
        ({ path, source: { standard, edition, clause, confidence, note = null } }) => {
          return { path, standard, edition, clause, confidence, note };
        },
      );
      return { ...rowOf(detail), sources, values: detail.leaves };
    },
  }),
  operatorOperation({
    id: 'listHeldProcesses',
    method: 'get',
    path: '/api/v1/processes/held',
    tag,
    summary: 'Processes that are on hold, and why',
    description:
      'One whose step failed can be released here. One whose definition this server does not have, or has otherwise, goes on when a ' +
      'version that has it is installed; what is told to it until then is asked again.',
    input: { query: openQuery },
    reply: json(pageOf(heldProcess), 'Processes on hold.'),
    handle: async ({ input: { query } }) => openPage(await administration.held(), ({ process }) => process, query),
  }),
  operatorOperation({
    id: 'releaseProcess',
    method: 'post',
    path: '/api/v1/processes/{id}/release',
    tag,
    summary: 'Let a process on hold go on with all that waits for it, in order',
    description: 'Fails with STILL_FAILING, and changes nothing, when what put it on hold is not mended.',
    input: { params: processIdParam, body: releaseBody },
    example: { reason: 'The rule pack that was missing is back.' },
    reply: json(released, 'It goes on.'),
    handle: async ({ caller, input: { params, body } }) =>
      accepted(await administration.release(caller, params.id, body.reason)),
  }),
];
