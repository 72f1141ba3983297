import type { Api } from '../../model/facts.ts';
import { apis } from '../../rules/apis.ts';
import type { Place } from '../document.ts';
import type { Path } from '../path.ts';

/** A list of hosts on some platform's console: one for each API, and that of the pages a web-view may show. */
export type ListName = Api | 'webview';

export const listNames: readonly ListName[] = [...apis, 'webview'];

/** The lists of an app file; a web-view's hosts are none of its business. */
export const appLists: readonly Api[] = apis;

export type DomainLists = { readonly [L in ListName]: readonly string[] };

/** One host of one list, as written, and where it stands. */
export interface Entry {
  readonly list: ListName;
  readonly value: string;
  readonly place: Place;
  readonly path: Path;
}

/** Entries become lists, in the order in which they stand. */
export const toLists = (entries: readonly Pick<Entry, 'list' | 'value'>[]): DomainLists => {
  const of = (name: ListName): readonly string[] =>
    entries.filter(({ list }) => list === name).map(({ value }) => value);
  return {
    request: of('request'),
    uploadFile: of('uploadFile'),
    downloadFile: of('downloadFile'),
    connectSocket: of('connectSocket'),
    udp: of('udp'),
    tcp: of('tcp'),
    webview: of('webview'),
  };
};
