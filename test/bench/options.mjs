import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measures } from './measures/index.mjs';

export const USAGE = `npm run bench -- [options]

  --quick             one short round: whether it works, not how fast it is
  --rounds N          rounds, 3 unless given; every figure is the median of them
  --only A,B          only these measures: ${Object.keys(measures).join(', ')}
  --with NAME=DIR     a further built checkout of mpgate, to compare with this one; may be repeated
  --sources N         loopback addresses that the 32 connections come from, 4 unless given
  --json FILE         writes every value of every round
  --markdown FILE     puts the table between the markers of a page: docs/performance.md
  --help`;

const declared = /** @type {const} */ ({
  quick: { type: 'boolean', default: false },
  rounds: { type: 'string' },
  only: { type: 'string' },
  with: { type: 'string', multiple: true, default: [] },
  sources: { type: 'string', default: '4' },
  json: { type: 'string' },
  markdown: { type: 'string' },
  help: { type: 'boolean', default: false },
});

/** Throws an Error that says what is wrong with the command line. */
export const readOptions = (argv) => {
  const { values } = parseArgs({ args: argv, options: declared });
  const only = values.only?.split(',') ?? Object.keys(measures);
  const unknown = only.find((name) => !Object.hasOwn(measures, name));
  if (unknown !== undefined) throw new Error(`--only: there is no measure "${unknown}"; see --help`);
  return {
    help: values.help,
    quick: values.quick,
    rounds: positive('rounds', values.rounds ?? (values.quick ? '1' : '3'), 100),
    only,
    builds: values.with.map(build),
    sources: positive('sources', values.sources, 32),
    json: values.json && resolve(values.json),
    markdown: values.markdown && resolve(values.markdown),
  };
};

const positive = (name, text, most) => {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw new Error(`--${name} takes a whole number from 1 to ${most}, not "${text}"`);
};

const build = (text) => {
  const [, name, dir] = /^([\w-]+)=(.+)$/.exec(text) ?? [];
  if (name && dir && !['direct', 'squid', 'mpgate'].includes(name)) return { name, root: resolve(dir) };
  throw new Error(`--with takes NAME=DIR with a name that is not taken, not "${text}"`);
};
