import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import { shiftReportCsv } from '../../../reports/shift-report/csv.ts';
import type { ShiftReport } from '../../../reports/shift-report/model.ts';
import type { Caller, Role } from '../../services/contract.ts';
import type { ReportSight } from '../../services/report-sight.ts';
import type { HttpDeps } from '../deps.ts';
import { accepted } from '../http-refusal.ts';
import { issuedFile } from '../issued-file.ts';
import type { FixedFile } from '../issued-file.ts';
import { knowsTheCargo, worksThePlant } from '../operation-roles.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import { reportPeriod, shiftReport } from '../schemas/shift-report.ts';
import { seesAlarm } from './alarms.ts';
import { isOneOf, maySee, watchesOver } from './stage-sight.ts';

const tag = 'Reports';
const testsOrReviews: readonly Role[] = ['analyst', 'reviewer'];

/** What each may be told: his own stage, or all of it for who watches over everything. */
const sightOf = (caller: Caller): ReportSight => ({
  plant: isOneOf(caller, worksThePlant),
  bench: isOneOf(caller, testsOrReviews) || watchesOver(caller),
  cargo: isOneOf(caller, knowsTheCargo),
  ofProcess: (process) => maySee(caller, process),
  ofAlarm: (alarm) => seesAlarm(caller, alarm),
});

const description =
  'Without `from` and `to`: the running shift so far. At most 31 days. You get your own stage only; parts that are not for your role are ' +
  'null. What is told of runs is how they stand now.';

export const shiftReportOperations = ({ shiftReports }: HttpDeps): readonly Operation[] => {
  const reportFor = async (caller: Caller, period: Parameters<typeof shiftReports.report>[2]) =>
    accepted(await shiftReports.report(caller, sightOf(caller), period));
  return [
    operatorOperation({
      id: 'getShiftReport',
      method: 'get',
      path: '/api/v1/shift-report',
      tag,
      summary: 'What happened in a shift, a day, or between two times, and what is handed over',
      description,
      input: { query: reportPeriod },
      reply: json(shiftReport, 'The report.'),
      handle: async ({ caller, input: { query } }) => ({
        ...(await reportFor(caller, query)),
        shifts: shiftReports.shifts(),
      }),
    }),
    operatorOperation({
      id: 'getShiftReportPdf',
      method: 'get',
      path: '/api/v1/shift-report/pdf',
      tag,
      summary: 'The shift report as paper',
      description,
      input: { query: reportPeriod },
      reply: issuedFile('The report, bilingual PDF/A-3b.', ['application/pdf']),
      handle: async ({ caller, input: { query } }) => {
        const report = await reportFor(caller, query);
        // Half a second to load, which a start of the server need not wait for.
        const { renderShiftReport } = await import('../../../reports/shift-report/pdf.ts');
        return fileOf(report, await renderShiftReport(report), 'pdf', 'application/pdf');
      },
    }),
    operatorOperation({
      id: 'getShiftReportCsv',
      method: 'get',
      path: '/api/v1/shift-report/csv',
      tag,
      summary: 'The shift report for spreadsheets',
      description: `${description} RFC 4180 in UTF-8 with byte order mark; a table a section.`,
      input: { query: reportPeriod },
      reply: issuedFile('The report, a table a section.', ['text/csv']),
      handle: async ({ caller, input: { query } }) => {
        const report = await reportFor(caller, query);
        return fileOf(report, Buffer.from(shiftReportCsv(report), 'utf8'), 'csv', 'text/csv; charset=utf-8');
      },
    }),
  ];
};

/** Named by when its time began, by the clock of the site. */
function fileOf(
  { from, timeZone }: ShiftReport,
  bytes: Buffer,
  ending: 'pdf' | 'csv',
  contentType: string,
): FixedFile {
  return {
    read: async () => bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    contentType,
    filename: `shift-report-${DateTime.fromISO(from, { zone: timeZone }).toFormat('yyyyMMdd-HHmm')}.${ending}`,
    cacheControl: 'private, no-store',
  };
}
