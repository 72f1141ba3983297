/** The only thrown classes. Each but the last is shown to the operator once, complete: what, where, and the way out. */

/** One mistake in a config file. Lines and columns count from 1. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Dotted path of the value, `domains.request[0]`. */
  readonly path: string;
  /** The rule that was broken; null: a mistake of form. */
  readonly rule: string | null;
  readonly message: string;
}

/** A config file, flag or environment variable that cannot be used. Exit code 2. */
export class ConfigError extends Error {
  readonly code = 'MPGATE_CONFIG';
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map((p) => `${p.file}:${p.line}:${p.column} ${p.path ? `${p.path}: ` : ''}${p.message}`).join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** A CA file that cannot be read, used or made. Exit code 3. */
export class CertificateError extends Error {
  readonly code = 'MPGATE_CA';
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CertificateError';
  }
}

/** The gate could not start: a port in use, an address not ours. Exit code 3. */
export class StartError extends Error {
  readonly code = 'MPGATE_START';
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartError';
  }
}

/** A command was called wrongly. Exit code 2. */
export class UsageError extends Error {
  readonly code = 'MPGATE_USAGE';
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/**
 * Bytes of a server that break the form of TLS, of DER, or a bound on either. The one error that never reaches the
 * operator: src/probe turns it into what it says of the server.
 */
export class WireError extends Error {
  readonly code = 'MPGATE_WIRE';
  constructor(message: string) {
    super(message);
    this.name = 'WireError';
  }
}
