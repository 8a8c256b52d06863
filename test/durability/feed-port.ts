import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { demonstrationShip as ship } from '../../orchestrator/demo/ship.ts';
import { createTestEdge } from '../../orchestrator/http/testing/test-edge.ts';
import { caller, certified, inLaboratory, openHouseOn } from '../../orchestrator/services/testing/house.ts';
import { openEmbeddedBlobs } from '../../orchestrator/storage/embedded/blobs.ts';
import { openEmbeddedJournal } from '../../orchestrator/storage/embedded/journal.ts';
import { openEmbeddedViews } from '../../orchestrator/storage/embedded/views.ts';
import { processId } from '../../workflows/kernel/brand.ts';
import { allCertificates } from '../../orchestrator/services/testing/listed.ts';

/**
 * A port without a plant, with the customs interface before it and the embedded store behind: `feed-port FOLDER PORT CERTIFICATES`.
 * It amends the certificate of one ship until there are so many and withdraws the last. Started again it goes on where it was.
 */
const [folder = '.', port = '0', certificates = '1'] = process.argv.slice(2);
const consignment = processId(`consignment/${ship.declarationNo}.${ship.goodsItem}`);

const house = await openHouseOn({
  journal: await openEmbeddedJournal(join(folder, 'journal.db')),
  views: openEmbeddedViews(join(folder, 'views.db')),
  blobs: openEmbeddedBlobs(join(folder, 'blobs')),
});
const { operator } = house;
const edge = await createTestEdge({ customs: house.customs });
const [, authorization] = await edge.asCustoms();
await new Promise<void>((resolve) => createServer(edge.app).listen(Number(port), '127.0.0.1', resolve));
process.stdout.write(`${JSON.stringify({ ready: true, authorization })}\n`);

if (!(await operator.consignment(consignment))) await certified(house, await inLaboratory(house, ship));
while (await goOn()) await sleep(2);

/** Does what is next; false when nothing is. */
async function goOn(): Promise<boolean> {
  const view = await operator.consignment(consignment);
  const certificate = view?.certificateId ? await operator.certificate(view.certificateId) : null;
  if (!certificate) return true;
  const { id, draftDigest } = certificate;
  if (certificate.status === 'prepared')
    await operator.reviewCertificate(caller('checker'), id, { decision: 'ACCEPT', draftDigest });
  if (certificate.status === 'reviewed')
    await operator.approveCertificate(caller('signatory', 'signatory'), id, { draftDigest });
  if (view?.status !== 'certified' || certificate.status !== 'issued')
    return certificate.status !== 'withdrawn';
  if ((await allCertificates(operator)).length < Number(certificates)) {
    await operator.amendCertificate(caller('preparer'), consignment, {
      reason: 'once more',
      corrections: {},
    });
    return true;
  }
  await operator.proposeWithdrawal(caller('checker'), id, { reason: 'the last of the row' });
  await operator.settleWithdrawal(caller('signatory'), id, { decision: 'CONFIRM' });
  return false;
}
