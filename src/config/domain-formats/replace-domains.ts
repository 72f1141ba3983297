import { applyEdits, type JSONPath, modify, parse } from 'jsonc-parser';
import { at } from '../plain.ts';
import { appLists, type DomainLists, type ListName } from './domain-lists.ts';
import { removeItem } from './remove-item.ts';

/** More single edits than this are one: each parses the whole text anew. */
const MOST_EDITS = 100;

interface Options {
  readonly isArrayInsertion?: boolean;
}

/**
 * The text of an app file with these lists in place of its own; lists that `held` does not name stay. So do comments, also
 * those between hosts that stay.
 */
export const replaceDomains = (whole: string, lists: DomainLists, held: readonly ListName[]): string => {
  const source = whole.replace(/^\uFEFF/, '');
  const eol = source.includes('\r\n') ? '\r\n' : '\n';
  const tabSize = /^( +|\t)"/m.exec(source)?.[1] ?? '  ';
  const formattingOptions = { insertSpaces: tabSize !== '\t', tabSize: tabSize.length, eol };
  const edit = (text: string, path: JSONPath, value: unknown, options: Options = {}): string =>
    applyEdits(text, modify(text, path, value, { formattingOptions, ...options }));

  const one = (text: string, list: (typeof appLists)[number]): string => {
    const path = ['domains', list];
    const before: unknown = at(parse(text), path);
    const wanted = lists[list];
    const old: readonly unknown[] = Array.isArray(before) ? before : [];
    const isSame = old.length === wanted.length && old.every((host, index) => host === wanted[index]);
    if (isSame) return text;
    const stays = new Set<unknown>(wanted);
    const kept = old.filter((host) => stays.has(host));
    const gone = old.flatMap((host, index) => (stays.has(host) ? [] : [index])).reverse();
    const added = wanted.slice(kept.length);
    const isPatch = kept.length > 0 && kept.every((host, index) => host === wanted[index]);
    if (!isPatch || gone.length + added.length > MOST_EDITS) return edit(text, path, wanted);
    const thinned = gone.reduce((now, index) => removeItem(now, path, index), text);
    return added.reduce((now, host) => edit(now, [...path, -1], host, { isArrayInsertion: true }), thinned);
  };

  const mark = whole.slice(0, whole.length - source.length);
  return `${mark}${appLists.filter((list) => held.includes(list)).reduce(one, source)}`;
};
