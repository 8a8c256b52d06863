import type { SiteConfig } from '../../config/site/load.ts';
import type { CertificateKind } from '../../config/site/certificates-schema.ts';
import { digestOf } from '../../reports/canonical.ts';
import type { CertificateDraft } from '../../workflows/certificate/content.ts';
import type { DocumentKind } from '../../workflows/certificate/document-request.ts';
import { hasSection } from '../../workflows/certificate/templates.ts';
import type { Trade } from '../../workflows/consignment/trade.ts';
import type { ConsignmentContext } from '../../workflows/consignment/record.ts';
import { lineageDigestInput, verifyLineage } from '../../workflows/custody/lineage.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import type { Caller } from './contract.ts';

type Kinds = Pick<SiteConfig, 'certificates'>;

const kindOf = ({ certificates: { kinds } }: Kinds, code: string): CertificateKind | undefined =>
  kinds.find((kind) => kind.code === code);

const others = ({ certificates: { kinds, main } }: Kinds): string =>
  kinds.flatMap(({ code }) => (code === main ? [] : [code])).join(', ');

/** The kind made of every consignment. The site's schema has made sure that it is there. */
export function mainKind(site: Kinds): CertificateKind {
  const { main } = site.certificates;
  const kind = kindOf(site, main);
  if (!kind) throw new Error(`the site has no kind of certificate ${main}`);
  return kind;
}

/** A kind of document beside it. Refuses `CERTIFICATE_KIND_UNKNOWN` and `CERTIFICATE_KIND_IS_MAIN`. */
export function documentKind(site: Kinds, code: string): Outcome<DocumentKind> {
  const kind = kindOf(site, code);
  if (!kind) {
    return refuse({
      code: 'CERTIFICATE_KIND_UNKNOWN',
      field: 'kind',
      message: `This site issues no certificates of kind ${code}.`,
      remedy: `Choose one of: ${others(site)}.`,
    });
  }
  if (code === site.certificates.main) {
    return refuse({
      code: 'CERTIFICATE_KIND_IS_MAIN',
      field: 'kind',
      message: `${kind.title.en} is the certificate of results, of which a consignment has one.`,
      remedy: 'Prepare it as the certificate of the consignment, or amend the one that is out.',
    });
  }
  const { title, template, numberPattern } = kind;
  return ok({ code, title, template, numberPattern });
}

/** As what a person signs certificates of a kind. Refuses `SIGNATORY_NOT_ENTITLED` and `CERTIFICATE_KIND_UNKNOWN`. */
export function signatoryFor(
  site: Kinds,
  { code, title }: CertificateDraft['kind'],
  caller: Caller,
): Outcome<CertificateKind['signatory']> {
  const kind = kindOf(site, code);
  if (!kind) {
    return refuse({
      code: 'CERTIFICATE_KIND_UNKNOWN',
      message: `This site issues no certificates of kind ${code} any more.`,
      remedy: 'Return the draft, or configure the kind again.',
    });
  }
  const { roles } = kind.signatory;
  if (roles.some((role) => caller.roles.includes(role))) return ok(kind.signatory);
  return refuse({
    code: 'SIGNATORY_NOT_ENTITLED',
    message: `${caller.name} may not sign a ${title.en}.`,
    remedy: `Have it signed by one of: ${roles.join(', ')}.`,
  });
}

/** SHA-256 (hex) over the lineage of a consignment's samples; null for a kind that is not about samples. Refuses a broken lineage. */
export function lineageOf(
  { containers }: ConsignmentContext,
  { gainTolerancePercent }: Trade,
  { template }: Pick<DocumentKind, 'template'>,
): Outcome<string | null> {
  if (!hasSection(template, 'sampling') && !hasSection(template, 'results')) return ok(null);
  const lineage = verifyLineage(containers, gainTolerancePercent);
  return lineage.ok ? ok(digestOf(lineageDigestInput(lineage.value))) : lineage;
}
