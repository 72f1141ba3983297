import { describe, expect, it } from 'vitest';
import { read } from './source.ts';

interface Locked {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly inBundle?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages }: { packages: Readonly<Record<string, Locked>> } = JSON.parse(read('package-lock.json'));
const installed = Object.entries(packages).filter(([path]) => path !== '');
const pathsWhere = (odd: (locked: Locked) => boolean): readonly string[] =>
  installed.filter(([, locked]) => odd(locked)).map(([path]) => path);

describe('package-lock.json', () => {
  it('names no host to fetch from, so that any registry will do', () => {
    expect(pathsWhere(({ resolved }) => resolved !== undefined)).toEqual([]);
  });

  it('has a hash for each package', () => {
    expect(pathsWhere(({ integrity, inBundle }) => integrity === undefined && !inBundle)).toEqual([]);
  });

  it('lists the packages for other platforms too: without them `npm ci` fails (choose a version that has them all)', () => {
    const missing = installed.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages))
        .map((name) => `${path} wants ${name}`),
    );
    expect(missing).toEqual([]);
  });
});
