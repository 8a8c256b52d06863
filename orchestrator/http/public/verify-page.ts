import { DateTime } from 'luxon';
import type { PublicCertificate } from '../deps.ts';
import { digestFrom } from './digest.ts';
import { markup, page } from './markup.ts';
import type { Markup } from './markup.ts';

const statusWords = {
  valid: ['有效', 'Valid', 'good'],
  replaced: ['已换证', 'Replaced', 'caution'],
  withdrawn: ['已撤销', 'Withdrawn', 'bad'],
} as const;

export interface VerifyAsked {
  readonly number: string;
  /** Null when none was issued under this number. */
  readonly certificate: PublicCertificate | null;
  /** Digest to compare with, as given. */
  readonly digest: string | undefined;
  /** IANA name of the zone whose days the paper shows. */
  readonly timeZone: string;
}

/** What everyone who holds the paper may know: number, kind, date of issue as on the paper, status, digest. No commercial data. */
export function verifyPage({ number, certificate, digest, timeZone }: VerifyAsked): string {
  const body =
    certificate === null
      ? markup`<p class="verdict bad" role="status"><strong>查无此证</strong> <span lang="en">Unknown</span></p>
<p>本机构未签发编号为 <code>${number}</code> 的证书。 <span lang="en">No certificate with this number was issued here.</span></p>`
      : known(certificate, digest, timeZone);
  return page(
    `证书核验 Verify ${number}`,
    markup`<main>${heading}${body}${form(number, digest ?? '')}</main>`,
  );
}

/** The form alone, for someone with paper but no QR reader. */
export const verifyForm = (): string =>
  page('证书核验 Verify', markup`<main>${heading}${form('', '')}</main>`);

const heading = markup`<h1>证书核验 <span lang="en">Certificate verification</span></h1>
`;

/** A paper that differs from what was issued comes first and takes the green from the status: the number may be copied. */
function known(
  { number, kind, status, issuedAt, digest, replacedBy }: PublicCertificate,
  given: string | undefined,
  timeZone: string,
): Markup {
  const issued = DateTime.fromISO(issuedAt, { zone: timeZone });
  const compared = given === undefined || given === '' ? null : comparison(digest, given);
  const [zh, en, tone] = statusWords[status];
  const shownTone = compared?.matches === false && tone === 'good' ? 'caution' : tone;
  return markup`${compared?.verdict ?? null}
<p class="verdict ${shownTone}" role="status"><strong>${zh}</strong> <span lang="en">${en}</span> <small>本编号证书 <span lang="en">the certificate of this number</span></small></p>
<dl>
<dt>编号 <span lang="en">Number</span></dt><dd><code>${number}</code></dd>
<dt>种类 <span lang="en">Kind</span></dt><dd>${kind.zh} <span lang="en">${kind.en}</span></dd>
<dt>签发日期 <span lang="en">Issued</span></dt><dd>${issued.toFormat('yyyy-MM-dd')} (UTC${issued.toFormat('ZZ')})</dd>
<dt>摘要 <span lang="en">Digest</span> SHA-256</dt><dd><code class="digest">${digest}</code></dd>
${replacedBy === null ? null : markup`<dt>替换为 <span lang="en">Replaced by</span></dt><dd><a href="/verify/${encodeURIComponent(replacedBy)}">${replacedBy}</a></dd>`}
</dl>
`;
}

function comparison(digest: string, given: string): { readonly matches: boolean; readonly verdict: Markup } {
  const read = digestFrom(given);
  if (read === null) {
    return {
      matches: false,
      verdict: markup`<p class="verdict caution" role="status"><strong>摘要无法识别</strong> <span lang="en">The digest cannot be read: 64 hex digits are expected.</span></p>`,
    };
  }
  return read === digest
    ? {
        matches: true,
        verdict: markup`<p class="verdict good" role="status"><strong>摘要一致</strong> <span lang="en">The digest matches: this is the certificate that was issued.</span></p>`,
      }
    : {
        matches: false,
        verdict: markup`<p class="verdict bad" role="status"><strong>摘要不一致</strong> <span lang="en">The digest differs: the document in hand is not the one that was issued.</span></p>`,
      };
}

const form = (number: string, digest: string) => markup`
<form action="/verify" method="get">
<h2>比对 <span lang="en">Compare</span></h2>
<label>编号 <span lang="en">Number</span> <input name="number" value="${number}" required maxlength="100" autocomplete="off"></label>
<label>摘要 <span lang="en">Digest</span> <input name="digest" value="${digest}" maxlength="100" autocomplete="off" spellcheck="false"></label>
<button>核验 <span lang="en">Verify</span></button>
</form>`;
