import type { GeneralName } from './x509/general-name.ts';
import type { NameConstraints } from './x509/name-constraints.ts';

type Kind = GeneralName['kind'];
type Of<K extends Kind> = Extract<GeneralName, { readonly kind: K }>;

/** More comparisons than this are an attack. */
const MOST = 1 << 18;

/** The first of `names` that constraints keep out (RFC 5280, 4.2.1.10); null: none. */
export const refusedName = (names: readonly GeneralName[], constraints: NameConstraints): GeneralName | null => {
  const { permitted, excluded } = constraints;
  if (names.length * (permitted.length + excluded.length) > MOST) return names[0] ?? null;
  return names.find((name) => !isPermitted(name, permitted) || excluded.some((tree) => touches(name, tree))) ?? null;
};

/** Where no subtree is of the name's kind, any will do. */
const isPermitted = (name: GeneralName, permitted: readonly GeneralName[]): boolean => {
  const trees = permitted.filter((tree) => isAlike(name, tree));
  return trees.length === 0 || trees.some((tree) => isWithin(name, tree));
};

const isAlike = (name: GeneralName, tree: GeneralName): boolean =>
  name.kind === tree.kind && (name.kind !== 'other' || tree.kind !== 'other' || name.tag === tree.tag);

/** A wildcard must not reach into what is excluded, and what cannot be compared is not let through. */
const touches = (name: GeneralName, tree: GeneralName): boolean => {
  if (!isAlike(name, tree) || name.kind === 'other') return isAlike(name, tree);
  if (isWithin(name, tree)) return true;
  if (name.kind !== 'dns' || tree.kind !== 'dns' || !name.text.startsWith('*.')) return false;
  return isWithin({ kind: 'dns', text: tree.text.replace(/^\./, '') }, { kind: 'dns', text: name.text.slice(2) });
};

const isWithin = (name: GeneralName, tree: GeneralName): boolean => {
  if (name.kind === 'ip' && tree.kind === 'ip') return isInNet(name, tree);
  if (name.kind === 'directory' && tree.kind === 'directory') {
    return tree.parts.every((part, at) => name.parts[at] === part);
  }
  if (!('text' in name && 'text' in tree) || name.kind !== tree.kind) return false;
  return TEXTS[name.kind](name.text.toLowerCase(), tree.text.toLowerCase());
};

/** An address lies in a net written as address and mask. */
const isInNet = ({ bytes }: Of<'ip'>, { bytes: net }: Of<'ip'>): boolean =>
  net.length === 2 * bytes.length &&
  bytes.every((byte, at) => {
    const mask = net[bytes.length + at] ?? 0;
    return (byte & mask) === ((net[at] ?? 0) & mask);
  });

/** `a.test` is itself and what is below, `.a.test` only what is below, an empty one is everything. */
const isBelow = (name: string, tree: string): boolean =>
  tree === '' || name === tree || name.endsWith(tree.startsWith('.') ? tree : `.${tree}`);

/** Of mail and URIs a host without a dot before it is that host alone. */
const isHost = (host: string, tree: string): boolean => (tree.startsWith('.') ? host.endsWith(tree) : host === tree);

const TEXTS: { readonly [K in 'dns' | 'email' | 'uri']: (name: string, tree: string) => boolean } = {
  dns: (name, tree) => isBelow(name.replace(/\.$/, ''), tree),
  email: (name, tree) => (tree.includes('@') ? name === tree : isHost(name.slice(name.lastIndexOf('@') + 1), tree)),
  uri: (name, tree) => isHost(/^[^:]*:\/\/(?:[^/?#@]*@)?([^/:?#]*)/.exec(name)?.[1] ?? '', tree),
};
