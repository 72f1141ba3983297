import picocolors from 'picocolors';
import { releaseText } from '../../events/finding-lines.ts';
import { fold } from '../../events/fold.ts';
import { clockTime } from '../../events/line.ts';
import { printable } from '../../events/printable.ts';
import type { FindingRow, RuleRow } from '../../events/report.ts';
import type { TableOptions } from '../../events/table.ts';
import { docsOf } from '../../rules/docs-of.ts';
import type { Against, AgainstRequest } from './against.ts';
import { newFirst } from './new-first.ts';

type Colours = ReturnType<typeof picocolors.createColors>;

/** Requests that are told one by one; JSON has more. */
const mostShown = 100;

/** Local date and time, as the log has it. */
const timeOf = (at: number): string => {
  const time = new Date(at);
  const [month, day] = [time.getMonth() + 1, time.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${time.getFullYear()}-${month}-${day} ${clockTime(at)}`;
};

const shows = ({ errMsg, errno }: AgainstRequest): string => (errno === null ? errMsg : `${errMsg} (errno ${errno})`);

const indented = (text: string, width: number, paint: (text: string) => string): readonly string[] =>
  fold(printable(text), width - 6).map((line) => `      ${paint(line)}`);

const plain = (text: string): string => text;

/** `isFirst`: whether its rule was not told of before, so that the way out is. */
const requestLines = (request: AgainstRequest, isFirst: boolean, width: number, colours: Colours) => {
  const { at, method, url, api, appid, device, rule, source, message, fix, recorded } = request;
  const head = `${timeOf(at)} ${method} ${url}`;
  const also = recorded === 'failed' ? '; by the session’s own platform it fails too' : '';
  return [
    ...fold(printable(head), width - 2).map((line) => `  ${colours.bold(line)}`),
    ...indented(`${api} of ${appid} on ${device}${also}`, width, colours.dim),
    ...indented(`${rule} (${source}): ${message}`, width, colours.red),
    ...indented(`the client shows: ${shows(request)}`, width, plain),
    ...(isFirst ? indented(`fix: ${fix}`, width, colours.dim) : []),
    ...(isFirst ? indented(`more: ${docsOf(rule)}`, width, colours.dim) : []),
  ];
};

const requestsOf = ({ requests, requestsLost }: Against, width: number, colours: Colours): readonly string[] => {
  const shown = newFirst(requests).slice(0, mostShown);
  const more = requests.length + requestsLost - shown.length;
  const isFirst = ({ rule }: AgainstRequest, at: number): boolean =>
    shown.findIndex((request) => request.rule === rule) === at;
  return [
    ...shown.flatMap((request, at) => ['', ...requestLines(request, isFirst(request, at), width, colours)]),
    ...(more > 0 ? ['', `  and ${more} more.`] : []),
  ];
};

const entriesOf = ({ entries, profile }: Against, width: number, colours: Colours): readonly string[] =>
  entries.length === 0
    ? []
    : [
        '',
        ...fold(`The console of ${profile} does not take:`, width),
        ...entries.flatMap(({ appid, list, rule, source, message, fix }) => [
          ...indented(`${rule} (${source}), ${list} of ${appid}: ${message}`, width, colours.red),
          ...indented(`fix: ${fix}`, width, colours.dim),
        ]),
      ];

const serversOf = ({ servers, profile }: Against, width: number, colours: Colours): readonly string[] =>
  servers.length === 0
    ? []
    : [
        '',
        ...fold(`Of the servers, by ${profile}:`, width),
        ...servers.flatMap((row) => [
          ...indented(
            `${row.rule}, ${row.server} for ${row.appid} ×${row.flows}: ${row.message}`,
            width,
            paintOf(row, colours),
          ),
          ...indented(`a request there ${releaseText(row)}`, width, plain),
          ...indented(`fix: ${row.fix}`, width, colours.dim),
        ]),
      ];

const paintOf = ({ release }: FindingRow, { red, yellow }: Colours) => (release.outcome === 'fails' ? red : yellow);

/** Rules of which some flow could not be checked, with the first reason. */
const uncheckedOf = ({ rules, profile }: Against, width: number, colours: Colours): readonly string[] => {
  const rows = rules.filter(({ notCheckable }) => notCheckable > 0);
  const line = ({ rule, notCheckable, reason }: RuleRow): readonly string[] =>
    indented(`${rule} ×${notCheckable}: ${reason ?? 'not recorded'}`, width, colours.magenta);
  return rows.length === 0 ? [] : ['', ...fold(`Not checkable for ${profile}:`, width), ...rows.flatMap(line)];
};

/** What another platform would make of the session, each line ending in a line feed; `title`: the answer in a sentence. */
export const againstText = (against: Against, title: string, { columns, colour }: TableOptions): string => {
  const colours = picocolors.createColors(colour);
  const width = Math.min(100, Math.max(80, columns));
  const hasMore = against.requests.length > 0;
  const lines = [
    ...fold(`${title}${hasMore ? ':' : '.'}`, width).map(against.verdict === 'fail' ? colours.red : colours.bold),
    ...requestsOf(against, width, colours),
    ...serversOf(against, width, colours),
    ...entriesOf(against, width, colours),
    ...uncheckedOf(against, width, colours),
  ];
  return lines.map((line) => `${line}\n`).join('');
};
