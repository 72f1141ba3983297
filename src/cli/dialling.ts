import type { Argv } from 'yargs';

/** Adds the options that say how servers are reached. */
export const dialling = <T>(yargs: Argv<T>) =>
  yargs
    .option('ca', {
      type: 'string',
      array: true,
      requiresArg: true,
      default: [],
      defaultDescription: 'none',
      describe: 'PEM file of a CA to trust besides the system’s',
    })
    .option('roots', {
      type: 'string',
      requiresArg: true,
      default: 'system',
      describe: 'Roots to trust: system, node (Mozilla’s, as Node has them), or a folder',
    })
    .option('resolve', {
      type: 'string',
      array: true,
      requiresArg: true,
      default: [],
      defaultDescription: 'none',
      describe: 'HOST[:PORT]=ADDRESS[:PORT] to go to instead; may be repeated',
    });
