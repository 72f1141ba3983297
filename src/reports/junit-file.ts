import { createRequire } from 'node:module';
import type { Builder } from 'junit-report-builder';
import { printable } from '../events/printable.ts';

/** The package exports its builder itself, where its types tell of a default export. */
const builder: Builder = createRequire(import.meta.url)('junit-report-builder');

export const junitFile = (): Builder => builder.newBuilder().name('mpgate');

/** Control characters are written out, what XML cannot hold gives way, and nothing ends a CDATA section. */
export const junitText = (value: string): string =>
  printable(value)
    .replace(/[\uFFFE\uFFFF]/g, '\uFFFD')
    .replaceAll(']]>', ']] >');

/** Readers take a dot in a class name for the end of a package. */
export const junitClass = (name: string): string => junitText(name).replaceAll('.', '-');

/** Each suite has its count of skipped cases; on the root the builder writes one too, which no schema of JUnit knows. */
export const builtJunit = (file: Builder): string =>
  `${file.build().replace(/^(<testsuites [^>]*?) skipped="\d+"/m, '$1')}\n`;
